#include "store/query/index_make.h"

#include "fetch/base/jsonw.h"

#include <stdlib.h>

enum { DIGITS = 15 };

struct made {
	struct question *q;
	struct reckon r;
	struct reckon_target x;
	uint32_t *sources;
	size_t n_sources;
	double *y; /* source by bucket */
	struct stat_index_source *panel;
	enum stat_index_fate *fate;
	double mean, demand_sd, cost_sd;
	size_t n_panel;
};

static void list_sources(struct made *m)
{
	const struct strata *s = &m->r.n_parts;

	m->sources = mem_new(s->n + 1, sizeof *m->sources);
	for (size_t i = 0; i < s->n; i++) {
		uint32_t id = (uint32_t)(s->v[i].key >> 1);

		if (!m->n_sources || m->sources[m->n_sources - 1] != id)
			m->sources[m->n_sources++] = id;
	}
}

static size_t count(const struct strata *s, uint32_t id, const int64_t *edge)
{
	uint64_t key = (uint64_t)id << 1;

	return strata_count(s, key, edge[0], edge[1]) +
	       strata_count(s, key | 1, edge[0], edge[1]);
}

static void reckon_panel(struct made *m)
{
	size_t n = m->r.grid.n;

	m->y = mem_new(m->n_sources * n + 1, sizeof *m->y);
	m->panel = mem_new(m->n_sources + 1, sizeof *m->panel);
	m->fate = mem_new(m->n_sources + 1, sizeof *m->fate);
	for (size_t i = 0; i < m->n_sources; i++) {
		for (size_t b = 0; b < n; b++) {
			const int64_t *edge = &m->r.grid.edge[b];
			size_t all = count(&m->r.n_parts, m->sources[i], edge);
			size_t x = count(&m->x.x_parts, m->sources[i], edge);

			m->y[i * n + b] =
			    all ? (double)x / (double)all : (double)NAN;
		}
		m->fate[i] = stat_index_source(&m->y[i * n], n, &m->panel[i]);
		m->n_panel += m->fate[i] == STAT_INDEX_IN;
	}
}

/* the mean of M over the base */
static void reckon_mean(struct made *m)
{
	size_t n = m->r.grid.n, known = 0, present;
	double *y = mem_new(m->n_sources + 1, sizeof *y), sum = 0;
	struct stat_index_source *panel =
	    mem_new(m->n_sources + 1, sizeof *panel);

	for (size_t b = 0; b < n; b++) {
		size_t kept = 0;

		for (size_t i = 0; i < m->n_sources; i++)
			if (m->fate[i] == STAT_INDEX_IN) {
				panel[kept] = m->panel[i];
				y[kept++] = m->y[i * n + b];
			}
		double mean = stat_index_mean(y, panel, kept, &present);

		sum += present ? mean : 0;
		known += present > 0;
	}
	m->mean = known ? sum / (double)known : (double)NAN;
	free(y);
	free(panel);
}

/* of the net values of a group; NaN under two, or without a spread */
static int spread_of(struct made *m, enum measure_group group,
    enum measure_kind kind, double *sd, struct err *e)
{
	struct reckon_target x = {0};
	int rc = reckon_group(&m->r, group, &x, e);
	double sum = 0, squares = 0;
	size_t n = 0;

	for (int pass = 0; pass < 2 && rc == 0; pass++) {
		double mean = n ? sum / (double)n : 0;

		for (size_t b = 0; b < m->r.grid.n; b++) {
			double v = reckon_value(&m->r, &x, kind, b).v.value;

			if (isnan(v))
				continue;
			n += pass == 0;
			sum += pass == 0 ? v : 0;
			squares += pass == 1 ? (v - mean) * (v - mean) : 0;
		}
	}
	*sd = n > 1 ? sqrt(squares / (double)(n - 1)) : (double)NAN;
	if (!(*sd > 1e-12))
		*sd = (double)NAN;
	reckon_target_release(&x);
	return rc;
}

static const char *why(enum stat_index_fate f)
{
	static const char *const words[] = {[STAT_INDEX_IN] = "",
	    [STAT_INDEX_FEW_BUCKETS] = "under 60 buckets",
	    [STAT_INDEX_FEW_MATCHES] = "under 10 buckets with a match",
	    [STAT_INDEX_NO_SPREAD] = "no spread"};

	return words[f];
}

/* nobody is left: what keeps the sources out */
static int refuse(const struct made *m, struct err *e)
{
	size_t n[STAT_INDEX_NO_SPREAD + 1] = {0};

	for (size_t i = 0; i < m->n_sources; i++)
		n[m->fate[i]]++;
	return err_set(e, EXIT_USAGE,
	    "no source can be in the panel: %zu have under 60 buckets of "
	    "stories in the base, %zu under 10 with a match, %zu the same "
	    "share in all; choose a longer base, shorter buckets (--every) or "
	    "an entity that not every story has",
	    n[STAT_INDEX_FEW_BUCKETS], n[STAT_INDEX_FEW_MATCHES],
	    n[STAT_INDEX_NO_SPREAD]);
}

static int write_sources(
    const struct made *m, struct jsonw *w, bool in, struct err *e)
{
	struct str name;

	jsonw_array(w, in ? "panel" : "left-out");
	for (size_t i = 0; i < m->n_sources; i++) {
		if ((m->fate[i] == STAT_INDEX_IN) != in)
			continue;
		if (read_name(m->q->reader, NAME_SOURCE, m->sources[i], &name,
			e) != 1)
			return err_set(
			    e, EXIT_DATA, "a source has lost its name");
		jsonw_object(w, NULL);
		jsonw_text(w, "source", name);
		if (in) {
			jsonw_real(w, "sigma", m->panel[i].sigma, DIGITS);
			jsonw_real(w, "mean", m->panel[i].mean, DIGITS);
		} else {
			jsonw_text(w, "why", str_of(why(m->fate[i])));
		}
		jsonw_object_end(w);
	}
	jsonw_array_end(w);
	return 0;
}

static int write_text(const struct made *m, struct buf *to, struct err *e)
{
	const int64_t *edge = m->r.grid.edge;
	struct jsonw w;
	struct buf q;

	buf_init(&q, 1 << 16);
	index_question(&q, m->q->ask);
	jsonw_begin(&w, to);
	jsonw_object(&w, NULL);
	jsonw_raw(&w, "question", buf_view(&q));
	buf_release(&q);
	jsonw_object(&w, "base");
	jsonw_stamp(&w, "since", edge[0]);
	jsonw_stamp(&w, "until", edge[m->r.grid.n]);
	jsonw_int(&w, "buckets", (long long)m->r.grid.n);
	jsonw_object_end(&w);
	jsonw_text(&w, "model", m->q->model_name);
	jsonw_real(&w, "mean", m->mean, DIGITS);
	if (!isnan(m->demand_sd))
		jsonw_real(&w, "demand-sd", m->demand_sd, DIGITS);
	if (!isnan(m->cost_sd))
		jsonw_real(&w, "cost-sd", m->cost_sd, DIGITS);
	if (write_sources(m, &w, true, e) != 0 ||
	    write_sources(m, &w, false, e) != 0)
		return -1;
	jsonw_object_end(&w);
	return 0;
}

int index_make(struct question *q, struct buf *to, struct err *e)
{
	const struct measure stats[] = {
	    {.label = STR("share"), .kind = MEASURE_SHARE}};
	struct made m = {.q = q};
	int rc = reckon_open(&m.r, q, stats, 1, e);

	if (rc == 0)
		rc = reckon_target(&m.r, &q->targets[0], &m.x, e);
	if (rc == 0) {
		list_sources(&m);
		reckon_panel(&m);
		if (m.n_panel == 0)
			rc = refuse(&m, e);
	}
	if (rc == 0) {
		reckon_mean(&m);
		rc = spread_of(
		    &m, GROUP_DEMAND, MEASURE_NET_DEMAND, &m.demand_sd, e);
	}
	if (rc == 0)
		rc =
		    spread_of(&m, GROUP_COSTS, MEASURE_NET_COST, &m.cost_sd, e);
	if (rc == 0)
		rc = write_text(&m, to, e);
	reckon_target_release(&m.x);
	reckon_release(&m.r);
	free(m.sources);
	free(m.y);
	free(m.panel);
	free(m.fate);
	return rc;
}
