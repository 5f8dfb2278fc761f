#include "parse/feed/edgar.h"

#include "parse/filing/filings_json.h"

#include <string.h>

enum {
	SNIFF_BYTES = 4096,
	ACCESSION_DIGITS = 18,
	NEWEST = 40, /* of a company's list that has no begin */
	COLUMNS = 5
};

enum { CIK, NAME, FORM, FILED, FILE_NAME };

void edgar_filter_init(struct edgar_filter *x, const struct feed_source *s)
{
	*x = (struct edgar_filter){.s = s, .since = STAMP_NONE};
	x->until = INT64_MAX;
	(void)stamp_parse(s->since, &x->since);
	(void)stamp_parse(s->until, &x->until);
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* the number at the begin of s: 10-2-6 digits, with dashes or without */
static struct str accession_at(struct arena *a, struct str s)
{
	char out[EDGAR_ACCESSION_BYTES];
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

static bool is_wanted(
    const struct edgar_filter *r, const struct filings_entry *x)
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

static struct feed_item item_of(const struct edgar_filter *r, struct arena *a,
    const struct filings_entry *x)
{
	struct str none = {NULL, 0};

	return (struct feed_item){
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

struct reading {
	struct edgar_filter filter;
	struct feed *f;
	struct arena *arena;
};

static void add(struct reading *r, struct feed_item it)
{
	struct feed *f = r->f;

	f->items =
	    arena_more(r->arena, f->items, f->n, &f->cap, sizeof *f->items);
	f->items[f->n++] = it;
}

static int take_entry(
    void *user, const struct filings_entry *entry, struct err *e)
{
	struct reading *r = user;
	const struct edgar_filter *x = &r->filter;

	(void)e;
	if (!r->f->title.n)
		r->f->title = entry->name;
	if (!is_wanted(x, entry) ||
	    (x->since == STAMP_NONE && r->f->n >= NEWEST))
		return 0;
	struct filings_entry one = *entry;

	/* its address is made of it */
	one.accession = edgar_accession(r->arena, entry->accession);
	if (one.accession.n)
		add(r, item_of(x, r->arena, &one));
	return 0;
}

bool edgar_is_index(struct str text)
{
	struct str head = str_sub(text, 0, SNIFF_BYTES);

	return str_find(head, STR("\nCIK|Company Name|Form Type|Date Filed|"),
		   0) < head.n;
}

bool edgar_sniff(struct str text)
{
	return edgar_is_index(text) || filings_json_sniff(text);
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

/* the lines in front of the rows have no bars */
bool edgar_filter_row(struct edgar_filter *r, struct arena *a, struct str line,
    struct feed_item *to)
{
	struct str v[COLUMNS];

	for (size_t i = 0; i < COLUMNS; i++)
		v[i] = str_trim(str_split(&line, '|'));
	if (!v[FILE_NAME].n || line.p || !v[CIK].n || !digit(v[CIK].p[0]))
		return false;
	struct filings_entry x = {
	    .cik = v[CIK],
	    .name = v[NAME],
	    .form = v[FORM],
	    .filed = STAMP_NONE,
	    .followed = filings_json_followed(v[FORM]),
	};

	/* cheap questions first: a quarter has 300,000 rows */
	if ((!r->s->forms.n && !x.followed) || !is_wanted(r, &x))
		return false;
	x.filed = day_of(a, v[FILED]);
	x.accession = edgar_accession(a, v[FILE_NAME]);
	if (!x.accession.n || !is_wanted(r, &x))
		return false;
	*to = item_of(r, a, &x);
	return true;
}

int edgar_read(struct feed *f, struct arena *a, struct str text,
    const struct feed_source *s, struct err *e)
{
	struct reading r = {.f = f, .arena = a};
	struct feed_item it;
	struct str line;

	edgar_filter_init(&r.filter, s);
	*f = (struct feed){.updated = STAMP_NONE};
	if (!edgar_is_index(text))
		return filings_json_entries(text, s->url, a, take_entry, &r, e);
	f->title = STR(EDGAR_INDEX_TITLE);
	while ((line = str_split(&text, '\n')).p)
		if (edgar_filter_row(&r.filter, a, line, &it))
			add(&r, it);
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
static bool is_known(struct edgar_filter *x, struct str accession)
{
	size_t n = x->n < EDGAR_NEAR ? x->n : EDGAR_NEAR;

	for (size_t i = 0; i < n; i++)
		if (memcmp(x->known[i], accession.p, EDGAR_ACCESSION_BYTES) ==
		    0)
			return true;
	memcpy(
	    x->known[x->n++ % EDGAR_NEAR], accession.p, EDGAR_ACCESSION_BYTES);
	return false;
}

bool edgar_filter_item(
    struct edgar_filter *r, struct arena *a, struct feed_item *it)
{
	if (!r->asked)
		r->sec = is_sec(it->url);
	r->asked = true;
	if (!r->sec)
		return true;
	struct filings_entry x = {.cik = cik_in(it->url),
	    .accession = edgar_accession(a, it->guid.n ? it->guid : it->url),
	    .filed = STAMP_NONE};

	split_title(&x, it->title);
	x.followed = filings_json_followed(x.form);
	if (!x.accession.n || !x.cik.n || !is_wanted(r, &x) ||
	    is_known(r, x.accession))
		return false;
	struct feed_item filing = item_of(r, a, &x);

	/* the time it was accepted, with its zone */
	filing.updated = it->updated;
	filing.published =
	    it->published != STAMP_NONE ? it->published : it->updated;
	filing.title = it->title;
	filing.summary = it->summary;
	*it = filing;
	return true;
}

void edgar_tidy(struct feed *f, struct arena *a, const struct feed_source *s)
{
	struct edgar_filter x;
	size_t n = 0;

	edgar_filter_init(&x, s);
	for (size_t i = 0; i < f->n; i++) {
		struct feed_item it = f->items[i];

		if (edgar_filter_item(&x, a, &it))
			f->items[n++] = it;
	}
	f->n = n;
}
