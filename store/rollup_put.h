/*
 * Rows of the rollup, put into a write transaction.
 *
 * Fails: as write.h.
 * Users: rollup_keep.c, rollup_fill.c.
 */
#ifndef STORE_ROLLUP_PUT_H
#define STORE_ROLLUP_PUT_H

#include "store/db/names.h"
#include "store/db/rollup_read.h"
#include "store/db/write.h"

/* Reads what the transaction has put so far, whatever its known. */
struct reader rollup_put_reader(const struct writer *w);

/* Count a month of articles, or of a feed's polls, and put its row. */
int rollup_put_articles(
    struct writer *w, uint32_t month, uint32_t series, struct err *e);
int rollup_put_feed(struct writer *w, uint32_t month, uint32_t series,
    struct str url, struct err *e);
/* days that were counted already */
int rollup_put_polls(struct writer *w, uint32_t month, uint32_t series,
    const struct rollup_head *h, uint32_t days, struct err *e);
/* Leave the month to rollup_fill(). */
int rollup_put_none(
    struct writer *w, uint32_t month, uint32_t series, struct err *e);

#endif
