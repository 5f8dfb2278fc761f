/*
 * What was known of each article, commit by commit: the versions of a target's
 * rows, put together to one vintage of an article a commit.
 *
 * Owns: its arrays, until vintages_release().
 * Keeps: a version of an article states all of its rows anew, or retracts
 *   them (the store sees to it), so the rows of one commit are the whole
 *   article. On the clock `known`, and for ages, an article stands where it
 *   was first known, whatever model scored it later. Undated articles, and
 *   those known to the day alone in shorter buckets, match nothing.
 * Fails: EXIT_DATA; EXIT_USAGE where the selection holds too much.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_VINTAGE_H
#define STORE_QUERY_VINTAGE_H

#include "store/query/cue.h"
#include "store/query/doc_clock.h"
#include "store/query/member.h"
#include "store/query/question.h"
#include "store/query/story_set.h"

struct vintage {
	int64_t from; /* known from this commit on */
	struct member m;
	bool in;            /* it matches; false: no more */
	bool again;         /* not the first of its article */
	signed char demand; /* -1 0 1 */
	signed char cost;   /* likewise: 1 it falls */
	unsigned char side; /* enum jevons_side */
};

struct vintages {
	struct vintage *v;
	size_t n, cap;
};

enum vintage_of {
	VINTAGE_ARTICLES,
	VINTAGE_TARGET,
	VINTAGE_LINKS,  /* cost stories, and how they link demand to costs */
	VINTAGE_DEMAND, /* what is said of demand, of whomever */
	VINTAGE_COSTS   /* what is said of costs */
};

/* what is asked for */
struct vintage_ask {
	struct question *q;
	const struct doc_clock *clock;   /* NULL: each row's own */
	const struct story_set *stories; /* others are left out; NULL: none */
	uint16_t model;
	unsigned origins; /* mask; 0: all */
	enum vintage_of of;
	const struct target *target; /* of a target */
	bool demand;                 /* what its stories say of demand */
};

/* The stories that have an article at or after `from` on the question's
 * clock, whatever became of it: none of the others matters from then on. */
int vintage_stories(struct story_set *to, const struct vintage_ask *ask,
    int64_t from, struct err *e);

int vintages_read(
    struct vintages *to, const struct vintage_ask *ask, struct err *e);
void vintages_release(struct vintages *v);

#endif
