/*
 * jevons feeds import, export, add: lists made and added to.
 *
 * Keeps: what is written is read back first, as a feed list: nothing that
 *   would be refused later gets into a file. A feed that is there already is
 *   not added again. Files are replaced whole (durable.h).
 * Fails: EXIT_DATA, EXIT_NOINPUT, EXIT_IO, EXIT_CANTCREAT.
 * Users: cmd_feeds.c.
 */
#ifndef FETCH_FRONT_FEEDS_EDIT_H
#define FETCH_FRONT_FEEDS_EDIT_H

#include "fetch/base/arena.h"
#include "fetch/feedlist.h"

struct feeds_edit {
	struct arena *arena;
	struct feedlist *listed; /* what is configured */
	const char *into;        /* a list to add to; NULL: stdout */
	const char *name, *language;
};

/* OPML files ("-": stdin) */
int feeds_import(
    const struct feeds_edit *x, int n, char **paths, struct err *e);
int feeds_add(const struct feeds_edit *x, const char *url, struct err *e);
int feeds_export(const struct feedlist *l, struct err *e);

#endif
