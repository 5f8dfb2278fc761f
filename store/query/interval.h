/*
 * How often feeds are polled: the longest of the usual times between two good
 * polls of a feed.
 *
 * Keeps: of a feed the median counts; INT64_MAX where no feed was polled twice.
 * Fails: EXIT_DATA.
 * Users: cmd_compare.c.
 */
#ifndef STORE_QUERY_INTERVAL_H
#define STORE_QUERY_INTERVAL_H

#include "store/query/catalog.h"

int interval_read(int64_t *to, const struct catalog *c, struct reader *r,
    int64_t since, struct err *e);

#endif
