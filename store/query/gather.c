#include "store/query/gather.h"

#include "store/query/docsort.h"

#include <stddef.h>
#include <stdlib.h>

static int too_much(struct err *e)
{
	return err_set(e, EXIT_USAGE,
	    "the selection holds too many rows: ask for a shorter range");
}

static int room(void **v, size_t n, size_t *cap, size_t size, struct err *e)
{
	if (n < *cap)
		return 0;
	if (n >= GATHER_MAX)
		return too_much(e);
	*cap = *cap ? 2 * *cap : 256;
	*v = mem_grow(*v, *cap, size);
	return 0;
}

static int add_cues(struct gather *g, const struct catalog_series *s,
    const struct obs_row *row, struct err *e)
{
	for (size_t i = 0; i < row->n; i++) {
		void *v = g->cues;

		if (room(&v, g->n_cues, &g->cues_cap, sizeof *g->cues, e) != 0)
			return -1;
		g->cues = v;
		g->cues[g->n_cues++] = cue_of(row, i, s->what, s->entity);
	}
	return 0;
}

static int add(struct gather *g, const struct member_rule *r,
    const struct catalog_series *s, uint32_t owner, const struct obs_row *row,
    struct err *e)
{
	void *v = g->members;

	if (room(&v, g->n, &g->cap, sizeof *g->members, e) != 0)
		return -1;
	g->members = v;
	g->members[g->n++] = member_of(r, s, owner, row);
	return 0;
}

struct span {
	int64_t first, end; /* event times to read */
	int64_t from, to;   /* on the clock */
	unsigned modalities;
};

static int check(struct gather *g, const struct catalog_series *s,
    const struct span *p, struct err *e)
{
	struct gather_checked *is =
	    g->checked ? &g->checked[s - g->catalog] : NULL;
	bool undated = p->end == STAMP_NONE + 1;

	if (is &&
	    (undated ? is->undated : is->from <= p->first && p->end <= is->to))
		return 0;
	if (read_check_months(g->reader, s->id, p->first, p->end, e) != 0)
		return -1;
	if (is && undated) {
		is->undated = true;
	} else if (is) {
		is->from = p->first;
		is->to = p->end;
	}
	return 0;
}

static int read_span(struct gather *g, const struct catalog_series *s,
    uint32_t owner, const struct span *p, struct err *e)
{
	const struct member_rule rule = {
	    g->selection, g->under_a_day, g->alone, p->modalities, g->clock};
	struct obs_row row;
	size_t n = g->n;
	int rc;

	if (check(g, s, p, e) != 0)
		return -1;
	struct read_rows *it =
	    read_rows_begin(g->reader, s->id, p->first, p->end, g->model, e);

	if (!it)
		return -1;
	read_rows_checked(it);
	while ((rc = read_rows_next(it, &row, e)) == 1) {
		int64_t at = member_place(&rule, &row);

		/* undated ones are counted apart */
		if ((at != STAMP_NONE && (at < p->from || at >= p->to)) ||
		    !member_wanted(&rule, &row))
			continue;
		if (add(g, &rule, s, owner, &row, e) != 0 ||
		    (row.kind == OBS_SIGNAL && !g->no_cues &&
			add_cues(g, s, &row, e) != 0)) {
			rc = -1;
			break;
		}
	}
	read_rows_end(it);
	g->n_series += g->n > n;
	return rc;
}

int gather_series(struct gather *g, const struct catalog_series *s,
    uint32_t owner, int64_t from, int64_t to, unsigned modalities,
    struct err *e)
{
	struct span p = {STAMP_NONE, STAMP_NONE + 1, from, to, modalities};

	/* event times say nothing about the other clocks */
	if (g->selection->clock != CLOCK_PUBLISHED) {
		p.end = INT64_MAX;
		return read_span(g, s, owner, &p, e);
	}
	if (read_span(g, s, owner, &p, e) != 0)
		return -1;
	p.first = from;
	p.end = to;
	return read_span(g, s, owner, &p, e);
}

static int by_doc(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	return member_order(x, y);
}

static int cue_by_doc(const void *a, const void *b)
{
	const struct cue *x = a, *y = b;

	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	return cue_order(a, b);
}

void gather_settle(struct gather *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->n; i++) {
		const struct member *m = &g->members[i];

		g->undated += m->at == STAMP_NONE;
		g->vague += m->at != STAMP_NONE && m->vague;
		if (m->at != STAMP_NONE && !m->vague)
			g->members[kept++] = *m;
	}
	g->n = kept;
}

void gather_join(struct gather *g)
{
	static const struct docsort_item members = {
	    sizeof(struct member), offsetof(struct member, doc), by_doc};
	static const struct docsort_item cues = {
	    sizeof(struct cue), offsetof(struct cue, doc), cue_by_doc};
	size_t kept = 0;

	if (g->n_series > 1)
		docsort(g->members, g->n, &members);
	docsort(g->cues, g->n_cues, &cues);
	for (size_t i = 0, k; i < g->n; i = k) {
		for (k = i + 1;
		     k < g->n && g->members[k].doc == g->members[i].doc; k++)
			;
		struct member one = member_join(&g->members[i], k - i);

		g->members[kept++] = one;
	}
	g->n = kept;
	gather_settle(g);
}

void gather_release(struct gather *g)
{
	free(g->members);
	free(g->cues);
	g->members = NULL;
	g->cues = NULL;
	g->n = g->cap = g->n_cues = g->cues_cap = 0;
}
