/*
 * Digests of bytes (libcrypto): SHA-256 (FIPS 180-4).
 *
 * Users: everyone.
 */
#ifndef FETCH_BASE_DIGEST_H
#define FETCH_BASE_DIGEST_H

#include "fetch/base/buf.h"

enum { DIGEST_BYTES = 32 };

void digest_sha256(struct str bytes, unsigned char out[DIGEST_BYTES]);
/* the first n bytes (<= DIGEST_BYTES) in lower-case hex */
void digest_hex(struct buf *to, struct str bytes, size_t n);

/* the digest itself in hex, its first n bytes */
void digest_put(struct buf *to, const unsigned char d[DIGEST_BYTES], size_t n);

#endif
