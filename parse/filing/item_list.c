#include "parse/filing/item_list.h"

#include "fetch/base/utf8.h"
#include "parse/filing/tables.h"

#include <string.h>

static bool is_form(struct str form, const char *name)
{
	return str_starts_nocase(form, str_of(name));
}

/* rows of one item follow each other */
static void add(struct item_list *l, const struct table_row *row,
    const struct item_name *name, struct str item)
{
	if (l->n && str_eq(l->item[l->n - 1], item)) {
		l->n_rows[l->n - 1]++;
		return;
	}
	if (l->n == ITEMS_MAX)
		return;
	l->name[l->n] = *name;
	l->item[l->n] = item;
	l->rows[l->n] = row;
	l->n_rows[l->n++] = 1;
}

static int digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : 0;
}

/* "2.02", or "12" of the old form */
static void of_8k(struct item_list *l)
{
	for (const struct table_row *t = l->titles; t->key; t++) {
		struct str item = str_of(t->value);
		struct item_name name = {.said_item = true, .point = -1};
		size_t at = 0;

		for (; at < item.n && item.p[at] != '.'; at++)
			name.number = name.number * 10 + digit(item.p[at]);
		if (at + 2 < item.n)
			name.point =
			    digit(item.p[at + 1]) * 10 + digit(item.p[at + 2]);
		name.to_number = name.number;
		add(l, t, &name, item);
	}
}

bool item_list_of(struct item_list *l, struct str form, struct str filed)
{
	static const char *const forms[] = {"10-K", "10-Q", "20-F", NULL};
	const char *const *f = forms;

	*l = (struct item_list){.n = 0};
	if (is_form(form, "8-K")) {
		l->form = "8-K";
		l->titles = table_items8k_new;
		if (filed.p && str_cmp(filed, STR("2004-08-23")) < 0)
			l->titles = table_items8k_old;
		of_8k(l);
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
		struct str name = str_sub(key, colon + 1, key.n);
		struct item_name read;

		if (!item_name_read(name, &read))
			continue;
		if (str_starts(name, STR("Item ")))
			name = str_sub(name, 5, name.n);
		add(l, t, &read, name);
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

static int fits(const struct item_list *l, size_t item, struct str words,
    const size_t *ends, size_t *end)
{
	char low[TITLE_WORDS_BYTES];
	size_t unused[TITLE_WORDS_BYTES];
	int best = 0;

	*end = 0;
	for (size_t i = 0; i < l->n_rows[item] && words.n; i++) {
		const struct table_row *t = l->rows[item] + i;
		struct str p = str_of(t->value);
		int got = 0;

		/* the 8-K's tables have the titles as they are printed */
		if (l->titles != table_items)
			p = (struct str){
			    low, words_of(str_of(t->key), low, unused)};
		if (p.n && str_starts(words, p))
			got = words.n == p.n ? 2 : 1;
		if (got > best) {
			best = got;
			*end = ends[p.n - 1];
		}
	}
	return best;
}

int item_list_fits(
    const struct item_list *l, size_t item, struct str title, size_t *end)
{
	char low[TITLE_WORDS_BYTES];
	size_t ends[TITLE_WORDS_BYTES];
	struct str words = {low, words_of(title, low, ends)};

	return fits(l, item, words, ends, end);
}

size_t item_list_titled(const struct item_list *l, struct str title)
{
	char low[TITLE_WORDS_BYTES];
	size_t ends[TITLE_WORDS_BYTES], end;

	if (title.n >= TITLE_WORDS_BYTES)
		return l->n;
	struct str words = {low, words_of(title, low, ends)};

	for (size_t i = 0; i < l->n; i++)
		if (fits(l, i, words, ends, &end) == 2)
			return i;
	return l->n;
}
