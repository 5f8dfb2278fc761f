/*
 * The files of a folder of the user's, in the order of their names.
 *
 * Keeps: absolute paths; hidden files are left out. No such folder: no files.
 * Fails: EXIT_NOINPUT for one that leads nowhere.
 * Users: lists.c, models.c.
 */
#ifndef FETCH_FRONT_FOLDER_H
#define FETCH_FRONT_FOLDER_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

struct folder {
	struct str *v; /* NUL-ended, in the arena */
	size_t n, cap;
};

/* the files whose names end so */
int folder_files(struct folder *f, struct arena *a, const char *path,
    struct str ending, struct err *e);

#endif
