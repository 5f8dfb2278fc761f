/*
 * References: what `explain` takes, and every row of an answer ends with.
 *
 *   DOC                        an article
 *   DOC/m/ENTITY               its mentions of an entity
 *   DOC/s/SIGNAL/ENTITY[/I]    a cue: item I of that row, from 0
 *   DOC/c/METRIC/ENTITY[/I]    a claim
 *   DOC/f/CONCEPT/ENTITY[/I]   a figure of a filing
 *   ENTITY/STAT/BEGIN/EVERY[/OPTION=VALUE…]/@WATERMARK   a number of a series
 *
 * DOC is 16 hex digits, BEGIN the bucket's first moment. A number is pinned to
 * the watermark that it was reckoned at, so that it stays explained when
 * more becomes known. Bytes that a shell or the separators would trip over are
 * %XX.
 *
 * Owns: nothing; what is read lives in the arena.
 * Fails: EXIT_USAGE.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_REF_H
#define STORE_QUERY_REF_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "store/db/series.h"
#include "store/query/ask.h"

struct ref {
	bool cell; /* a number of a series */
	/* a row */
	uint64_t doc;
	struct series_name series; /* kind 0: the article itself */
	size_t item;
	/* a cell */
	struct str stat;
	struct ask ask; /* the question it answers: one bucket */
};

/* one part, with %XX where needed */
void ref_part(struct buf *to, struct str part);
void ref_row(
    struct buf *to, uint64_t doc, const struct series_name *s, size_t item);
/* what follows ENTITY/STAT/BEGIN in the refs of one answer; committed: the
 * watermark, 0 for none */
void ref_tail(struct buf *to, const struct ask *a, int64_t committed);

int ref_read(struct str text, struct arena *a, struct ref *to, struct err *e);

#endif
