/*
 * A table of a plain-text document: its <S> and <C> marks say where columns
 * are, so that figures can be given the labels above them.
 *
 * Owns: its list of lines, until plain_table_release(); lines are views.
 * Source: EDGAR Filer Manual, "ASCII document" tags.
 * Users: plain.c.
 */
#ifndef PARSE_FILING_PLAIN_TABLE_H
#define PARSE_FILING_PLAIN_TABLE_H

#include "parse/filing/grid.h"

struct plain_table {
	struct str *lines;
	size_t n, cap;
};

void plain_table_add(struct plain_table *t, struct str line);
void plain_table_release(struct plain_table *t);

/* the lines go to the flow as rows with their labels; false, and nothing is
 * done, where no line marks the columns */
bool plain_table_write(
    const struct plain_table *t, struct grid *g, struct flow *to);

/* "-----", "=====": a rule of a table */
bool plain_rule_is(struct str s);

#endif
