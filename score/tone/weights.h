/*
 * Trained weights: a small hashed linear model for each language that has one.
 *
 * File: the line "jevons-weights 1"; for each language a line
 *   "section LANG WORD_BITS RULE_BITS WORD_SCALE RULE_SCALE TEMPERATURE",
 *   whose last three are integers in 2^-20, then 3·2^WORD_BITS weights of one
 *   byte and 3·2^RULE_BITS of two (signed, little-endian; negative, neutral,
 *   positive of each bucket), and a line end; last the line "sha256 HEX" over
 *   all bytes before it.
 * Method: feature hashing (Weinberger et al. 2009). The score of a class is
 *   word scale · (sum over words) / sqrt(words) + rule scale · (sum over
 *   rules) + what the rules say by themselves (features.h); p is the softmax of
 * the three over the temperature. Owns: its memory until weights_release().
 * Keeps: sums are of integers, so equal on every machine.
 * Fails: EXIT_NOINPUT; EXIT_CONFIG with file and offset.
 * Users: score/tone, score/train.
 */
#ifndef SCORE_TONE_WEIGHTS_H
#define SCORE_TONE_WEIGHTS_H

#include "score/tone/features.h"

#include "fetch/base/buf.h"

enum { WEIGHT_BITS_MAX = 20, WEIGHT_CLASSES = 3 };
#define WEIGHT_UNIT (1 << 20)

struct weight_section {
	bool there;
	unsigned word_bits, rule_bits;
	uint32_t word_scale, rule_scale, temperature; /* 2^-20 */
	int8_t *words;                                /* [bucket][class] */
	int16_t *rules;
};

struct weights {
	struct weight_section of[TONGUES];
};

int weights_read(struct weights *w, const char *path, struct err *e);
/* the same from bytes; name is told in errors */
int weights_parse(
    struct weights *w, struct str bytes, const char *name, struct err *e);
void weights_write(struct buf *to, const struct weights *w);
void weights_release(struct weights *w);

/* the raw scores of the classes, before the temperature */
void weights_scores(const struct weight_section *s, const struct features *f,
    double to[WEIGHT_CLASSES]);
/* softmax of scores / temperature */
void weights_p(const double scores[WEIGHT_CLASSES], double temperature,
    double p[WEIGHT_CLASSES]);
/* both */
void weights_judge(const struct weight_section *s, const struct features *f,
    double p[WEIGHT_CLASSES]);

/* e^x for -40 <= x <= 40 (others are clipped) within 1e-5, the
 * same bits everywhere */
double weights_exp(double x);

#endif
