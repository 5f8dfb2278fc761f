#include "parse/filing/item_list.h"

#include "fetch/base/utf8.h"
#include "parse/filing/tables.h"

#include <string.h>

static bool is_form(struct str form, const char *name)
{
	return str_starts_nocase(form, str_of(name));
}

static void add(struct item_list *l, struct str key, struct str item)
{
	if (l->n && str_eq(l->item[l->n - 1], item))
		return;
	if (l->n == ITEMS_MAX || !item_name_read(key, &l->name[l->n]))
		return;
	l->item[l->n++] = item;
}

/* 8-K: from titles and numbers, each number once */
static void of_8k(struct item_list *l, struct str filed)
{
	const struct table_row *t = table_items8k_new;
	static const char *const names[] = {"Item 1", "Item 2", "Item 3",
	    "Item 4", "Item 5", "Item 6", "Item 7", "Item 8", "Item 9",
	    "Item 10", "Item 11", "Item 12"};

	l->titles = t;
	if (filed.p && str_cmp(filed, STR("2004-08-23")) < 0) {
		l->titles = table_items8k_old;
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			add(l, str_of(names[i]),
			    str_sub(str_of(names[i]), 5, 8));
		return;
	}
	for (; t->key; t++) {
		struct item_name *n = &l->name[l->n];
		struct str number = str_of(t->value);

		if (l->n && str_eq(l->item[l->n - 1], number))
			continue;
		*n = (struct item_name){
		    .number = number.p[0] - '0',
		    .to_number = number.p[0] - '0',
		    .point = (number.p[2] - '0') * 10 + (number.p[3] - '0'),
		    .said_item = true,
		};
		l->item[l->n++] = number;
	}
}

bool item_list_of(struct item_list *l, struct str form, struct str filed)
{
	static const char *const forms[] = {"10-K", "10-Q", "20-F", NULL};
	const char *const *f = forms;

	*l = (struct item_list){.n = 0};
	if (is_form(form, "8-K")) {
		l->form = "8-K";
		of_8k(l, filed);
		return true;
	}
	while (*f && !is_form(form, *f))
		f++;
	if (!*f)
		return false;
	l->form = *f;
	l->titles = table_items;
	for (const struct table_row *t = table_items; t->key; t++) {
		struct str key = str_of(t->key);
		size_t colon = str_find(key, STR(":"), 0);

		if (!str_eq(str_sub(key, 0, colon), str_of(*f)))
			continue;
		struct str name = str_sub(key, colon + 1, key.n), item = name;

		if (str_starts(name, STR("Item ")))
			item = str_sub(name, 5, name.n);
		add(l, name, item);
	}
	return true;
}

/* a title to lower-case words with one blank between, apostrophes and points
 * of abbreviations left out, & written out; *ends: for each byte the end in the
 * title */
static size_t words_of(struct str title, char *to, size_t *ends)
{
	size_t n = 0;
	bool space = false;

	for (size_t at = 0; at < title.n && n + 2 < TITLE_WORDS_BYTES;) {
		uint32_t c = utf8_next(title, &at);

		if (c >= 'A' && c <= 'Z')
			c += 32;
		if (c == '\'' || c == 0x2019 || c == 0x2018 || c == '-')
			continue;
		if (c == '&' && n + 5 < TITLE_WORDS_BYTES) {
			for (const char *p = n ? " and" : "and"; *p; p++) {
				ends[n] = at;
				to[n++] = *p;
			}
			space = true;
			continue;
		}
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
			space = n > 0;
			continue;
		}
		if (space) {
			ends[n] = at - 1;
			to[n++] = ' ';
		}
		space = false;
		ends[n] = at;
		to[n++] = (char)c;
	}
	return n;
}

/* the title of a row of the table, where the row is of this item */
static struct str pattern_of(const struct item_list *l,
    const struct table_row *t, size_t item, char *low, size_t *ends)
{
	struct str key = str_of(t->key), none = {NULL, 0};

	if (l->titles != table_items) {
		if (!str_eq(str_of(t->value), l->item[item]))
			return none;
		return (struct str){low, words_of(key, low, ends)};
	}
	size_t colon = str_find(key, STR(":"), 0);
	struct str name = str_sub(key, colon + 1, key.n);

	if (!str_eq(str_sub(key, 0, colon), str_of(l->form)))
		return none;
	if (str_starts(name, STR("Item ")))
		name = str_sub(name, 5, name.n);
	return str_eq(name, l->item[item]) ? str_of(t->value) : none;
}

int item_list_fits(
    const struct item_list *l, size_t item, struct str title, size_t *end)
{
	char low[TITLE_WORDS_BYTES], other[TITLE_WORDS_BYTES];
	size_t ends[TITLE_WORDS_BYTES], unused[TITLE_WORDS_BYTES];
	struct str words = {low, words_of(title, low, ends)};
	int best = 0;

	*end = 0;
	for (const struct table_row *t = l->titles; t->key && words.n; t++) {
		struct str p = pattern_of(l, t, item, other, unused);
		int got = 0;

		if (p.n && str_starts(words, p))
			got = words.n == p.n ? 2 : 1;
		if (got > best) {
			best = got;
			*end = ends[p.n - 1];
		}
	}
	return best;
}

size_t item_list_titled(const struct item_list *l, struct str title)
{
	size_t end;

	for (size_t i = 0; i < l->n && title.n < TITLE_WORDS_BYTES; i++)
		if (item_list_fits(l, i, title, &end) == 2)
			return i;
	return l->n;
}
