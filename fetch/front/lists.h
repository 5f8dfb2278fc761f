/*
 * Which feed lists a command is about.
 *
 * Keeps: those given by --feeds, else the .ini files of feeds.d beside the
 *   configuration, in the order of their names; absolute paths.
 * Fails: EXIT_NOINPUT for a given list that is not there.
 * Users: the front.
 */
#ifndef FETCH_FRONT_LISTS_H
#define FETCH_FRONT_LISTS_H

#include "fetch/base/arena.h"
#include "fetch/base/config.h"
#include "fetch/base/opts.h"

struct lists {
	struct str *v; /* NUL-ended, in the arena */
	size_t n, cap;
};

int lists_find(struct lists *l, struct arena *a, const struct config *c,
    const struct opt_list *given, struct err *e);
/* one more, unless it is there already */
void lists_add(struct lists *l, struct arena *a, struct str path);
/* the folder of the default lists */
struct str lists_folder(struct arena *a, const struct config *c);
/* nothing to read: EXIT_CONFIG with what to do about it; returns -1 */
int lists_none(const struct config *c, struct err *e);

#endif
