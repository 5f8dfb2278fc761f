/*
 * Collects the facts of inline XBRL while a document is walked: numbers,
 * contexts, units, and what the cover says of the filing.
 *
 * Owns: its arrays, until ixbrl_free(); strings live in the arena.
 * Keeps: contexts may stand behind the facts that use them, and in another
 *   document of the same filing: facts are resolved at the end. Facts that
 *   are nil are none. Concepts keep their prefix, units do not ("USD",
 *   "USD/shares", "shares", "pure").
 * Source: Inline XBRL 1.1; XBRL 2.1, 4.7 and 4.8.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_IXBRL_H
#define PARSE_FILING_IXBRL_H

#include "parse/filing/markup.h"
#include "parse/record/article.h"

struct ixbrl;

/* what the cover page tags; views absent where it does not */
struct ixbrl_cover {
	struct str form, company, cik, period; /* YYYY-MM-DD */
	bool amendment;
};

struct ixbrl *ixbrl_new(struct arena *a);
void ixbrl_free(struct ixbrl *x);

/* of a markup_sink */
void ixbrl_open(struct ixbrl *x, const struct tag *t);
void ixbrl_close(struct ixbrl *x, enum element e);
void ixbrl_text(struct ixbrl *x, struct str s);
/* what is open is not whole: it is no fact */
void ixbrl_cut(struct ixbrl *x);
/* forget what came since ixbrl_begin() */
void ixbrl_again(struct ixbrl *x);
/* a document begins: its facts are those of ixbrl_facts() from here on */
void ixbrl_begin(struct ixbrl *x);

/* the facts of the last document in its order, repeated ones merged; *lost:
 * facts whose context, unit or number cannot be read */
void ixbrl_facts(struct ixbrl *x, struct fact **facts, size_t *n, size_t *lost);
void ixbrl_cover(struct ixbrl *x, struct ixbrl_cover *to);

#endif
