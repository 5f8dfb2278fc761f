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

/* the stories of a family, from those of its signals */
struct stories {
	struct member *v; /* story and time alone */
	size_t n, cap;
	struct counted *parts;
	size_t n_parts;
};

static int add_signal(
    struct report *r, uint32_t what, struct stories *to, struct err *e)
{
	const struct grid *g = &r->k.grid;
	bool *one = mem_new(r->q.catalog.whats.n + 1, sizeof *one);
	bool *was = r->q.signals;
	struct reckon_target x = {0};

	one[what] = true;
	r->q.signals = one;
	int rc = reckon_target(&r->k, r->q.targets, &x, e);

	r->q.signals = was;
	if (rc == 0) {
		if (to->n + x.x.n > to->cap) {
			to->cap = 2 * (to->n + x.x.n);
			to->v = mem_grow(to->v, to->cap, sizeof *to->v);
		}
		for (size_t i = 0; i < x.x.n; i++)
			to->v[to->n++] = (struct member){.at = x.x.v[i].at,
			    .story = x.x.v[i].story,
			    .doc = x.x.v[i].first};
		to->parts[to->n_parts++] =
		    (struct counted){r->q.catalog.whats.v[what],
			tell_find(&x.x, g->edge[g->n]) -
			    tell_find(&x.x, g->edge[g->first])};
	}
	reckon_target_release(&x);
	free(one);
	return rc;
}

/* stories by bucket; where nobody looked, not known */
static double *by_bucket(const struct report *r, struct stories *s, double *all)
{
	const struct reckon_target none = {0};
	const struct grid *g = &r->k.grid;
	double *v = report_values(r, &none, MEASURE_COUNT, NULL);
	struct tell told;

	tell_stories(&told, s->v, s->n, TELL_STORY);
	for (size_t i = 0; i < report_buckets(r); i++) {
		size_t at = g->first + i;
		size_t n = tell_find(&told, g->edge[at + 1]) -
			   tell_find(&told, g->edge[at]);

		if (n)
			v[i] = (double)n;
		*all += (double)n;
	}
	tell_release(&told);
	return v;
}

/* "demand-up 12 · adoption 3": what the family is made of */
static void parts(struct report *r, struct stories *s)
{
	struct buf *b = &r->html;
	size_t shown = 0;

	if (s->n_parts > 1)
		qsort(s->parts, s->n_parts, sizeof *s->parts, most_first);
	buf_puts(b, "<p class=\"about\">");
	for (; shown < s->n_parts && shown < PARTS && s->parts[shown].n;
	     shown++) {
		buf_puts(b, shown ? " · <span>" : "<span>");
		page_text(b, s->parts[shown].signal);
		buf_printf(b, " %zu</span>", s->parts[shown].n);
	}
	if (shown < s->n_parts && s->parts[shown].n)
		buf_puts(b, " …");
	buf_puts(b, "</p>\n");
}

static void draw(struct report *r, const struct family *f, struct stories *s)
{
	struct buf *b = &r->html;
	double all = 0;
	double *v = by_bucket(r, s, &all);
	struct chart c = {.title = f->name,
	    .n = report_buckets(r),
	    .names = report_names(r, &r->k.grid),
	    .stacks = {{"stories", "bar", v}},
	    .n_stacks = 1,
	    .id = &r->charts};

	buf_puts(b, "<figure class=\"small\"><figcaption><b>");
	page_text(b, f->name);
	buf_puts(b, "</b> ");
	page_number(b, all, 0, false);
	buf_printf(b, " stor%s</figcaption>\n", all == 1 ? "y" : "ies");
	chart_write(b, &c);
	parts(r, s);
	buf_puts(b, "</figure>\n");
	free(c.names);
	free(v);
}

static int family(struct report *r, struct family *f, struct err *e)
{
	const struct catalog_names *whats = &r->q.catalog.whats;
	struct stories s = {0};
	int rc = 0;

	if (f->n == 0)
		return 0;
	s.parts = mem_new(f->n, sizeof *s.parts);
	for (uint32_t i = 0; i < whats->n && rc == 0; i++)
		if (f->signals[i])
			rc = add_signal(r, i, &s, e);
	if (rc == 0)
		draw(r, f, &s);
	free(s.v);
	free(s.parts);
	return rc;
}

int report_signals(struct report *r, struct err *e)
{
	struct target *was = r->q.targets;
	/* of all; who is named does not matter, so that mentions are not read
	 */
	struct target all = {.label = STR("*"),
	    .all = true,
	    .compute = true,
	    .entity = CATALOG_NONE};
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
