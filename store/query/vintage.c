#include "store/query/vintage.h"

#include "store/query/docsort.h"
#include "store/query/stat_demand.h"
#include "store/query/stat_jevons.h"
#include "store/query/stat_net.h"

#include <stdlib.h>

enum { VERSIONS_MAX = 50000000, ANY_MODALITY = 0xff };

/* one row as one commit left it */
struct version {
	int64_t known;
	struct member m;
	bool in; /* not retracted, in the selection */
	uint32_t cue, n_cues;
};

struct reading {
	const struct vintage_ask *ask;
	struct member_rule rule;
	struct selection selection;
	unsigned stated;     /* modalities that count */
	unsigned char *role; /* of the signals: costs */
	struct version *v;
	size_t n, cap;
	struct cue *cues, *scratch;
	size_t n_cues, cues_cap, scratch_cap;
	struct member *members; /* of one article */
	size_t members_cap;
};

static int room(void **v, size_t n, size_t *cap, size_t size, struct err *e)
{
	if (n < *cap)
		return 0;
	if (n >= VERSIONS_MAX)
		return err_set(e, EXIT_USAGE,
		    "the selection holds too many rows: name entities, "
		    "languages or sources");
	*cap = *cap ? 2 * *cap : 256;
	*v = mem_grow(*v, *cap, size);
	return 0;
}

static int add_cues(struct reading *r, const struct catalog_series *s,
    const struct obs_row *row, struct err *e)
{
	for (size_t i = 0; i < row->n; i++) {
		void *v = r->cues;

		if (room(&v, r->n_cues, &r->cues_cap, sizeof *r->cues, e) != 0)
			return -1;
		r->cues = v;
		r->cues[r->n_cues++] = cue_of(row, i, s->what, s->entity);
	}
	return 0;
}

static int add(struct reading *r, const struct catalog_series *s,
    struct obs_row *row, struct err *e)
{
	const struct question *q = r->ask->q;
	uint32_t owner =
	    s->entity == CATALOG_NONE ? CATALOG_NONE : q->owner[s->entity];
	(void)member_place(&r->rule, row);
	struct version x = {.known = row->key.known,
	    .m = member_of(&r->rule, s, owner, row),
	    .cue = (uint32_t)r->n_cues};
	void *v = r->v;

	x.in = !(row->flags & OBS_RETRACTED) && member_wanted(&r->rule, row) &&
	       x.m.at != STAMP_NONE && !x.m.vague;
	if (x.in && row->kind == OBS_SIGNAL && add_cues(r, s, row, e) != 0)
		return -1;
	x.n_cues = (uint32_t)r->n_cues - x.cue;
	if (room(&v, r->n, &r->cap, sizeof *r->v, e) != 0)
		return -1;
	r->v = v;
	r->v[r->n++] = x;
	return 0;
}

static bool by_signal(const struct vintage_ask *a)
{
	return a->of == VINTAGE_TARGET && (a->q->signals || a->target->compute);
}

static bool wants(const struct reading *r, const struct catalog_series *s)
{
	const struct vintage_ask *a = r->ask;

	if (a->of == VINTAGE_ARTICLES)
		return s->kind == OBS_ARTICLE;
	if (a->of != VINTAGE_TARGET)
		return s->kind == OBS_SIGNAL &&
		       (a->of == VINTAGE_DEMAND ||
			   r->role[s->what] != JEVONS_NO_ROLE);
	if (s->kind != OBS_MENTION && s->kind != OBS_SIGNAL)
		return false;
	if (!question_matches(a->q, a->target, s->entity))
		return false;
	if (s->kind == OBS_MENTION)
		return !a->target->compute;
	if (by_signal(a))
		return !a->q->signals || a->q->signals[s->what];
	return a->demand;
}

static int read_series_rows(
    struct reading *r, const struct catalog_series *s, struct err *e)
{
	struct reader *reader = r->ask->q->reader;
	struct obs_row row;
	int rc = -1;

	if (read_check_months(reader, s->id, STAMP_NONE, INT64_MAX, e) != 0)
		return -1;
	struct read_versions *it =
	    read_versions_begin(reader, s->id, STAMP_NONE, INT64_MAX, e);

	while (it && (rc = read_versions_next(it, &row, e)) == 1) {
		if (row.key.model != r->ask->model ||
		    (r->ask->stories &&
			!story_set_has(r->ask->stories, row.story)))
			continue;
		if (add(r, s, &row, e) != 0) {
			rc = -1;
			break;
		}
	}
	read_versions_end(it);
	return rc;
}

/* the versions of an article of one series stand together already */
static bool stands_together(const struct reading *r)
{
	return r->ask->of == VINTAGE_ARTICLES;
}

static int by_commit(const void *a, const void *b)
{
	const struct version *x = a, *y = b;

	if (x->m.doc != y->m.doc)
		return x->m.doc < y->m.doc ? -1 : 1;
	if (x->known != y->known)
		return x->known < y->known ? -1 : 1;
	return member_order(&x->m, &y->m);
}

/* the cues of the rows of one commit, in order of the text */
static size_t take_cues(struct reading *r, const struct version *v, size_t n)
{
	size_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += v[i].in ? v[i].n_cues : 0;
	if (all > r->scratch_cap) {
		r->scratch_cap = 2 * all;
		r->scratch =
		    mem_grow(r->scratch, r->scratch_cap, sizeof *r->scratch);
	}
	all = 0;
	for (size_t i = 0; i < n; i++)
		for (uint32_t k = 0; v[i].in && k < v[i].n_cues; k++)
			r->scratch[all++] = r->cues[v[i].cue + k];
	if (all > 1)
		qsort(r->scratch, all, sizeof *r->scratch, cue_order);
	return all;
}

/* The rows that make the member: all that are in, but where mentions make it
 * and signals only tell of demand, those alone. */
static size_t take_members(struct reading *r, const struct version *v, size_t n)
{
	bool mentions = r->ask->of == VINTAGE_TARGET && !by_signal(r->ask);
	size_t kept = 0;

	if (n > r->members_cap) {
		r->members_cap = 2 * n;
		r->members =
		    mem_grow(r->members, r->members_cap, sizeof *r->members);
	}
	for (size_t i = 0; i < n; i++)
		if (v[i].in && (!mentions || v[i].m.mention))
			r->members[kept++] = v[i].m;
	return kept;
}

/* the article as one commit left it */
static struct vintage put_together(
    struct reading *r, const struct version *v, size_t n)
{
	struct vintage to = {.from = v->known, .m = v->m};
	size_t members = take_members(r, v, n), cues;

	if (members == 0)
		return to;
	to.m = member_join(r->members, members);
	to.in = true;
	if (r->ask->of == VINTAGE_ARTICLES) {
		to.in = to.m.counted;
		return to;
	}
	if (by_signal(r->ask) && !to.m.signal)
		to.in = false;
	cues = take_cues(r, v, n);
	if (r->ask->of == VINTAGE_LINKS) {
		to.side = (unsigned char)stat_jevons_side(
		    r->scratch, cues, r->role, r->stated);
		to.in = to.side != JEVONS_NONE;
	} else if (r->ask->of == VINTAGE_COSTS) {
		to.cost = (signed char)stat_net_cost(
		    r->scratch, cues, r->role, r->stated, &to.in);
	} else if (r->ask->demand || r->ask->of == VINTAGE_DEMAND) {
		to.demand =
		    (signed char)stat_demand(r->scratch, cues, r->stated);
	}
	return to;
}

static int put(struct vintages *to, const struct vintage *v, struct err *e)
{
	void *p = to->v;

	if (room(&p, to->n, &to->cap, sizeof *to->v, e) != 0)
		return -1;
	to->v = p;
	to->v[to->n++] = *v;
	return 0;
}

static int put_article(struct reading *r, struct vintages *to,
    const struct version *v, size_t n, struct err *e)
{
	struct member was = {0};
	bool some = false;

	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1; k < n && v[k].known == v[i].known; k++)
			;
		struct vintage x = put_together(r, v + i, k - i);

		if (!x.in && !some)
			continue;
		x.again = some;
		/* the story or the source that it leaves must know */
		if (some &&
		    (x.m.source != was.source || x.m.story != was.story)) {
			struct vintage gone = {
			    .from = x.from, .m = was, .again = true};

			if (put(to, &gone, e) != 0)
				return -1;
		}
		was = x.m;
		some = true;
		if (put(to, &x, e) != 0)
			return -1;
	}
	return 0;
}

static uint64_t doc_of(const void *version)
{
	return ((const struct version *)version)->m.doc;
}

static int put_all(struct reading *r, struct vintages *to, struct err *e)
{
	static const struct docsort_item item = {
	    sizeof(struct version), doc_of, by_commit};

	if (!stands_together(r))
		docsort(r->v, r->n, &item);
	for (size_t i = 0, k; i < r->n; i = k) {
		for (k = i + 1; k < r->n && r->v[k].m.doc == r->v[i].m.doc; k++)
			;
		if (put_article(r, to, r->v + i, k - i, e) != 0)
			return -1;
	}
	return 0;
}

static void set_roles(struct reading *r)
{
	const struct catalog_names *whats = &r->ask->q->catalog.whats;

	r->role = mem_new(whats->n + 1, 1);
	for (size_t i = 0; i < whats->n; i++)
		r->role[i] = (unsigned char)stat_jevons_role(whats->v[i]);
}

int vintage_stories(struct story_set *to, const struct vintage_ask *ask,
    int64_t from, struct err *e)
{
	const struct question *q = ask->q;
	const struct member_rule rule = {.selection = &q->selection,
	    .modalities = ANY_MODALITY,
	    .clock = ask->clock};
	struct obs_row row;
	int rc = 0;

	for (size_t i = 0; i < q->catalog.n && rc == 0; i++) {
		if (q->catalog.v[i].kind != OBS_ARTICLE)
			continue;
		struct read_versions *it = read_versions_begin(
		    q->reader, q->catalog.v[i].id, STAMP_NONE, INT64_MAX, e);

		rc = -1;
		while (it && (rc = read_versions_next(it, &row, e)) == 1)
			if (member_place(&rule, &row) >= from)
				story_set_add(to, row.story);
		read_versions_end(it);
	}
	return rc;
}

int vintages_read(
    struct vintages *to, const struct vintage_ask *ask, struct err *e)
{
	const struct question *q = ask->q;
	struct reading r = {.ask = ask, .selection = q->selection};
	int rc = 0;

	*to = (struct vintages){0};
	r.selection.origins = ask->origins;
	r.stated = q->modalities ? q->modalities : (unsigned)CUE_STATED;
	r.rule = (struct member_rule){&r.selection,
	    q->rule.every == BUCKET_HOUR, ask->target && ask->target->alone,
	    q->signals && ask->of == VINTAGE_TARGET ? r.stated : ANY_MODALITY,
	    ask->clock};
	set_roles(&r);
	for (size_t i = 0; i < q->catalog.n && rc == 0; i++)
		if (wants(&r, &q->catalog.v[i]))
			rc = read_series_rows(&r, &q->catalog.v[i], e);
	if (rc == 0)
		rc = put_all(&r, to, e);
	free(r.role);
	free(r.v);
	free(r.cues);
	free(r.scratch);
	free(r.members);
	return rc;
}

void vintages_release(struct vintages *v)
{
	free(v->v);
	*v = (struct vintages){0};
}
