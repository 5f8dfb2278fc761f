#include "store/query/report.h"

#include "store/query/gauge.h"
#include "store/query/page.h"

#include <stdlib.h>
#include <string.h>

/* languages that word lists are kept for; zh is both scripts */
static const struct {
	const char *tag, *name;
} languages[] = {{"en", "English"}, {"ar", "Arabic"}, {"zh", "Chinese"}};

enum { LANGUAGES = 3, ABOUT = 2 };

/* what one language says of one entity */
struct about {
	struct stat_value share, tone, demand;
	size_t stories;
};

struct spoken {
	size_t n;
	struct report_sides sides;
	struct about about[ABOUT];
};

static int read_about(
    struct report *r, struct reckon *k, struct spoken *to, struct err *e)
{
	for (size_t i = 0; i < r->q.n_targets; i++) {
		struct reckon_target x = {0};
		struct about *a = &to->about[i];

		if (reckon_target(k, &r->q.targets[i], &x, e) != 0)
			return -1;
		struct reckon_value share =
		    reckon_value(k, &x, MEASURE_SHARE, k->grid.first);

		*a = (struct about){share.v,
		    reckon_value(k, &x, MEASURE_TONE, k->grid.first).v,
		    reckon_value(k, &x, MEASURE_BALANCE, k->grid.first).v,
		    share.stories};
		to->n = share.n;
		reckon_target_release(&x);
	}
	return 0;
}

static int read_language(
    struct report *r, size_t lang, struct spoken *to, struct err *e)
{
	static const struct measure m[] = {{.kind = MEASURE_SHARE},
	    {.kind = MEASURE_TONE}, {.kind = MEASURE_BALANCE},
	    {.kind = MEASURE_JEVONS}};
	struct select_set was = r->q.selection.langs;
	struct str word = str_of(languages[lang].tag);
	struct reckon_target links = {0};
	struct reckon k = {0};

	r->q.selection.langs = (struct select_set){0};
	int rc = select_langs(&r->q.selection.langs, r->q.reader, &word, 1, e);

	if (rc == 0)
		rc = reckon_open(&k, &r->q, m, sizeof m / sizeof *m, e);
	if (rc == 0)
		rc = read_about(r, &k, to, e);
	if (rc == 0)
		rc = reckon_group(&k, GROUP_LINKS, &links, e);
	if (rc == 0) {
		to->sides = report_sides_of(&k, &links, NULL);
		to->n = reckon_all(
		    &k, k.grid.edge[k.grid.first], k.grid.edge[k.grid.n]);
	}
	reckon_target_release(&links);
	reckon_release(&k);
	free(r->q.selection.langs.has);
	r->q.selection.langs = was;
	return rc;
}

static void scale(
    struct report *r, const char *name, double value, double low, double high)
{
	struct gauge g = {value, low, high, name, true, &r->charts};
	struct buf *b = &r->html;

	buf_puts(b, "<td class=\"scale\">");
	gauge_write(b, &g);
	buf_puts(b, " <b>");
	page_number(b, value, 2, true);
	buf_puts(b, "</b></td>");
}

static void estimate(
    struct report *r, const char *name, const struct stat_value *v)
{
	double wide = isnan(v->se) ? 0 : 1.96 * v->se;

	scale(r, name, v->value, v->value - wide, v->value + wide);
}

static void balances(struct report *r, const struct spoken *v)
{
	struct buf *b = &r->html;

	buf_puts(b,
	    "<h3>The Jevons balance</h3>\n<div class=\"scroll\"><table>"
	    "<thead><tr><th></th><th class=\"n\">stories</th><th "
	    "class=\"n\">feeds</th><th class=\"n\">kills</th><th "
	    "class=\"n\">both</th><th>balance</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < LANGUAGES; i++) {
		const struct report_sides *s = &v[i].sides;
		struct report_balance_of of = report_sides_balance(s);

		if (of.n < STAT_JEVONS_LEAST)
			of.value = of.low = of.high = (double)NAN;
		buf_printf(b,
		    "<tr><th scope=\"row\">%s</th><td class=\"n\">%zu</td><td "
		    "class=\"n\">%zu</td><td class=\"n\">%zu</td><td "
		    "class=\"n\">%zu</td>",
		    languages[i].name, v[i].n, s->j, s->s, s->b);
		scale(r, "balance", of.value, of.low, of.high);
		buf_puts(b, "</tr>\n");
	}
	buf_puts(b, "</tbody></table></div>\n");
}

static void entity(struct report *r, const struct spoken *v, size_t at)
{
	struct buf *b = &r->html;

	buf_puts(b, "<h3 dir=\"auto\">");
	report_entity(r, r->q.targets[at].label);
	buf_puts(b,
	    "</h3>\n<div class=\"scroll\"><table><thead><tr><th></th><th "
	    "class=\"n\">stories</th><th class=\"n\">share</th><th>tone</th>"
	    "<th>demand</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < LANGUAGES; i++) {
		const struct about *a = &v[i].about[at];

		buf_printf(b,
		    "<tr><th scope=\"row\">%s</th><td class=\"n\">%zu</td><td "
		    "class=\"n\">",
		    languages[i].name, a->stories);
		page_number(b, a->share.value * 100, 0, false);
		buf_puts(b, isnan(a->share.value) ? "</td>" : " %</td>");
		estimate(r, "tone", &a->tone);
		estimate(r, "demand", &a->demand);
		buf_puts(b, "</tr>\n");
	}
	buf_puts(b, "</tbody></table></div>\n");
}

static void tables(struct report *r, const struct spoken *v)
{
	size_t n = 0;

	for (size_t i = 0; i < LANGUAGES; i++)
		n += v[i].n;
	if (n == 0) {
		buf_puts(&r->html, "<p>No story of this time is scored.</p>\n");
		return;
	}
	buf_puts(&r->html, "<div class=\"tables\"><div>\n");
	balances(r, v);
	buf_puts(&r->html, "</div>\n");
	for (size_t i = 0; i < r->q.n_targets; i++) {
		buf_puts(&r->html, "<div>\n");
		entity(r, v, i);
		buf_puts(&r->html, "</div>\n");
	}
	buf_puts(&r->html, "</div>\n");
}

int report_languages(struct report *r, struct err *e)
{
	struct spoken v[LANGUAGES] = {0};
	struct bucket_rule was = r->q.rule;
	size_t n_was = r->q.n_targets;
	int rc = 0;

	if (r->q.n_targets > ABOUT)
		r->q.n_targets = ABOUT;
	/* the whole range is one bucket */
	r->q.rule.whole_from = r->q.since;
	r->q.rule.whole_to = r->q.until;
	for (size_t i = 0; i < LANGUAGES && rc == 0; i++)
		rc = read_language(r, i, &v[i], e);
	r->q.rule = was;
	if (rc == 0) {
		report_section(r, "languages", "Languages",
		    "The same questions to English, Arabic and Chinese, over "
		    "the whole time. Scales run from −1 to +1, grey is the "
		    "95 % interval; demand is whether stories say more (+1) "
		    "or less (−1) of it.");
		tables(r, v);
		report_section_end(r);
	}
	r->q.n_targets = n_was;
	return rc;
}
