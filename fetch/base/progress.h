/*
 * How far a stage is, for whoever started it and shows it: log lines
 * `msg=progress KEY=N` on stderr, at most a few a second.
 *
 * Keeps: silent unless $JEVONS_PROGRESS is set, as `jevons run` sets it when
 *   it has a terminal.
 * Users: program files.
 */
#ifndef FETCH_BASE_PROGRESS_H
#define FETCH_BASE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *key; /* what is counted: "articles" */
	bool on;
	int64_t next; /* stamp_ticks() of the next line */
};

void progress_begin(struct progress *p, const char *key);
void progress_tell(struct progress *p, long long n);

#endif
