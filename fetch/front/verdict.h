/*
 * What the ends of the stages mean for the run.
 *
 * Keeps: a stage that ended with EXIT_IO or by SIGPIPE in front of one that
 *   failed, or that is excused itself, met a dead reader: it is no culprit.
 * Users: the front.
 */
#ifndef FETCH_FRONT_VERDICT_H
#define FETCH_FRONT_VERDICT_H

#include "fetch/front/pipeline.h"

enum { VERDICT_NOBODY = -1 };

/* the exit code that a wait status counts as; a signal is EXIT_INTERNAL */
int verdict_code(int status);
/* Did the stage do its work to the end, whatever single records did? (0; 1
 * and 65: records refused; 69: no feed answered; 75: time was up) */
bool verdict_is_complete(int status);
/* an end that comes of a fault in the program: SIGSEGV and the like, 70 */
bool verdict_is_crash(int status);

/* The stage to blame, VERDICT_NOBODY where there is none: the worst by
 * exit_worse(), the first of equals. A stage that still runs is not judged. */
int verdict_culprit(const struct pipeline *p);
/* the worst code of all stages, harmless ones too (--strict) */
int verdict_worst(const struct pipeline *p);

#endif
