/*
 * UTF-8 steps (RFC 3629): no overlong forms, no surrogates.
 * Users: everyone.
 */
#ifndef FETCH_BASE_UTF8_H
#define FETCH_BASE_UTF8_H

#include "fetch/base/str.h"

#include <stdint.h>

/* bytes (1..4) of the valid character at s[at], 0 where there is none */
size_t utf8_length(struct str s, size_t at);

/* Decode the character at s[*at] and move behind it; an invalid byte is
 * U+FFFD and moves by one. *at must be < s.n. */
uint32_t utf8_next(struct str s, size_t *at);

/* the character that ends at s[*at], moving *at back to its begin; *at > 0 */
uint32_t utf8_prev(struct str s, size_t *at);

bool utf8_valid(struct str s);

#endif
