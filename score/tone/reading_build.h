/*
 * A reading while it is made: what its parts (pauses, mentions, figures,
 * phrases) share.
 *
 * Owns: scratch, until the reading is settled.
 * Keeps: hits are added in order of place.
 * Users: reading_make and its parts.
 */
#ifndef SCORE_TONE_READING_BUILD_H
#define SCORE_TONE_READING_BUILD_H

#include "score/tone/reading.h"

enum { READING_QUOTES_MAX = 64 };

struct reading_build {
	struct reading *r;
	const struct lexicon *l;
	const struct word_ids *ids;
	size_t first, end; /* words */
	size_t cap_hits, cap_figures;
	size_t quote[READING_QUOTES_MAX]; /* word behind each quotation mark */
	size_t n_quotes;
	struct arena *a;
	struct arena scratch; /* what does not stay */
};

struct range {
	size_t from, to;
};

struct hit reading_hit(
    uint16_t class, double weight, struct range words, struct range bytes);

/* the hit as it was added; NULL at the ceiling */
struct hit *reading_add(struct reading_build *b, struct hit h);

#endif
