/*
 * Which phrase of the word lists counts at a word: the longest, but for one
 * that is merely good or bad and tells of an event: a noun and its direction
 * ("weak demand", "raises its forecast"), of which more is to be said.
 *
 * Owns: nothing.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_PHRASE_H
#define SCORE_TONE_PHRASE_H

#include "score/tone/lexicon.h"

struct phrase_place {
	const struct doc_field *field;
	const struct word_ids *ids; /* ids[0] belongs to word `first` */
	size_t first, word;
};

/* the phrase ends before word `limit` */
struct lexicon_match phrase_find(const struct taxonomy *t,
    const struct lexicon *l, struct phrase_place at, size_t limit);

#endif
