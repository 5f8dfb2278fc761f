/*
 * Where a store may lie: not on a network file system. LMDB's readers and
 * writer meet in shared memory and flock, which other machines do not see, so
 * two of them would break the file without a word.
 *
 * Known ones are told by the magic number of statfs(2). FUSE is let through:
 * most of its file systems are local, and it does not say which are not.
 *
 * Fails: EXIT_CONFIG with the path and the file system named.
 * Users: env.c.
 */
#ifndef STORE_DB_ENV_PLACE_H
#define STORE_DB_ENV_PLACE_H

#include "fetch/base/err.h"

#include <stdint.h>

/* The name of the network file system with that magic number; NULL: none
 * that is known. */
const char *env_place_remote(uint32_t magic);

/* The file, or where there is none yet, its folder. A place that cannot be
 * asked is let through: opening it says more. */
int env_place_check(const char *path, struct err *e);

#endif
