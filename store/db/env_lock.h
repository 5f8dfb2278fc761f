/*
 * The locks around the environment: one writer (flock on PATH-writer), and
 * nobody in it while it is compacted (flock on the data file: shared by
 * everyone who has it open, exclusive for compaction).
 *
 * Users: env.c.
 */
#ifndef STORE_DB_ENV_LOCK_H
#define STORE_DB_ENV_LOCK_H

#include "store/db/env.h"

int env_lock_data(struct env *env, bool alone, struct err *e);
int env_lock_writer(struct env *env, struct err *e);
/* Give LMDB's lock file its bytes on the disk before it is mapped: where a
 * full disk has none, LMDB's first step there would be a fault. EXIT_IO. */
int env_lock_room(const struct env *env, struct err *e);

#endif
