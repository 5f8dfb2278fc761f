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
#include "score/strindex.h"

struct sentence_span {
	size_t begin, end; /* without blanks at both ends; never empty */
};

/* sentences.tsv, columns kind and word (lower case, without the last point):
 *   never   an abbreviation that ends no sentence (mr, vs, e.g)
 *   number  one that ends none before a digit (no, fig, jan)
 *   final   one that may end a sentence (corp, inc, u.s): it does where an
 *           opener follows
 *   opener  a word that opens sentences rather than being part of a name
 *   says    what is said of a quote behind it (说, said, قال) */
struct sentence_rules {
	struct arena arena;
	struct strindex words; /* Latin and Arabic words to the set of kinds */
	struct str *says;      /* those without blanks between words */
	size_t n_says;
};

int sentence_rules_read(
    struct sentence_rules *r, const char *path, struct err *e);
void sentence_rules_release(struct sentence_rules *r);

/* the spans live in the arena; *n of them */
struct sentence_span *sentences_split(const struct sentence_rules *r,
    struct str text, struct arena *arena, size_t *n);

#endif
