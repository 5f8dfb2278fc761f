/*
 * Rows of a range, newest first: what the list commands print.
 *
 * Owns: its rows, until listing_release(). Their items borrow from the
 *   reader's snapshot.
 * Keeps: by event time it goes month by month from the newest, so that memory
 *   holds one month, or what --limit asks for.
 * Fails: EXIT_DATA; EXIT_USAGE for too much.
 * Users: cmd_list.c.
 */
#ifndef STORE_QUERY_LISTING_H
#define STORE_QUERY_LISTING_H

#include "store/query/question.h"

struct listed {
	int64_t at;
	const struct catalog_series *series;
	struct obs_row row;
	size_t item; /* of the row; 0 where it is listed as a whole */
	/* the order within an article: as it is read, then by name */
	uint32_t field, begin;
};

struct listing {
	struct question *q;
	enum obs_kind kind;
	bool by_item; /* an entry an item, else an entry a row */
	/* with an entity, articles that mention it; in order */
	uint64_t *docs;
	size_t n_docs, docs_cap;
	/* the rows of the window that was read last */
	struct listed *v;
	size_t n, cap;
	int64_t end; /* of the next window */
	bool over;
	int months;   /* in the next window: more behind an empty one */
	size_t limit; /* 0: none */
	size_t undated, others;
	bool none_live;
};

int listing_open(struct listing *l, struct question *q, enum obs_kind kind,
    size_t limit, struct err *e);
/* The next window with rows, newest first: 1, 0 at the end, -1. */
int listing_next(struct listing *l, struct err *e);
void listing_release(struct listing *l);

#endif
