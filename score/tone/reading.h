/*
 * One sentence as the rules see it: a row of hits, each a phrase of the word
 * lists, a mention, a stated figure or a pause, in order of place.
 *
 * Owns: nothing; all of it lives in the arena of the record.
 * Keeps: hits are in order of place; a phrase of several classes gives
 *   several hits of one place; phrases never reach into a mention or a figure.
 *   At most READING_HITS_MAX hits are kept of a sentence: text without end is
 *   no sentence.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_READING_H
#define SCORE_TONE_READING_H

#include "score/tone/cast.h"
#include "score/tone/lexicon.h"

enum { READING_HITS_MAX = 4096 };

struct hit {
	double weight;
	uint32_t word, word_end; /* of the field */
	uint32_t begin, end;     /* normalised bytes */
	uint32_t ref;            /* of a mention or a figure */
	enum class_kind kind;
	uint16_t class;
	bool future; /* behind the Arabic س */
	bool used;   /* taken by a rule that consumes its hits */
	bool quoted; /* inside a quotation of some length */
};

struct figure;

struct reading {
	const struct taxonomy *taxonomy;
	const struct lexicon *lexicon;
	const struct doc *doc;
	const struct doc_field *field;
	const struct doc_sentence *sentence;
	const struct cast *cast;
	enum tongue tongue;
	enum doc_field_name field_name;
	size_t number;        /* of the sentence, through the document */
	size_t first_mention; /* of the document */
	size_t n_mentions;
	struct hit *hits;
	size_t n_hits;
	struct figure *figures;
	size_t n_figures;
	bool question;  /* ends with a question mark */
	bool refutes;   /* holds what denies the sentences before it */
	bool prose;     /* ends with a full stop: no headline */
	double stretch; /* words that are worth one English word */
};

/* the sentences of a field in turn; *mention moves behind its mentions */
struct reading reading_make(const struct taxonomy *t, const struct lexicon *l,
    const struct cast *cast, const struct doc *d, enum doc_field_name field,
    size_t sentence, size_t *mention, struct arena *a);

/* words between two hits, in English words; 0 where they touch or overlap */
double reading_gap(
    const struct reading *r, const struct hit *a, const struct hit *b);

/* is the word beside the hit, `steps` away (< 0: before; 0: its last), of this
 * class? */
bool reading_beside(
    const struct reading *r, const struct hit *h, int steps, uint16_t class);

/* Is the mention at this hit named for another's sake: "an Nvidia rival",
 * "rivals of Nvidia", "منافسو إنفيديا"? */
bool reading_foil(const struct reading *r, size_t hit);

const struct class_info *reading_class(
    const struct reading *r, const struct hit *h);

#endif
