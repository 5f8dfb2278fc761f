/*
 * The stage as a whole: files of lines in, lines out on stdout, by one process
 * or by workers.
 *
 * Owns: its buffers, until stage_release().
 * Keeps: output in the order of the input, the same for any number of
 *   workers; what is ready goes out before the stage waits for more input. A
 *   refused record is an outcome line in its place, and told by `refused`.
 * Fails: EXIT_NOINPUT, EXIT_DATA (a broken gzip file), EXIT_IO.
 * Users: score_main.c.
 */
#ifndef SCORE_STAGE_H
#define SCORE_STAGE_H

#include "score/scorer.h"

#include "fetch/base/workers.h"

struct stage_place {
	struct str name;
	long long line;
};

struct stage {
	/* the caller's */
	const struct model *model;
	int64_t now;
	size_t jobs;
	bool explain, colour;
	void (*refused)(struct str place, const struct err *why);
	/* kept inside */
	struct scorer scorer;
	struct workers *workers;
	struct buf out, job;
	struct stage_place given[WORKERS_MAX * WORKERS_BACKLOG]; /* a ring */
	size_t first, n_given;
	long long in, done, n_refused, lost;
};

int stage_begin(struct stage *s, struct err *e);
/* path "-" is stdin */
int stage_file(struct stage *s, const char *path, struct err *e);
void stage_release(struct stage *s);

#endif
