#include "score/user_tables.h"

#include <unistd.h>

static void add(struct user_tables *t, const char *path)
{
	t->v = arena_more(&t->arena, t->v, t->n, &t->cap, sizeof *t->v);
	t->v[t->n++] = path;
}

const char *user_tables_name(struct arena *a, size_t i)
{
	return arena_printf(a, "user-%03zu.tsv", i + 1).p;
}

int user_tables_find(struct user_tables *t, const char *dir,
    const char *const *given, size_t n_given, struct err *e)
{
	*t = (struct user_tables){0};
	for (size_t i = 0;; i++) {
		const char *path = arena_printf(
		    &t->arena, "%s/%s", dir, user_tables_name(&t->arena, i))
				       .p;

		if (access(path, F_OK) != 0)
			break;
		add(t, path);
	}
	for (size_t i = 0; i < n_given; i++)
		add(t, given[i]);
	if (t->n <= USER_TABLES_MAX)
		return 0;
	user_tables_release(t);
	return err_set(
	    e, EXIT_CONFIG, "more than %d tables of entities", USER_TABLES_MAX);
}

void user_tables_release(struct user_tables *t)
{
	arena_release(&t->arena);
	*t = (struct user_tables){0};
}
