/*
 * The furniture of pages that a text leaves out, each line once with how often
 * it stood there: text and furniture together are what a reader sees.
 * Users: reading.c.
 */
#ifndef PARSE_FILING_REMOVED_H
#define PARSE_FILING_REMOVED_H

#include "fetch/base/arena.h"
#include "parse/filing/flow.h"
#include "parse/record/article.h"

/* Of a flow that is not settled yet, in the order of first appearance. Lines
 * that differ in their figures alone ("12", "13") are one, the first. */
struct removed *removed_list(struct arena *a, const struct flow *f, size_t *n);

#endif
