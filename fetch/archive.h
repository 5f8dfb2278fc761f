/*
 * The archive of one process: a .warc.gz that is the journal of the run.
 *
 * Owns: the file.
 * Keeps: a gzip member a record, compressed a piece at a time; what
 *   archive_sync() returned for is on disk, the file's entry in its folder
 *   too. A run that has nothing to keep makes no file.
 * Fails: EXIT_CANTCREAT, EXIT_IO.
 * Users: fetch.
 */
#ifndef FETCH_ARCHIVE_H
#define FETCH_ARCHIVE_H

#include "fetch/warc/warc_write.h"

struct archive_gzip;

struct archive {
	int fd; /* -1: not made yet */
	int64_t offset;
	char *path;
	const char *name; /* base name: records say it as Jevons-File */
	int64_t began;
	bool wanted, dirty, fresh; /* fresh: the folder is not synced yet */
	struct archive_gzip *gzip;
};

/* DIR/RUN-PART.warc.gz: made anew, with a warcinfo record, when the first
 * record comes; the folder is made now. `struct archive a = {.fd = -1};` is
 * one that keeps nothing. */
int archive_open(struct archive *a, const char *dir, const char *run,
    const char *part, int64_t now, struct err *e);
int archive_close(struct archive *a, struct err *e);

/* append; r->file and r->offset then say where it is */
int archive_add(struct archive *a, struct warc_record *r, struct err *e);
int archive_sync(struct archive *a, struct err *e);

#endif
