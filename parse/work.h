/*
 * Does one job: a document or a record becomes record lines.
 *
 * Owns: its arena and buffers, reset for each job: memory is flat over any
 *   number of documents.
 * Keeps: a job that is refused becomes one outcome line with its place and
 *   reason. Nothing else is kept between jobs.
 * Users: dispatch.c, tests.
 */
#ifndef PARSE_WORK_H
#define PARSE_WORK_H

#include "parse/job.h"

struct work;

struct work *work_open(void);
void work_close(struct work *w); /* NULL is fine */

/* lines, each with its \n, go behind what is in `lines`; counts are added */
void work_do(struct work *w, const struct job *j, struct buf *lines,
    struct job_counts *counts);

#endif
