#include "fetch/base/buf.h"

#include "fetch/base/err.h"
#include "fetch/base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW_BYTES = 256 };

static _Noreturn void out_of_memory(void)
{
	(void)fputs("error msg=\"out of memory\"\n", stderr);
	_Exit(EXIT_OS);
}

void *mem_new(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size ? size : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *mem_grow(void *p, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count ? count : 1, size, &bytes))
		out_of_memory();
	p = realloc(p, bytes);
	if (!p)
		out_of_memory();
	return p;
}

char *mem_text(struct str s)
{
	char *p = mem_new(s.n + 1, 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	return p;
}

void buf_init(struct buf *b, size_t max_bytes)
{
	*b = (struct buf){.max = max_bytes};
}

void buf_release(struct buf *b)
{
	free(b->p);
	b->p = NULL;
	b->n = b->cap = 0;
	b->over = false;
}

void buf_clear(struct buf *b)
{
	b->n = 0;
	b->over = false;
	if (b->p)
		b->p[0] = '\0';
}

char *buf_room(struct buf *b, size_t n)
{
	if (b->over || n > b->max - b->n) {
		b->over = true;
		return NULL;
	}
	size_t need = b->n + n + 1;

	if (need > b->cap) {
		size_t cap = b->cap ? b->cap : 64;

		while (cap < need)
			cap += cap / 2 + 16;
		b->p = mem_grow(b->p, cap, 1);
		b->cap = cap;
	}
	return b->p + b->n;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	char *to = buf_room(b, n);

	if (!to)
		return;
	if (n)
		memcpy(to, bytes, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void buf_str(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
}

void buf_puts(struct buf *b, const char *c)
{
	buf_add(b, c, strlen(c));
}

void buf_utf8(struct buf *b, uint32_t c)
{
	char u[4];

	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = 0xFFFD;
	buf_add(b, u, utf8_encode(c, u));
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;

	va_start(ap, fmt);
	va_copy(again, ap);
	char few[FEW_BYTES];
	int n = vsnprintf(few, sizeof few, fmt, ap);

	va_end(ap);
	if (n < 0)
		BUG("bad format");
	char *to = (size_t)n < sizeof few ? NULL : buf_room(b, (size_t)n);

	/* most texts are short, and made once */
	if ((size_t)n < sizeof few)
		buf_add(b, few, (size_t)n);
	if (to) {
		(void)vsnprintf(to, (size_t)n + 1, fmt, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

void buf_drop(struct buf *b, size_t n)
{
	if (n > b->n)
		n = b->n;
	if (n == 0)
		return;
	memmove(b->p, b->p + n, b->n - n + 1);
	b->n -= n;
}

struct str buf_view(const struct buf *b)
{
	return (struct str){b->p ? b->p : "", b->n};
}

const char *buf_text(struct buf *b)
{
	return b->p ? b->p : "";
}

char *buf_take(struct buf *b)
{
	char *p = b->p ? b->p : mem_new(1, 1);

	b->p = NULL;
	b->n = b->cap = 0;
	return p;
}
