/*
 * A copy of a store while it is in use, verified.
 *
 * Keeps: DEST is written under another name, synced, verified in a child
 *   process (whose death by a damaged map is a finding, not ours) and renamed:
 *   what is called DEST is whole, or the older copy.
 * Fails: EXIT_CANTCREAT, EXIT_IO (disk full), EXIT_DATA (does not verify).
 * Users: store/.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "store/db/env.h"

int backup_store(struct env *env, const char *dest, struct err *e);

#endif
