#include "store/query/report.h"

#include "store/query/health.h"
#include "store/query/holdings.h"
#include "store/query/page.h"

enum { DOWN = 3, FEEDS = 40 };

static void line(struct report *r, size_t n, const char *what)
{
	if (n)
		buf_printf(&r->html, "<li><b>%zu</b> %s</li>\n", n, what);
}

/* buckets in which nobody looked, though there are feeds */
static int gaps(struct report *r, size_t *n, struct err *e)
{
	const struct measure m = {.label = STR("count"), .kind = MEASURE_COUNT};
	struct reckon k;
	int rc = reckon_open(&k, &r->q, &m, 1, e);

	*n = 0;
	for (size_t i = k.grid.first; i < k.grid.n && rc == 0; i++)
		*n += k.polls.n_feeds && !polls_any(&k.polls, i) &&
		      k.grid.edge[i] <= r->q.now;
	reckon_release(&k);
	return rc;
}

static int feed_row(
    struct report *r, const struct health_feed *f, struct err *e)
{
	char at[ZONE_TEXT_BYTES];
	struct str reason = STR("–");
	struct buf *b = &r->html;

	if (f->reason &&
	    read_name(r->q.reader, NAME_WORD, f->reason, &reason, e) < 0)
		return -1;
	buf_puts(b, "<tr><td><bdi>");
	page_text(b, f->feed);
	buf_printf(b, "</bdi></td><td>%s</td><td>%zu</td><td>",
	    f->last_good == STAMP_NONE
		? "not in 30 days"
		: zone_format_short(r->q.zone, f->last_good, false, at),
	    f->failed);
	page_text(b, reason);
	if (f->status)
		buf_printf(b, " %u", (unsigned)f->status);
	buf_puts(b, "</td></tr>\n");
	return 0;
}

static int feeds(struct report *r, struct err *e)
{
	struct health h = {0};
	size_t down = 0;
	int rc = health_read(&h, &r->q.catalog, r->q.reader, r->q.now, e);

	for (size_t i = 0; i < h.n && rc == 0; i++)
		down += h.v[i].failed >= DOWN;
	if (rc == 0 && down) {
		buf_printf(&r->html,
		    "<p>%zu of %zu feeds failed three times or more since "
		    "their last good poll:</p>\n<div class=\"scroll\"><table>"
		    "<thead><tr><th>feed</th><th>last good</th><th>failed</th>"
		    "<th>why</th></tr></thead><tbody>\n",
		    down, h.n);
		size_t shown = 0;

		for (size_t i = 0; i < h.n && rc == 0 && shown < FEEDS; i++)
			if (h.v[i].failed >= DOWN) {
				rc = feed_row(r, &h.v[i], e);
				shown++;
			}
		buf_puts(&r->html, "</tbody></table></div>\n");
	} else if (rc == 0 && h.n) {
		buf_printf(&r->html,
		    "<p>All of the %zu feeds answered lately.</p>\n", h.n);
	}
	health_release(&h);
	return rc;
}

int report_quality(struct report *r, struct err *e)
{
	struct holdings h;
	size_t none = 0;
	int rc = gaps(r, &none, e);

	if (rc == 0)
		rc = holdings_read(
		    &h, r->q.reader, r->q.has_model, r->q.model, e);
	if (rc != 0)
		return -1;
	report_section(r, "Data quality", NULL);
	buf_puts(&r->html, "<ul>\n");
	line(r, h.articles, "articles in the store");
	line(r, h.unscored, "not yet scored by the model in use");
	line(r, h.undated, "without a date: in no chart");
	line(r, none, "buckets in which no feed was asked, or none answered");
	if (r->none_live)
		buf_puts(&r->html, "<li>no article of this time came in live: "
				   "those taken in later count</li>\n");
	else
		line(r, r->others,
		    "articles left out: published before their feed was "
		    "followed, or seen three days late");
	buf_puts(&r->html, "</ul>\n");
	holdings_release(&h);
	rc = feeds(r, e);
	report_section_end(r);
	return rc;
}
