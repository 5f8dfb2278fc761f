/*
 * One batch: records gathered in memory, then committed in one sorted
 * transaction with one `known`.
 *
 * Owns: its records.
 * Keeps: a batch states no row twice: batch_room() says when it must be
 *   committed first (another version of an article that is in it, or its
 *   ceiling is reached), so the history does not depend on where batches end.
 *   Within a batch articles go in order of (event time, doc), so that stories
 *   do not depend on the order in which pages happened to arrive. A batch that
 *   adds nothing leaves the store, its watermark too, as it was.
 * Fails: as write.h.
 * Users: store/.
 */
#ifndef STORE_BATCH_H
#define STORE_BATCH_H

#include "store/article_put.h"
#include "store/event_in.h"
#include "store/identity.h"

/* a value of a user's own series */
struct hard_in {
	struct fact_in fact; /* concept: the name, entity: the unit */
	int64_t time, seen;
	unsigned precision;
};

/* What committed batches did; sums. */
struct batch_counts {
	long long added, versions, repeated; /* articles */
	long long stories;                   /* begun */
	long long events;       /* outcomes, facts, values that were new */
	long long observations; /* rows, retractions too */
	int64_t known;          /* of the last commit; STAMP_NONE: none */
	int64_t watermark;      /* before the first commit that looked */
};

struct batch {
	struct arena arena, scratch;
	struct article_in *articles;
	struct outcome_in *outcomes;
	struct fact_line *facts;
	struct hard_in *hard;
	size_t n_articles, n_outcomes, n_facts, n_hard;
	size_t cap_articles, cap_outcomes, cap_facts, cap_hard;
	size_t n_rows;      /* of observations, about */
	long long repeated; /* dropped here, not yet counted */
	struct identity seen;
	struct rows rows;
	bool backfill;
	size_t max_rows; /* 0: BATCH_MAX_ROWS; for tests */
};

enum { BATCH_MAX_ROWS = 100000 };
#define BATCH_MAX_BYTES ((size_t)128 << 20) /* of the arena */

void batch_init(struct batch *b, bool backfill);
void batch_release(struct batch *b);

/* Add a record that lives in b->arena. BATCH_FIRST: commit, then add the
 * record anew (it is gone with the batch). */
enum batch_add { BATCH_ADDED, BATCH_REPEAT, BATCH_FIRST };
enum batch_add batch_article(struct batch *b, const struct article_in *a);
enum batch_add batch_outcome(struct batch *b, const struct outcome_in *o);
enum batch_add batch_fact(struct batch *b, const struct fact_line *f);
enum batch_add batch_hard(struct batch *b, const struct hard_in *h);
bool batch_full(const struct batch *b);

/* Empty it. */
void batch_drop(struct batch *b);
/* Commit and empty it. */
int batch_commit(struct batch *b, struct writer *w, int64_t now,
    struct batch_counts *counts, struct err *e);

#endif
