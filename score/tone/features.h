/*
 * What the trained model is given of a sentence: toward one owner, or as a
 * whole.
 *
 * Two sorts. Words: hashes of word 1- and 2-grams (Chinese: character 1- to
 *   3-grams) and of the ends of words, and toward an owner also with their
 *   side of its nearest mention, their distance (word by word, within 3, within
 *   6), and, pairs too, whether they stand in its clause, and whether another
 *   name is nearer. Names are masked: TARGET, OTHER. Classes of the word lists
 *   by side and distance are words too. Rules: what the rules found (sums of
 *   evidence, findings by noun, direction and modality), with values in
 *   1/FEATURE_ONE; they carry over to other languages and other sorts of text.
 * Owns: nothing.
 * Keeps: integers and hashes that are the same on every machine; at most
 *   FEATURE_WORDS and FEATURE_RULES of each, the rest is left out.
 * Users: score/tone, score/train.
 */
#ifndef SCORE_TONE_FEATURES_H
#define SCORE_TONE_FEATURES_H

#include "score/tone/evidence.h"
#include "score/tone/tokens.h"

enum {
	FEATURE_WORDS = 8192,
	FEATURE_SLACK = 5 * TOKENS_MAX + 1, /* of one sentence */
	FEATURE_RULES = 512,
	FEATURE_ONE = 16
};

struct feature_rule {
	uint32_t hash;
	int32_t value;
};

struct features {
	uint32_t words[FEATURE_WORDS + FEATURE_SLACK];
	struct feature_rule rules[FEATURE_RULES];
	size_t n_words, n_rules;
	double prior[3]; /* what the rules alone say, added to the scores */
};

/* what the features of one sentence are made of */
struct feature_view {
	const struct reading *reading;
	const struct tokens *tokens;
	const struct findings *findings;
	struct evidence all; /* of the sentence */
};

void features_clear(struct features *f);
/* the hash of what every target, or every text, has */
uint32_t features_bias(bool whole);
/* toward a player that the sentence mentions */
void features_target(struct features *f, const struct feature_view *v,
    size_t player, struct evidence of_player);
/* as a whole: adds to what is there, so that several sentences make one */
void features_text(struct features *f, const struct feature_view *v);

#endif
