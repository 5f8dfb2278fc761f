/*
 * What an amendment (a form that ends in /A) amends.
 *
 * Keeps: the form always; when the original was filed, and its accession
 *   number, where the text says so ("originally filed with the SEC on February
 *   21, 2024"), else absent. A day that is not before the amendment's own is
 *   no original's.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_AMENDMENT_H
#define PARSE_FILING_AMENDMENT_H

#include "fetch/base/arena.h"
#include "parse/filing/flow.h"
#include "parse/record/article.h"

/* by the name of the form alone; what is set stays */
void amendment_form(struct filing *f);
/* by what the first pages say: explanatory notes stand there */
void amendment_read(struct filing *f, struct arena *a, const struct flow *t);

#endif
