/*
 * Tells our name from somebody else's: Rubin the architecture from Robert
 * Rubin, Huang of Nvidia from Huang Zheng.
 *
 * Keeps: judges one capitalised Latin word by its neighbours in the sentence.
 *   A first name, an initial or an honorific before it, a verb of saying behind
 *   a product, or another capitalised word next to it say that it is someone
 *   else's, unless a noun of products follows. In a headline in title case
 *   capitals say nothing, so there only the listed words count.
 * Owns: its words, until names_release().
 * Fails: as table.h.
 * Users: mentions.c.
 */
#ifndef SCORE_NAMES_H
#define SCORE_NAMES_H

#include "score/doc.h"

/* names.tsv, columns kind and word: given, honorific, lead (may stand
 * capitalised before our name), product (nouns behind one), verb */
struct names {
	struct arena arena;
	struct strindex words; /* to the set of kinds */
};

int names_read(struct names *n, const char *path, struct err *e);
void names_release(struct names *n);

/* Is it a word that the judgement is for: letters only, the first a capital,
 * not all of them? cased is the alias as in the table. */
bool names_apply(struct str cased);

/* What stands at norm[begin, end) of the field is someone else's. is_ours
 * tells whether a place of the field is covered by another name that we know.
 */
struct names_place {
	const struct doc_field *field;
	size_t begin, end;
	bool person; /* ours is a person */
	bool (*is_ours)(const void *user, size_t at);
	const void *user;
};
bool names_other(const struct names *n, const struct names_place *p);

#endif
