/*
 * Whether the file holds every page that the map has: reading one beyond its
 * end is a SIGBUS.
 *
 * LMDB does not write pages that it gave back within the transaction, so the
 * file may end before the last page in use. It is filled up after each
 * commit; a writer that is killed in between leaves only free pages out.
 *
 * Users: env.c.
 */
#ifndef STORE_DB_ENV_SIZE_H
#define STORE_DB_ENV_SIZE_H

#include "store/db/env.h"

int env_size_fill(struct env *env, struct err *e);
/* EXIT_DATA where pages are missing that are not free */
int env_size_check(struct env *env, struct err *e);

#endif
