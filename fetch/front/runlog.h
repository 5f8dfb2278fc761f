/*
 * $JEVONS_HOME/log: what the stages said, and a line a run.
 *
 * run.log: a line of a stage with at= run= stage= in front.
 * runs.jsonl: {"v":1,"record":"run",…}, newest last.
 *
 * Keeps: a file that is over RUNLOG_MAX_BYTES when a run begins is rotated:
 *   NAME.1 is the one before, up to RUNLOG_KEEP.
 * Fails: EXIT_CANTCREAT, EXIT_IO.
 * Users: the front.
 */
#ifndef FETCH_FRONT_RUNLOG_H
#define FETCH_FRONT_RUNLOG_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

enum { RUNLOG_MAX_BYTES = 1024 * 1024, RUNLOG_KEEP = 5 };

struct runlog {
	int fd;
	char *run;
	struct stamp_clock clock;
};

int runlog_open(struct runlog *l, const char *folder, struct str run,
    const struct stamp_clock *clock, struct err *e);
void runlog_close(struct runlog *l);
/* line: logfmt without its end */
int runlog_line(
    struct runlog *l, const char *stage, struct str line, struct err *e);

/* append a line to runs.jsonl, synced */
int runlog_ended(const char *folder, struct str json, struct err *e);
/* Read back the last line; absent where there is none; borrows from to. */
int runlog_last(
    const char *folder, struct buf *to, struct str *last, struct err *e);

/* the value of a key in a logfmt line, quotes taken off, escapes left;
 * absent where there is none */
struct str runlog_value(struct str line, struct str key);

#endif
