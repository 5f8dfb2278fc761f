/*
 * An arena: many small allocations that are freed together, one a record.
 *
 * Owns: all that was allocated from it, until arena_reset() (memory kept for
 *   the next record, up to a ceiling) or arena_release().
 * Fails: out of memory ends the process.
 * Users: everyone.
 */
#ifndef FETCH_BASE_ARENA_H
#define FETCH_BASE_ARENA_H

#include "fetch/base/str.h"

struct arena_block;

struct arena {
	struct arena_block *blocks; /* newest first */
	size_t used;                /* bytes given out since the last reset */
};

/* `struct arena a = {0};` is a ready arena. */
void *arena_new(struct arena *a, size_t bytes); /* zeroed, max_align_t */
/* the same with whatever stood there: for large arrays that are filled */
void *arena_raw(struct arena *a, size_t bytes);
struct str arena_str(struct arena *a, struct str s); /* a NUL-ended copy */
struct str arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void arena_reset(struct arena *a);

/* What was given out behind the mark is taken back: room for what one step
 * alone needs. */
struct arena_mark {
	struct arena_block *block;
	size_t n, used;
};

struct arena_mark arena_mark(const struct arena *a);
void arena_back(struct arena *a, struct arena_mark to);
void arena_release(struct arena *a);

/* Room for one more in an array that lives in the arena: doubles it when
 * full. Usage: v = arena_more(a, v, n, &cap, sizeof *v); v[n++] = x; */
void *arena_widen(
    struct arena *a, void *array, size_t n, size_t *cap, size_t size);

static inline void *arena_more(
    struct arena *a, void *array, size_t n, size_t *cap, size_t size)
{
	return n < *cap ? array : arena_widen(a, array, n, cap, size);
}

#endif
