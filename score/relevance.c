#include "score/relevance.h"

#include <stdlib.h>
#include <string.h>

static const double title_weight = 0.35, first_weight = 0.25,
		    share_weight = 0.25, density_weight = 0.15,
		    density_scale = 3;

/* an entry while mentions are counted */
struct entry {
	struct str name;
	size_t owner; /* entry; its own where it has none */
	size_t own;   /* mentions of the name itself */
	size_t n;     /* with those of what it owns */
	size_t first; /* sentence */
	size_t sentences, last;
	bool in_title;
	size_t place; /* in the list */
	double relevance;
};

struct counting {
	struct doc *doc;
	const struct entities *table;
	struct arena *arena;
	struct entry *v;
	size_t n, cap, listed;
	struct strindex by_name;
};

static size_t entry_of(struct counting *c, struct str name)
{
	size_t at = strindex_get(&c->by_name, name);

	if (at != STRINDEX_NONE)
		return at;
	c->v = arena_more(c->arena, c->v, c->n, &c->cap, sizeof *c->v);
	at = c->n++;
	c->v[at] = (struct entry){.name = name, .owner = at, .first = SIZE_MAX};
	strindex_put(&c->by_name, name, at);
	return at;
}

static void count(struct entry *en, const struct doc_mention *m)
{
	if (en->first == SIZE_MAX)
		en->first = m->sentence;
	if (en->n == 0 || en->last != m->sentence)
		en->sentences++;
	en->last = m->sentence;
	en->in_title |= m->field == DOC_TITLE;
	en->n++;
}

static void take(struct counting *c, struct doc_mention *m)
{
	struct str name = m->given;
	size_t owner;

	if (m->entity != ENTITY_NONE)
		name = c->table->entity[m->entity].id;
	size_t own = entry_of(c, name);

	owner = own;
	if (m->echo) {
		m->in_score = m->owner_in_score = own;
		m->in_list = SIZE_MAX;
		return;
	}
	c->listed++;
	if (m->entity != ENTITY_NONE) {
		const struct entity *en = &c->table->entity[m->entity];

		owner = entry_of(c, c->table->entity[en->owner].id);
		c->v[own].owner = owner;
	}
	m->in_score = own;
	m->owner_in_score = owner;
	m->in_list = c->v[own].own++;
	count(&c->v[own], m);
	if (owner != own)
		count(&c->v[owner], m);
}

static double relevance_of(
    const struct doc *d, size_t listed, const struct entry *en)
{
	double sentences = (double)d->n_sentences;
	double density = density_scale * (double)en->sentences / sentences;
	double rest = first_weight * (1 - (double)en->first / sentences) +
		      share_weight * (double)en->n / (double)listed +
		      density_weight * (density < 1 ? density : 1);

	if (d->field[DOC_TITLE].n_sentences == 0)
		return rest / (1 - title_weight);
	return rest + (en->in_title ? title_weight : 0);
}

static int by_relevance(const void *va, const void *vb)
{
	const struct entry *a = *(const struct entry *const *)va;
	const struct entry *b = *(const struct entry *const *)vb;

	if (a->relevance > b->relevance || a->relevance < b->relevance)
		return a->relevance > b->relevance ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return a < b ? -1 : a > b;
}

static void write_list(struct counting *c, struct score *s)
{
	struct entry **order = arena_new(c->arena, c->n * sizeof *order);

	for (size_t i = 0; i < c->n; i++) {
		c->v[i].relevance = relevance_of(c->doc, c->listed, &c->v[i]);
		order[i] = &c->v[i];
	}
	qsort(order, c->n, sizeof *order, by_relevance);
	s->n_entities = c->n;
	s->entities = arena_new(c->arena, c->n * sizeof *s->entities);
	for (size_t i = 0; i < c->n; i++) {
		struct score_entity *en = &s->entities[i];

		order[i]->place = i;
		en->entity = order[i]->name;
		en->relevance = order[i]->relevance;
		en->n_mentions = order[i]->own;
		if (en->n_mentions)
			en->mentions = arena_new(
			    c->arena, en->n_mentions * sizeof *en->mentions);
	}
}

void relevance_fill(struct doc *d, const struct entities *t, struct score *s,
    struct arena *arena)
{
	struct counting c = {.doc = d, .table = t, .arena = arena};

	s->entities = NULL;
	s->n_entities = 0;
	if (d->n_mentions == 0)
		return;
	for (size_t i = 0; i < d->n_mentions; i++)
		take(&c, &d->mentions[i]);
	write_list(&c, s);
	for (size_t i = 0; i < d->n_mentions; i++) {
		struct doc_mention *m = &d->mentions[i];

		m->in_score = c.v[m->in_score].place;
		m->owner_in_score = c.v[m->owner_in_score].place;
		if (m->echo)
			continue;
		struct score_mention *to =
		    &s->entities[m->in_score].mentions[m->in_list];

		to->at = (struct score_place){.in_title = m->field == DOC_TITLE,
		    .begin = m->begin,
		    .end = m->end,
		    .sentence = m->sentence};
		to->surface = doc_surface(d, m);
	}
	strindex_release(&c.by_name);
}
