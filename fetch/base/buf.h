/*
 * A growing byte buffer that is born with a ceiling.
 *
 * Owns: its bytes, until buf_release() or buf_take().
 * Keeps: n <= max; p is NUL-terminated once anything was added or
 *   buf_text() was asked; over is sticky: after an overflow nothing more is
 *   added, and the caller asks once at the end.
 * Fails: out of memory ends the process; too big sets over.
 * Users: everyone.
 */
#ifndef FETCH_BASE_BUF_H
#define FETCH_BASE_BUF_H

#include "fetch/base/str.h"

#include <stdint.h>

struct buf {
	char *p;
	size_t n, cap, max;
	bool over;
};

void buf_init(struct buf *b, size_t max_bytes);
void buf_release(struct buf *b); /* may be called twice */
void buf_clear(struct buf *b);   /* empty again, memory kept, over reset */
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_str(struct buf *b, struct str s);
void buf_puts(struct buf *b, const char *c);

static inline void buf_char(struct buf *b, char c)
{
	if (b->over || b->n >= b->max || b->n + 1 >= b->cap) {
		buf_add(b, &c, 1);
		return;
	}
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

void buf_utf8(struct buf *b, uint32_t code_point); /* invalid ones: U+FFFD */
void buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* room for n more bytes at p + n, or NULL on overflow; then add to n */
char *buf_room(struct buf *b, size_t n);
void buf_drop(struct buf *b, size_t n); /* remove n bytes from the front */
struct str buf_view(const struct buf *b);
const char *buf_text(struct buf *b); /* NUL-terminated, never NULL */
char *buf_take(struct buf *b);       /* the caller frees; b is empty */

/* malloc, realloc and strdup that end the process when memory runs out */
void *mem_new(size_t count, size_t size); /* zeroed */
void *mem_grow(void *p, size_t count, size_t size);
char *mem_text(struct str s); /* NUL-terminated copy */

#endif
