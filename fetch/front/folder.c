#include "fetch/front/folder.h"

#include <dirent.h>
#include <stdlib.h>

static int by_name(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return str_cmp(*x, *y);
}

static int add(
    struct folder *f, struct arena *a, const char *path, struct err *e)
{
	char *real = realpath(path, NULL);

	if (!real)
		return err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
	f->v = arena_more(a, f->v, f->n, &f->cap, sizeof *f->v);
	f->v[f->n++] = arena_str(a, str_of(real));
	free(real);
	return 0;
}

int folder_files(struct folder *f, struct arena *a, const char *path,
    struct str ending, struct err *e)
{
	const struct dirent *entry;
	DIR *d = opendir(path);
	int rc = 0;

	*f = (struct folder){0};
	if (!d)
		return 0;
	while (rc == 0 && (entry = readdir(d)) != NULL)
		if (entry->d_name[0] != '.' &&
		    str_ends(str_of(entry->d_name), ending))
			rc = add(f, a,
			    arena_printf(a, "%s/%s", path, entry->d_name).p, e);
	(void)closedir(d);
	if (f->n > 1)
		qsort(f->v, f->n, sizeof *f->v, by_name);
	return rc;
}
