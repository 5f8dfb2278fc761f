/*
 * Verifying the whole store: every row's checksum, the row counts and CRC
 * sums of each table and of each (series, month), the rollup.
 *
 * Fails: EXIT_DATA with the first thing that is wrong.
 * Users: store/, the query tool (status --verify).
 */
#ifndef STORE_DB_CHECK_H
#define STORE_DB_CHECK_H

#include "store/db/read.h"

/* *rows: how many were checked */
int check_store(struct reader *r, uint64_t *rows, struct err *e);

/* One table alone: that no row of it is lost. */
int check_table(struct reader *r, enum schema_table t, struct err *e);

/* The month of an event time, as the sum table names it (biased so that it
 * sorts; undated: 0). */
uint32_t check_month(int64_t time);
/* its first moment; of the undated ones STAMP_NONE */
int64_t check_month_begin(uint32_t month);

/* The month of the last time that was asked for, and its bounds: rows come in
 * order of time, so the next one mostly lies in it. All zeros to begin. */
struct check_calendar {
	uint32_t month;
	int64_t from, to;
};
uint32_t check_month_next(struct check_calendar *c, int64_t time);
enum { CHECK_SUM_KEY_BYTES = 8 };

#endif
