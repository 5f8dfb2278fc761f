#include "parse/html/dateline.h"

#include "fetch/base/utf8.h"
#include "parse/text/table.h"

enum {
	BEFORE = 6, /* blocks around the headline that may tell its date */
	BEHIND = 24,
	NEAR = 10, /* blocks around the begin of the text */
	TOP = 80,  /* blocks that a class may vouch for */
	LINE_MAX_BYTES = 300,
	PARAGRAPH_BYTES = 100,
	LEAD_MAX_LETTERS = 48,
	LEAD_MAX_WORDS = 4,
	LINE_MAX_WEIGHT = 120,
	LABEL_MAX_WEIGHT = 48,
	SHORT_WEIGHT = 40,
	DATE_MIN_BYTES = 8,
	DATES_MAX = 4, /* of one line */
	MOMENTS_MAX = 500,
	DATED_MAX = 1000, /* lines */
	END_BLOCKS = 100,
	ORDER_BLOCKS = 2000
};

/* what a date is of, by the words around it */
enum kind { PLAIN = 0, PUBLISHED = 'd', UPDATED = 'u', OTHER = 'o' };

/* a date of a line */
struct dated {
	size_t begin; /* of its lead, in the line */
	size_t at;
	int64_t t;
	enum date_precision p;
};

static size_t letters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; n++)
		(void)utf8_next(s, &i);
	return n;
}

/* what the words in front of a date say that it is of */
static enum kind kind_of(struct str lead)
{
	for (const struct table_row *r = table_labels; r->key && lead.n; r++)
		if ((*r->value == UPDATED || *r->value == OTHER) &&
		    str_holds_nocase(lead, table_key(r)))
			return (enum kind) * r->value;
	for (const struct table_row *r = table_labels; r->key && lead.n; r++)
		if (*r->value == PUBLISHED &&
		    ((*r->key ^ *lead.p) & ~0x20) == 0 &&
		    str_starts_nocase(lead, table_key(r)))
			return PUBLISHED;
	return PLAIN;
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

/* all dates of a line, each with the words in front of it */
static size_t dates_of(
    const struct html_places *p, struct str s, struct dated to[DATES_MAX])
{
	size_t n = 0, from = 0, begin = 0;

	if (s.n > LINE_MAX_BYTES) /* a paragraph may have a dateline */
		s.n = PARAGRAPH_BYTES;
	if (!may_date(s))
		return 0;
	while (n < DATES_MAX && from < s.n) {
		struct dated *d = &to[n];
		size_t at;

		d->p =
		    date_find_as(str_sub(s, from, s.n), p->order, &d->t, &at);
		if (d->p == DATE_NONE)
			break;
		d->begin = begin;
		d->at = from + at;
		from = begin = d->at + DATE_MIN_BYTES;
		n += date_believable(d->t, p->now);
	}
	return n;
}

/* parts of the class of what tells when, and by whom */
static const char *const dated_names[] = {"date", "time", "publish", "posted",
    "byline", "author", "meta", "pub", "info", "source", NULL};

static bool has_class(const xmlNode *n, const char *const *names)
{
	struct str class = html_attr(n, "class"), id = html_attr(n, "id");

	for (const char *const *x = names; *x; x++)
		if (str_find(class, str_of(*x), 0) < class.n ||
		    str_find(id, str_of(*x), 0) < id.n)
			return true;
	return false;
}

static bool is_dated_class(const struct html_blocks *b, size_t i)
{
	return i < b->n_blocks &&
	       has_class(b->box[b->block[i].box].node, dated_names);
}

/* is the line hardly more than its date? */
static bool is_short(const struct html_blocks *b, size_t i)
{
	return i < b->n_blocks && b->block[i].weight <= SHORT_WEIGHT &&
	       !b->block[i].links;
}

/* the title of another page right above: then the date is that page's */
static bool follows_link(const struct html_places *p, size_t i)
{
	const struct html_block *last = &p->b->block[i - (i > 0)];

	return i > 0 && i - 1 != p->headline &&
	       last->weight > LABEL_MAX_WEIGHT &&
	       last->links * 10 > last->weight * 8;
}

/* clutter that tells of this page, or holds its headline; what lies in any
 * other is of another page */
static bool is_foreign(const struct html_places *p, size_t i)
{
	const struct html_box *box = p->b->box;
	size_t x = box[p->b->block[i].box].cut;

	/* a line that touches the headline belongs to it */
	if (p->headline < p->b->n_blocks && i + 2 >= p->headline &&
	    i <= p->headline + 2)
		return false;
	for (; x; x = box[box[x].parent].cut) {
		bool holds_headline =
		    box[x].begin <= p->headline && p->headline < box[x].end;

		if (!holds_headline && !has_class(box[x].node, dated_names) &&
		    !html_is(box[x].node, "time"))
			return true;
	}
	return false;
}

/* near the headline */
static bool is_beside(const struct html_places *p, size_t i)
{
	size_t h = p->headline;

	return h < p->b->n_blocks &&
	       (i < h ? h - i <= BEFORE : i - h <= BEHIND);
}

/* what the place of a line is worth; 0: a date there is of something else */
static int place(const struct html_places *p, size_t i)
{
	size_t h = p->headline, n = p->b->n_blocks;
	int points = 0;

	if (is_beside(p, i))
		points = i > h   ? 100 - 2 * (int)(i - h)
			 : i < h ? 90 - 6 * (int)(h - i)
				 : 50;
	else if (p->body < n && i < p->body && p->body - i <= NEAR)
		points = 46 - (int)(p->body - i);
	else if (p->body < n && i >= p->body && i - p->body < NEAR)
		points = 36 - (int)(i - p->body);
	else if (p->body < n && i >= p->body && i - p->body < 2 * NEAR &&
		 is_dated_class(p->b, i))
		points = 24;
	else if (p->body < n && i >= p->end && i - p->end < BEFORE &&
		 is_short(p->b, i))
		points = 26 - (int)(i - p->end);
	else if (i < TOP && is_dated_class(p->b, i))
		points = h < n ? 24 : 60;
	return points;
}

static void take(struct html_shown *best, const struct html_shown *one)
{
	if (one->points > best->points)
		*best = *one;
}

static void offer(struct html_dateline *d, const struct html_places *p,
    size_t i, enum kind kind, struct html_shown one)
{
	if (kind == OTHER)
		return;
	one.points = place(p, i);
	if (!one.points && kind != PLAIN)
		one.points = kind == PUBLISHED ? 50 : 1;
	if (!one.points)
		return;
	if (follows_link(p, i) || is_foreign(p, i))
		one.points -= kind == PUBLISHED ? 10 : 30;
	if (one.points <= 0 && kind != UPDATED)
		return;
	one.beside = one.points > 1;
	/* a change is told at the very end as well */
	if (one.points <= 0)
		one.points = 1;
	one.points += (kind == PUBLISHED ? 30 : 0) + (one.alone ? 8 : 0) +
		      (one.tagged ? 8 : 0) + (is_dated_class(p->b, i) ? 8 : 0);
	take(kind == UPDATED ? &d->updated : &d->published, &one);
}

/* the label may stand on the line before, if that is no date itself */
static enum kind kind_before(const struct html_places *p, size_t i)
{
	struct dated none[DATES_MAX];

	if (i == 0 || p->b->block[i - 1].weight >= LABEL_MAX_WEIGHT ||
	    dates_of(p, html_block_text(p->b, i - 1), none))
		return PLAIN;
	return kind_of(html_block_text(p->b, i - 1));
}

/* "2025-01-27 更新" */
static bool is_changed_behind(struct str s, size_t at)
{
	struct str rest = str_sub(s, at + DATE_MIN_BYTES, s.n);

	return str_ends(str_trim(rest), STR("更新")) ||
	       str_ends(str_trim(rest), STR("(updated)"));
}

/* may the date be that of publication, so far into its line? In a paragraph
 * only a dateline's is. */
static bool is_early(const struct html_block *k, struct str lead)
{
	size_t words = 0;

	if (k->weight <= LINE_MAX_WEIGHT)
		return letters(lead) <= LEAD_MAX_LETTERS;
	for (size_t i = 0; i < lead.n; i++)
		words += lead.p[i] == ' ';
	return words <= LEAD_MAX_WORDS && letters(lead) <= LEAD_MAX_LETTERS;
}

/* true: it has dates */
static bool read_line(
    const struct html_places *p, size_t i, struct html_dateline *d)
{
	struct str s = html_block_text(p->b, i);
	struct dated dates[DATES_MAX];
	size_t n = dates_of(p, s, dates);
	bool changes = false; /* told in the same line */

	for (size_t k = n; k-- > 0;) {
		struct str lead = str_sub(s, dates[k].begin, dates[k].at);
		enum kind kind = kind_of(lead);

		if (kind == PLAIN && k == 0)
			kind = kind_before(p, i);
		if (kind == PLAIN && is_changed_behind(s, dates[k].at))
			kind = UPDATED;
		if (kind == PLAIN && changes && k == 0)
			kind = PUBLISHED;
		changes |= kind == UPDATED;
		if (kind == UPDATED || is_early(&p->b->block[i], lead))
			/* the second day of a line that does not say so is
			 * the end of a span, or of something else */
			offer(d, p, i, k && kind == PLAIN ? OTHER : kind,
			    (struct html_shown){.t = dates[k].t,
				.precision = dates[k].p,
				.alone = is_short(p->b, i)});
	}
	return n > 0;
}

static enum kind kind_of_time(
    const struct html_places *p, const struct html_moment *m, size_t from)
{
	static const char *const changed[] = {
	    "update", "modif", "edited", NULL};
	static const char *const first[] = {
	    "publish", "entry-date", "pubdate", "post-date", "posted", NULL};
	struct str item = html_attr(m->node, "itemprop");

	if (str_eq_nocase(item, STR("dateModified")))
		return UPDATED;
	if (str_eq_nocase(item, STR("datePublished")) ||
	    html_attr(m->node, "pubdate").p)
		return PUBLISHED;
	if (has_class(m->node, first))
		return PUBLISHED;
	if (has_class(m->node, changed))
		return UPDATED;
	if (m->at > from + LINE_MAX_BYTES)
		from = m->at - LINE_MAX_BYTES;
	enum kind kind = kind_of(str_trim(str_sub(p->b->text, from, m->at)));

	return kind == PLAIN ? kind_before(p, m->block) : kind;
}

static void read_times(const struct html_places *p, struct html_dateline *d)
{
	for (size_t k = 0; k < p->b->n_moments && k < MOMENTS_MAX; k++) {
		const struct html_moment *m = &p->b->moment[k];
		struct html_shown one = {.tagged = true};
		size_t from = m->block < p->b->n_blocks
				  ? p->b->block[m->block].begin
				  : m->at;

		if (m->block >= p->b->n_blocks)
			continue;
		if (k > 0 && m[-1].block == m->block)
			from = m[-1].at;
		one.precision =
		    date_parse_local(html_attr(m->node, "datetime"), &one.t);
		one.alone = is_short(p->b, m->block);
		if (one.precision != DATE_NONE &&
		    date_believable(one.t, p->now))
			offer(d, p, m->block, kind_of_time(p, m, from), one);
	}
}

/* Wherever it stands: the one day that the page has a <time> of. */
static void only_day(const struct html_places *p, struct html_dateline *d)
{
	struct html_shown one = {.tagged = true, .points = 1}, other;

	for (size_t k = 0; k < p->b->n_moments && k < MOMENTS_MAX; k++) {
		const struct html_moment *m = &p->b->moment[k];

		other.precision =
		    date_parse_local(html_attr(m->node, "datetime"), &other.t);
		if (other.precision == DATE_NONE ||
		    m->block >= p->b->n_blocks || is_foreign(p, m->block))
			continue;
		if (one.precision != DATE_NONE && one.t != other.t)
			return;
		if (kind_of_time(p, m, p->b->block[m->block].begin) > PUBLISHED)
			return;
		one.t = other.t;
		one.precision = other.precision;
	}
	if (one.precision != DATE_NONE && date_believable(one.t, p->now))
		d->published = one;
}

void html_dateline_find(const struct html_places *p, struct html_dateline *d)
{
	size_t dated = 0;

	*d = (struct html_dateline){0};
	read_times(p, d);
	for (size_t i = 0; i < p->b->n_blocks; i++) {
		/* of a page of nothing but dates the begin and the end */
		if (dated < DATED_MAX || i + END_BLOCKS > p->b->n_blocks)
			dated += read_line(p, i, d);
	}
	if (!d->published.points)
		only_day(p, d);
}

/* "en-US" writes the month first, "en" we do not know, all others the day */
static enum date_order order_of(struct str lang)
{
	if (lang.n < 2 || str_starts_nocase(lang, STR("zh")) ||
	    str_starts_nocase(lang, STR("ja")) ||
	    str_starts_nocase(lang, STR("ko")))
		return DATE_ORDER_UNKNOWN;
	if (!str_starts_nocase(lang, STR("en")))
		return DATE_DAY_FIRST;
	if (lang.n < 5)
		return DATE_ORDER_UNKNOWN;
	return str_eq_nocase(str_sub(lang, 3, 5), STR("US")) ? DATE_MONTH_FIRST
							     : DATE_DAY_FIRST;
}

enum date_order html_dateline_order(
    const struct html_blocks *b, struct str lang)
{
	bool day = false, month = false;

	for (size_t i = 0; i < b->n_blocks && i < ORDER_BLOCKS; i++) {
		struct str s = html_block_text(b, i);
		enum date_order o = s.n <= LINE_MAX_BYTES && may_date(s)
					? date_order_of(s)
					: DATE_ORDER_UNKNOWN;

		day |= o == DATE_DAY_FIRST;
		month |= o == DATE_MONTH_FIRST;
	}
	if (day != month)
		return day ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
	return order_of(lang);
}
