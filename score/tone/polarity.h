/*
 * Tone: class probabilities and -1..1 for each mention, entity and text.
 *
 * The sum z of a sentence's evidence toward an owner (evidence.h) becomes p by
 * a softmax over (-slope·z, neutral, slope·z); tone is p[2] - p[0]. Where the
 * language has trained weights (weights.h), the sums are features of theirs
 * (features.h) instead, and p is what they make of them: toward an owner that
 * the sentence names, and for the text of passages of some PASSAGE_WORDS words
 * (a post is read as one). An entity or text has the weighted mean of its
 * sentences' p, sentences with evidence weighing more, the title double.
 * tone.tsv (scales.h) holds slope and neutral.
 * Keeps: no tone where there are no word lists for the language.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_POLARITY_H
#define SCORE_TONE_POLARITY_H

#include "score/tone/attribute.h"
#include "score/tone/modality.h"
#include "score/tone/weights.h"

/* Is given the features of each sentence toward each owner it names, and of
 * the passages of the text (player PLAYER_NONE): how training sees a text. */
struct tone_tap {
	void (*take)(void *user, size_t player, const struct features *f);
	void *user;
	/* NULL, or is given what a player was judged by: trained weights, or
	 * NULL where rules alone did */
	void (*judged)(void *user, const struct weight_section *s,
	    const struct feature_view *v, size_t player, struct evidence e);
};

enum { PASSAGE_WORDS = 48 };

/* running sums of a document */
struct polarity {
	struct weighing weighing;             /* of the sentence at hand */
	const struct weight_section *trained; /* NULL: rules alone */
	const struct tone_tap *tap;           /* NULL: nobody learns */
	struct tokens *tokens;                /* with these two only */
	struct features *toward, *passage;
	struct evidence passage_sum;
	size_t passage_words;
	bool passage_prose; /* its last sentence */
	enum doc_field_name passage_field;
	struct polarity_sum {
		double p[3], weight;
	} * sums, text;                /* by player */
	double (*now)[3];              /* p by player, of the sentence */
	struct score_tone *of_mention; /* by the document's mentions */
};

/* p->weighing.scales, trained and tap are set; the rest is made */
void polarity_begin(struct polarity *p, const struct doc *d,
    const struct cast *c, struct arena *a);

/* one sentence: its findings have modality and owners */
void polarity_sentence(struct polarity *p, const struct reading *r,
    const struct modality_scopes *scopes, const struct findings *f);

/* tones of the text, of all entities and of their mentions */
void polarity_end(struct polarity *p, const struct doc *d, const struct cast *c,
    struct score *out);

#endif
