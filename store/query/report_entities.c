#include "store/query/report.h"

#include "store/query/page.h"

#include <stdlib.h>

struct told {
	struct target t;
	double *count, *tone, *se;
	double stories;
};

static int most_first(const void *a, const void *b)
{
	const struct told *x = a, *y = b;

	if (x->stories != y->stories)
		return x->stories > y->stories ? -1 : 1;
	return str_cmp(x->t.label, y->t.label);
}

/* every owner that is mentioned */
static size_t owners(struct report *r, struct target **to)
{
	const struct catalog *c = &r->q.catalog;
	bool *has = mem_new(c->entities.n + 1, sizeof *has);
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].kind == OBS_MENTION)
			has[r->q.owner[c->v[i].entity]] = true;
	*to = arena_new(&r->q.arena, (c->entities.n + 1) * sizeof **to);
	for (size_t i = 0; i < c->entities.n; i++)
		if (has[i])
			(*to)[n++] = (struct target){
			    .label = c->entities.v[i], .entity = (uint32_t)i};
	free(has);
	return n;
}

static int read_one(
    struct report *r, const struct target *t, struct told *to, struct err *e)
{
	struct reckon_target x = {0};
	int rc = reckon_target(&r->k, t, &x, e);

	to->t = *t;
	if (rc == 0) {
		to->count = report_values(r, &x, MEASURE_COUNT, NULL);
		to->tone = report_values(r, &x, MEASURE_TONE, &to->se);
		for (size_t i = 0; i < report_buckets(r); i++)
			to->stories += isnan(to->count[i]) ? 0 : to->count[i];
	}
	if (x.undated > r->undated)
		r->undated = x.undated;
	reckon_target_release(&x);
	return rc;
}

/* the targets become the owners that most stories tell of */
static void choose(struct report *r, struct told *v)
{
	size_t n = 0;

	if (r->q.n_targets > 1)
		qsort(v, r->q.n_targets, sizeof *v, most_first);
	while (n < r->q.n_targets && n < REPORT_ENTITIES && v[n].stories > 0) {
		r->q.targets[n] = v[n].t;
		n++;
	}
	r->q.n_targets = n;
}

/* one scale for all of them, so that they compare */
static double reach(const struct report *r, const struct told *v)
{
	double most = 0;

	for (size_t k = 0; k < r->q.n_targets; k++)
		for (size_t i = 0; i < report_buckets(r); i++)
			if (!isnan(v[k].tone[i]))
				most = fmax(most, fabs(v[k].tone[i]));
	return most > 0.5 ? 1 : 0.5;
}

static void caption(struct report *r, const struct told *v)
{
	size_t last = report_buckets(r);
	struct buf *b = &r->html;

	while (last && isnan(v->tone[last - 1]))
		last--;
	buf_puts(b, "<figcaption><b dir=\"auto\">");
	report_entity(r, v->t.label);
	buf_puts(b, "</b> ");
	page_number(b, v->stories, 0, false);
	buf_printf(b, " stor%s", v->stories == 1 ? "y" : "ies");
	if (last) {
		double tone = v->tone[last - 1];

		buf_printf(b, " · last <span class=\"%s\">",
		    tone > 0.005    ? "up"
		    : tone < -0.005 ? "down"
				    : "even");
		page_number(b, tone, 2, true);
		buf_puts(b, "</span>");
	}
	buf_puts(b, "</figcaption>\n");
}

static void draw(struct report *r, const struct told *v, double most)
{
	struct chart c = {.title = owners_name(&r->q.owners, v->t.label),
	    .n = report_buckets(r),
	    .names = report_names(r, &r->k.grid),
	    .line = v->tone,
	    .se = v->se,
	    .line_name = "tone",
	    .digits = most < 1 ? 1 : 2,
	    .low = -most,
	    .high = most,
	    .stacks = {{"stories", "bar", v->count}},
	    .n_stacks = 1,
	    .id = &r->charts};

	buf_puts(&r->html, "<figure>");
	caption(r, v);
	chart_write(&r->html, &c);
	buf_puts(&r->html, "</figure>\n");
	r->matched |= v->stories > 0;
	free(c.names);
}

int report_entities(struct report *r, struct err *e)
{
	int rc = 0;

	if (r->auto_entities)
		r->q.n_targets = owners(r, &r->q.targets);
	size_t n = r->q.n_targets;
	struct told *v = mem_new(n + 1, sizeof *v);

	for (size_t i = 0; i < n && rc == 0; i++)
		rc = read_one(r, &r->q.targets[i], &v[i], e);
	if (rc == 0 && r->auto_entities)
		choose(r, v);
	report_section(r, "entities", "Tone and volume",
	    "Above, the mean tone of the stories with its 95 % band, from bad "
	    "(−) to good (+); below, how many there are.");
	buf_puts(&r->html, "<div class=\"grid\">\n");
	for (size_t i = 0; i < r->q.n_targets && rc == 0; i++)
		draw(r, &v[i], reach(r, v));
	buf_puts(&r->html, "</div>\n");
	if (r->q.n_targets == 0)
		buf_puts(&r->html, "<p>No story names anyone.</p>\n");
	report_section_end(r);
	for (size_t i = 0; i < n; i++) {
		free(v[i].count);
		free(v[i].tone);
		free(v[i].se);
	}
	free(v);
	return rc;
}
