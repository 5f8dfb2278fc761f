/*
 * What of the archive is kept: whole files go, oldest first, and a note beside
 * where each was says when and why (NAME.removed, read by explain).
 *
 *   retain.archive      how long (400d)
 *   retain.archive_max  how much in all; nothing: any
 *   free_min            how much of the disk stays free (2G); for its sake
 *                       files under RETAIN_YOUNG_DAYS are not touched
 *
 * Keeps: files of runs that are not committed, or set aside, stay; the note is
 *   on disk before its file is gone.
 * Fails: EXIT_IO, EXIT_CONFIG.
 * Users: the front; retain_apply under the lock.
 */
#ifndef FETCH_FRONT_RETAIN_H
#define FETCH_FRONT_RETAIN_H

#include "fetch/base/config.h"
#include "fetch/base/err.h"

#include <stdint.h>

enum { RETAIN_YOUNG_DAYS = 7 };

struct retain_limits {
	int64_t age;      /* microseconds; 0: any */
	int64_t most;     /* bytes of all files; 0: any */
	int64_t free_min; /* bytes */
};

struct retain_done {
	long files;
	int64_t bytes;
};

int retain_limits(
    const struct config *c, struct retain_limits *l, struct err *e);
/* free_bytes: of the disk now */
int retain_apply(const char *folder, const struct retain_limits *l,
    int64_t free_bytes, int64_t now, struct retain_done *d, struct err *e);

/* bytes a day that came in the week before now */
int64_t retain_growth(const char *folder, int64_t now);

/* when the run of an archive file began, by its name; STAMP_NONE for another
 * name */
int64_t retain_began(struct str name);

#endif
