/*
 * Hard series: figures of filings, and a user's own prices, as they were known
 * at any moment.
 *
 *   NAME[/UNIT]        a user's own series (jevons-store observe)
 *   SERIES@ENTITY      of filings: capex@microsoft; the concepts of a series
 *                      are in facts.tsv, the companies in companies.tsv
 *   CONCEPT@CIK        us-gaap:Revenues@1045810, without dimensions
 *
 * A flow (capex, revenue) is given by quarter: as filed, else derived, by the
 * rules of hard_period.h, from what was known by then. So a matrix and `facts`
 * say the same.
 *
 * Owns: its arrays, until hard_close().
 * Keeps: dates are days since 1970. Values are derived as decimals; each is
 *   made a double once, at the end, for the models that read it.
 * Fails: EXIT_USAGE for a name that nothing stands for (with what there is),
 *   EXIT_CONFIG, EXIT_DATA.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_HARD_H
#define STORE_QUERY_HARD_H

#include "store/query/hard_period.h"
#include "store/query/question.h"

struct hard_value {
	int32_t start, end; /* start: OBS_NONE for an instant */
	int64_t time;       /* of a user's value; else the end of its day */
	double value;
	bool derived;
};

/* one figure of one row, from the commit that stated it (v.known) to the next
 * one */
struct hard_point {
	int64_t until;
	struct hard_figure v; /* time: when it was filed, or what it is of */
};

struct hard {
	struct str label; /* as asked for */
	struct str unit;
	bool flow; /* quarters are wanted */
	bool own;  /* a user's series */
	bool raw;  /* one concept: a flow or a stock, as it comes */
	struct hard_point *points;
	size_t n_points, cap;
	int64_t *changes; /* when something became known, in order */
	int64_t *filed;   /* when something was filed, in order */
	size_t n_changes;
	/* what was known at the moment asked about last */
	struct hard_value *v;
	size_t n, cap_v;
	size_t at;       /* changes by then, + 1; 0 nothing was asked yet */
	size_t filed_at; /* filings by then */
	struct hard_list list;
};

int hard_open(
    struct hard *h, struct question *q, struct str word, struct err *e);
void hard_close(struct hard *h);

/* Values in order of end, as known at `known`, of what was filed (or is of a
 * time) up to `filed`. Borrowed until the next call. */
const struct hard_value *hard_at(
    struct hard *h, int64_t known, int64_t filed, size_t *n);

#endif
