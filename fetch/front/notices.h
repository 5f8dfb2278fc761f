/*
 * Conditions that last over runs: told when one begins and when one ends, and
 * not in between, so that cron's mail is read.
 *
 * A text file, a line a condition: KEY <tab> SINCE <tab> TEXT.
 *
 * Owns: its arena.
 * Keeps: a condition that no run says anything about any more (its feed left
 *   the lists) is dropped without a word.
 * Fails: EXIT_IO, EXIT_CANTCREAT; an unreadable line is dropped.
 * Users: the front.
 */
#ifndef FETCH_FRONT_NOTICES_H
#define FETCH_FRONT_NOTICES_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

struct notice {
	struct str key, text;
	int64_t since;
	bool holds, heard;
};

struct notices {
	struct arena arena;
	struct str path;
	struct notice *v;
	size_t n, cap;
};

enum notices_change { NOTICES_SAME, NOTICES_BEGAN, NOTICES_ENDED };

int notices_open(struct notices *n, const char *path, struct err *e);
void notices_release(struct notices *n);
/* *since, where not NULL: when it began (of one that ended too) */
enum notices_change notices_set(struct notices *n, struct str key, bool holds,
    struct str text, int64_t now, int64_t *since);
/* Keep those that hold. forget: the keys that begin so and were not heard of
 * are dropped. */
int notices_save(struct notices *n, struct str forget, struct err *e);

#endif
