#include "score/tone/cast.h"

#include "score/tone/rows.h"

#include <stdlib.h>
#include <string.h>

/* how many mentions of one place are looked at */
enum { SAME_PLACE_MAX = 16 };

static const struct {
	const char *name;
	unsigned role;
} names[] = {
    {"company", ROLE_COMPANY},
    {"listed", ROLE_LISTED},
    {"supplier", ROLE_SUPPLIER},
    {"spender", ROLE_SPENDER},
    {"lab", ROLE_LAB},
    {"cloud", ROLE_CLOUD},
    {"project", ROLE_PROJECT},
    {"none", ROLE_NONE},
    {"goods", ROLE_GOODS},
};

unsigned role_named(struct str name)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eq(name, str_of(names[i].name)))
			return names[i].role;
	return 0;
}

static int take_role(void *user, const struct row *row, struct err *e)
{
	struct roles *r = user;
	struct str words = row->cell[1], one;
	unsigned all = 0;

	while ((one = cell_word(&words)).p) {
		unsigned role = role_named(one);

		if (role == 0)
			return err_set(
			    e, EXIT_CONFIG, "'%.*s' is no role", STR_ARG(one));
		all |= role;
	}
	r->rows =
	    arena_more(&r->arena, r->rows, r->n, &r->cap, sizeof *r->rows);
	r->rows[r->n].entity = arena_str(&r->arena, row->cell[0]);
	r->rows[r->n++].roles = all;
	return 0;
}

static int by_entity(const void *a, const void *b)
{
	const struct role_row *x = a, *y = b;

	return str_cmp(x->entity, y->entity);
}

int roles_read(struct roles *r, const char *path, struct err *e)
{
	if (rows_read(path, "entity roles", take_role, r, e) != 0)
		return -1;
	if (r->n > 1)
		qsort(r->rows, r->n, sizeof *r->rows, by_entity);
	for (size_t i = 1; i < r->n; i++)
		if (str_eq(r->rows[i].entity, r->rows[i - 1].entity))
			return err_set(e, EXIT_CONFIG,
			    "%s: '%.*s' stands here twice", path,
			    STR_ARG(r->rows[i].entity));
	return 0;
}

void roles_release(struct roles *r)
{
	arena_release(&r->arena);
	memset(r, 0, sizeof *r);
}

static unsigned roles_of(
    const struct roles *r, struct str id, struct str type, bool known)
{
	struct role_row key = {id, 0};
	const struct role_row *row =
	    r->n ? bsearch(&key, r->rows, r->n, sizeof key, by_entity) : NULL;

	if (row)
		return row->roles;
	/* of a name that no table knows nothing can be ruled out */
	if (!known)
		return ROLE_COMPANY | ROLE_LISTED | ROLE_SPENDER |
		       ROLE_SUPPLIER;
	if (str_eq(type, STR("company")))
		return ROLE_COMPANY | ROLE_LISTED | ROLE_SPENDER;
	if (str_eq(type, STR("project")))
		return ROLE_PROJECT;
	return ROLE_NONE;
}

/* the mention of d at this place that names this entity */
static size_t find_mention(const struct doc *d, const struct entities *t,
    const struct score_place *at, struct str id)
{
	enum doc_field_name field = at->in_title ? DOC_TITLE : DOC_TEXT;
	size_t lo = 0, hi = d->n_mentions;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const struct doc_mention *m = &d->mentions[mid];

		if (m->field < field ||
		    (m->field == field && m->begin < at->begin))
			lo = mid + 1;
		else
			hi = mid;
	}
	for (size_t i = lo; i < d->n_mentions && i < lo + SAME_PLACE_MAX; i++) {
		const struct doc_mention *m = &d->mentions[i];

		if (m->field != field || m->begin != at->begin)
			break;
		if (m->end == at->end &&
		    str_eq(m->entity == ENTITY_NONE ? m->given
						    : t->entity[m->entity].id,
			id))
			return i;
	}
	return d->n_mentions;
}

static void add_player(struct cast *c, size_t i, const struct score_entity *en,
    const struct doc *d, const struct entities *t, const struct roles *r,
    size_t *by_table)
{
	struct player *p = &c->players[i];
	size_t entity = ENTITY_NONE;

	p->id = en->entity;
	p->owner = i;
	for (size_t k = 0; k < en->n_mentions; k++) {
		size_t m = find_mention(d, t, &en->mentions[k].at, en->entity);

		c->row[c->first_row[i] + k] = m;
		if (m == d->n_mentions)
			continue;
		c->of_mention[m] = i;
		entity = d->mentions[m].entity;
	}
	if (en->n_mentions == 0)
		entity = entities_find(t, en->entity);
	p->given = entity == ENTITY_NONE;
	if (p->given) {
		p->roles = roles_of(r, p->id, (struct str){NULL, 0}, false);
		return;
	}
	by_table[entity] = i;
	size_t owner = t->entity[entity].owner;

	p->person = str_eq(t->entity[entity].type, STR("person"));
	p->goods = str_eq(t->entity[entity].type, STR("product"));
	p->roles =
	    roles_of(r, t->entity[owner].id, t->entity[owner].type, true);
}

/* our own mention that shares letters with this given one */
static size_t own_below(const struct cast *c, const struct doc *d, size_t given)
{
	const struct doc_mention *g = &d->mentions[given];
	size_t from = given > SAME_PLACE_MAX ? given - SAME_PLACE_MAX : 0;

	for (size_t i = from; i < d->n_mentions && i < given + SAME_PLACE_MAX;
	     i++) {
		const struct doc_mention *m = &d->mentions[i];

		if (m->field == g->field && m->begin < g->end &&
		    g->begin < m->end && m->entity != ENTITY_NONE &&
		    c->of_mention[i] != PLAYER_NONE)
			return c->of_mention[i];
	}
	return PLAYER_NONE;
}

/* What the user's recogniser found where ours did is the same company by
 * another name: what is said of one is said of both. */
static void join_given(struct cast *c, const struct doc *d)
{
	for (size_t i = 0; i < d->n_mentions; i++) {
		size_t self = c->of_mention[i];

		if (self == PLAYER_NONE || !c->players[self].given ||
		    c->players[self].owner != self)
			continue;
		size_t own = own_below(c, d, i);

		if (own == PLAYER_NONE)
			continue;
		c->players[self].owner = c->players[own].owner;
		c->players[self].roles = c->players[own].roles;
	}
}

struct cast cast_make(const struct roles *r, const struct doc *d,
    const struct entities *t, const struct score *s, struct arena *a)
{
	struct cast c = {.n = s->n_entities};
	size_t rows = 0;
	size_t *by_table = arena_new(a, (t->n_entities + 1) * sizeof *by_table);

	c.players = arena_new(a, (c.n + 1) * sizeof *c.players);
	c.of_mention = arena_new(a, (d->n_mentions + 1) * sizeof(size_t));
	for (size_t i = 0; i < d->n_mentions; i++)
		c.of_mention[i] = PLAYER_NONE;
	for (size_t i = 0; i < t->n_entities; i++)
		by_table[i] = PLAYER_NONE;
	c.first_row = arena_new(a, (c.n + 1) * sizeof(size_t));
	for (size_t i = 0; i < c.n; i++) {
		c.first_row[i] = rows;
		rows += s->entities[i].n_mentions;
	}
	c.row = arena_new(a, (rows + 1) * sizeof(size_t));
	for (size_t i = 0; i < c.n; i++)
		add_player(&c, i, &s->entities[i], d, t, r, by_table);
	for (size_t i = 0; i < t->n_entities; i++) {
		size_t owner = by_table[t->entity[i].owner];

		if (by_table[i] != PLAYER_NONE && owner != PLAYER_NONE)
			c.players[by_table[i]].owner = owner;
	}
	join_given(&c, d);
	return c;
}

bool cast_goods(const struct cast *c, size_t mention)
{
	size_t p = c->of_mention[mention];

	return p != PLAYER_NONE && c->players[p].goods;
}

size_t cast_owner(const struct cast *c, size_t mention)
{
	size_t p = c->of_mention[mention];

	return p == PLAYER_NONE ? p : c->players[p].owner;
}

unsigned cast_roles(const struct cast *c, size_t mention)
{
	size_t p = c->of_mention[mention];

	return p == PLAYER_NONE ? ROLE_NONE : c->players[p].roles;
}
