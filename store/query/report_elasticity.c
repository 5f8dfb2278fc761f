#include "store/query/report.h"

#include "store/query/page.h"

#include <stdlib.h>

static void say(struct report *r, double v)
{
	const struct ask *a = r->q.ask;
	struct buf *b = &r->html;

	buf_puts(b, "<h3>Spending and price</h3>\n<p>");
	page_text(b, str_of(a->spending));
	buf_puts(b, " against the price ");
	page_text(b, str_of(a->price));
	if (isnan(v)) {
		buf_puts(b, ": figures of a year apart are missing, or the "
			    "price did not fall by 5 %, so there is no "
			    "elasticity.</p>\n");
		return;
	}
	buf_puts(b, " give an elasticity of <strong>");
	page_number(b, v, 2, false);
	buf_printf(b,
	    "</strong> over four quarters: spending %s while the price fell. "
	    "Above 1, demand outran the price. It is an arc between two "
	    "points, and says nothing of causes.</p>\n",
	    v > 1   ? "rose"
	    : v < 1 ? "fell"
		    : "stayed");
}

static void draw(struct report *r, const struct tracks *t, double last)
{
	const struct grid *g = &t->r.grid;
	double *v = mem_new(g->n + 1, sizeof *v), most = last;
	struct chart c = {.title = STR("elasticity over four quarters"),
	    .n = g->n - g->first,
	    .names = report_names(r, g),
	    .line = v,
	    .line_name = "elasticity",
	    .digits = 2,
	    .low = 0,
	    .mark = 1,
	    .id = &r->charts};

	for (size_t i = g->first; i < g->n; i++) {
		v[i - g->first] = t->v[0].v[i].v.value;
		most = fmax(most, v[i - g->first]);
	}
	c.high = fmax(2, ceil(most));
	buf_puts(&r->html, "<figure class=\"small\">\n");
	chart_write(&r->html, &c);
	buf_puts(&r->html, "</figure>\n");
	free(c.names);
	free(v);
}

int report_elasticity(struct report *r, struct err *e)
{
	const struct measure m = {
	    .label = STR("elasticity"), .kind = MEASURE_ELASTICITY};
	struct tracks t;
	double last = (double)NAN;

	if (!r->q.ask->spending || !r->q.ask->price)
		return 0;
	int rc = tracks_open(&t, &r->q, &m, 1, e);

	for (size_t i = 0; rc == 0 && i < t.r.grid.n; i++)
		if (!isnan(t.v[0].v[i].v.value))
			last = t.v[0].v[i].v.value;
	if (rc == 0)
		say(r, last);
	if (rc == 0 && !isnan(last))
		draw(r, &t, last);
	tracks_close(&t);
	return rc;
}
