#include "store/query/report.h"

#include "fetch/base/durable.h"
#include "fetch/base/home.h"
#include "store/query/page.h"

#include <stdio.h>
#include <stdlib.h>

enum { PATH_BYTES = 8192, STYLE_MAX_BYTES = 1 << 18 };

static int add_style(struct report *r, struct err *e)
{
	struct buf path, css;

	buf_init(&path, PATH_BYTES);
	buf_init(&css, STYLE_MAX_BYTES);
	int rc = home_share(&path, "store/query/report.css", e);

	if (rc == 0)
		rc = durable_read(buf_text(&path), &css, e);
	if (rc == 0)
		err_set(e, EXIT_CONFIG, "the style '%s' is not there",
		    buf_text(&path));
	if (rc == 1)
		buf_str(&r->html, buf_view(&css));
	buf_release(&path);
	buf_release(&css);
	return rc == 1 ? 0 : -1;
}

static void day(struct report *r, int64_t t)
{
	char text[ZONE_TEXT_BYTES];
	struct str s = str_of(zone_format_short(r->q.zone, t, true, text));

	buf_str(&r->html, str_sub(s, 0, str_find(s, STR(" "), 0)));
}

int report_head(struct report *r, struct err *e)
{
	char at[ZONE_TEXT_BYTES];
	struct buf *b = &r->html;

	buf_puts(b,
	    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
	    "charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'; "
	    "img-src data:\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<link rel=\"icon\" href=\"data:,\">\n"
	    "<title>Jevons: cheaper AI and the demand for compute</title>\n"
	    "<style>\n");
	if (add_style(r, e) != 0)
		return -1;
	buf_puts(b, "</style>\n</head>\n<body>\n<header><h1>Is cheaper AI "
		    "killing the demand for compute, or feeding it?</h1>\n<p "
		    "class=\"about\">");
	day(r, r->q.since);
	buf_puts(b, " – ");
	day(r, r->q.until - 1);
	if (r->q.committed)
		buf_printf(b, " · as known at %s",
		    zone_format_short(r->q.zone, r->q.committed, false, at));
	if (r->q.has_model) {
		buf_puts(b, " · model ");
		page_text(b, r->q.model_name);
	}
	buf_printf(
	    b, " · times in %s</p></header>\n<main>\n", zone_name(r->q.zone));
	return 0;
}

void report_foot(struct report *r)
{
	buf_puts(&r->html,
	    "</main>\n<footer><p>Made by jevons-query " JEVONS_VERSION
	    ". The unit is the story: copies count once. What "
	    "the news says is no forecast, and no "
	    "advice.</p></footer>\n</body>\n</html>\n");
}

void report_section(struct report *r, const char *title, const char *about)
{
	buf_printf(&r->html, "<section>\n<h2>%s</h2>\n", title);
	if (about)
		buf_printf(&r->html, "<p class=\"about\">%s</p>\n", about);
}

void report_section_end(struct report *r)
{
	buf_puts(&r->html, "</section>\n");
}

char (*report_names(
    const struct report *r, const struct grid *g))[CHART_NAME_BYTES]
{
	char(*v)[CHART_NAME_BYTES] = mem_new(g->n + 1, CHART_NAME_BYTES);
	char text[ZONE_TEXT_BYTES];

	for (size_t i = g->first; i < g->n; i++)
		(void)snprintf(v[i - g->first], CHART_NAME_BYTES, "%s",
		    zone_format_short(r->q.zone, g->edge[i],
			r->q.rule.every != BUCKET_HOUR, text));
	return v;
}

double *report_values(const struct tracks *t, size_t track)
{
	const struct grid *g = &t->r.grid;
	double *v = mem_new(g->n + 1, sizeof *v);

	for (size_t i = g->first; i < g->n; i++)
		v[i - g->first] = t->v[track].v[i].v.value;
	return v;
}

double *report_errors(const struct tracks *t, size_t track)
{
	const struct grid *g = &t->r.grid;
	double *v = mem_new(g->n + 1, sizeof *v);

	for (size_t i = g->first; i < g->n; i++)
		v[i - g->first] = t->v[track].v[i].v.se;
	return v;
}

void report_whole(struct report *r, struct bucket_rule *was)
{
	*was = r->q.rule;
	r->q.rule.whole_from = r->q.since;
	r->q.rule.whole_to = r->q.until;
}

void report_note(struct report *r, const struct tracks *t)
{
	if (t->undated > r->undated)
		r->undated = t->undated;
	if (t->r.other_origins > r->others)
		r->others = t->r.other_origins;
	r->none_live |= t->r.none_live;
}
