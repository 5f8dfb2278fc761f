/*
 * The mean tone of stories, weighted by their relevance.
 *
 * Formula: mean = sum(w*tone)/sum(w); n = (sum w)^2/sum(w^2), the effective
 *   sample size (L. Kish, "Survey Sampling", 1965); se = sqrt(sum(w^2
 *   (tone-mean)^2))/sum(w).
 * Keeps: null where the weights sum to 0.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_TONE_H
#define STORE_QUERY_STAT_TONE_H

#include "store/query/stat.h"

struct stat_weighted {
	double w, tone;
};

struct stat_value stat_tone(const struct stat_weighted *v, size_t n);

#endif
