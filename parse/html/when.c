#include "parse/html/when.h"

/* two times this close may be of one day, each in its own zone */
#define ZONES (2 * STAMP_DAY)

enum { DOUBT_POINTS = 85 };

void html_when_begin(struct html_when *w, int64_t now)
{
	*w = (struct html_when){.now = now,
	    .published = STAMP_NONE,
	    .updated = STAMP_NONE,
	    .lang = {NULL, 0},
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

	if (from > w->from)
		return;
	p = date_parse_local(s, &t);
	if (p == DATE_NONE || !date_believable(t, w->now))
		return;
	/* a site that is built anew tells that day as well: the first one */
	bool earlier =
	    from == WHEN_META && w->from == from && t + ZONES < w->published;

	if (from < w->from || earlier)
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

/* "2023/october/03": its length */
static size_t url_named(struct str url, size_t at)
{
	size_t end = at + 5;

	while (end < url.n && ((url.p[end] | 0x20) >= 'a') &&
	       ((url.p[end] | 0x20) <= 'z'))
		end++;
	if (end - at < 8 || end >= url.n || url.p[end] != url.p[at + 4])
		return 0;
	if (!digits(url, end + 1, 1))
		return 0;
	return end + 2 - at + digits(url, end + 2, 1);
}

/* a whole date at url[at]: its length, 0 for none */
static size_t url_date(struct str url, size_t at)
{
	char sep = at + 4 < url.n ? url.p[at + 4] : 0;

	if (!digits(url, at, 4) || (url.p[at] != '1' && url.p[at] != '2'))
		return 0;
	if (sep == '/' && !digits(url, at + 5, 1))
		return url_named(url, at);
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

/* Tags that were written anew with the site: both dates within days. Then a
 * short line near the headline with an older day tells the first one. */
static void doubt(struct html_when *w, const struct html_shown *f)
{
	if (w->updated == STAMP_NONE ||
	    w->updated > w->published + 3 * STAMP_DAY ||
	    w->published > w->updated + 3 * STAMP_DAY)
		return;
	if (f->points >= DOUBT_POINTS && f->alone &&
	    f->t + ZONES < w->published)
		take(w, f->t, f->precision, WHEN_TEXT);
}

/* are both of one day, in some zone? */
static bool is_near(int64_t a, int64_t b)
{
	return a < b + ZONES && b < a + ZONES;
}

void html_when_visible(struct html_when *w, struct html_places p)
{
	struct html_dateline d;
	bool tags = w->from <= WHEN_PAGE;

	if (tags && w->updated == STAMP_NONE)
		return;
	p.now = w->now;
	p.order = html_dateline_order(p.b, w->lang);
	html_dateline_find(&p, &d);
	if (tags) {
		doubt(w, &d.published);
		return;
	}
	const struct html_shown *f = &d.published;
	enum when_from from = f->tagged ? WHEN_TIME : WHEN_TEXT;

	if (f->points &&
	    (w->from != WHEN_URL ||
		(f->precision > w->precision && is_near(f->t, w->published))))
		take(w, f->t, f->precision, from);
	if (w->updated == STAMP_NONE && d.updated.points) {
		w->updated = d.updated.t;
		w->updated_from = d.updated.tagged ? WHEN_TIME : WHEN_TEXT;
	}
	if (d.updated.beside)
		w->shown_change = d.updated;
}

void html_when_end(struct html_when *w)
{
	const struct html_shown *f = &w->shown_change;

	if (w->published == STAMP_NONE && f->points)
		take(w, f->t, f->precision, f->tagged ? WHEN_TIME : WHEN_TEXT);
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
