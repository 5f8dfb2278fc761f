/*
 * Comparing every row of the rollup with the rows that it was counted from.
 *
 * Fails: EXIT_DATA with the first month that differs.
 * Users: check.c.
 */
#ifndef STORE_DB_ROLLUP_CHECK_H
#define STORE_DB_ROLLUP_CHECK_H

#include "store/db/read.h"

/* The reader is at the watermark. */
int rollup_check(struct reader *r, struct err *e);

#endif
