/*
 * Claims that contradict each other: the same entity, metric, unit, role and
 * horizon, overlapping periods (or none given), values more than 2 % apart, 10
 * % where one is approximate.
 *
 * Keeps: stated figures are compared with stated ones, forecasts with
 *   forecasts; what is negated, asked or supposed with nothing. Of equal
 *   figures of one period the first that was published stands for all. Of more
 *   than CONFLICTS_MAX different figures of one thing the first are compared.
 * Fails: as listing.h.
 * Users: cmd_list.c.
 */
#ifndef STORE_QUERY_CONFLICTS_H
#define STORE_QUERY_CONFLICTS_H

#include "store/query/question.h"

enum { CONFLICTS_MAX = 200 };

/* EXIT_GOOD, EXIT_SOME where there is none, -1 */
int conflicts_print(struct question *q, struct err *e);

#endif
