#include "store/query/reckon_inside.h"
#include "store/query/stat_demand.h"
#include "store/query/stat_net.h"

#include <stdlib.h>
#include <string.h>

/* what an article says, for one of the groups */
struct saying {
	bool in;
	signed char demand, cost;
	unsigned char side;
};

struct grouping {
	enum measure_group group;
	unsigned char *role; /* by number of the signal */
	unsigned stated;
};

static struct saying saying_of(
    const struct grouping *g, struct cue *cues, size_t n)
{
	struct saying s = {0};

	if (g->group == GROUP_LINKS) {
		s.side = (unsigned char)stat_jevons_side(
		    cues, n, g->role, g->stated);
		s.in = s.side != JEVONS_NONE;
	} else if (g->group == GROUP_COSTS) {
		s.cost = (signed char)stat_net_cost(
		    cues, n, g->role, g->stated, &s.in);
	} else {
		s.demand = (signed char)stat_demand(cues, n, g->stated);
		s.in = n > 0;
	}
	return s;
}

static void set_sayings(struct reckon_target *to, const struct grouping *g)
{
	size_t n;

	to->side = mem_new(to->x.n + 1, 1);
	to->demand = mem_new(to->x.n + 1, 1);
	to->cost = mem_new(to->x.n + 1, 1);
	for (size_t i = 0; i < to->x.n; i++) {
		struct cue *c = reckon_cues(to, to->x.v[i].doc, &n);
		struct saying s = saying_of(g, c, n);

		to->side[i] = s.side;
		to->demand[i] = s.demand;
		to->cost[i] = s.cost;
	}
}

static void set_roles(struct grouping *g, const struct catalog_names *whats)
{
	g->role = mem_new(whats->n + 1, 1);
	for (size_t i = 0; i < whats->n; i++)
		g->role[i] = (unsigned char)stat_jevons_role(whats->v[i]);
}

/* the articles of the group; the cues go to `to`, which reads them */
static int gather_group(struct reckon *r, const struct grouping *by,
    struct gather *g, struct reckon_target *to, struct err *e)
{
	size_t whats = r->q->catalog.whats.n, kept = 0, n;
	const struct target all = {.all = true, .entity = CATALOG_NONE};
	bool *wanted = mem_new(whats + 1, sizeof *wanted);

	for (size_t i = 0; i < whats; i++)
		wanted[i] =
		    by->group == GROUP_DEMAND || by->role[i] != JEVONS_NO_ROLE;
	const struct reckon_want want = {
	    false, wanted, true, RECKON_ANY_MODALITY};
	int rc = r->q->has_model ? reckon_gather(r, g, &all, &want, e) : 0;

	reckon_take_cues(to, g);
	for (size_t i = 0; i < g->n && rc == 0; i++) {
		struct cue *c = reckon_cues(to, g->members[i].doc, &n);

		if (saying_of(by, c, n).in)
			g->members[kept++] = g->members[i];
	}
	g->n = kept;
	free(wanted);
	return rc;
}

static unsigned stated(const struct reckon *r)
{
	return r->q->modalities ? r->q->modalities : (unsigned)CUE_STATED;
}

int reckon_group(struct reckon *r, enum measure_group group,
    struct reckon_target *to, struct err *e)
{
	struct grouping by = {.group = group, .stated = stated(r)};
	struct gather g = reckon_gathering(r);

	*to = (struct reckon_target){0};
	set_roles(&by, &r->q->catalog.whats);
	int rc = gather_group(r, &by, &g, to, e);

	if (rc == 0) {
		tell_stories(
		    &to->x, g.members, g.n, reckon_unit(r, TELL_STORY));
		set_sayings(to, &by);
	}
	gather_release(&g);
	free(by.role);
	return rc;
}

int reckon_links_read(struct reckon *r, struct reckon_links *to, struct err *e)
{
	struct grouping by = {.group = GROUP_LINKS, .stated = stated(r)};
	struct gather g = reckon_gathering(r);
	struct reckon_target cues = {0};

	set_roles(&by, &r->q->catalog.whats);
	int rc = gather_group(r, &by, &g, &cues, e);

	*to = (struct reckon_links){
	    g.members, g.n, cues.cues, cues.n_cues, by.role};
	g.members = NULL;
	gather_release(&g);
	return rc;
}

void reckon_links_release(struct reckon_links *l)
{
	free(l->members);
	free(l->cues);
	free(l->role);
	*l = (struct reckon_links){0};
}

static bool speaks(const struct select_set *langs, unsigned lang)
{
	return !langs || langs->all || (lang < langs->n && langs->has[lang]);
}

void reckon_links_tell(const struct reckon *r, const struct reckon_links *l,
    const struct reckon_links_ask *ask, struct reckon_target *to)
{
	const struct grouping by = {GROUP_LINKS, l->role,
	    ask->modalities ? ask->modalities : stated(r)};
	struct member *v = mem_new(l->n + 1, sizeof *v);
	size_t n = 0;

	*to = (struct reckon_target){
	    .cues = mem_new(l->n_cues + 1, sizeof *to->cues),
	    .n_cues = l->n_cues};
	if (l->n_cues)
		memcpy(to->cues, l->cues, l->n_cues * sizeof *to->cues);
	for (size_t i = 0; i < l->n; i++)
		if (l->members[i].at < ask->before &&
		    speaks(ask->langs, l->members[i].lang))
			v[n++] = l->members[i];
	tell_stories(&to->x, v, n, reckon_unit(r, TELL_STORY));
	set_sayings(to, &by);
	free(v);
}
