#include "store/query/cmd.h"

#include "store/query/footer.h"
#include "store/query/interval.h"
#include "store/query/stat_leadlag.h"
#include "store/query/tracks.h"

#include <stdlib.h>
#include <string.h>

static const struct column beside[] = {{"bucket", COLUMN_DAY, 0, CELL_STAMP},
    {"end", COLUMN_DAY | COLUMN_PIPE, 0, CELL_STAMP}, {"stat", 0, 0, CELL_TEXT},
    {"left", 0, 0, CELL_TEXT}, {"left_value", COLUMN_RIGHT, 3, CELL_REAL},
    {"left_n", COLUMN_RIGHT | COLUMN_WIDE, 1, CELL_REAL},
    {"right", 0, 0, CELL_TEXT}, {"right_value", COLUMN_RIGHT, 3, CELL_REAL},
    {"right_n", COLUMN_RIGHT | COLUMN_WIDE, 1, CELL_REAL},
    {"difference", COLUMN_RIGHT, 3, CELL_REAL},
    {"se", COLUMN_RIGHT, 3, CELL_REAL}};
enum { BESIDE = sizeof beside / sizeof *beside };

static const struct column lags[] = {{"lag", COLUMN_RIGHT, 0, CELL_COUNT},
    {"leader", 0, 0, CELL_TEXT}, {"follower", 0, 0, CELL_TEXT},
    {"stat", 0, 0, CELL_TEXT}, {"correlation", COLUMN_RIGHT, 3, CELL_REAL},
    {"band", COLUMN_RIGHT, 3, CELL_REAL}, {"n", COLUMN_RIGHT, 0, CELL_COUNT},
    {"beyond", 0, 0, CELL_FLAG}};
enum { LAGS = sizeof lags / sizeof *lags, LAGS_MOST = 14 };

/* one side: its values are copied, for one store is open at a time */
struct side {
	struct str name;
	struct stat_value *v; /* statistic by bucket */
	bool matched;
};

struct compare {
	struct arena arena;
	struct measure *stats;
	size_t n_stats;
	struct side side[2];
	int64_t *edge;
	size_t n;          /* buckets */
	int64_t polled;    /* the longest usual time between polls */
	struct question q; /* of the second side, for printing */
	struct footer footer;
};

/* ---- two sides ---- */

/* "a,b" or two times one: the two values of an option */
static bool two(
    const struct opt_list *l, bool split, struct arena *a, struct str v[2])
{
	size_t n = l->n;
	struct str *parts = NULL;

	if (split)
		parts = question_split(a, l, &n);
	if (n != 2)
		return false;
	for (size_t i = 0; i < 2; i++)
		v[i] = split ? parts[i] : str_of(l->v[i]);
	return true;
}

static void only(struct opt_list *to, struct str v, struct arena *a)
{
	to->n = 1;
	to->v[0] = arena_str(a, v).p;
}

/* Which option tells the sides apart: the one that names two. */
static int find_sides(
    struct compare *c, const struct ask *a, struct ask to[2], struct err *e)
{
	struct opt_list models = {{a->model}, a->model ? 1 : 0};
	struct str v[2];
	size_t found = 0;

	for (size_t i = 0; i < 2; i++)
		to[i] = *a;
	if (two(&models, true, &c->arena, v)) {
		found++;
		for (size_t i = 0; i < 2; i++) {
			c->side[i].name = v[i];
			to[i].model = arena_str(&c->arena, v[i]).p;
		}
	}
	const struct {
		const struct opt_list *l;
		size_t at;
		bool split;
	} lists[] = {{&a->entity, offsetof(struct ask, entity), true},
	    {&a->lang, offsetof(struct ask, lang), true},
	    {&a->source, offsetof(struct ask, source), false}};

	for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
		if (!two(lists[k].l, lists[k].split, &c->arena, v))
			continue;
		found++;
		for (size_t i = 0; i < 2; i++) {
			struct opt_list *l =
			    (struct opt_list *)(void *)((char *)&to[i] +
							lists[k].at);

			c->side[i].name = v[i];
			only(l, v[i], &c->arena);
		}
	}
	if (found == 1 && str_eq_nocase(c->side[0].name, c->side[1].name))
		return err_set(e, EXIT_USAGE, "both sides are '%.*s'",
		    STR_ARG(c->side[0].name));
	if (found == 1)
		return 0;
	return err_set(e, EXIT_USAGE,
	    found ? "what is to be compared? name two of one kind alone"
		  : "what is to be compared? name two entities, languages, "
		    "sources or models: --lang en,zh");
}

static int take_side(
    struct compare *c, size_t at, struct tracks *t, struct err *e)
{
	struct side *s = &c->side[at];
	size_t n = t->r.grid.n - t->r.grid.first;

	if (t->n != c->n_stats)
		return err_set(e, EXIT_USAGE,
		    "both sides must be of one entity: name it with --entity");
	s->v = mem_new(n * t->n + 1, sizeof *s->v);
	for (size_t k = 0; k < t->n; k++)
		for (size_t i = 0; i < n; i++) {
			const struct reckon_value *v =
			    &t->v[k].v[t->r.grid.first + i];

			s->v[k * n + i] = v->v;
			s->matched |= v->stories || v->n;
		}
	if (at == 0) {
		c->n = n;
		c->edge = mem_new(n + 1, sizeof *c->edge);
		for (size_t i = 0; i <= n; i++)
			c->edge[i] = t->r.grid.edge[t->r.grid.first + i];
	}
	c->footer.undated += t->undated;
	c->footer.others += t->r.other_origins;
	c->footer.none_live |= t->r.none_live;
	return 0;
}

/* the second side's question stays open */
static int ask_side(
    struct compare *c, size_t at, const struct ask *a, struct err *e)
{
	struct tracks t = {0};
	int rc = question_open(&c->q, a, e);

	/* what is not known to the minute cannot tell who was first */
	c->q.selection.timed = a->lead_lag;
	if (rc == 0 && a->lead_lag)
		rc = interval_read(
		    &c->polled, &c->q.catalog, c->q.reader, c->q.since, e);
	if (rc == 0)
		rc = tracks_open(&t, &c->q, c->stats, c->n_stats, e);
	if (rc == 0)
		rc = take_side(c, at, &t, e);
	tracks_close(&t);
	if (at == 0)
		question_close(&c->q);
	return rc;
}

/* ---- side by side ---- */

static double both(double a, double b)
{
	return isnan(a) || isnan(b) ? (double)NAN : sqrt(a * a + b * b);
}

static void print_beside(struct compare *c, struct sheet *s)
{
	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k < c->n_stats; k++) {
			const struct stat_value *l =
			    &c->side[0].v[k * c->n + i];
			const struct stat_value *r =
			    &c->side[1].v[k * c->n + i];
			const struct cell cells[BESIDE] = {
			    cell_stamp(c->edge[i]), cell_stamp(c->edge[i + 1]),
			    cell_text(c->stats[k].label),
			    cell_text(c->side[0].name), cell_real(l->value),
			    cell_real(l->n), cell_text(c->side[1].name),
			    cell_real(r->value), cell_real(r->n),
			    cell_real(l->value - r->value),
			    cell_real(both(l->se, r->se))};

			if (c->q.limit && c->footer.rows >= c->q.limit)
				return;
			sheet_row(s, cells);
			c->footer.rows++;
		}
}

/* ---- who leads ---- */

/* gaps become the mean; false: more than a tenth are gaps */
static bool close_gaps(const struct stat_value *v, size_t n, double *to)
{
	double sum = 0;
	size_t known = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(v[i].value)) {
			sum += v[i].value;
			known++;
		}
	for (size_t i = 0; i < n; i++)
		to[i] = isnan(v[i].value) ? sum / (double)known : v[i].value;
	return 10 * (n - known) <= n;
}

static void print_lags(struct compare *c, struct sheet *s, size_t stat,
    size_t leader, const double *r, size_t used, size_t first)
{
	double band = 1.96 / sqrt((double)used);

	for (size_t k = first; k <= LAGS_MOST; k++) {
		/* a lag that no poll could have told */
		bool told = (c->edge[1] - c->edge[0]) * (int64_t)k >= c->polled;
		double v = told || k == 0 ? r[k] : (double)NAN;
		const struct cell cells[LAGS] = {cell_count((int64_t)k),
		    cell_text(c->side[leader].name),
		    cell_text(c->side[!leader].name),
		    cell_text(c->stats[stat].label), cell_real(v),
		    cell_real(band), cell_count((int64_t)used),
		    cell_flag(!isnan(v) && fabs(v) > band)};

		sheet_row(s, cells);
		c->footer.rows++;
	}
}

static int lead_lag(struct compare *c, struct sheet *s, struct err *e)
{
	double *x[2], r[LAGS_MOST + 1];
	size_t used;
	int rc = 0;

	for (size_t i = 0; i < 2; i++)
		x[i] = mem_new(c->n + 1, sizeof *x[i]);
	for (size_t k = 0; k < c->n_stats && rc == 0; k++) {
		bool whole = true;

		for (size_t i = 0; i < 2; i++)
			whole &=
			    close_gaps(&c->side[i].v[k * c->n], c->n, x[i]);
		if (!whole)
			rc = err_set(e, EXIT_USAGE,
			    "'%.*s' is unknown in over a tenth of the buckets: "
			    "who leads cannot be told",
			    STR_ARG(c->stats[k].label));
		for (size_t lead = 0; lead < 2 && rc == 0; lead++) {
			if (stat_leadlag(
				x[lead], x[!lead], c->n, LAGS_MOST, r, &used))
				print_lags(c, s, k, lead, r, used, lead);
			else
				rc = err_set(e, EXIT_USAGE,
				    "'%.*s' does not vary: who leads cannot be "
				    "told",
				    STR_ARG(c->stats[k].label));
		}
	}
	free(x[0]);
	free(x[1]);
	return rc;
}

static int refuse(const struct compare *c, struct err *e)
{
	int64_t bucket = c->n ? c->edge[1] - c->edge[0] : 0;

	if (c->n < STAT_LEADLAG_LEAST)
		return err_set(e, EXIT_USAGE,
		    "%zu buckets are too few to tell who leads: %d are needed "
		    "(--since)",
		    c->n, STAT_LEADLAG_LEAST);
	if (c->footer.none_live)
		return err_set(e, EXIT_USAGE,
		    "no article came in live: when each was seen does not tell "
		    "who leads");
	if (c->polled == INT64_MAX)
		return err_set(e, EXIT_USAGE,
		    "how often feeds are polled is not known: who leads cannot "
		    "be told");
	if (bucket * LAGS_MOST < c->polled)
		return err_set(e, EXIT_USAGE,
		    "feeds are polled every %.1f h: no lag of these buckets "
		    "can be told",
		    (double)c->polled / (double)STAMP_HOUR);
	return 0;
}

/* ---- */

static int print(struct compare *c, const struct ask *a, struct err *e)
{
	if (a->lead_lag && refuse(c, e) != 0)
		return -1;
	struct sheet *s = a->lead_lag ? sheet_open(lags, LAGS, &c->q.out)
				      : sheet_open(beside, BESIDE, &c->q.out);
	int rc = 0;

	if (a->lead_lag)
		rc = lead_lag(c, s, e);
	else
		print_beside(c, s);
	footer_write(&c->q, &c->footer, s);
	return sheet_close(s, e) == 0 ? rc : -1;
}

static int check(const struct ask *a, struct err *e)
{
	if (!a->lead_lag)
		return 0;
	if (a->every && strcmp(a->every, "1h") == 0)
		return err_set(e, EXIT_USAGE,
		    "who leads is told in buckets of six hours or more: "
		    "--every 1d");
	if (a->origin.n)
		return err_set(e, EXIT_USAGE,
		    "who leads is told from live articles alone: leave "
		    "--origin out");
	return 0;
}

int cmd_compare(const struct ask *a, struct err *e)
{
	struct compare c = {.polled = INT64_MAX};
	struct ask *sides = mem_new(2, sizeof *sides);
	struct str list = str_of(a->stat       ? a->stat
				 : a->lead_lag ? "count"
					       : "count,share,tone,balance");
	int code = -1;

	if (check(a, e) == 0 && find_sides(&c, a, sides, e) == 0 &&
	    measure_read(&c.arena, list, &c.stats, &c.n_stats, e) == 0 &&
	    tracks_check(c.stats, c.n_stats, &sides[0], &c.arena, e) == 0 &&
	    ask_side(&c, 0, &sides[0], e) == 0 &&
	    ask_side(&c, 1, &sides[1], e) == 0 && print(&c, a, e) == 0)
		code = c.side[0].matched || c.side[1].matched ? EXIT_GOOD
							      : EXIT_SOME;
	question_close(&c.q);
	free(c.side[0].v);
	free(c.side[1].v);
	free(c.edge);
	free(sides);
	arena_release(&c.arena);
	return code;
}
