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

/* Of bytes that come in pieces. */
struct digest; /* the caller's, until digest_end() */

struct digest *digest_begin(void);
void digest_add(struct digest *d, struct str bytes);
/* the digest of what came so far; d begins anew */
void digest_next(struct digest *d, unsigned char out[DIGEST_BYTES]);
/* all of it in lower-case hex (to NULL: not wanted); frees d */
void digest_end(struct digest *d, struct buf *hex);

/* the digest itself in hex, its first n bytes */
void digest_put(struct buf *to, const unsigned char d[DIGEST_BYTES], size_t n);

#endif
