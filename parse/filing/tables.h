/*
 * The word lists of filings: data/NAME.tsv, built in as table_NAME.
 *
 * Keeps: rows in the file's order; a row of NULLs ends a table.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_TABLES_H
#define PARSE_FILING_TABLES_H

#include "parse/text/table.h"

extern const struct table_row table_items[];       /* form:item, title */
extern const struct table_row table_items8k_new[]; /* title, number */
extern const struct table_row table_items8k_old[]; /* the same, to 2004 */
extern const struct table_row table_entities[];    /* name, sign */
extern const struct table_row table_formats[];     /* name, decimal mark */
extern const struct table_row table_leads[];       /* line, what */
extern const struct table_row table_numbers[];     /* word, value */

#endif
