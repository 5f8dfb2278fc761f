#include "parse/edgar.h"

#include "parse/filing/filings_json.h"

#include <string.h>

enum {
	SNIFF_BYTES = 4096,
	ACCESSION_DIGITS = 18,
	ACCESSION_BYTES = 20,
	NEWEST = 40, /* of a company's list that has no begin */
	NEAR = 256,
	COLUMNS = 5
};

enum { CIK, NAME, FORM, FILED, FILE_NAME };

struct reading {
	struct feed *f;
	struct arena *arena;
	const struct feed_source *s;
	int64_t since, until;
};

static struct reading begin(
    struct feed *f, struct arena *a, const struct feed_source *s)
{
	struct reading r = {f, a, s, STAMP_NONE, INT64_MAX};

	(void)stamp_parse(s->since, &r.since);
	(void)stamp_parse(s->until, &r.until);
	return r;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* the number at the begin of s: 10-2-6 digits, with dashes or without */
static struct str accession_at(struct arena *a, struct str s)
{
	char out[ACCESSION_BYTES];
	size_t n = 0, i = 0;
	bool dashed = s.n > 10 && s.p[10] == '-';

	for (; i < s.n && n < sizeof out; i++) {
		bool dash = n == 10 || n == 13;

		if (dash && dashed && s.p[i] != '-')
			break;
		if (dash && !dashed)
			out[n++] = '-';
		if (!(dash && dashed) && !digit(s.p[i]))
			break;
		out[n++] = s.p[i];
	}
	if (n < sizeof out || (i < s.n && digit(s.p[i])))
		return (struct str){NULL, 0};
	return arena_str(a, (struct str){out, n});
}

struct str edgar_accession(struct arena *a, struct str text)
{
	for (size_t i = 0; i + ACCESSION_DIGITS <= text.n; i++) {
		if (!digit(text.p[i]) || (i > 0 && digit(text.p[i - 1])))
			continue;
		struct str found = accession_at(a, str_sub(text, i, text.n));

		if (found.n)
			return found;
	}
	return (struct str){NULL, 0};
}

static struct str without_zeros(struct str s)
{
	while (s.n > 1 && s.p[0] == '0')
		s = str_sub(s, 1, s.n);
	return s;
}

/* is the word one of the words? */
static bool has_word(struct str words, struct str word, bool number)
{
	struct str one;

	while ((one = str_split(&words, ' ')).p) {
		one = str_trim(one);
		if (number ? str_eq(without_zeros(one), without_zeros(word))
			   : str_eq_nocase(one, word))
			return true;
	}
	return false;
}

static bool is_wanted(const struct reading *r, const struct filings_entry *x)
{
	const struct feed_source *s = r->s;

	if (s->forms.n && !has_word(s->forms, x->form, false))
		return false;
	if (s->cik.n && x->cik.n && !has_word(s->cik, x->cik, true))
		return false;
	return x->filed == STAMP_NONE ||
	       ((r->since == STAMP_NONE || x->filed >= r->since) &&
		   x->filed < r->until);
}

static void add(struct reading *r, const struct filings_entry *x)
{
	struct feed *f = r->f;
	struct arena *a = r->arena;
	struct str none = {NULL, 0};

	f->items = arena_more(a, f->items, f->n, &f->cap, sizeof *f->items);
	f->items[f->n++] = (struct feed_item){
	    .id = x->accession,
	    .guid = x->accession,
	    .url = arena_printf(a,
		"https://www.sec.gov/Archives/edgar/data/%.*s/%.*s.txt",
		STR_ARG(x->cik), STR_ARG(x->accession)),
	    .title = x->name.n ? arena_printf(a, "%.*s - %.*s",
				     STR_ARG(x->form), STR_ARG(x->name))
			       : x->form,
	    .summary = x->items.n
			   ? arena_printf(a, "Items %.*s", STR_ARG(x->items))
			   : none,
	    .kind = STR("filing"),
	    .published = x->filed,
	    .updated = STAMP_NONE,
	    .alone = !r->s->forms.n && !x->followed,
	};
}

static int take_entry(
    void *user, const struct filings_entry *entry, struct err *e)
{
	struct reading *r = user;

	(void)e;
	if (!r->f->title.n)
		r->f->title = entry->name;
	if (is_wanted(r, entry) && (r->since != STAMP_NONE || r->f->n < NEWEST))
		add(r, entry);
	return 0;
}

static bool is_index(struct str text)
{
	struct str head = str_sub(text, 0, SNIFF_BYTES);

	return str_find(head, STR("\nCIK|Company Name|Form Type|Date Filed|"),
		   0) < head.n;
}

bool edgar_sniff(struct str text)
{
	return is_index(text) || filings_json_sniff(text);
}

/* 2025-01-27, or 20250127 in daily files */
static int64_t day_of(struct arena *a, struct str s)
{
	int64_t t = STAMP_NONE;

	if (s.n == 8)
		s = arena_printf(a, "%.4s-%.2s-%.2s", s.p, s.p + 4, s.p + 6);
	(void)stamp_parse(s, &t);
	return t;
}

/* a row of master.idx; the lines in front of the rows have no bars */
static void take_row(struct reading *r, struct str line)
{
	struct str v[COLUMNS];

	for (size_t i = 0; i < COLUMNS; i++)
		v[i] = str_trim(str_split(&line, '|'));
	if (!v[FILE_NAME].n || line.p || !v[CIK].n || !digit(v[CIK].p[0]))
		return;
	struct filings_entry x = {
	    .cik = v[CIK],
	    .name = v[NAME],
	    .form = v[FORM],
	    .filed = STAMP_NONE,
	    .followed = filings_json_followed(v[FORM]),
	};

	/* cheap questions first: a quarter has 300,000 rows */
	if ((!r->s->forms.n && !x.followed) || !is_wanted(r, &x))
		return;
	x.filed = day_of(r->arena, v[FILED]);
	x.accession = edgar_accession(r->arena, v[FILE_NAME]);
	if (x.accession.n && is_wanted(r, &x))
		add(r, &x);
}

int edgar_read(struct feed *f, struct arena *a, struct str text,
    const struct feed_source *s, struct err *e)
{
	struct reading r = begin(f, a, s);
	struct str line;

	*f = (struct feed){.updated = STAMP_NONE};
	if (!is_index(text))
		return filings_json_entries(text, s->url, a, take_entry, &r, e);
	f->title = STR("EDGAR index");
	while ((line = str_split(&text, '\n')).p)
		take_row(&r, line);
	return 0;
}

static bool is_sec(struct str url)
{
	return str_starts_nocase(url, STR("https://www.sec.gov/Archives/")) ||
	       str_starts_nocase(url, STR("http://www.sec.gov/Archives/"));
}

/* "/edgar/data/1045810/…" */
static struct str cik_in(struct str url)
{
	struct str key = STR("/edgar/data/");
	size_t at = str_find(url, key, 0), end;

	if (at == url.n)
		return (struct str){NULL, 0};
	for (end = at += key.n; end < url.n && digit(url.p[end]);)
		end++;
	return str_sub(url, at, end);
}

/* "8-K - NVIDIA CORP (0001045810) (Filer)" */
static void split_title(struct filings_entry *x, struct str title)
{
	size_t at = str_find(title, STR(" - "), 0);
	struct str rest = str_sub(title, at + 3, title.n);

	x->form = str_trim(str_sub(title, 0, at));
	x->name = str_trim(str_sub(rest, 0, str_find(rest, STR(" ("), 0)));
}

/* Has the filing been met? Its filers stand near each other. */
static bool is_known(const struct feed *f, size_t n, struct str accession)
{
	for (size_t i = n > NEAR ? n - NEAR : 0; i < n; i++)
		if (str_eq(f->items[i].id, accession))
			return true;
	return false;
}

void edgar_tidy(struct feed *f, struct arena *a, const struct feed_source *s)
{
	struct feed old = *f;
	struct reading r = begin(f, a, s);

	if (!f->n || !is_sec(f->items[0].url))
		return;
	f->items = NULL;
	f->n = f->cap = 0;
	for (size_t i = 0; i < old.n; i++) {
		const struct feed_item *it = &old.items[i];
		struct filings_entry x = {.cik = cik_in(it->url),
		    .accession =
			edgar_accession(a, it->guid.n ? it->guid : it->url),
		    .filed = STAMP_NONE};

		split_title(&x, it->title);
		x.followed = filings_json_followed(x.form);
		if (!x.accession.n || !x.cik.n || !is_wanted(&r, &x) ||
		    is_known(f, f->n, x.accession))
			continue;
		add(&r, &x);
		struct feed_item *last = &f->items[f->n - 1];

		/* the time it was accepted, with its zone */
		last->updated = it->updated;
		last->published =
		    it->published != STAMP_NONE ? it->published : it->updated;
		last->title = it->title;
		last->summary = it->summary;
	}
}
