/*
 * What a sentence says, before it is known how it is said and of whom: a noun
 * with its direction (bind.h) or a cue rule that matched (rules.h).
 *
 * Owns: nothing; all of it lives in the arena of the record.
 * Keeps: first, last, anchor, noun and direction are indexes into the hits of
 *   the reading.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_FINDING_H
#define SCORE_TONE_FINDING_H

#include "score/tone/reading.h"

enum { FINDING_SIGNALS = 4, FINDING_OWNERS = 8, FINDINGS_MAX = 512 };
#define HIT_NONE SIZE_MAX

enum modality {
	MODALITY_ASSERTED,
	MODALITY_REPORTED,
	MODALITY_FORECAST,
	MODALITY_HYPOTHETICAL,
	MODALITY_QUESTION,
	MODALITY_NEGATED,
	MODALITY_IRONIC,
	MODALITIES
};

struct finding {
	size_t signals[FINDING_SIGNALS];
	size_t n_signals;
	size_t noun; /* HIT_NONE for a cue */
	size_t noun_kind;
	size_t direction; /* HIT_NONE for a cue, or figures compared */
	int compared;     /* what figures say: it rose (1), it fell (-1) */
	size_t first, last, anchor;
	size_t bound; /* the mention that the rule itself names */
	double strength, tone;
	enum policy policy;
	bool denies; /* the rule says the contrary: an eased export rule */
	bool free;   /* the rule counts whatever the topic is */
	bool refuted;
	enum modality modality;
	size_t owners[FINDING_OWNERS]; /* players */
	size_t n_owners;
};

struct findings {
	struct finding *v;
	size_t n, cap;
};

/* what one word says by itself */
static inline struct finding finding_of_word(size_t at)
{
	return (struct finding){.noun = HIT_NONE,
	    .direction = HIT_NONE,
	    .bound = HIT_NONE,
	    .first = at,
	    .last = at,
	    .anchor = at};
}

/* a new finding with nothing in it, or NULL at the ceiling */
struct finding *finding_add(struct findings *f, struct arena *a);

/* Signals of one finding that belong to different ones (the strain to the
 * service, the demand to the supplier) go on as findings of their own. */
void finding_split(
    const struct taxonomy *t, struct findings *f, struct arena *a);

/* the phrases that are a signal by themselves ("sold out") */
void finding_phrases(
    const struct reading *r, struct findings *to, struct arena *a);

/* the range of the finding in the field: normalised bytes */
void finding_range(const struct reading *r, const struct finding *f,
    size_t *begin, size_t *end);

const char *modality_name(enum modality m);

#endif
