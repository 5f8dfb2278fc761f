/*
 * What follows from a filing's header and text together: its title, when it
 * became public, whether it announces results.
 * Users: filing.c.
 */
#ifndef PARSE_FILING_PARTICULARS_H
#define PARSE_FILING_PARTICULARS_H

#include "parse/record/article.h"

/* a form or the type of a document, by the begin of its name */
bool particulars_is(struct str form, const char *name);

/* 2.02 (12 of the old form) with an exhibit is how results are announced */
bool particulars_earnings(const struct filing *f);

/* published, from acceptance or the day of filing */
void particulars_date(struct article *to, const struct filing *f);

/* "10-K - NVIDIA CORP (2024-01-28)", as EDGAR titles its lists; absent where
 * form or company is not known */
struct str particulars_title(struct arena *a, const struct filing *f);

/* items of an 8-K that no header states are those of its text */
void particulars_items(struct filing *f, struct arena *a);

#endif
