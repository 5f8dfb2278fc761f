#include "store/query/report.h"

#include "store/query/page.h"

#include <stdlib.h>

enum { PARTS = 3 }; /* named of a family */

struct family {
	struct str name;
	bool *signals; /* by number of what */
	size_t n;
};

/* families in the order of the table, with the signals that were found */
static size_t families(struct report *r, struct family **to)
{
	const struct families *f = &r->q.families;
	const struct catalog_names *whats = &r->q.catalog.whats;
	struct family *v = mem_new(f->n + 1, sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++) {
		size_t k = 0;
		uint32_t what = catalog_find(whats, f->v[i].signal);

		while (k < n && !str_eq(v[k].name, f->v[i].family))
			k++;
		if (k == n) {
			v[n++] = (struct family){f->v[i].family,
			    mem_new(whats->n + 1, sizeof(bool)), 0};
		}
		if (what != CATALOG_NONE && !v[k].signals[what]) {
			v[k].signals[what] = true;
			v[k].n++;
		}
	}
	*to = v;
	return n;
}

struct counted {
	struct str signal;
	size_t n;
};

static int most_first(const void *a, const void *b)
{
	const struct counted *x = a, *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return str_cmp(x->signal, y->signal);
}

/* stories of the range with a cue of one signal */
static int count(struct report *r, uint32_t what, size_t *n, struct err *e)
{
	const struct grid *g = &r->k.grid;
	bool *one = mem_new(r->q.catalog.whats.n + 1, sizeof *one);
	bool *was = r->q.signals;
	struct reckon_target x = {0};

	one[what] = true;
	r->q.signals = one;
	int rc = reckon_target(&r->k, r->q.targets, &x, e);

	r->q.signals = was;
	if (rc == 0)
		*n = tell_find(&x.x, g->edge[g->n]) -
		     tell_find(&x.x, g->edge[g->first]);
	reckon_target_release(&x);
	free(one);
	return rc;
}

/* "demand-up 12 · adoption 3": what the family is made of */
static int parts(struct report *r, const struct family *f, struct err *e)
{
	const struct catalog_names *whats = &r->q.catalog.whats;
	struct counted *v = mem_new(f->n + 1, sizeof *v);
	struct buf *b = &r->html;
	size_t n = 0, shown = 0;
	int rc = 0;

	for (uint32_t i = 0; i < whats->n && n < f->n && rc == 0; i++)
		if (f->signals[i]) {
			v[n].signal = whats->v[i];
			rc = count(r, i, &v[n].n, e);
			n++;
		}
	if (n > 1)
		qsort(v, n, sizeof *v, most_first);
	buf_puts(b, "<p class=\"about\">");
	for (; shown < n && shown < PARTS && v[shown].n; shown++) {
		buf_puts(b, shown ? " · " : "");
		page_text(b, v[shown].signal);
		buf_printf(b, " %zu", v[shown].n);
	}
	if (shown < n && v[shown].n)
		buf_puts(b, " …");
	buf_puts(b, "</p>\n");
	free(v);
	return rc;
}

static int family(struct report *r, struct family *f, struct err *e)
{
	bool *was = r->q.signals;
	struct reckon_target x = {0};
	struct buf *b = &r->html;
	double all = 0;

	if (f->n == 0)
		return 0;
	r->q.signals = f->signals;
	int rc = reckon_target(&r->k, r->q.targets, &x, e);

	r->q.signals = was;
	if (rc == 0) {
		double *v = report_values(r, &x, MEASURE_COUNT, NULL);
		struct chart c = {.title = f->name,
		    .n = report_buckets(r),
		    .names = report_names(r, &r->k.grid),
		    .stacks = {{"stories", "bar", v}},
		    .n_stacks = 1,
		    .id = &r->charts};

		for (size_t i = 0; i < c.n; i++)
			all += isnan(v[i]) ? 0 : v[i];
		buf_puts(b, "<figure class=\"small\"><figcaption><b>");
		page_text(b, f->name);
		buf_puts(b, "</b> ");
		page_number(b, all, 0, false);
		buf_printf(b, " stor%s</figcaption>\n", all == 1 ? "y" : "ies");
		chart_write(b, &c);
		rc = parts(r, f, e);
		buf_puts(b, "</figure>\n");
		free(c.names);
		free(v);
	}
	reckon_target_release(&x);
	return rc;
}

int report_signals(struct report *r, struct err *e)
{
	struct target *was = r->q.targets;
	struct target all = {
	    .label = STR("*"), .all = true, .entity = CATALOG_NONE};
	size_t n_was = r->q.n_targets, n;
	struct family *v;
	bool some = false;
	int rc = 0;

	report_section(r, "signals", "Signals",
	    "Stories that hold a cue of each family, whoever they are about.");
	buf_puts(&r->html, "<div class=\"grid many\">\n");
	r->q.targets = &all;
	r->q.n_targets = 1;
	n = families(r, &v);
	for (size_t i = 0; i < n && rc == 0; i++) {
		rc = family(r, &v[i], e);
		some |= v[i].n > 0;
	}
	for (size_t i = 0; i < n; i++)
		free(v[i].signals);
	free(v);
	r->q.targets = was;
	r->q.n_targets = n_was;
	buf_puts(&r->html, "</div>\n");
	if (!some)
		buf_puts(&r->html, "<p>None.</p>\n");
	report_section_end(r);
	return rc;
}
