/*
 * The matrix that other models train on: a row a closed bucket and entity,
 * of what was known at the bucket's end (or --lag later), as if asked then.
 *
 * Owns: its grid, segments and columns, until matrix_close().
 * Keeps: a bucket is closed when something was committed at or after its end
 *   and lag: nothing that belongs to it can come any more, since `known` only
 *   grows. `available` is that commit: no reader had the row before. The model
 *   is the one adopted then; articles of other origins than live count as long
 *   as no live one is known at all (unless --origin says otherwise).
 * Fails: EXIT_DATA, EXIT_USAGE.
 * Users: cmd_features.c.
 */
#ifndef STORE_QUERY_MATRIX_H
#define STORE_QUERY_MATRIX_H

#include "store/query/frame.h"

/* buckets that are answered by one model over one set of origins */
struct matrix_segment {
	size_t from, to;
	bool has_model;
	uint16_t model;
	struct str model_name;
	unsigned origins;
};

struct matrix {
	struct question *q;
	int64_t lag;
	const struct measure *stats;
	size_t n_stats;
	struct grid grid; /* first: of the first row */
	size_t end;       /* of the closed buckets */
	struct matrix_segment *segments;
	size_t n_segments;
	int64_t first_live; /* when a live article was first known */
};

/* a row without its statistics */
struct matrix_row {
	size_t bucket, target;
	int64_t available;
	size_t n, stories;
	double coverage;
	struct str model;
	const struct stat_value *value; /* a statistic each */
	int64_t from, to;               /* valid as known from, until before */
};

/* after: STAMP_NONE, or the watermark of an earlier answer, whose rows are
 * left out */
int matrix_open(struct matrix *m, struct question *q, int64_t lag,
    int64_t after, const struct measure *stats, size_t n, struct err *e);
void matrix_close(struct matrix *m);

/* the moment a bucket is answered as of */
int64_t matrix_moment(const struct matrix *m, size_t bucket);
/* Which model and origins answer at a moment; no buckets are set. */
int matrix_at(const struct matrix *m, int64_t at, struct matrix_segment *to,
    struct err *e);
/* what the frame of a segment is asked */
struct frame_ask matrix_ask(
    const struct matrix *m, const struct matrix_segment *s);
/* The row of a bucket, as the frame knows it; value: room for one a
 * statistic. */
struct matrix_row matrix_row(const struct matrix *m, struct frame *f,
    const struct matrix_segment *s, size_t target, size_t bucket,
    struct stat_value *value);

/* Every row in order of bucket and target. fn returns 0 to go on. */
typedef int matrix_fn(void *to, const struct matrix_row *row, struct err *e);
int matrix_each(const struct matrix *m, matrix_fn *fn, void *to, struct err *e);

#endif
