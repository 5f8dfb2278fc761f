/*
 * Claims of the project's own labelled sentences (score/data/labelled): what
 * share is found and right, by language and half. Two claims are the same one
 * when entity, metric, value and unit are; of those that are found, the share
 * with the right role, approx, period and horizon is counted apart.
 * In the older files only figures that matter to a signal are labelled and no
 * times are: what they say of precision is a lower bound. Lines that say
 * nothing of claims are left out. The floors are what
 * was reached, less a few claims.
 */
#include "score_help.h"

#include <string.h>

static struct model model;

static void open_model(void)
{
	struct err e = {0};

	cr_assert_eq(model_open(&model, TABLES, NULL, 0, &e), 0, "%s", e.text);
}

static void close_model(void)
{
	model_release(&model);
}

TestSuite(claims_labelled, .init = open_model, .fini = close_model);

struct tally {
	int found, missed, wrong;
	int role, approx, direction; /* right, of those found */
	int timed, period, horizon;  /* of those whose times are labelled */
	bool times, show;
};

/* "2.10" is "2.1" */
static struct str trimmed(struct str s)
{
	if (!s.p || !memchr(s.p, '.', s.n))
		return s;
	while (s.n && s.p[s.n - 1] == '0')
		s.n--;
	if (s.n && s.p[s.n - 1] == '.')
		s.n--;
	return s;
}

static bool is_claim(const struct score_claim *c, const json_t *want)
{
	return str_same(c->entity, label_str(want, "entity")) &&
	       str_same(c->metric, label_str(want, "metric")) &&
	       str_same(c->unit, label_str(want, "unit")) &&
	       str_same(trimmed(c->value), trimmed(label_str(want, "value")));
}

static void count_fields(
    struct tally *t, const struct score_claim *c, const json_t *want)
{
	const json_t *period = json_object_get(want, "period");

	t->role += str_same(c->role, label_str(want, "role"));
	t->direction += str_same(c->direction, label_str(want, "direction"));
	t->approx += c->approx == json_is_true(json_object_get(want, "approx"));
	if (!t->times)
		return;
	t->timed++;
	t->period += str_same(c->period_start, label_str(period, "start")) &&
		     str_same(c->period_end, label_str(period, "end"));
	t->horizon += str_same(c->horizon, label_str(want, "horizon"));
}

static void show(const char *what, const struct score_claim *c)
{
	printf("  %s %.*s %.*s %.*s %.*s %.*s role %.*s%s period %.*s..%.*s "
	       "horizon %.*s\n",
	    what, STR_ARG(c->entity), STR_ARG(c->metric), STR_ARG(c->value),
	    STR_ARG(c->unit), STR_ARG(c->direction), STR_ARG(c->role),
	    c->approx ? " approx" : "", STR_ARG(c->period_start),
	    STR_ARG(c->period_end), STR_ARG(c->horizon));
}

/* a found claim is used once; what no label asks for is wrong */
static void count(const struct judged *j, const json_t *o, void *ctx)
{
	struct tally *t = ctx;
	const json_t *want;
	bool used[64] = {false};
	size_t i;

	/* older lines say nothing of claims */
	if (!json_object_get(o, "claims"))
		return;
	cr_assert_leq(j->score.n_claims, sizeof used);
	if (t->show)
		printf("%s\n", json_string_value(json_object_get(o, "text")));
	json_array_foreach(json_object_get(o, "claims"), i, want)
	{
		size_t k = 0;

		while (k < j->score.n_claims &&
		       (used[k] || !is_claim(&j->score.claims[k], want)))
			k++;
		if (t->show) {
			char *label = json_dumps(want, JSON_PRESERVE_ORDER);

			printf("  %s %s\n",
			    k < j->score.n_claims ? "found" : "MISSED", label);
			free(label);
		}
		if (k == j->score.n_claims) {
			t->missed++;
			continue;
		}
		used[k] = true;
		t->found++;
		count_fields(t, &j->score.claims[k], want);
	}
	for (size_t k = 0; k < j->score.n_claims; k++) {
		t->wrong += !used[k];
		if (t->show)
			show(used[k] ? "as" : "WRONG", &j->score.claims[k]);
	}
}

static const struct {
	const char *file;
	bool times;
	double precision, recall, role, approx, time;
} files[] = {
    {"en.claims", true, 0.90, 0.83, 0.92, 0.96, 0.96},
    {"ar.claims", true, 0.92, 0.86, 0.89, 0.96, 0.96},
    {"zh.claims", true, 0.88, 0.88, 0.91, 0.91, 0.96},
    {"en.claims-aside", true, 0.81, 0.79, 0.93, 0.96, 0.89},
    {"ar.claims-aside", true, 0.62, 0.58, 0.96, 0.92, 0.92},
    {"zh.claims-aside", true, 0.83, 0.80, 0.86, 0.93, 0.92},
    {"en.tables", false, 0.65, 0.48, 0.89, 0.96, 0.96},
    {"ar.tables", false, 0.70, 0.54, 0.84, 0.92, 0.96},
    {"zh.tables", false, 0.72, 0.73, 0.91, 0.96, 0.96},
    {"en.aside", false, 0.50, 0.40, 0.83, 0.96, 0.96},
    {"ar.aside", false, 0.53, 0.41, 0.86, 0.96, 0.96},
    {"zh.aside", false, 0.46, 0.48, 0.87, 0.91, 0.96},
};

static double share(int n, int of)
{
	return of ? (double)n / of : 1;
}

Test(claims_labelled, are_found_and_right_as_well_as_before)
{
	const char *shown = getenv("SHOW_CLAIMS"); /* a file: every claim */

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		const char *name = files[i].file;
		struct tally t = {.times = files[i].times,
		    .show = shown && strcmp(shown, name) == 0};
		char path[128];

		(void)snprintf(
		    path, sizeof path, "score/data/labelled/%s.jsonl", name);
		each_labelled(path, &model, count, &t);

		double precision = share(t.found, t.found + t.wrong);
		double recall = share(t.found, t.found + t.missed);
		double role = share(t.role, t.found);
		double approx = share(t.approx, t.found);
		double time = share(t.period + t.horizon, 2 * t.timed);

		printf("%-16s %3d claims: precision %.3f recall %.3f F1 %.3f; "
		       "role %.3f approx %.3f direction %.3f period %.3f "
		       "horizon %.3f\n",
		    name, t.found + t.missed, precision, recall,
		    share(2 * t.found, 2 * t.found + t.missed + t.wrong), role,
		    approx, share(t.direction, t.found),
		    share(t.period, t.timed), share(t.horizon, t.timed));
		cr_expect_geq(precision, files[i].precision, "%s", name);
		cr_expect_geq(recall, files[i].recall, "%s", name);
		cr_expect_geq(role, files[i].role, "%s: role", name);
		cr_expect_geq(approx, files[i].approx, "%s: approx", name);
		cr_expect_geq(time, files[i].time, "%s: times", name);
	}
}
