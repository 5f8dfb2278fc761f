/*
 * What a run did so far, in numbers: from what the stages say on stderr, and
 * from the store's report.
 *
 * Keeps: numbers only; the last error of each stage is kept as text.
 * Fails: EXIT_DATA for a report that cannot be read.
 * Users: the front.
 */
#ifndef FETCH_FRONT_COUNTS_H
#define FETCH_FRONT_COUNTS_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/front/stages.h"

enum { COUNTS_TEXT_BYTES = 384 };

struct counts {
	long polled, polls_failed; /* feeds */
	long pages, pages_failed;
	long long articles, stored; /* under way */
	long long added, repeated, versions, refused, observations; /* report */
	char error[STAGES][COUNTS_TEXT_BYTES]; /* last words of a stage */
};

/* a line of the stderr of stage i */
void counts_line(struct counts *c, size_t i, struct str line);
/* the store's report; one that is not there changes nothing */
int counts_report(struct counts *c, const char *path, struct err *e);
/* "feeds 3, pages 12, articles 11, stored 0, 4 s" */
void counts_progress(const struct counts *c, long seconds, struct buf *to);

#endif
