#include "store/query/owners.h"

#include "store/query/wordtable.h"

#include <stdlib.h>

static int by_id(const void *a, const void *b)
{
	const struct owners_entity *x = a, *y = b;

	return str_cmp(x->id, y->id);
}

static void add(void *to, const struct str *f)
{
	struct owners *o = to;
	struct owners_entity *last = o->n ? &o->v[o->n - 1] : NULL;
	bool own = !f[1].n || str_eq(f[1], STR("-"));

	/* one line an alias: the lines of an entity mostly stand together */
	if (!f[0].n || (last && str_eq(last->id, f[0])))
		return;
	o->v = arena_more(&o->arena, o->v, o->n, &o->cap, sizeof *o->v);
	struct str id = arena_str(&o->arena, f[0]);

	o->v[o->n++] = (struct owners_entity){
	    id, own ? id : arena_str(&o->arena, f[1]), {NULL, 0}};
	if (f[2].n)
		o->v[o->n - 1].name = arena_str(&o->arena, f[2]);
}

static void add_owners_themselves(struct owners *o)
{
	size_t n = o->n;

	for (size_t i = 0; i < n; i++) {
		const struct str f[3] = {o->v[i].owner};

		if (!str_eq(o->v[i].owner, o->v[i].id))
			add(o, f);
	}
}

int owners_read(struct owners *o, const char *path, struct err *e)
{
	static const char *const columns[] = {"entity", "owner", "alias"};
	size_t kept = 0;

	o->path = arena_str(&o->arena, str_of(path)).p;
	if (wordtable_read(path, columns, 3, add, o, e) != 0)
		return -1;
	add_owners_themselves(o);
	if (o->n)
		qsort(o->v, o->n, sizeof *o->v, by_id);
	for (size_t i = 0; i < o->n; i++) {
		if (kept && str_eq(o->v[kept - 1].id, o->v[i].id)) {
			/* the line that names another owner counts */
			if (str_eq(o->v[kept - 1].owner, o->v[i].id))
				o->v[kept - 1].owner = o->v[i].owner;
			if (!o->v[kept - 1].name.n)
				o->v[kept - 1].name = o->v[i].name;
			continue;
		}
		o->v[kept++] = o->v[i];
	}
	o->n = kept;
	return 0;
}

void owners_release(struct owners *o)
{
	arena_release(&o->arena);
	*o = (struct owners){0};
}

static const struct owners_entity *find(const struct owners *o, struct str id)
{
	const struct owners_entity key = {.id = id};

	return o->n ? bsearch(&key, o->v, o->n, sizeof *o->v, by_id) : NULL;
}

struct str owners_of(const struct owners *o, struct str id)
{
	const struct owners_entity *e = find(o, id);

	return e ? e->owner : id;
}

struct str owners_name(const struct owners *o, struct str id)
{
	const struct owners_entity *e = find(o, id);

	return e && e->name.n ? e->name : id;
}

bool owners_knows(const struct owners *o, struct str id)
{
	return find(o, id) != NULL;
}

struct looking {
	struct arena *arena;
	struct str word, id;
};

static void look(void *to, const struct str *f)
{
	struct looking *l = to;
	bool taken = str_eq(f[2], STR("A")) || str_eq(f[2], STR("AC"));

	if (!l->id.p && taken && str_eq_nocase(f[1], l->word))
		l->id = arena_str(l->arena, f[0]);
}

int owners_resolve(const struct owners *o, struct str word, struct arena *a,
    struct str *id, struct err *e)
{
	static const char *const columns[] = {"entity", "alias", "rule"};
	struct looking l = {.arena = a, .word = word};

	if (owners_knows(o, word)) {
		*id = word;
		return 1;
	}
	for (size_t i = 0; i < o->n; i++)
		if (str_eq_nocase(o->v[i].id, word)) {
			*id = o->v[i].id;
			return 1;
		}
	/* aliases are many and seldom asked for: read again */
	if (wordtable_read(o->path, columns, 3, look, &l, e) != 0)
		return -1;
	*id = l.id;
	return l.id.p ? 1 : 0;
}

struct offering {
	struct arena *arena;
	struct nearest *to;
};

static bool foreign(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return true;
	return false;
}

static void offer(void *to, const struct str *f)
{
	struct offering *o = to;

	if ((str_eq(f[1], STR("A")) || str_eq(f[1], STR("AC"))) &&
	    foreign(f[0]))
		nearest_offer(o->to, arena_str(o->arena, f[0]));
}

int owners_offer(
    const struct owners *o, struct nearest *to, struct arena *a, struct err *e)
{
	static const char *const columns[] = {"alias", "rule"};
	struct offering by = {a, to};

	for (size_t i = 0; i < o->n; i++)
		nearest_offer(to, o->v[i].id);
	return foreign(to->word)
		   ? wordtable_read(o->path, columns, 2, offer, &by, e)
		   : 0;
}
