/*
 * Words that say what a stated figure measures, and are no news by
 * themselves: "charges $2 a million tokens", "a cluster of 50,000 H100s",
 * "owns 9.9 % of". Only claims look at them, and only where a sentence states
 * a figure: tone and signals know nothing of them.
 *
 * measures.tsv: measure, metric, units (as in nouns.tsv), whose (subject: who
 *   stands before; near: who is nearest; cloud: a cloud, before; project: a
 *   project, else the subject; first: whom the sentence names
 *   first; null), says (up down level, - where the words
 *   do not say), place (behind: the figure stands behind the words; before;
 *   near: either), reach (words).
 *   Metrics with a "=" are of the figure itself: =low and =high make it an end
 *   of a range, =approx about right,
 *   =consensus and =base its role, =guided what the company itself expects,
 *   =period its time (the name ends with the first month),
 *   =span its horizon (the name is span.DURATION),
 *   =none no claim, =share a part of a whole.
 *   A measure "unit.X" needs no words: it is of figures in X ("/X": per X).
 * measures.LANG.tsv: word lists (lexicon.h); class c.MEASURE, weight: by how
 *   many words more than one they count as farther away.
 * Owns: its memory until measures_release().
 * Fails: EXIT_NOINPUT; EXIT_CONFIG with file and line.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_MEASURES_H
#define SCORE_TONE_MEASURES_H

#include "score/tone/lexicon.h"
#include "score/tone/reading.h"

enum whose {
	WHOSE_NULL,
	WHOSE_SUBJECT,
	WHOSE_NEAR,
	WHOSE_CLOUD,
	WHOSE_PROJECT,
	WHOSE_FIRST
};
enum place { PLACE_NEAR, PLACE_BEHIND, PLACE_BEFORE };
enum about_figure {
	FIGURE_MEASURED,
	FIGURE_LOW,
	FIGURE_HIGH,
	FIGURE_ROUGH,
	FIGURE_CONSENSUS,
	FIGURE_BASE,
	FIGURE_GUIDED,
	FIGURE_PERIOD,
	FIGURE_SPAN,
	FIGURE_NONE,
	FIGURE_SHARE
};

struct measure {
	struct str name, metric;
	struct str says; /* absent: nothing */
	unsigned units;  /* bits of enum figure_kind */
	bool moment;
	enum whose whose;
	enum place place;
	enum about_figure about;
	double reach; /* words between it and the figure */
};

struct measures {
	struct taxonomy taxonomy; /* of the classes of its lists alone */
	struct lexicon *lexicons[TONGUES];
	struct measure *kinds;
	size_t n, cap;
	const struct measure **of_class; /* of the taxonomy */
};

/* what a sentence has of them, in order of place */
struct measured {
	struct measured_words {
		size_t word, word_end; /* of the field */
		const struct measure *kind;
		double weight; /* words that it is farther away */
	} * v;
	size_t n, cap;
};

int measures_read(struct measures *m, const char *dir, struct err *e);
void measures_release(struct measures *m);

struct measured measures_find(
    const struct measures *m, const struct reading *r, struct arena *a);

/* the first of them that ends no more than MEASURED_WORDS before the word */
enum { MEASURED_WORDS = 64 };
size_t measured_near(const struct measured *m, size_t word);

#endif
