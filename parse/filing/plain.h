/*
 * A plain-text document of a filing (all of them were, to about 2000) as a
 * flow: lines that were wrapped are paragraphs again.
 *
 * Keeps: <PAGE> and form feeds are page breaks; <TABLE>, <CAPTION>, <S>, <C>
 *   and <FN> mark tables and are no text. Where marks say the columns, figures
 *   get the labels above them; else a line with gaps inside is a row, its gaps
 *   one blank.
 * Source: EDGAR Filer Manual, "ASCII document" tags.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_PLAIN_H
#define PARSE_FILING_PLAIN_H

#include "parse/filing/flow.h"

void plain_lines(struct flow *to, struct str text);

#endif
