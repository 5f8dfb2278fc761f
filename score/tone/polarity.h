/*
 * Tone: class probabilities and -1..1 for each mention, entity and text.
 *
 * Evidence of a sentence toward an owner is a sum: findings give their tone
 * (direction times the noun's polarity, or the rule's own), words of opinion
 * theirs, to the nearest mention that is no foil. How it is said scales it.
 * The sum z becomes p by a softmax over (-slope·z, neutral, slope·z); tone is
 * p[2] - p[0]. Where the language has trained weights (weights.h), the sums
 * are features of theirs (features.h) instead, and p is what they make of
 * them: toward an owner that the sentence names, and for the text of passages
 * of some PASSAGE_WORDS words (a post is read as one). An entity or text has
 * the weighted mean of its sentences' p, sentences with evidence weighing
 * more, the title double.
 * tone.tsv (feature, weight) holds the scales, slope and neutral.
 * Keeps: no tone where there are no word lists for the language.
 * Fails: EXIT_CONFIG with file and line.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_POLARITY_H
#define SCORE_TONE_POLARITY_H

#include "score/tone/attribute.h"
#include "score/tone/modality.h"
#include "score/tone/weights.h"

enum tone_weight {
	TONE_SLOPE,
	TONE_NEUTRAL,
	TONE_FINDING,
	TONE_OPINION,
	TONE_CONCEDED, /* scale of what is but conceded */
	TONE_LOOSE, /* a word of direction without a noun: the text's alone */
	TONE_MOST,  /* of |z| */
	TONE_EVIDENCE, /* how much |z| adds to the weight of a sentence */
	TONE_TITLE,
	/* scales, in the order of enum modality */
	TONE_ASSERTED,
	TONE_REPORTED,
	TONE_FORECAST,
	TONE_HYPOTHETICAL,
	TONE_QUESTION,
	TONE_NEGATED,
	TONE_IRONIC,
	TONE_WEIGHTS
};

struct tone_weights {
	double w[TONE_WEIGHTS];
};

int tone_weights_read(struct tone_weights *t, const char *path, struct err *e);

/* Is given the features of each sentence toward each owner it names, and of
 * the passages of the text (player PLAYER_NONE): how training sees a text. */
struct tone_tap {
	void (*take)(void *user, size_t player, const struct features *f);
	void *user;
};

enum { PASSAGE_WORDS = 48 };

/* running sums of a document */
struct polarity {
	const struct tone_weights *weights;
	const struct weight_section *trained; /* NULL: rules alone */
	const struct tone_tap *tap;           /* NULL: nobody learns */
	struct tokens *tokens;                /* with these two only */
	struct features *toward, *passage;
	struct evidence passage_sum;
	size_t passage_words;
	enum doc_field_name passage_field;
	struct evidence *z; /* by player, of the sentence at hand */
	size_t *touched, n_touched;
	bool *is_touched;
	struct polarity_sum {
		double p[3], weight;
	} * sums, text;                /* by player */
	double (*now)[3];              /* p by player, of the sentence */
	struct score_tone *of_mention; /* by the document's mentions */
};

/* p->weights, trained and tap are set; the rest is made */
void polarity_begin(struct polarity *p, const struct doc *d,
    const struct cast *c, struct arena *a);

/* one sentence: its findings have modality and owners */
void polarity_sentence(struct polarity *p, const struct reading *r,
    const struct modality_scopes *scopes, const struct findings *f);

/* tones of the text, of all entities and of their mentions */
void polarity_end(struct polarity *p, const struct doc *d, const struct cast *c,
    struct score *out);

#endif
