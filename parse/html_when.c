#include "parse/html_when.h"

#include "parse/table.h"

enum {
	BEFORE = 6, /* blocks around the headline that may tell its date */
	BEHIND = 24,
	TOP = 80, /* blocks at the top, where no headline is known */
	LINE_MAX_BYTES = 200,
	LEAD_MAX_BYTES = 48,
	SHORT_WEIGHT = 40,
	NEAR = 10
};

struct found {
	enum date_precision p;
	int64_t t;
};

void html_when_begin(struct html_when *w, int64_t now)
{
	*w = (struct html_when){.now = now,
	    .published = STAMP_NONE,
	    .updated = STAMP_NONE,
	    .from = WHEN_NONE};
}

static void take(
    struct html_when *w, int64_t t, enum date_precision p, enum when_from from)
{
	w->published = t;
	w->precision = p;
	w->from = from;
}

void html_when_offer(struct html_when *w, struct str s, enum when_from from)
{
	int64_t t;
	enum date_precision p;

	if (from >= w->from)
		return;
	p = date_parse_local(s, &t);
	if (p != DATE_NONE && date_believable(t, w->now))
		take(w, t, p, from);
}

void html_when_updated(struct html_when *w, struct str s)
{
	int64_t t;

	if (w->updated == STAMP_NONE && date_parse_local(s, &t) != DATE_NONE &&
	    date_believable(t, w->now)) {
		w->updated = t;
		w->updated_from = WHEN_META;
	}
}

static bool digits(struct str s, size_t at, size_t n)
{
	if (at + n > s.n)
		return false;
	for (size_t i = at; i < at + n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return true;
}

/* a whole date at url[at]: its length, 0 for none */
static size_t url_date(struct str url, size_t at)
{
	char sep = at + 4 < url.n ? url.p[at + 4] : 0;

	if (!digits(url, at, 4) || (url.p[at] != '1' && url.p[at] != '2'))
		return 0;
	if ((sep == '/' || sep == '-' || sep == '_') &&
	    digits(url, at + 5, 2) && at + 7 < url.n && url.p[at + 7] == sep &&
	    digits(url, at + 8, 2) && !digits(url, at + 10, 1))
		return 10;
	return digits(url, at, 8) && !digits(url, at + 8, 1) ? 8 : 0;
}

void html_when_url(struct html_when *w, struct str url)
{
	size_t mark = str_find(url, STR("?"), 0);

	for (size_t i = 1; i < mark; i++) {
		char before = url.p[i - 1];
		size_t n = before == '/' || before == '-' || before == '_'
			       ? url_date(url, i)
			       : 0;
		int64_t t;

		if (!n ||
		    date_parse_local(str_sub(url, i, i + n), &t) != DATE_DAY ||
		    !date_believable(t, w->now))
			continue;
		bool near = w->published != STAMP_NONE &&
			    w->published > t - STAMP_DAY &&
			    w->published < t + 2 * STAMP_DAY;

		if (!near && w->from > WHEN_URL)
			take(w, t, DATE_DAY, WHEN_URL);
		return;
	}
}

/* Does the line say that its date is that of a change ('u'), or of something
 * else ('o': a review, an event, a right)? 0: it does not. */
static char other_kind(struct str lead)
{
	for (const struct table_row *r = table_phrases; r->key; r++) {
		struct str k = table_key(r);

		if (*r->value != 'u' && *r->value != 'o')
			continue;
		for (size_t i = 0; i + k.n <= lead.n; i++)
			if (str_starts_nocase(str_sub(lead, i, lead.n), k))
				return *r->value;
	}
	return 0;
}

/* "Published on …", "发布时间：…" */
static bool is_labelled(struct str line)
{
	for (const struct table_row *r = table_phrases; r->key; r++)
		if (*r->value == 'd' && line.n &&
		    ((*r->key ^ *line.p) & ~0x20) == 0 &&
		    str_starts_nocase(line, table_key(r)))
			return true;
	return false;
}

static bool is_dated_class(const struct html_blocks *b, size_t i)
{
	static const char *const names[] = {"date", "time", "publish", "posted",
	    "byline", "meta", "pub", "info", "source", NULL};
	const xmlNode *n = b->box[b->block[i].box].node;
	struct str class = html_attr(n, "class"), id = html_attr(n, "id");

	for (const char *const *x = names; *x; x++)
		if (str_find(class, str_of(*x), 0) < class.n ||
		    str_find(id, str_of(*x), 0) < id.n)
			return true;
	return false;
}

/* a date has digits, of ASCII or of others */
static bool may_date(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '\xD9' ||
		    s.p[i] == '\xDB' || s.p[i] == '\xEF')
			return true;
	return false;
}

/* the date of a line; false where it tells none of its own */
static bool line_date(struct html_when *w, const struct html_blocks *b,
    size_t i, enum date_precision *p, int64_t *t)
{
	struct str s = html_block_text(b, i);
	size_t at;

	if (s.n > LINE_MAX_BYTES || !may_date(s))
		return false;
	*p = date_find(s, t, &at);
	if (*p == DATE_NONE || !date_believable(*t, w->now))
		return false;
	/* the label may stand on the line before */
	struct str label = i && b->block[i - 1].weight < LEAD_MAX_BYTES
			       ? html_block_text(b, i - 1)
			       : (struct str){NULL, 0};
	char mine = other_kind(str_sub(s, 0, at));
	char before = other_kind(label);

	if ((mine == 'u' || (!mine && before == 'u')) &&
	    w->updated == STAMP_NONE) {
		w->updated = *t;
		w->updated_from = WHEN_TEXT;
	}
	if (mine || before)
		return false;
	return at <= LEAD_MAX_BYTES;
}

/* the first dated line of [from, to) */
static bool first_of(struct html_when *w, const struct html_blocks *b,
    size_t from, size_t to, struct found *f)
{
	for (size_t i = from; i < to && i < b->n_blocks; i++)
		if (line_date(w, b, i, &f->p, &f->t))
			return true;
	return false;
}

/* the last one of [from, to) */
static bool last_of(struct html_when *w, const struct html_blocks *b,
    size_t from, size_t to, struct found *f)
{
	while (to-- > from)
		if (to < b->n_blocks && line_date(w, b, to, &f->p, &f->t))
			return true;
	return false;
}

/* is the line hardly more than its date? */
static bool is_short(const struct html_blocks *b, size_t i)
{
	return b->block[i].weight <= SHORT_WEIGHT && !b->block[i].links;
}

/* behind what says that it tells a date: on this line or the one before */
static bool labelled(
    struct html_when *w, const struct html_blocks *b, struct found *f)
{
	for (size_t i = 0; i < b->n_blocks; i++) {
		bool mine = is_labelled(html_block_text(b, i));
		bool before = i && is_short(b, i) &&
			      b->block[i - 1].weight <= SHORT_WEIGHT &&
			      is_labelled(html_block_text(b, i - 1));

		if ((mine || before) && line_date(w, b, i, &f->p, &f->t))
			return true;
	}
	return false;
}

/* lines at the top whose class says that they hold a date */
static bool by_class(
    struct html_when *w, const struct html_blocks *b, struct found *f)
{
	for (size_t i = 0; i < b->n_blocks && i < TOP; i++)
		if (is_dated_class(b, i) && line_date(w, b, i, &f->p, &f->t))
			return true;
	return false;
}

/* Tags that were written anew with the site: both dates within days. Then a
 * short line near the headline with an older day tells the first one. */
static void doubt(
    struct html_when *w, const struct html_blocks *b, size_t headline)
{
	struct found f;

	if (w->updated == STAMP_NONE ||
	    w->updated > w->published + 3 * STAMP_DAY ||
	    w->published > w->updated + 3 * STAMP_DAY ||
	    headline >= b->n_blocks)
		return;
	size_t from = headline > NEAR ? headline - NEAR : 0;

	for (size_t i = from; i < headline + NEAR && i < b->n_blocks; i++)
		if (is_short(b, i) && line_date(w, b, i, &f.p, &f.t)) {
			if (f.t + STAMP_DAY < w->published)
				take(w, f.t, f.p, WHEN_TEXT);
			return;
		}
}

void html_when_visible(struct html_when *w, const struct html_blocks *b,
    size_t headline, size_t body)
{
	bool known = headline < b->n_blocks;
	size_t from = known && headline > BEFORE ? headline - BEFORE : 0;
	struct found f;

	if (w->from <= WHEN_PAGE)
		doubt(w, b, headline);
	if (w->from <= WHEN_URL)
		return;
	/* behind the headline first, then before it */
	if ((known && (first_of(w, b, headline, headline + BEHIND, &f) ||
			  last_of(w, b, from, headline, &f))) ||
	    (!known && by_class(w, b, &f)) || labelled(w, b, &f) ||
	    (body < b->n_blocks &&
		(last_of(w, b, body > NEAR ? body - NEAR : 0, body, &f) ||
		    first_of(w, b, body, body + NEAR, &f))) ||
	    (known && by_class(w, b, &f)))
		take(w, f.t, f.p, WHEN_TEXT);
	/* a change is told at the very end as well */
	for (size_t i = 0; i < b->n_blocks && w->updated == STAMP_NONE &&
			   w->published == STAMP_NONE;
	     i++)
		(void)line_date(w, b, i, &f.p, &f.t);
}

void html_when_end(struct html_when *w)
{
	if (w->published == STAMP_NONE && w->updated != STAMP_NONE)
		take(w, w->updated, DATE_DAY, w->updated_from);
}

const char *html_when_name(enum when_from from)
{
	switch (from) {
	case WHEN_LD:
	case WHEN_PAGE:
		return "json-ld";
	case WHEN_META:
	case WHEN_TIME:
		return "meta";
	case WHEN_URL:
		return "url";
	case WHEN_TEXT:
		return "text";
	case WHEN_NONE:
		break;
	}
	return NULL;
}
