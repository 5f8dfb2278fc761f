#include "store/query/families.h"

#include "store/query/wordtable.h"

static void add(void *to, const struct str *fields)
{
	struct families *f = to;

	if (!fields[0].n)
		return;
	f->v = arena_more(&f->arena, f->v, f->n, &f->cap, sizeof *f->v);
	f->v[f->n++] = (struct families_signal){arena_str(&f->arena, fields[0]),
	    arena_str(&f->arena, fields[1]), arena_str(&f->arena, fields[2])};
}

int families_read(struct families *f, const char *path, struct err *e)
{
	static const char *const columns[] = {"signal", "family", "definition"};

	return wordtable_read(path, columns, 3, add, f, e);
}

void families_release(struct families *f)
{
	arena_release(&f->arena);
	*f = (struct families){0};
}

struct str families_of(const struct families *f, struct str signal)
{
	for (size_t i = 0; i < f->n; i++)
		if (str_eq(f->v[i].signal, signal))
			return f->v[i].family;
	return (struct str){NULL, 0};
}

struct str families_definition(const struct families *f, struct str signal)
{
	for (size_t i = 0; i < f->n; i++)
		if (str_eq(f->v[i].signal, signal))
			return f->v[i].definition;
	return (struct str){NULL, 0};
}

bool families_knows(const struct families *f, struct str word)
{
	for (size_t i = 0; i < f->n; i++)
		if (str_eq(f->v[i].signal, word) ||
		    str_eq(f->v[i].family, word))
			return true;
	return false;
}

void families_offer(const struct families *f, struct nearest *to)
{
	for (size_t i = 0; i < f->n; i++) {
		nearest_offer(to, f->v[i].signal);
		nearest_offer(to, f->v[i].family);
	}
}
