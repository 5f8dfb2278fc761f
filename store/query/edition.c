#include "store/query/edition.h"

#include "store/query/docsort.h"

#include <math.h>
#include <stdlib.h>

/* what vintages are ordered by, smaller than they are */
struct place {
	uint64_t story, doc;
	int64_t from;
	uint32_t source; /* 0 where it does not matter */
	uint32_t i;      /* of the vintage; twice that, and 1 where it is in */
};

static int by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->story != y->story)
		return x->story < y->story ? -1 : 1;
	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	/* what goes, goes before what comes in its place */
	if ((x->i & 1) != (y->i & 1))
		return (x->i & 1) < (y->i & 1) ? -1 : 1;
	return x->i < y->i ? -1 : x->i > y->i;
}

static uint64_t story_of(const void *place)
{
	return ((const struct place *)place)->story;
}

static struct place *places(const struct vintages *from, bool sources)
{
	static const struct docsort_item item = {
	    sizeof(struct place), story_of, by_place};
	struct place *v = mem_new(from->n + 1, sizeof *v);

	if (from->n > UINT32_MAX / 2)
		BUG("vintages");
	for (size_t i = 0; i < from->n; i++) {
		const struct vintage *x = &from->v[i];

		v[i] = (struct place){x->m.story, x->m.doc, x->from,
		    sources ? x->m.source : 0,
		    (uint32_t)(2 * i) | (x->in ? 1u : 0u)};
	}
	docsort(v, from->n, &item);
	return v;
}

/* the members of one story, as known so far */
struct cast {
	const struct vintage **v; /* one an article */
	size_t n, cap;
	const struct vintage *first, *full; /* that places, that speaks */
	size_t counted;
	int64_t known;
};

static bool earlier(const struct vintage *x, const struct vintage *than)
{
	if (!than || x->m.at != than->m.at)
		return !than || x->m.at < than->m.at;
	return x->m.doc < than->m.doc;
}

static void take(struct cast *c, const struct vintage *v)
{
	if (!v->in)
		return;
	if (earlier(v, c->first))
		c->first = v;
	if (v->m.content == CONTENT_FULL && earlier(v, c->full))
		c->full = v;
	c->counted += v->m.counted;
	if (v->m.known < c->known)
		c->known = v->m.known;
}

static void begin(struct cast *c)
{
	c->first = c->full = NULL;
	c->counted = 0;
	c->known = INT64_MAX;
}

static void add(struct cast *c, const struct vintage *v)
{
	size_t i = c->n;

	/* copies come without end, versions of one article seldom: only for
	 * those is the story looked through */
	for (size_t k = 0; v->again && k < c->n; k++)
		if (c->v[k]->m.doc == v->m.doc)
			i = k;
	if (i < c->n) {
		c->v[i] = v;
		begin(c);
		for (size_t k = 0; k < c->n; k++)
			take(c, c->v[k]);
		return;
	}
	if (c->n == c->cap) {
		c->cap = c->cap ? 2 * c->cap : 64;
		c->v = mem_grow(c->v, c->cap, sizeof(struct vintage *));
	}
	c->v[c->n++] = v;
	take(c, v);
}

static struct edition edition_of(const struct cast *c, int64_t from)
{
	const struct vintage *says = c->full ? c->full : c->first;
	const struct member *m = &says->m;

	return (struct edition){
	    .at = c->first->m.at,
	    .from = from,
	    .to = INT64_MAX,
	    .known = c->known,
	    .story = m->story,
	    .key = (uint64_t)c->first->m.source << 1 |
		   (c->first->m.content == CONTENT_SUMMARY),
	    .weight = OBS_REAL(m->relevance),
	    .tone = m->tone == OBS_NONE ? (double)NAN : OBS_REAL(m->tone),
	    .counted = c->counted > 0,
	    .class = m->class,
	    .demand = says->demand,
	    .cost = says->cost,
	    .side = says->side,
	};
}

static bool same_real(double a, double b)
{
	return isnan(a) ? isnan(b) : a == b;
}

static bool same(const struct edition *a, const struct edition *b)
{
	return a->at == b->at && a->known == b->known && a->key == b->key &&
	       same_real(a->weight, b->weight) && same_real(a->tone, b->tone) &&
	       a->counted == b->counted && a->demand == b->demand &&
	       a->side == b->side && a->cost == b->cost && a->class == b->class;
}

static void put(struct editions *to, const struct edition *x)
{
	if (to->n == to->cap) {
		to->cap = to->cap ? 2 * to->cap : 256;
		to->v = mem_grow(to->v, to->cap, sizeof *to->v);
	}
	to->v[to->n++] = *x;
}

/* p: the vintages of one story, in order of from */
static void build_story(struct editions *to, struct cast *c,
    const struct vintage *v, const struct place *p, size_t n)
{
	bool open = false;

	c->n = 0;
	begin(c);
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i; k < n && p[k].from == p[i].from; k++)
			add(c, &v[p[k].i / 2]);
		struct edition *last = open ? &to->v[to->n - 1] : NULL;
		struct edition x = {0};

		if (c->first) {
			x = edition_of(c, p[i].from);
			if (last && same(last, &x))
				continue;
		}
		if (last)
			last->to = p[i].from;
		open = c->first != NULL;
		if (open)
			put(to, &x);
	}
}

void editions_build(
    struct editions *to, const struct vintages *from, bool sources)
{
	struct place *p = places(from, sources);
	struct cast c = {0};

	*to = (struct editions){0};
	for (size_t i = 0, k; i < from->n; i = k) {
		for (k = i + 1; k < from->n && p[k].story == p[i].story &&
				p[k].source == p[i].source;
		     k++)
			;
		build_story(to, &c, from->v, p + i, k - i);
	}
	free(p);
	free(c.v);
}

void editions_release(struct editions *e)
{
	free(e->v);
	*e = (struct editions){0};
}
