#include "store/query/report.h"

#include "store/query/page.h"

#include <stdlib.h>

struct ranked {
	struct target t;
	double stories;
};

static int most_first(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

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

/* the targets become the owners that most stories tell of */
static int choose(struct report *r, struct err *e)
{
	const struct measure m = {.label = STR("count"), .kind = MEASURE_COUNT};
	struct ranked *v;
	struct tracks t;
	struct bucket_rule was;

	r->q.n_targets = owners(r, &r->q.targets);
	report_whole(r, &was);
	int rc = tracks_open(&t, &r->q, &m, 1, e);

	v = mem_new(r->q.n_targets + 1, sizeof *v);
	for (size_t i = 0; i < r->q.n_targets && rc == 0; i++)
		v[i] = (struct ranked){
		    r->q.targets[i], (double)t.v[i].v[0].stories};
	if (r->q.n_targets > 1)
		qsort(v, r->q.n_targets, sizeof *v, most_first);
	size_t n = 0;

	for (; n < r->q.n_targets && n < REPORT_ENTITIES && rc == 0; n++) {
		if (v[n].stories < 1)
			break;
		r->q.targets[n] = v[n].t;
	}
	r->q.n_targets = n;
	r->q.rule = was;
	tracks_close(&t);
	free(v);
	return rc;
}

static void entity(struct report *r, const struct tracks *t, size_t at)
{
	struct str label = t->v[at].entity;
	double *count = report_values(t, at), *tone = report_values(t, at + 1);
	double *se = report_errors(t, at + 1), all = 0;
	struct chart c = {.title = label,
	    .n = t->r.grid.n - t->r.grid.first,
	    .names = report_names(r, &t->r.grid),
	    .line = tone,
	    .se = se,
	    .line_name = "tone",
	    .digits = 2,
	    .low = -1,
	    .high = 1,
	    .stacks = {{"stories", "bar", count}},
	    .n_stacks = 1,
	    .id = &r->charts};

	for (size_t i = 0; i < c.n; i++)
		all += isnan(count[i]) ? 0 : count[i];
	buf_puts(&r->html, "<figure><figcaption><b dir=\"auto\">");
	page_text(&r->html, label);
	buf_puts(&r->html, "</b> ");
	page_number(&r->html, all, 0, false);
	buf_printf(&r->html, " stor%s</figcaption>\n", all == 1 ? "y" : "ies");
	chart_write(&r->html, &c);
	buf_puts(&r->html, "</figure>\n");
	r->matched |= all > 0;
	free(c.names);
	free(count);
	free(tone);
	free(se);
}

int report_entities(struct report *r, struct err *e)
{
	static const struct measure m[] = {
	    {.label = {"count", 5}, .kind = MEASURE_COUNT},
	    {.label = {"tone", 4}, .kind = MEASURE_TONE}};
	struct tracks t = {0};

	if (r->auto_entities && choose(r, e) != 0)
		return -1;
	report_section(r, "Tone and volume",
	    "The line is the mean tone of the stories (−1 to +1) with its 95 % "
	    "band, the bars are how many there are.");
	int rc = r->q.n_targets ? tracks_open(&t, &r->q, m, 2, e) : 0;

	if (rc == 0) {
		buf_puts(&r->html, "<div class=\"grid\">\n");
		for (size_t i = 0; i + 1 < t.n; i += 2)
			entity(r, &t, i);
		buf_puts(&r->html, "</div>\n");
		if (t.n == 0)
			buf_puts(&r->html, "<p>No story names anyone.</p>\n");
		report_note(r, &t);
	}
	tracks_close(&t);
	report_section_end(r);
	return rc;
}
