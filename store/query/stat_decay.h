/*
 * Tone that fades: what was said lately, and silence goes to 0.
 *
 * Formula: sum(w*tone*2^(-age/h)) / (k + sum(w*2^(-age/h))), age = bucket end
 *   - known, h = 3 days, k = 1.
 * Keeps: a story that was not known by the bucket's end (age < 0) does not
 *   count; older than STAT_DECAY_DAYS (2^-20) neither.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_DECAY_H
#define STORE_QUERY_STAT_DECAY_H

#include "store/query/stat.h"

#include <stdint.h>

enum { STAT_DECAY_HALF_DAYS = 3, STAT_DECAY_DAYS = 60 };

struct stat_decaying {
	double w, tone;
	int64_t known; /* microseconds */
};

/* v is in order of known; end: the bucket's */
struct stat_value stat_decay(
    const struct stat_decaying *v, size_t n, int64_t end);

#endif
