#include "store/query/report.h"

#include "store/query/gauge.h"
#include "store/query/page.h"

#include <stdlib.h>

enum { FEW = 20 };

static void verdict(struct buf *to, const struct report_balance_of *b)
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

static void numbers(struct buf *to, const struct report_balance_of *b,
    const struct report_sides *v)
{
	if (b->n == 0)
		return;
	buf_puts(to, "Of ");
	stories(to, b->n);
	buf_printf(to,
	    " that link%s the two, %zu say%s that cheaper AI feeds demand and "
	    "%zu that it kills it",
	    b->n == 1 ? "s" : "", v->j, v->j == 1 ? "s" : "", v->s);
	if (v->b)
		buf_printf(to, "; %zu say%s both", v->b, v->b == 1 ? "s" : "");
	buf_puts(to, ". ");
	if (b->n < STAT_JEVONS_LEAST) {
		buf_printf(to, "A balance needs %d. ", STAT_JEVONS_LEAST);
		return;
	}
	buf_puts(to, "That is a balance of <strong>");
	page_number(to, b->value, 2, true);
	buf_puts(to, "</strong> on a scale from −1 to +1. ");
	if (b->n < FEW)
		buf_puts(to, "With so few stories it");
	else
		buf_puts(to, "Taken as a sample of what is written, it");
	buf_puts(to, " lies between ");
	page_number(to, b->low, 2, true);
	buf_puts(to, " and ");
	page_number(to, b->high, 2, true);
	buf_puts(to, b->sure ? " (95 %), so that its sign is fairly sure. "
			     : " (95 %), so that its sign is not sure. ");
}

static void unlinked(struct buf *to, size_t n)
{
	if (n == 0)
		return;
	buf_puts(to, "Another ");
	stories(to, n);
	buf_printf(to, " tell%s of falling costs without a word on demand.",
	    n == 1 ? "s" : "");
}

static void gauge(struct report *r, const struct report_balance_of *b)
{
	struct gauge g = {
	    b->value, b->low, b->high, "the Jevons balance", false, &r->charts};

	if (b->n < STAT_JEVONS_LEAST)
		g.value = g.low = g.high = (double)NAN;
	buf_puts(&r->html, "<div class=\"dial\"><p class=\"big\">");
	page_number(&r->html, g.value, 2, true);
	buf_puts(&r->html, "</p>\n");
	gauge_write(&r->html, &g);
	buf_puts(&r->html,
	    "<p class=\"ends\"><span>−1 kills demand</span><span>feeds demand "
	    "+1</span></p></div>\n");
}

static void key(struct buf *to, bool some)
{
	buf_puts(to,
	    "<p class=\"key\"><span><span class=\"k good\"></span>feeds "
	    "demand</span> <span><span class=\"k mid\"></span>both</span> "
	    "<span><span class=\"k bad\"></span>kills demand</span> "
	    "<span><span class=\"k dim\"></span>costs without a "
	    "link</span></p>\n<p class=\"about\">");
	buf_puts(to, some ? "Above, the balance with its 95 % band, where five "
			    "stories make one; below, the stories.</p>\n"
			  : "No bucket has the five stories that a balance "
			    "needs.</p>\n");
}

static void draw(struct report *r, const struct reckon_target *t, double *by[4])
{
	double *se;
	double *line = report_values(r, t, MEASURE_JEVONS, &se);
	bool some = false;
	struct chart c = {.title = STR("the Jevons balance and its stories"),
	    .n = report_buckets(r),
	    .names = report_names(r, &r->k.grid),
	    .line = line,
	    .se = se,
	    .line_name = "balance",
	    .digits = 2,
	    .low = -1,
	    .high = 1,
	    .stacks = {{"feeds demand", "good", by[0]}, {"both", "mid", by[1]},
		{"kills demand", "bad", by[2]},
		{"without a link", "dim", by[3]}},
	    .n_stacks = 4,
	    .id = &r->charts};

	for (size_t i = 0; i < c.n; i++)
		some |= !isnan(line[i]);
	if (!some)
		c.line = NULL;
	buf_puts(&r->html, "<figure class=\"tall\">\n");
	chart_write(&r->html, &c);
	buf_puts(&r->html, "</figure>\n");
	key(&r->html, some);
	free(c.names);
	free(line);
	free(se);
}

/* what is forecast or supposed, never mixed in */
static void expected(struct report *r)
{
	const struct reckon_links_ask ask = {
	    .modalities = 1u << MODALITY_FORECAST | 1u << MODALITY_HYPOTHETICAL,
	    .before = INT64_MAX};
	struct reckon_target t;
	struct buf *b = &r->html;

	reckon_links_tell(&r->k, &r->links, &ask, &t);
	struct report_sides v = report_sides_of(&r->k, &t, NULL);
	struct report_balance_of of = report_sides_balance(&v);

	if (of.n) {
		buf_puts(b, "<p>Not counted here: ");
		stories(b, of.n);
		buf_printf(b, " that only forecast%s or suppose%s a link",
		    of.n == 1 ? "s" : "", of.n == 1 ? "s" : "");
		if (of.n >= STAT_JEVONS_LEAST) {
			buf_puts(b, ", with an expected balance of ");
			page_number(b, of.value, 2, true);
		}
		buf_puts(b, ".</p>\n");
	}
	reckon_target_release(&t);
}

static void write(struct report *r, const struct reckon_target *t)
{
	double *by[4];
	struct buf *b = &r->html;

	for (size_t i = 0; i < 4; i++)
		by[i] = mem_new(r->k.grid.n + 1, sizeof *by[i]);
	struct report_sides v = report_sides_of(&r->k, t, by);
	struct report_balance_of of = report_sides_balance(&v);

	buf_puts(b, "<div class=\"hero\"><div><p class=\"lead\">");
	verdict(b, &of);
	buf_puts(b, "</p>\n<p>");
	numbers(b, &of, &v);
	unlinked(b, v.unlinked);
	buf_puts(b, "</p></div>\n");
	if (of.n)
		gauge(r, &of);
	buf_puts(b, "</div>\n");
	if (of.n + v.unlinked)
		draw(r, t, by);
	r->matched |= of.n + v.unlinked > 0;
	for (size_t i = 0; i < 4; i++)
		free(by[i]);
}

int report_balance(struct report *r, struct err *e)
{
	const struct reckon_links_ask ask = {.before = INT64_MAX};
	struct reckon_target t;

	report_section(r, "balance", "The Jevons balance", NULL);
	reckon_links_tell(&r->k, &r->links, &ask, &t);
	write(r, &t);
	reckon_target_release(&t);
	expected(r);
	int rc = report_elasticity(r, e);

	report_section_end(r);
	return rc;
}
