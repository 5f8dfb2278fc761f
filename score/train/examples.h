/*
 * Labelled texts as the features that the scorer makes of them.
 *
 * Input: JSON Lines, one object a label: `text`, `lang` (en, ar, zh), `label`
 *   (-1, 0, 1), and toward whom: `begin` and `end` (bytes of the text), or
 *   `entity` (an id of the table, found by our recogniser), or neither: the
 *   text as a whole. Rows of one text that stand together are read as one
 *   text with several names.
 * Owns: its memory until examples_release().
 * Keeps: in the order of the input; the fold of an example is that of its
 *   text, so that rows of one text are never on both sides.
 * Fails: EXIT_NOINPUT, EXIT_DATA with file and line.
 * Users: score/train.
 */
#ifndef SCORE_TRAIN_EXAMPLES_H
#define SCORE_TRAIN_EXAMPLES_H

#include "score/model.h"
#include "score/tone/weights.h"

enum { FOLDS = 5, EXAMPLE_ROWS_MAX = 64 };

struct example {
	enum tongue tongue;
	int label; /* 0 1 2: negative, neutral, positive */
	unsigned fold;
	bool whole;  /* of the text as a whole */
	size_t text; /* number of its text */
	uint32_t *words;
	struct feature_rule *rules;
	size_t n_words, n_rules;
	double prior[WEIGHT_CLASSES];
};

struct examples {
	struct arena arena;
	struct example *v;
	size_t n, cap, n_texts;
	size_t lost; /* labels whose entity our recogniser did not find */
};

int examples_read(
    struct examples *x, const struct model *m, const char *path, struct err *e);
void examples_release(struct examples *x);

#endif
