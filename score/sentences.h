/*
 * Cuts text into sentences: English, Arabic, Chinese and what looks alike.
 *
 * Keeps: a sentence never goes over a line end; `.` ends one unless it stands
 *   in a number, behind an initial or a listed abbreviation, or before a lower
 *   case letter; 。！？ end one without a blank behind them; closing quotes and
 *   brackets stay with their sentence; 「…。」他说。 stays whole. (The boundary
 *   analysis of ICU cuts "Corp. (", "est. $" and quotes before 表示.)
 * Users: score.
 */
#ifndef SCORE_SENTENCES_H
#define SCORE_SENTENCES_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

struct sentence_span {
	size_t begin, end; /* without blanks at both ends; never empty */
};

/* sentences.tsv: kind (abbreviation, says), word */
struct sentence_rules {
	struct arena arena;
	struct str *abbreviations; /* lower case, without the last point */
	struct str *says; /* verbs that belong to a quote before them */
	size_t n_abbreviations, n_says;
};

int sentence_rules_read(
    struct sentence_rules *r, const char *path, struct err *e);
void sentence_rules_release(struct sentence_rules *r);

/* the spans live in the arena; *n of them */
struct sentence_span *sentences_split(const struct sentence_rules *r,
    struct str text, struct arena *arena, size_t *n);

#endif
