/*
 * Hands jobs out, to workers or to ourselves, and writes what they give in
 * the order of the jobs.
 *
 * Owns: the workers and the places of the jobs under way.
 * Keeps: equal output for any number of workers; a job whose worker died is
 *   told as refused, with its place.
 * Fails: EXIT_OS (no process), EXIT_IO (of the line callback).
 * Users: stream.c.
 */
#ifndef PARSE_DISPATCH_H
#define PARSE_DISPATCH_H

#include "parse/job.h"

/* takes whole record lines, each with its \n */
typedef int dispatch_write(void *user, struct str lines, struct err *e);

struct dispatch;

struct dispatch *dispatch_open(
    size_t jobs, dispatch_write *write, void *user, struct err *e);
int dispatch_add(struct dispatch *d, const struct job *j, struct err *e);
/* what was done elsewhere, to be counted here */
void dispatch_count(struct dispatch *d, struct job_counts more);
/* wait for all that is under way */
int dispatch_drain(struct dispatch *d, struct err *e);
struct job_counts dispatch_counts(const struct dispatch *d);
void dispatch_close(struct dispatch *d); /* NULL is fine */

#endif
