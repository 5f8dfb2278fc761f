/*
 * Whether the feeds were asked: good polls inside a bucket tell "no news" from
 * "nobody looked".
 *
 * Keeps: a poll is good that was answered by the feed itself, with 200 or
 *   304, or read from a file.
 * Fails: EXIT_DATA.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_POLLS_H
#define STORE_QUERY_POLLS_H

#include "store/query/catalog.h"

/* whether an outcome row is an attempt at the feed itself, and a good one */
bool polls_is_feed(const struct obs_row *row, struct str feed);
bool polls_good(struct reader *r, const struct obs_row *row, struct err *e);

/* 1 some feed was polled with success in [from, to), 0 none, -1 error. Seeks;
 * costs by the number of feeds. */
int polls_any(const struct catalog *c, struct reader *r, int64_t from,
    int64_t to, struct err *e);

#endif
