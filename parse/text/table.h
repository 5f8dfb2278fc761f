/*
 * The word lists of this stage: data/NAME.tsv, two columns, built in by
 * tables.cmake as table_NAME.
 *
 * Owns: nothing; constant.
 * Keeps: rows in the file's order; a row of NULLs ends a table.
 * Users: parse.
 */
#ifndef PARSE_TEXT_TABLE_H
#define PARSE_TEXT_TABLE_H

#include "fetch/base/str.h"

struct table_row {
	const char *key, *value;
	size_t n; /* bytes of the key */
};

static inline struct str table_key(const struct table_row *r)
{
	return (struct str){r->key, r->n};
}

extern const struct table_row table_charsets[];   /* label, name */
extern const struct table_row table_classes[];    /* pattern, what it marks */
extern const struct table_row table_converters[]; /* name, ICU's */
extern const struct table_row table_feedfields[]; /* element, field */
extern const struct table_row table_feedspaces[]; /* namespace, vocabulary */
extern const struct table_row table_langs[];      /* language, its words */
extern const struct table_row table_months[];     /* name, 1 to 12 */
extern const struct table_row table_metas[];      /* name of a meta, field */
extern const struct table_row table_labels[];     /* words, what they tell */
extern const struct table_row table_stubs[];      /* begin of a line, stub */
extern const struct table_row table_tags[];       /* element, letters */
extern const struct table_row table_tails[];      /* line, tail */
extern const struct table_row table_walls[];      /* phrase, what it tells */
extern const struct table_row table_zones[];      /* zone, minutes of offset */

/* the row whose key is s, without regard to ASCII case; NULL for none */
const struct table_row *table_find(const struct table_row *t, struct str s);

/* a whole number with a sign; 0 for anything else */
long table_number(const char *s);

#endif
