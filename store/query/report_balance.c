#include "store/query/report.h"

#include "store/query/page.h"
#include "store/query/stat_jevons.h"

#include <stdlib.h>

struct sides {
	size_t j, s, b, unlinked;
};

/* The balance with its 95 % interval: the mean of values 1, -1 and 0, with two
 * stories more on each side (A. Agresti and B. Caffo, "Simple and effective
 * confidence intervals for proportions and differences of proportions result
 * from adding two successes and two failures", 2000). */
struct balance {
	double value, low, high;
	size_t n;
	bool sure; /* of its sign */
};

enum { FEW = 20 };

static struct balance balance_of(const struct sides *v)
{
	double j = (double)v->j, s = (double)v->s;
	double n = (double)(v->j + v->s + v->b), m = n + 4;
	double mean = (j - s) / m;
	double se = sqrt(((j + s + 4) / m - mean * mean) / m);

	struct balance b = {n > 0 ? (j - s) / n : (double)NAN,
	    fmax(-1, mean - 1.96 * se), fmin(1, mean + 1.96 * se),
	    v->j + v->s + v->b, false};

	/* not sure by what is rounded away */
	b.sure = b.low >= 0.005 || b.high <= -0.005;
	return b;
}

static void verdict(struct buf *to, const struct balance *b)
{
	if (b->n == 0)
		buf_puts(to, "No story of this time links cheaper AI to the "
			     "demand for compute.");
	else if (b->n < STAT_JEVONS_LEAST)
		buf_puts(to, "Too few stories link cheaper AI to the demand "
			     "for compute to say anything.");
	else if (b->sure)
		buf_printf(to, "%s that cheaper AI %s the demand for compute.",
		    b->n < FEW ? "The few stories there are say"
			       : "The news says",
		    b->value > 0 ? "feeds" : "kills");
	else
		buf_puts(to, "The news does not settle it.");
}

static void stories(struct buf *to, size_t n)
{
	buf_printf(to, "%zu stor%s", n, n == 1 ? "y" : "ies");
}

static void numbers(
    struct buf *to, const struct balance *b, const struct sides *v)
{
	if (b->n == 0)
		return;
	buf_puts(to, " Of ");
	stories(to, b->n);
	buf_printf(to,
	    " that link%s the two, %zu say%s that it feeds demand, %zu that "
	    "it kills it, %zu both",
	    b->n == 1 ? "s" : "", v->j, v->j == 1 ? "s" : "", v->s, v->b);
	if (b->n < STAT_JEVONS_LEAST) {
		buf_puts(to, ".");
		return;
	}
	buf_puts(to, ": a Jevons balance of <strong>");
	page_number(to, b->value, 2, true);
	buf_puts(to, "</strong> between −1 and +1. By chance alone it might "
		     "be anything from ");
	page_number(to, b->low, 2, true);
	buf_puts(to, " to ");
	page_number(to, b->high, 2, true);
	buf_puts(to, b->sure ? " (95 %), so its sign is fairly sure."
			     : " (95 %), so its sign is not sure.");
}

/* sides of the stories in the range, and by bucket */
static struct sides count(
    const struct reckon *r, const struct reckon_target *t, double *by_bucket[4])
{
	struct sides all = {0};
	const struct grid *g = &r->grid;

	for (size_t b = g->first; b < g->n; b++) {
		struct sides v = {0};
		size_t to = tell_find(&t->x, g->edge[b + 1]);

		for (size_t i = tell_find(&t->x, g->edge[b]); i < to; i++) {
			v.j += t->side[i] == JEVONS_J;
			v.s += t->side[i] == JEVONS_S;
			v.b += t->side[i] == JEVONS_B;
			v.unlinked += t->side[i] == JEVONS_UNLINKED;
		}
		for (size_t k = 0; by_bucket && k < 4; k++)
			by_bucket[k][b - g->first] =
			    (double)(k == 0   ? v.j
				     : k == 1 ? v.b
				     : k == 2 ? v.s
					      : v.unlinked);
		all.j += v.j;
		all.s += v.s;
		all.b += v.b;
		all.unlinked += v.unlinked;
	}
	return all;
}

static void chart(struct report *r, const struct reckon *k,
    const struct reckon_target *t, double *by[4])
{
	size_t n = k->grid.n - k->grid.first;
	double *line = mem_new(n + 1, sizeof *line);
	bool some = false;
	struct chart c = {.title = STR("the Jevons balance and its stories"),
	    .n = n,
	    .names = report_names(r, &k->grid),
	    .line = line,
	    .line_name = "balance",
	    .digits = 2,
	    .low = -1,
	    .high = 1,
	    .stacks = {{"feeds demand", "good", by[0]}, {"both", "mid", by[1]},
		{"kills demand", "bad", by[2]}, {"no link", "dim", by[3]}},
	    .n_stacks = 4,
	    .id = &r->charts};

	for (size_t i = 0; i < n; i++) {
		line[i] = reckon_value(k, t, MEASURE_JEVONS, k->grid.first + i)
			      .v.value;
		some |= !isnan(line[i]);
	}
	if (!some)
		c.line = NULL;
	chart_write(&r->html, &c);
	buf_puts(&r->html,
	    "<p class=\"key\"><span class=\"k good\"></span>feeds demand "
	    "<span class=\"k mid\"></span>both <span class=\"k "
	    "bad\"></span>kills demand <span class=\"k dim\"></span>tells of "
	    "costs without a link. ");
	buf_puts(&r->html, some ? "The line is the balance; it needs five "
				  "stories.</p>\n"
				: "No bucket has the five stories that a "
				  "balance needs.</p>\n");
	free(c.names);
	free(line);
}

/* what is forecast or supposed, never mixed in */
static int expected(struct report *r, struct err *e)
{
	const struct measure m = {
	    .label = STR("jevons"), .kind = MEASURE_JEVONS};
	unsigned was = r->q.modalities;
	struct reckon_target t = {0};
	struct reckon k;

	r->q.modalities = 1u << MODALITY_FORECAST | 1u << MODALITY_HYPOTHETICAL;
	int rc = reckon_open(&k, &r->q, &m, 1, e);

	if (rc == 0)
		rc = reckon_group(&k, GROUP_LINKS, &t, e);
	r->q.modalities = was;
	if (rc == 0) {
		struct sides v = count(&k, &t, NULL);
		struct balance b = balance_of(&v);

		buf_puts(&r->html, "<p>Of what is only forecast or supposed, ");
		stories(&r->html, b.n);
		buf_printf(&r->html, " link%s the two", b.n == 1 ? "s" : "");
		if (b.n >= STAT_JEVONS_LEAST) {
			buf_puts(&r->html, ", with a balance of ");
			page_number(&r->html, b.value, 2, true);
		}
		buf_puts(&r->html, ".</p>\n");
	}
	reckon_target_release(&t);
	reckon_release(&k);
	return rc;
}

static void say_elasticity(struct report *r, double v)
{
	const struct ask *a = r->q.ask;
	struct buf *b = &r->html;

	buf_puts(b, "<p>Hard figures: ");
	page_text(b, str_of(a->spending));
	buf_puts(b, " against the price ");
	page_text(b, str_of(a->price));
	if (isnan(v)) {
		buf_puts(b, " tell nothing here: figures of a year apart are "
			    "missing, or the price did not fall by 5 %.</p>\n");
		return;
	}
	buf_puts(b, " give an elasticity of <strong>");
	page_number(b, v, 2, false);
	buf_printf(b,
	    "</strong> over four quarters: spending %s while the price fell. "
	    "That is an arc between two points, and no cause.</p>\n",
	    v > 1   ? "rose"
	    : v < 1 ? "fell"
		    : "stayed");
}

static int elasticity(struct report *r, struct err *e)
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
		say_elasticity(r, last);
	if (rc == 0 && !isnan(last)) {
		struct chart c = {.title = STR("elasticity"),
		    .n = t.r.grid.n - t.r.grid.first,
		    .names = report_names(r, &t.r.grid),
		    .line = report_values(&t, 0),
		    .line_name = "elasticity",
		    .digits = 2,
		    .low = 0,
		    .high = (double)NAN,
		    .id = &r->charts};
		union { /* the chart only reads them */
			const double *is;
			double *takes;
		} v = {.is = c.line};

		chart_write(&r->html, &c);
		free(c.names);
		free(v.takes);
	}
	tracks_close(&t);
	return rc;
}

int report_balance(struct report *r, struct err *e)
{
	const struct measure m = {
	    .label = STR("jevons"), .kind = MEASURE_JEVONS};
	struct reckon_target t = {0};
	struct reckon k;
	double *by[4] = {NULL};
	int rc = reckon_open(&k, &r->q, &m, 1, e);

	if (rc == 0)
		rc = reckon_group(&k, GROUP_LINKS, &t, e);
	for (size_t i = 0; i < 4 && rc == 0; i++)
		by[i] = mem_new(k.grid.n + 1, sizeof *by[i]);
	if (rc == 0) {
		struct sides v = count(&k, &t, by);
		struct balance b = balance_of(&v);

		report_section(r, "The Jevons balance", NULL);
		buf_puts(&r->html, "<p class=\"lead\">");
		verdict(&r->html, &b);
		buf_puts(&r->html, "</p>\n<p>");
		numbers(&r->html, &b, &v);
		if (v.unlinked) {
			buf_puts(&r->html, " Another ");
			stories(&r->html, v.unlinked);
			buf_printf(&r->html,
			    " tell%s of falling costs without a word on "
			    "demand.",
			    v.unlinked == 1 ? "s" : "");
		}
		buf_puts(&r->html, "</p>\n");
		chart(r, &k, &t, by);
		r->matched |= b.n + v.unlinked > 0;
	}
	for (size_t i = 0; i < 4; i++)
		free(by[i]);
	reckon_target_release(&t);
	reckon_release(&k);
	if (rc == 0)
		rc = expected(r, e);
	if (rc == 0)
		rc = elasticity(r, e);
	report_section_end(r);
	return rc;
}
