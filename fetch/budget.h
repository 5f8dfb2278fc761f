/*
 * How many bytes of answers are held at once.
 *
 * A small answer (BUDGET_FREE_BYTES) costs nothing. A larger one reserves all
 * that it may become before it goes on, and waits (its transfer is paused)
 * until there is room; one is always let go on, so that nobody waits for ever.
 *
 * Users: transfer.c, fetcher.c.
 */
#ifndef FETCH_BUDGET_H
#define FETCH_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

enum { BUDGET_FREE_BYTES = 256 * 1024, BUDGET_BYTES = 20 * 1024 * 1024 };

struct budget {
	size_t used;
	size_t behind; /* bytes that the reader of stdout has yet to take */
};

static inline bool budget_take(struct budget *b, size_t bytes)
{
	if (b->used > 0 && b->used + b->behind + bytes > BUDGET_BYTES)
		return false;
	b->used += bytes;
	return true;
}

static inline void budget_give(struct budget *b, size_t bytes)
{
	b->used -= bytes;
}

#endif
