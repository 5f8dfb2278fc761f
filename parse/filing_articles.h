/*
 * The articles of a submission: its main document (kind filing) and its
 * press releases and commentaries, EX-99.x (kind release).
 * Users: parse.
 */
#ifndef PARSE_FILING_ARTICLES_H
#define PARSE_FILING_ARTICLES_H

#include "parse/page.h"

typedef int filing_article(void *user, const struct article *a, struct err *e);

/* p->text: the complete submission text. Each article is handed to take; what
 * it views lives in the arena until the next reset. */
int filing_articles(const struct page *p, struct arena *a, filing_article *take,
    void *user, struct err *e);

#endif
