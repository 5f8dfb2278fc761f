/*
 * Filings on their way through the stage: what the library in parse/filing
 * makes of a document, completed with what the page and its item say.
 *
 * Owns: nothing; what is handed out lives in the arena until the next reset.
 * Users: parse.
 */
#ifndef PARSE_FILING_ARTICLES_H
#define PARSE_FILING_ARTICLES_H

#include "parse/filing/filing.h"
#include "parse/page.h"

/* p->bytes: the document as it came; articles, lines and refusals go to the
 * sink */
int filing_articles(const struct page *p, enum filing_kind kind,
    struct arena *a, const struct filing_sink *sink, struct err *e);

#endif
