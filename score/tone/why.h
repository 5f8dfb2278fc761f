/*
 * Which words of a sentence moved the tone toward somebody, and by how much.
 *
 * Method: leave one out. Each word is blanked in turn, the sentence is judged
 *   again, and the difference in tone is the word's part: it is the trained
 *   model that is asked, so that what is told is what it did. Where rules
 *   judged alone, the parts are the tones of what they found.
 * Keeps: the WHY_WORDS words of the largest parts, none under WHY_LEAST.
 * Owns: nothing.
 * Users: score/tone, explain.c.
 */
#ifndef SCORE_TONE_WHY_H
#define SCORE_TONE_WHY_H

#include "score/tone/weights.h"

enum { WHY_WORDS = 6 };
#define WHY_LEAST 0.04

struct why_word {
	size_t word; /* of the field */
	double part; /* of the tone; > 0: it speaks for the owner */
};

struct why {
	size_t sentence, player;
	enum doc_field_name field;
	struct why_word v[WHY_WORDS]; /* the largest first */
	size_t n;
};

/* s, view and evidence are those that the player was judged by; s may be NULL */
void why_find(struct why *to, const struct weight_section *s,
    const struct feature_view *view, size_t player, struct evidence e,
    struct arena *a);

#endif
