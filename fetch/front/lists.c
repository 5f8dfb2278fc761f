#include "fetch/front/lists.h"

#include "fetch/front/folder.h"

#include <stdlib.h>

void lists_add(struct lists *l, struct arena *a, struct str path)
{
	for (size_t i = 0; i < l->n; i++)
		if (str_eq(l->v[i], path))
			return;
	l->v = arena_more(a, l->v, l->n, &l->cap, sizeof *l->v);
	l->v[l->n++] = arena_str(a, path);
}

struct str lists_folder(struct arena *a, const struct config *c)
{
	struct buf b;

	buf_init(&b, 8192);
	config_dir(c, &b);
	struct str folder = arena_printf(a, "%s/feeds.d", buf_text(&b));

	buf_release(&b);
	return folder;
}

static int add_real(
    struct lists *l, struct arena *a, const char *path, struct err *e)
{
	char *real = realpath(path, NULL);

	if (!real)
		return err_sys(
		    e, EXIT_NOINPUT, "cannot open feed list '%s'", path);
	lists_add(l, a, str_of(real));
	free(real);
	return 0;
}

int lists_find(struct lists *l, struct arena *a, const struct config *c,
    const struct opt_list *given, struct err *e)
{
	*l = (struct lists){0};
	for (size_t i = 0; i < given->n; i++)
		if (add_real(l, a, given->v[i], e) != 0)
			return -1;
	if (given->n)
		return 0;
	struct folder found;
	int rc = folder_files(&found, a, lists_folder(a, c).p, STR(".ini"), e);

	for (size_t i = 0; i < found.n; i++)
		lists_add(l, a, found.v[i]);
	return rc;
}

int lists_none(const struct config *c, struct err *e)
{
	struct arena a = {0};

	err_set(e, EXIT_CONFIG,
	    "no feed lists: put one into '%s' or give --feeds LIST",
	    lists_folder(&a, c).p);
	arena_release(&a);
	return -1;
}
