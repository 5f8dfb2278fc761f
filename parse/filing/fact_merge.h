/*
 * Facts that a filing states more than once, each kept once.
 *
 * Keeps: of the same fact the one with the higher `decimals`; two that differ
 *   by more than rounding are both kept: which is right is not ours to say.
 * Source: Handling duplicate facts in XBRL and Inline XBRL 1.0.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_FACT_MERGE_H
#define PARSE_FILING_FACT_MERGE_H

#include "parse/record/article.h"

/* in place, order kept; returns how many are left */
size_t fact_merge(struct arena *a, struct fact *facts, size_t n);

#endif
