/*
 * The items that a form has, in its order, with the titles they bear.
 *
 * Owns: nothing: views of the built-in tables (data/items.tsv and the items
 *   of Form 8-K).
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_ITEM_LIST_H
#define PARSE_FILING_ITEM_LIST_H

#include "parse/filing/item_name.h"
#include "parse/text/table.h"

enum { ITEMS_MAX = 64, TITLE_WORDS_BYTES = 160 };

struct item_list {
	const char *form; /* of the table's keys; "8-K" */
	const struct table_row *titles;
	size_t n;
	struct str item[ITEMS_MAX]; /* as records name it: "1A", "2.02",
				       "Part II Item 1A" */
	struct item_name name[ITEMS_MAX];
	const struct table_row *rows[ITEMS_MAX]; /* of its titles */
	size_t n_rows[ITEMS_MAX];
};

/* false for a form without items. filed: YYYY-MM-DD or absent */
bool item_list_of(struct item_list *l, struct str form, struct str filed);

/* how well the title fits the item: 0 not, 1 begins like it, 2 is it whole.
 * *end: the bytes of the title that the pattern covers */
int item_list_fits(
    const struct item_list *l, size_t item, struct str title, size_t *end);

/* the item whose title this is, whole; l->n where there is none */
size_t item_list_titled(const struct item_list *l, struct str title);

#endif
