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

static void contents(struct buf *b)
{
	static const char *const parts[][2] = {{"balance", "Balance"},
	    {"entities", "Tone"}, {"signals", "Signals"}, {"hard", "Figures"},
	    {"languages", "Languages"}, {"stories", "Stories"},
	    {"quality", "Data"}};

	buf_puts(b, "<nav>");
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		buf_printf(
		    b, "<a href=\"#%s\">%s</a>", parts[i][0], parts[i][1]);
	buf_puts(b, "</nav>\n");
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
	buf_puts(b, "</style>\n</head>\n<body>\n<header><p class=\"eyebrow\">"
		    "Jevons</p>\n<h1>Is cheaper AI killing the demand for "
		    "compute, or feeding it?</h1>\n<p class=\"about\">");
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
	buf_printf(b, " · times in %s</p>\n", zone_name(r->q.zone));
	contents(b);
	buf_puts(b, "</header>\n<main>\n");
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

void report_section(
    struct report *r, const char *id, const char *title, const char *about)
{
	buf_printf(&r->html, "<section id=\"%s\">\n<h2>%s</h2>\n", id, title);
	if (about)
		buf_printf(&r->html, "<p class=\"about\">%s</p>\n", about);
}

void report_section_end(struct report *r)
{
	buf_puts(&r->html, "</section>\n");
}

void report_entity(struct report *r, struct str id)
{
	page_text(&r->html, str_eq(id, STR("*"))
				? STR("All stories")
				: owners_name(&r->q.owners, id));
}

size_t report_buckets(const struct report *r)
{
	return r->k.grid.n - r->k.grid.first;
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

double *report_values(const struct report *r, const struct reckon_target *t,
    enum measure_kind kind, double **se)
{
	const struct grid *g = &r->k.grid;
	double *v = mem_new(g->n + 1, sizeof *v);

	if (se)
		*se = mem_new(g->n + 1, sizeof **se);
	for (size_t i = g->first; i < g->n; i++) {
		struct stat_value x = reckon_value(&r->k, t, kind, i).v;

		v[i - g->first] = x.value;
		if (se)
			(*se)[i - g->first] = x.se;
	}
	return v;
}

int report_open(struct report *r, struct err *e)
{
	static const struct measure m[] = {{.kind = MEASURE_COUNT},
	    {.kind = MEASURE_TONE}, {.kind = MEASURE_JEVONS}};

	if (reckon_open(&r->k, &r->q, m, sizeof m / sizeof *m, e) != 0)
		return -1;
	return reckon_links_read(&r->k, &r->links, e);
}

void report_close(struct report *r)
{
	reckon_links_release(&r->links);
	reckon_release(&r->k);
	question_close(&r->q);
	buf_release(&r->html);
}
