/*
 * Putting another store in the place of one: built beside it, synced,
 * verified, renamed. Who is killed meanwhile leaves the old one whole.
 *
 * Keeps: the old store is open alone (env_options.alone), so nobody else has
 *   it open; its map is closed before the rename.
 * Fails: as env.h; EXIT_DATA where the new one does not verify.
 * Users: store/.
 */
#ifndef STORE_REPLACE_H
#define STORE_REPLACE_H

#include "store/db/env.h"

typedef int replace_fill(struct env *to, void *user, struct err *e);

/* The new store is at old->path afterwards; close the old one. */
int replace_store(
    struct env *old, replace_fill *fill, void *user, struct err *e);

/* Sync the folder that holds a path, after a rename. */
int replace_sync_dir(const char *path, struct err *e);
/* Remove a store and the files beside it; one that is not there is fine. */
void replace_remove(const char *path);

#endif
