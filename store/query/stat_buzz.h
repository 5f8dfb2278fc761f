/*
 * Attention against its own recent level.
 *
 * Formula: (X/N) / (sum X / sum N), the sums over the 28 days before the
 *   bucket.
 * Keeps: null where the sum of X is under STAT_BUZZ_LEAST or N is 0.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_BUZZ_H
#define STORE_QUERY_STAT_BUZZ_H

#include "store/query/stat.h"

enum { STAT_BUZZ_LEAST = 5 };

struct stat_value stat_buzz(size_t x, size_t n, size_t sum_x, size_t sum_n);

#endif
