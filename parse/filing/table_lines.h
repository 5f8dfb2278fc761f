/*
 * A table to lines of text, a row a line, so that each figure keeps its
 * labels: "Data Center: Jan 28, 2024 $47,525; Jan 29, 2023 $15,005".
 *
 * Keeps: the words of the head stand once on a line of their own and again
 *   before the figures below them. A row of one cell is a paragraph; rows
 *   without figures are their cells in order. Nothing is left out.
 * Users: visible.c.
 */
#ifndef PARSE_FILING_TABLE_LINES_H
#define PARSE_FILING_TABLE_LINES_H

#include "parse/filing/grid.h"

/* the grid's rows go to the end of the flow; the grid is empty then */
void table_lines(struct grid *g, struct flow *to);

#endif
