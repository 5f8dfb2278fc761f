#include "fetch/base/digest.h"

#include "fetch/base/err.h"

#include <openssl/evp.h>
#include <stdlib.h>

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

struct digest {
	EVP_MD_CTX *ctx;
};

struct digest *digest_begin(void)
{
	struct digest *d = mem_new(1, sizeof *d);

	d->ctx = EVP_MD_CTX_new();
	if (!d->ctx || EVP_DigestInit_ex(d->ctx, EVP_sha256(), NULL) != 1)
		BUG("no SHA-256 in libcrypto");
	return d;
}

void digest_add(struct digest *d, struct str bytes)
{
	if (EVP_DigestUpdate(d->ctx, bytes.p ? bytes.p : "", bytes.n) != 1)
		BUG("no SHA-256 in libcrypto");
}

void digest_next(struct digest *d, unsigned char out[DIGEST_BYTES])
{
	unsigned n = 0;

	/* without a kind: the one it has */
	if (EVP_DigestFinal_ex(d->ctx, out, &n) != 1 || n != DIGEST_BYTES ||
	    EVP_DigestInit_ex(d->ctx, NULL, NULL) != 1)
		BUG("no SHA-256 in libcrypto");
}

void digest_end(struct digest *d, struct buf *hex)
{
	unsigned char out[DIGEST_BYTES];
	unsigned n = 0;

	if (EVP_DigestFinal_ex(d->ctx, out, &n) != 1 || n != DIGEST_BYTES)
		BUG("no SHA-256 in libcrypto");
	for (size_t i = 0; hex && i < DIGEST_BYTES; i++)
		buf_printf(hex, "%02x", (unsigned)out[i]);
	EVP_MD_CTX_free(d->ctx);
	free(d);
}
