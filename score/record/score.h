/*
 * The "score" object of an article line: jevons-score writes it, the store
 * reads it.
 *
 * Owns: nothing; every view borrows from the arena or the producer's memory.
 * Keeps: absent = unknown ({NULL,0}, known = false): no tone where there are
 *   no word lists for the language. Offsets are byte offsets into the named
 *   field of the article, end exclusive. Sentences are numbered from 0, those
 *   of the title first. It holds no time.
 * Fails: EXIT_DATA with the field named.
 * Users: score, store, store/query.
 */
#ifndef SCORE_RECORD_SCORE_H
#define SCORE_RECORD_SCORE_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/err.h"

#include <stdint.h>

struct score_tone {
	bool known;
	double tone; /* -1..1 */
	double p[3]; /* negative, neutral, positive; sum 1 */
};

/* where in the article something stands */
struct score_place {
	bool in_title; /* field "title"; else "text" */
	size_t begin, end;
	size_t sentence;
};

struct score_mention {
	struct score_place at;
	struct str surface; /* the bytes [begin, end) */
	struct score_tone tone;
};

/* An owner has an entry of its own, whose relevance and tone take in the
 * mentions of its products and people; each mention is listed once, under the
 * entity it names, so an owner's list may be empty. */
struct score_entity {
	struct str entity;
	double relevance; /* 0..1 */
	struct score_tone tone;
	struct score_mention *mentions;
	size_t n_mentions;
};

struct score_signal {
	struct str signal;
	struct str entity; /* absent: null, stored under "compute" */
	int demand;        /* -1, 0, 1 */
	double strength;   /* 0..1 */
	struct str modality;
	struct score_place at;
	struct str cue;
};

struct score_claim {
	struct str metric, entity; /* entity absent: null */
	struct str value;          /* a decimal string in base units */
	struct str unit, direction;
	struct str role; /* base consensus range-low range-high; absent: null */
	bool approx;
	struct str modality;
	struct str period_start, period_end; /* absent: null */
	struct str horizon;                  /* ISO duration; absent: null */
	struct score_place at;
};

struct score {
	struct str model;
	uint64_t fingerprint; /* 16 hex digits in the record */
	size_t sentences, words;
	struct score_tone tone; /* of the text as a whole */
	struct score_entity *entities;
	struct score_signal *signals;
	struct score_claim *claims;
	size_t n_entities, n_signals, n_claims;
};

/* The object alone, to be spliced into the article's line as "score". */
void score_write(struct buf *to, const struct score *s);

/* json is the value of "score" (record_member gives it); views live in the
 * arena. A missing model, a wrong type or a number out of its range is
 * EXIT_DATA. */
int score_read(
    struct str json, struct arena *arena, struct score *s, struct err *e);

#endif
