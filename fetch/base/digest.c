#include "fetch/base/digest.h"

#include "fetch/base/err.h"

#include <openssl/evp.h>

void digest_sha256(struct str bytes, unsigned char out[DIGEST_BYTES])
{
	unsigned n = 0;

	if (EVP_Digest(bytes.p ? bytes.p : "", bytes.n, out, &n, EVP_sha256(),
		NULL) != 1 ||
	    n != DIGEST_BYTES)
		BUG("no SHA-256 in libcrypto");
}

void digest_put(struct buf *to, const unsigned char d[DIGEST_BYTES], size_t n)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n && i < DIGEST_BYTES; i++) {
		buf_char(to, digits[d[i] >> 4]);
		buf_char(to, digits[d[i] & 15]);
	}
}

void digest_hex(struct buf *to, struct str bytes, size_t n)
{
	unsigned char d[DIGEST_BYTES];

	digest_sha256(bytes, d);
	digest_put(to, d, n);
}
