#include "fetch/base/arena.h"

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	/* thousands of small arenas stay small; with its head this is what
	 * malloc keeps at hand */
	FIRST_BYTES = 960,
	BLOCK_BYTES = 64 * 1024,
	KEEP_MAX_BYTES = 4 * 1024 * 1024
};

struct arena_block {
	struct arena_block *next;
	size_t n, cap;
	max_align_t data[];
};

static struct arena_block *add_block(struct arena *a, size_t bytes)
{
	size_t cap = a->blocks ? 2 * a->blocks->cap : FIRST_BYTES;

	if (cap > BLOCK_BYTES)
		cap = BLOCK_BYTES;
	if (cap < bytes)
		cap = bytes;
	struct arena_block *b = mem_grow(NULL, sizeof *b + cap, 1);

	b->n = 0;
	b->cap = cap;
	b->next = a->blocks;
	a->blocks = b;
	return b;
}

static size_t aligned(size_t bytes)
{
	size_t align = sizeof(max_align_t);
	size_t need = (bytes + align - 1) / align * align;

	if (need < bytes)
		BUG("arena size overflow");
	return need;
}

void *arena_raw(struct arena *a, size_t bytes)
{
	size_t need = aligned(bytes);
	struct arena_block *b = a->blocks;

	if (!b || b->cap - b->n < need)
		b = add_block(a, need);
	char *p = (char *)b->data + b->n;

	b->n += need;
	a->used += need;
	return p;
}

void *arena_new(struct arena *a, size_t bytes)
{
	void *p = arena_raw(a, bytes);

	return memset(p, 0, bytes);
}

struct str arena_str(struct arena *a, struct str s)
{
	if (!s.p)
		return s;
	char *p = arena_raw(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return (struct str){p, s.n};
}

struct str arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;

	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);

	va_end(ap);
	if (n < 0)
		BUG("bad format");
	char *p = arena_new(a, (size_t)n + 1);

	(void)vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return (struct str){p, (size_t)n};
}

/* What the last record needed, up to a ceiling, is kept as one block: the
 * records of a stream are much alike, and take no memory anew. */
void arena_reset(struct arena *a)
{
	size_t want = a->used < KEEP_MAX_BYTES ? a->used : KEEP_MAX_BYTES;
	struct arena_block *keep = NULL, *b;

	for (b = a->blocks; b; b = a->blocks) {
		a->blocks = b->next;
		if (!keep && b->cap >= want && b->cap <= KEEP_MAX_BYTES)
			keep = b;
		else
			free(b);
	}
	a->used = 0;
	if (keep) {
		keep->next = NULL;
		keep->n = 0;
		a->blocks = keep;
	} else if (want) {
		add_block(a, want);
	}
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){
	    a->blocks, a->blocks ? a->blocks->n : 0, a->used};
}

void arena_back(struct arena *a, struct arena_mark to)
{
	while (a->blocks != to.block) {
		struct arena_block *b = a->blocks;

		a->blocks = b->next;
		free(b);
	}
	if (to.block)
		to.block->n = to.n;
	a->used = to.used;
}

void arena_release(struct arena *a)
{
	while (a->blocks) {
		struct arena_block *b = a->blocks;

		a->blocks = b->next;
		free(b);
	}
	a->used = 0;
}

/* Makes the last thing that was given out longer, where it stands. */
static bool stretch(struct arena *a, const char *p, size_t was, size_t bytes)
{
	struct arena_block *b = a->blocks;
	size_t more = aligned(bytes) - aligned(was);

	if (!was || !b || b->cap - b->n < more ||
	    p + aligned(was) != (char *)b->data + b->n)
		return false;
	b->n += more;
	a->used += more;
	return true;
}

void *arena_widen(
    struct arena *a, void *array, size_t n, size_t *cap, size_t size)
{
	size_t wider = *cap ? *cap * 2 : 8;
	char *grown = array;

	if (!stretch(a, array, *cap * size, wider * size)) {
		grown = arena_raw(a, wider * size);
		if (n)
			memcpy(grown, array, n * size);
	}
	memset(grown + n * size, 0, (wider - n) * size);
	*cap = wider;
	return grown;
}
