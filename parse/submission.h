/*
 * EDGAR's complete submission text: header fields and documents.
 *
 * Owns: nothing: views of the bytes, and the arena.
 * Keeps: acceptance is New York time without a zone in the header; here UTC.
 * Source: EDGAR "PDS dissemination specification"; facts seen in filings.
 * Fails: EXIT_DATA where there is no document.
 * Users: parse.
 */
#ifndef PARSE_SUBMISSION_H
#define PARSE_SUBMISSION_H

#include "parse/record/article.h"

struct submission {
	struct filing filing; /* documents: every part */
	struct str *bodies;   /* of the documents, between <TEXT> tags */
	size_t cap, items_cap, filers_cap, bodies_cap;
};

int submission_parse(
    struct submission *s, struct arena *a, struct str text, struct err *e);

/* is this part an article: the main document or an EX-99.x */
bool submission_is_article(const struct submission *s, size_t i);

#endif
