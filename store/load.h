/*
 * Loading record lines: each is checked, batches are committed.
 *
 * Taken: article lines with a score; articles without one (kept as not yet
 * scored, except listings, which are passed by); outcome and fact lines.
 * Other records (feed, item, source, what is not known) are passed by.
 *
 * Owns: the batch.
 * Keeps: a broken line is refused, told to `refused` and counted; the next
 *   one goes on. No transaction is open while a line is waited for.
 * Fails: as write.h; EXIT_IO for reading.
 * Users: store/.
 */
#ifndef STORE_LOAD_H
#define STORE_LOAD_H

#include "parse/record/lines.h"
#include "store/batch.h"

/* place: "FILE:LINE" */
typedef void load_refused(void *user, const char *place, const struct err *why);

enum { LOAD_MODEL_BYTES = 256 };

struct load {
	struct writer *w;
	struct stamp_clock clock;
	struct batch batch;
	struct batch_counts done;
	long long in, articles, passed, refused, odd_facts;
	char
	    model[LOAD_MODEL_BYTES]; /* that scored the last article; "" none */
	load_refused *tell;
	/* articles so far; may be NULL */
	void (*progress)(void *user, long long articles);
	void *user;
};

void load_init(
    struct load *l, struct writer *w, struct stamp_clock clock, bool backfill);
void load_release(struct load *l);

/* 0 taken or passed by, 1 refused (why), -1 the store failed */
int load_line(struct load *l, struct str line, struct err *why, struct err *e);
/* All lines of an open file; batches are committed on the way. LOAD_DUMP: the
 * file begins as a dump does; `head` is its first line, until the next. */
enum { LOAD_DUMP = 2 };
int load_lines(
    struct load *l, struct lines *from, struct str *head, struct err *e);
/* commit what is left */
int load_end(struct load *l, struct err *e);
/* records that added something */
long long load_out(const struct load *l);

#endif
