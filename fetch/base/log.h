/*
 * Words for people and log readers: logfmt lines on stderr, one write(2) each.
 *
 * Keeps: `level=warn prog=jevons-parse msg="record refused" offset=12 …`;
 *   values are quoted and escaped where needed, control bytes never get out.
 * Users: program files, and the few modules that report skipped records
 *   through a callback do not: they return struct err.
 */
#ifndef FETCH_BASE_LOG_H
#define FETCH_BASE_LOG_H

#include "fetch/base/err.h"
#include "fetch/base/str.h"

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

/* prog must outlive the log; messages above level are dropped. The default
 * is LOG_INFO. */
void log_open(const char *prog, enum log_level level);

/* key, value pairs of C strings end with a NULL key:
 *   log_event(LOG_WARN, "record refused", "place", at, "why", e.text, NULL); */
void log_event(enum log_level level, const char *msg, ...)
    __attribute__((sentinel));

/* level=error msg=e->text exit=e->code; returns e->code. */
int log_error(const struct err *e);

/* The closing line of a stage, at LOG_INFO: in= out= refused= ms=. */
void log_counts(long long in, long long out, long long refused, long long ms);

#endif
