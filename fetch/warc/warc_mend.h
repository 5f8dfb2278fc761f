/*
 * Takes the torn end off a .warc.gz whose writer was killed.
 *
 * Keeps: only a last gzip member that runs out of bytes is cut off; all that
 *   stands before it keeps its place. Damage in the middle is left alone: the
 *   reader refuses that record and goes on behind it.
 * Fails: EXIT_NOINPUT, EXIT_IO.
 * Users: the front, which holds the lock that keeps writers away.
 */
#ifndef FETCH_WARC_WARC_MEND_H
#define FETCH_WARC_WARC_MEND_H

#include "fetch/base/err.h"

#include <stdint.h>

/* Cut the file back to its last whole member and sync it. *length: its size
 * then, *cut: bytes taken off. 1, or 0 where there is no such file. */
int warc_mend(const char *path, int64_t *length, int64_t *cut, struct err *e);

#endif
