#include "store/query/report.h"

#include "store/query/page.h"

#include <stdlib.h>

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

static int family(struct report *r, struct family *f, struct err *e)
{
	const struct measure m = {.label = STR("count"), .kind = MEASURE_COUNT};
	bool *was = r->q.signals;
	struct tracks t = {0};
	double all = 0;

	if (f->n == 0)
		return 0;
	r->q.signals = f->signals;
	int rc = tracks_open(&t, &r->q, &m, 1, e);

	r->q.signals = was;
	if (rc == 0) {
		double *v = report_values(&t, 0);
		struct chart c = {.title = f->name,
		    .n = t.r.grid.n - t.r.grid.first,
		    .names = report_names(r, &t.r.grid),
		    .stacks = {{"stories", "bar", v}},
		    .n_stacks = 1,
		    .id = &r->charts};

		for (size_t i = 0; i < c.n; i++)
			all += isnan(v[i]) ? 0 : v[i];
		buf_puts(&r->html, "<figure class=\"small\"><figcaption><b>");
		page_text(&r->html, f->name);
		buf_puts(&r->html, "</b> ");
		page_number(&r->html, all, 0, false);
		buf_puts(&r->html, "</figcaption>\n");
		chart_write(&r->html, &c);
		buf_puts(&r->html, "</figure>\n");
		free(c.names);
		free(v);
	}
	tracks_close(&t);
	return rc;
}

int report_signals(struct report *r, struct err *e)
{
	struct target *was = r->q.targets;
	struct target all = {
	    .label = STR("*"), .all = true, .entity = CATALOG_NONE};
	size_t n_was = r->q.n_targets, n;
	struct family *v;
	int rc = 0;

	report_section(r, "Signals",
	    "Stories that hold a cue of each family, whoever they are about.");
	buf_puts(&r->html, "<div class=\"grid\">\n");
	r->q.targets = &all;
	r->q.n_targets = 1;
	n = families(r, &v);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = family(r, &v[i], e);
	for (size_t i = 0; i < n; i++)
		free(v[i].signals);
	free(v);
	r->q.targets = was;
	r->q.n_targets = n_was;
	buf_puts(&r->html, "</div>\n");
	report_section_end(r);
	return rc;
}
