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

/*
 * The same a story at a time. Ages are taken apart into spans of three days
 * (of all time, not of the question), so that a power of 2 is reckoned once a
 * story and once a value, not once for both.
 */
struct stat_decay_part {
	double w, said; /* times 2^((known - begin of its span) / h) */
	int64_t known, span;
};

struct stat_decay_sum {
	double w, said; /* as at the begin of the span */
	int64_t end, span;
	size_t n;
};

struct stat_decay_part stat_decay_part(double w, double tone, int64_t known);
void stat_decay_begin(struct stat_decay_sum *s, int64_t end);
/* In order of known; what is too new or too old does not count. */
void stat_decay_add(struct stat_decay_sum *s, const struct stat_decay_part *p);
struct stat_value stat_decay_end(const struct stat_decay_sum *s);

#endif
