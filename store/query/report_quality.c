#include "store/query/report.h"

#include "store/query/health.h"
#include "store/query/holdings.h"
#include "store/query/page.h"

enum { DOWN = 3, FEEDS = 24 };

static void tile(struct report *r, size_t n, const char *what)
{
	if (n == 0)
		return;
	buf_puts(&r->html, "<div><dd>");
	page_number(&r->html, (double)n, 0, false);
	buf_printf(&r->html, "</dd><dt>%s</dt></div>\n", what);
}

/* buckets in which nobody looked, though there are feeds */
static size_t gaps(const struct report *r)
{
	const struct reckon *k = &r->k;
	size_t n = 0;

	for (size_t i = k->grid.first; i < k->grid.n; i++)
		n += k->polls.n_feeds && !polls_any(&k->polls, i) &&
		     k->grid.edge[i] <= r->q.now;
	return n;
}

/* a feed's buckets: green where it answered */
static void strip(struct report *r, size_t feed)
{
	const struct polls *p = &r->k.polls;
	const struct grid *g = &r->k.grid;
	const bool *good = p->good + feed * p->n_buckets;
	size_t answered = 0;
	struct buf *b = &r->html;
	unsigned id = ++r->charts;

	for (size_t i = g->first; i < g->n; i++)
		answered += good[i];
	buf_printf(b,
	    "<svg class=\"strip\" viewBox=\"0 0 %zu 1\" "
	    "preserveAspectRatio=\"none\" role=\"img\" "
	    "aria-labelledby=\"c%u\"><title id=\"c%u\">answered in %zu of "
	    "%zu buckets</title><rect class=\"dim\" width=\"%zu\" "
	    "height=\"1\"/>",
	    g->n - g->first, id, id, answered, g->n - g->first,
	    g->n - g->first);
	for (size_t i = g->first, to; i < g->n; i = to + 1) {
		for (to = i; to < g->n && good[to]; to++)
			;
		if (to > i)
			buf_printf(b,
			    "<rect class=\"good\" x=\"%zu\" width=\"%zu\" "
			    "height=\"1\"/>",
			    i - g->first, to - i);
	}
	buf_puts(b, "</svg>");
}

static int feed_row(
    struct report *r, const struct health *h, size_t i, struct err *e)
{
	const struct health_feed *f = &h->v[i];
	char at[ZONE_TEXT_BYTES];
	struct str reason = STR("");
	struct buf *b = &r->html;

	if (f->failed && f->reason &&
	    read_name(r->q.reader, NAME_WORD, f->reason, &reason, e) < 0)
		return -1;
	buf_puts(b, "<tr><td class=\"url\"><bdi>");
	page_text(b, f->feed);
	buf_puts(b, "</bdi></td><td>");
	if (h->n == r->k.polls.n_feeds)
		strip(r, i);
	buf_printf(b, "</td><td>%s</td><td class=\"n%s\">%zu</td><td>",
	    f->last_good == STAMP_NONE
		? "not in 30 days"
		: zone_format_short(r->q.zone, f->last_good, false, at),
	    f->failed >= DOWN ? " down" : "", f->failed);
	page_text(b, reason);
	if (f->failed && f->status)
		buf_printf(b, " %u", (unsigned)f->status);
	buf_puts(b, "</td></tr>\n");
	return 0;
}

/* those that fail stand first */
static int rows(struct report *r, const struct health *h, struct err *e)
{
	size_t shown = 0;

	buf_puts(&r->html,
	    "<div class=\"scroll\"><table><thead><tr><th>feed</th><th>"
	    "answered</th><th>last good</th><th class=\"n\">failed "
	    "since</th><th>why</th></tr></thead><tbody>\n");
	for (int down = 1; down >= 0; down--)
		for (size_t i = 0; i < h->n && shown < FEEDS; i++)
			if ((h->v[i].failed >= DOWN) == (down == 1)) {
				if (feed_row(r, h, i, e) != 0)
					return -1;
				shown++;
			}
	buf_puts(&r->html, "</tbody></table></div>\n");
	if (shown < h->n)
		buf_printf(&r->html, "<p class=\"about\">and %zu more</p>\n",
		    h->n - shown);
	return 0;
}

static int feeds(struct report *r, struct err *e)
{
	struct health h = {0};
	size_t down = 0;
	int rc = health_read(&h, &r->q.catalog, r->q.reader, r->q.now, e);

	for (size_t i = 0; i < h.n && rc == 0; i++)
		down += h.v[i].failed >= DOWN;
	if (rc == 0 && down)
		buf_printf(&r->html,
		    "<p><b class=\"down\">%zu of %zu feeds</b> failed three "
		    "times or more since their last good poll.</p>\n",
		    down, h.n);
	else if (rc == 0 && h.n)
		buf_printf(&r->html,
		    "<p>All of the %zu feeds answered "
		    "lately.</p>\n",
		    h.n);
	if (rc == 0 && h.n)
		rc = rows(r, &h, e);
	health_release(&h);
	return rc;
}

int report_quality(struct report *r, struct err *e)
{
	struct holdings h;
	struct buf *b = &r->html;

	if (holdings_read(&h, r->q.reader, r->q.has_model, r->q.model, e) != 0)
		return -1;
	report_section(r, "quality", "Data quality", NULL);
	buf_puts(b, "<dl class=\"tiles\">\n");
	tile(r, h.articles, "articles in the store");
	tile(r, h.unscored, "not yet scored by the model in use");
	tile(r, h.undated, "without a date: in no chart");
	tile(
	    r, gaps(r), "buckets in which no feed was asked, or none answered");
	if (!r->k.none_live)
		tile(r, r->k.other_origins,
		    "left out: published before their feed was followed, or "
		    "seen three days late");
	buf_puts(b, "</dl>\n");
	if (r->k.none_live)
		buf_puts(b, "<p>No article of this time came in live: those "
			    "taken in later count.</p>\n");
	holdings_release(&h);
	int rc = feeds(r, e);

	report_section_end(r);
	return rc;
}
