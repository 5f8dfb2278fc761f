#include "fetch/base/digest.h"

/* EVP fetches its algorithm from a provider, which costs 2 MB of resident
 * memory, and a short digest five times what SHA-256 itself takes. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "fetch/base/err.h"

#include <openssl/sha.h>
#include <stdlib.h>

static void add(SHA256_CTX *c, struct str bytes)
{
	if (SHA256_Update(c, bytes.p ? bytes.p : "", bytes.n) != 1)
		BUG("no SHA-256 in libcrypto");
}

void digest_sha256(struct str bytes, unsigned char out[DIGEST_BYTES])
{
	SHA256_CTX c;

	if (SHA256_Init(&c) != 1)
		BUG("no SHA-256 in libcrypto");
	add(&c, bytes);
	if (SHA256_Final(out, &c) != 1)
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
	SHA256_CTX ctx;
};

struct digest *digest_begin(void)
{
	struct digest *d = mem_new(1, sizeof *d);

	if (SHA256_Init(&d->ctx) != 1)
		BUG("no SHA-256 in libcrypto");
	return d;
}

void digest_add(struct digest *d, struct str bytes)
{
	add(&d->ctx, bytes);
}

void digest_next(struct digest *d, unsigned char out[DIGEST_BYTES])
{
	if (SHA256_Final(out, &d->ctx) != 1 || SHA256_Init(&d->ctx) != 1)
		BUG("no SHA-256 in libcrypto");
}

void digest_end(struct digest *d, struct buf *hex)
{
	unsigned char out[DIGEST_BYTES];

	if (SHA256_Final(out, &d->ctx) != 1)
		BUG("no SHA-256 in libcrypto");
	if (hex)
		digest_put(hex, out, DIGEST_BYTES);
	free(d);
}
