#include "parse/filing/release.h"

#include "parse/filing/tables.h"

enum {
	LINES_LOOKED_AT = 30,
	TITLE_MIN_BYTES = 12,
	TITLE_MAX_BYTES = 300,
	NAME_TAIL_BYTES = 8,
	TITLE_WORDS = 3 /* names of people have fewer */
};

/* "Exhibit 99.1", "FOR IMMEDIATE RELEASE", "Contact:" */
static const struct table_row *lead_of(struct str s)
{
	for (const struct table_row *t = table_leads; t->key; t++)
		if (*t->value != 'm' && str_starts_nocase(s, str_of(t->key)))
			return t;
	return NULL;
}

/* addresses and telephone numbers are of the contacts */
static bool is_contact(struct str s)
{
	size_t digits = 0;

	for (size_t i = 0; i < s.n; i++)
		digits += s.p[i] >= '0' && s.p[i] <= '9';
	return str_find(s, STR("@"), 0) < s.n ||
	       str_find(s, STR("http"), 0) < s.n ||
	       str_find(s, STR("www."), 0) < s.n ||
	       (digits >= 7 && digits * 3 > s.n);
}

/* "November 20, 2024", "Santa Clara, Calif., Feb. 21, 2024" */
static bool is_date(struct str s)
{
	size_t words = 0;

	for (size_t i = 0; i < s.n; i++)
		words += s.p[i] == ' ';
	for (const struct table_row *t = table_leads; t->key; t++)
		if (*t->value == 'm' && str_find(s, str_of(t->key), 0) < s.n &&
		    words < 4 && s.n < 30)
			return true;
	return false;
}

/* the name alone, with or without its ", Inc." */
static bool is_company(struct str s, struct str company)
{
	return company.n && (str_starts_nocase(company, s) ||
				(str_starts_nocase(s, company) &&
				    s.n <= company.n + NAME_TAIL_BYTES));
}

static size_t words(struct str s)
{
	size_t n = 1;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

/* two sentences are a paragraph's */
static bool is_prose(struct str s)
{
	return str_ends(s, STR(".")) && str_find(s, STR(". "), 0) < s.n;
}

static bool is_headline(const struct flow *f, size_t i, struct str company)
{
	struct str s = flow_line(f, i);

	return !(f->lines[i].flags & LINE_ROW) && s.n >= TITLE_MIN_BYTES &&
	       s.n <= TITLE_MAX_BYTES && !lead_of(s) && !is_contact(s) &&
	       !is_prose(s) && !is_date(s) && !is_company(s, company);
}

struct str release_title(const struct flow *f, struct str company)
{
	struct str best = {NULL, 0};
	size_t from = 0, to = f->n_lines;

	to = to < LINES_LOOKED_AT ? to : LINES_LOOKED_AT;
	/* the headline is below the words that announce a release */
	for (size_t i = 0; i < to; i++) {
		const struct table_row *t = lead_of(flow_line(f, i));

		if (t && *t->value == 'r' && i + 1 < to)
			from = i + 1;
	}
	for (size_t i = from; i < to; i++) {
		struct str s = flow_line(f, i);

		if (!is_headline(f, i, company))
			continue;
		if (words(s) >= TITLE_WORDS)
			return s;
		if (!best.p)
			best = s;
	}
	return best;
}
