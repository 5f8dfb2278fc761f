/*
 * Small files that survive a crash whole: the old content or the new one.
 *
 * Keeps: what a function returned 0 for is on disk, its folder entry too.
 * Fails: EXIT_IO, EXIT_CANTCREAT.
 * Users: everyone who keeps state in files.
 */
#ifndef FETCH_BASE_DURABLE_H
#define FETCH_BASE_DURABLE_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

/* Replace the file, or the one a link leads to: written beside it (.tmp),
 * synced, renamed. What is no file (a pipe, a device) is written to. */
int durable_write(const char *path, struct str bytes, struct err *e);
/* remove it; one that is not there is no error */
int durable_remove(const char *path, struct err *e);
int durable_rename(const char *from, const char *to, struct err *e);
/* the entries of the folder that holds the path */
int durable_sync_folder(const char *path, struct err *e);
/* the whole file into to (its ceiling holds): 1, or 0 where there is none */
int durable_read(const char *path, struct buf *to, struct err *e);

#endif
