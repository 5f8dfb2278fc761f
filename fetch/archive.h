/*
 * The archive of one process: .warc.gz files that are the journal of the run.
 *
 *   DIR/RUN-PART.warc.gz, DIR/RUN-PART-2.warc.gz, …
 *
 * A file is written as NAME.open, and gets its name when it is whole, with its
 * index (cdxj.h) beside it. A crash leaves NAME.open, which reads up to its
 * torn end; warc_mend.h takes that off.
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

#include "fetch/warc/cdxj.h"
#include "fetch/warc/warc_write.h"

#define ARCHIVE_FILE_BYTES (INT64_C(512) << 20)

struct archive_gzip;

struct archive {
	int fd; /* -1: not made yet */
	int64_t offset;
	char *stem;       /* DIR/RUN-PART */
	char *path;       /* of the file, once it is whole */
	const char *name; /* base name: records say it as Jevons-File */
	int number;       /* of the file: 1, 2, … */
	int64_t began;    /* the file */
	int64_t most;     /* bytes, after which another file begins */
	bool wanted, dirty, fresh; /* fresh: the folder is not synced yet */
	struct archive_gzip *gzip;
	struct cdxj index;
};

/* Files are made anew, with a warcinfo record, when the first record comes; the
 * folder is made now. `struct archive a = {.fd = -1};` is one that keeps
 * nothing. */
int archive_open(struct archive *a, const char *dir, const char *run,
    const char *part, int64_t now, struct err *e);
int archive_close(struct archive *a, struct err *e);

/* append; r->file and r->offset then say where it is */
int archive_add(struct archive *a, struct warc_record *r, struct err *e);
int archive_sync(struct archive *a, struct err *e);
/* Called between records that belong together: a file that is full, or of
 * another day, is closed, and the next record begins another. */
int archive_turn(struct archive *a, int64_t now, struct err *e);

#endif
