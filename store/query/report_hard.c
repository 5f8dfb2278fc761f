#include "store/query/report.h"

#include "fetch/base/home.h"
#include "store/query/page.h"
#include "store/query/wordtable.h"

#include <stdio.h>
#include <stdlib.h>

enum { SHOWN = 20, CHARTS_MAX = 16, PATH_BYTES = 8192 };

struct companies {
	struct arena *arena;
	struct str *v;
	size_t n, cap;
};

static void company(void *to, const struct str *f)
{
	struct companies *c = to;

	c->v = arena_more(c->arena, c->v, c->n, &c->cap, sizeof *c->v);
	c->v[c->n++] = arena_str(c->arena, f[1]); /* cik, entity */
}

static int read_companies(struct companies *c, struct err *e)
{
	struct buf path;

	buf_init(&path, PATH_BYTES);
	int rc = home_share(&path, "score/companies.tsv", e);

	if (rc == 0)
		rc = wordtable_read(buf_text(&path), NULL, 2, company, c, e);
	buf_release(&path);
	return rc;
}

static bool has(const struct report *r, enum obs_kind kind)
{
	for (size_t i = 0; i < r->q.catalog.n; i++)
		if (r->q.catalog.v[i].kind == kind)
			return true;
	return false;
}

/* "65.2 bn": what a chart's scale has room for */
static const char *scale_of(double most, double *by)
{
	static const struct {
		double by;
		const char *word;
	} scales[] = {{1e9, " bn"}, {1e6, " m"}, {1, ""}};
	size_t i = 0;

	while (i < 2 && most < scales[i].by)
		i++;
	*by = scales[i].by;
	return scales[i].word;
}

static void draw(struct report *r, const struct hard *h,
    const struct hard_value *v, size_t n)
{
	char names[SHOWN][CHART_NAME_BYTES], text[STAMP_TEXT_BYTES];
	double value[SHOWN], most = 0, by;
	struct chart c = {.title = h->label,
	    .names = names,
	    .line = value,
	    .line_name = "value",
	    .digits = 1,
	    .low = (double)NAN,
	    .high = (double)NAN,
	    .id = &r->charts};

	if (n > SHOWN) {
		v += n - SHOWN;
		n = SHOWN;
	}
	for (size_t i = 0; i < n; i++)
		most = fmax(most, fabs(v[i].value));
	const char *word = scale_of(most, &by);

	for (size_t i = 0; i < n; i++) {
		(void)snprintf(names[i], CHART_NAME_BYTES, "%s%s",
		    stamp_format_day((int64_t)v[i].end * STAMP_DAY, text),
		    v[i].derived ? " (derived)" : "");
		value[i] = v[i].value / by;
	}
	c.n = n;
	c.low = 0;
	if (by == 1)
		c.digits = 2;
	buf_puts(&r->html, "<figure class=\"small\"><figcaption><b>");
	page_text(&r->html, h->label);
	buf_puts(&r->html, "</b> ");
	page_number(&r->html, value[n - 1], c.digits, false);
	buf_puts(&r->html, word);
	buf_char(&r->html, ' ');
	page_text(&r->html, h->unit);
	buf_printf(&r->html, "%s</figcaption>\n",
	    h->flow ? " in the last quarter" : "");
	chart_write(&r->html, &c);
	buf_puts(&r->html, "</figure>\n");
}

/* 1 drawn, 0 there is nothing, -1 */
static int one(struct report *r, struct str name, struct err *e)
{
	struct hard h = {0};
	const struct hard_value *v;
	size_t n = 0;
	int rc = hard_open(&h, &r->q, name, e);

	if (rc == 0) {
		v = hard_at(&h, read_as_of(r->q.reader), r->q.until, &n);
		if (n)
			draw(r, &h, v, n);
	}
	hard_close(&h);
	return rc != 0 ? -1 : n > 0;
}

static int filed(struct report *r, size_t *drawn, struct err *e)
{
	static const char *const series[] = {
	    "capex", "data-center-revenue", "inventory"};
	struct companies c = {.arena = &r->q.arena};

	if (!has(r, OBS_FACT))
		return 0;
	if (read_companies(&c, e) != 0)
		return -1;
	for (size_t s = 0; s < sizeof series / sizeof *series; s++)
		for (size_t i = 0; i < c.n && *drawn < CHARTS_MAX; i++) {
			struct str name = arena_printf(
			    &r->q.arena, "%s@%.*s", series[s], STR_ARG(c.v[i]));
			struct err none = {0};
			int rc = one(r, name, &none);

			/* a series that is not filed so by that company */
			if (rc < 0 && none.code != EXIT_USAGE)
				return err_set(e, none.code, "%s", none.text);
			*drawn += rc > 0;
		}
	return 0;
}

static int own(struct report *r, size_t *drawn, struct err *e)
{
	const struct catalog *c = &r->q.catalog;

	for (size_t i = 0; i < c->n && *drawn < CHARTS_MAX; i++) {
		if (c->v[i].kind != OBS_HARD)
			continue;
		int rc = one(r,
		    arena_printf(&r->q.arena, "%.*s/%.*s",
			STR_ARG(c->whats.v[c->v[i].what]),
			STR_ARG(c->entities.v[c->v[i].entity])),
		    e);

		if (rc < 0)
			return -1;
		*drawn += rc > 0;
	}
	return 0;
}

int report_hard(struct report *r, struct err *e)
{
	size_t drawn = 0;

	report_section(r, "Hard figures",
	    "What companies filed, by quarter or at its end, and your own "
	    "series.");
	buf_puts(&r->html, "<div class=\"grid\">\n");
	int rc = filed(r, &drawn, e);

	if (rc == 0)
		rc = own(r, &drawn, e);
	buf_puts(&r->html, "</div>\n");
	if (drawn == 0)
		buf_puts(&r->html,
		    "<p>None are stored. Filings come with a feed of kind "
		    "filings, prices with <code>jevons-store "
		    "observe</code>.</p>\n");
	report_section_end(r);
	return rc;
}
