/*
 * Telling figures from words in cells of tables.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_FIGURES_H
#define PARSE_FILING_FIGURES_H

#include "fetch/base/str.h"

/* "$ 1,234", "(5.2)%", "—", "12 bps": a figure or the sign for none */
bool figure_is(struct str s);
/* a year alone, as columns are headed: "2024", "2023 (1)" */
bool figure_is_year(struct str s);
/* what stands in a cell of its own before a figure: "$", "NT$", "(" */
bool figure_is_prefix(struct str s);
/* and behind it: ")", "%", ")%", "x" */
bool figure_is_suffix(struct str s);
/* "•", "(a)", "1.", "Item 1A.": a label that leads its row's words */
bool figure_is_bullet(struct str s);

#endif
