#include "store/query/catalog.h"

#include <stdlib.h>

enum { SLOTS_FIRST = 256 };

static size_t hash(struct str s)
{
	uint64_t h = UINT64_C(1469598103934665603); /* FNV-1a */

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * UINT64_C(1099511628211);
	return (size_t)(h ^ h >> 32);
}

/* the slot that holds the name, or the free one where it belongs */
static size_t slot(const struct catalog_names *names, struct str name)
{
	size_t at = hash(name) & (names->n_slots - 1);

	while (
	    names->slots[at] && !str_eq(names->v[names->slots[at] - 1], name))
		at = (at + 1) & (names->n_slots - 1);
	return at;
}

static void rehash(struct catalog_names *names)
{
	names->n_slots = names->n_slots ? 2 * names->n_slots : SLOTS_FIRST;
	free(names->slots);
	names->slots = mem_new(names->n_slots, sizeof *names->slots);
	for (size_t i = 0; i < names->n; i++)
		names->slots[slot(names, names->v[i])] = (uint32_t)i + 1;
}

uint32_t catalog_number(struct catalog_names *names, struct str name)
{
	if (!name.p)
		return CATALOG_NONE;
	if (2 * names->n >= names->n_slots)
		rehash(names);
	size_t at = slot(names, name);

	if (names->slots[at])
		return names->slots[at] - 1;
	if (names->n == names->cap) {
		names->cap = names->cap ? 2 * names->cap : 64;
		names->v = mem_grow(names->v, names->cap, sizeof *names->v);
	}
	names->v[names->n++] = name;
	names->slots[at] = (uint32_t)names->n;
	return (uint32_t)names->n - 1;
}

/* a name as it is stored */
struct stored {
	struct str text;
	uint32_t id;
};

struct stored_names {
	struct stored *v;
	size_t n, cap;
};

static int take(void *to, uint32_t id, struct str text)
{
	struct stored_names *s = to;

	if (s->n == s->cap) {
		s->cap = s->cap ? 2 * s->cap : 256;
		s->v = mem_grow(s->v, s->cap, sizeof *s->v);
	}
	s->v[s->n++] = (struct stored){text, id};
	return 0;
}

/* ids follow the order of arrival: what is equal is to be told in the same
 * order whatever the history of the store */
static int by_text(const void *a, const void *b)
{
	const struct stored *x = a, *y = b;

	return str_cmp(x->text, y->text);
}

static void add(struct catalog *c, const struct stored *s)
{
	struct series_name name;

	if (!series_parse(s->text, &name))
		return; /* of a kind that this version does not know */
	if (name.kind == OBS_INDEX)
		return; /* names and texts of definitions are no entities */
	if (c->n == c->cap) {
		c->cap = c->cap ? 2 * c->cap : 256;
		c->v = mem_grow(c->v, c->cap, sizeof *c->v);
	}
	c->v[c->n++] = (struct catalog_series){s->id, name.kind,
	    catalog_number(&c->whats, name.what),
	    catalog_number(&c->entities, name.entity)};
}

int catalog_read(struct catalog *c, struct reader *r, struct err *e)
{
	struct stored_names names = {0};

	*c = (struct catalog){0};
	int rc = read_each_name(r, NAME_SERIES, take, &names, e);

	if (names.n)
		qsort(names.v, names.n, sizeof *names.v, by_text);
	for (size_t i = 0; i < names.n && rc == 0; i++)
		add(c, &names.v[i]);
	free(names.v);
	return rc;
}

static void release(struct catalog_names *names)
{
	free(names->v);
	free(names->slots);
}

void catalog_release(struct catalog *c)
{
	release(&c->entities);
	release(&c->whats);
	free(c->v);
	*c = (struct catalog){0};
}

uint32_t catalog_find(const struct catalog_names *names, struct str name)
{
	size_t at = names->n ? slot(names, name) : 0;

	if (!names->n || !names->slots[at])
		return CATALOG_NONE;
	return names->slots[at] - 1;
}

void catalog_offer(const struct catalog_names *names, struct nearest *to)
{
	for (size_t i = 0; i < names->n; i++)
		nearest_offer(to, names->v[i]);
}
