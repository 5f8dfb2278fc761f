/*
 * Asking the rollup, with the rows behind it: what is not there, or is not of
 * as-of, is counted from the rows. The answer is the same.
 *
 * To count a range of whole days (of UTC) on the clock `published`:
 *
 *   struct rollup_reader rr;
 *   rollup_reader_begin(&rr, reader, series);     of the series "article"
 *   for (uint32_t m = check_month(from); m <= check_month(to - 1); m++) {
 *       rollup_view_clear(&view);
 *       if (rollup_read(&rr, m, &which, to, &view, &e) != 0) …
 *       day d of the month is check_month_begin(m) + d * STAMP_DAY
 *   }
 *   rollup_reader_end(&rr);
 *
 * The month 0 has the undated articles, as those of its day 0. A view holds
 * whole months: days outside of [from, to) are to be passed by.
 *
 * Owns: what it counted, until rollup_reader_end().
 * Fails: EXIT_DATA.
 * Users: store/, the query tool.
 */
#ifndef STORE_DB_ROLLUP_READ_H
#define STORE_DB_ROLLUP_READ_H

#include "store/db/rollup_build.h"

struct rollup_reader {
	struct reader *r;
	uint32_t series;
	bool from_rows; /* set: the table is left alone */
	struct rollup_articles articles;
	uint32_t month; /* that they are of; 0: of none */
	int64_t to;
	size_t from_table, counted; /* months that were told so far */
};

void rollup_reader_begin(
    struct rollup_reader *rr, struct reader *r, uint32_t series);
void rollup_reader_end(struct rollup_reader *rr);

/* The articles of a month with event times < to, of one kind; into a view
 * that was cleared. */
int rollup_read(struct rollup_reader *rr, uint32_t month,
    const struct rollup_which *w, int64_t to, struct rollup_view *v,
    struct err *e);

/* The days of a month on which a feed was polled with success, as bits. The
 * reader is of the series of its outcomes. */
int rollup_read_polls(struct rollup_reader *rr, uint32_t month,
    const struct rollup_feed *f, uint32_t *days, struct err *e);

/* What `sum` has of a month; zeros where it has nothing. */
int rollup_sum_of(struct env *env, MDB_txn *txn, uint32_t series,
    uint32_t month, struct rollup_sum *to, struct err *e);
/* The row of the table, whatever it is worth: 1 (value: its body), 0, -1 */
int rollup_get(struct env *env, MDB_txn *txn, uint32_t month, uint32_t series,
    struct rollup_head *h, struct str *body, struct err *e);
/* The sums that the head of a month would have now; its known is not set. */
int rollup_head_of(struct env *env, MDB_txn *txn, uint32_t month,
    uint32_t series, bool polls, struct rollup_head *to, struct err *e);
/* Whether a row says what the rows say now; 1, 0, -1. */
int rollup_is_current(struct env *env, MDB_txn *txn, uint32_t month,
    uint32_t series, bool polls, const struct rollup_head *h, struct err *e);

#endif
