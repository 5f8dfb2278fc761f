/*
 * An input of this program: a file or stdin, gzip or not, that is WARC or one
 * document.
 *
 * Owns: the descriptor, until input_close() or input_warc() takes it over.
 * Keeps: a pipe is looked into without losing a byte; memory is bounded by
 *   INPUT_MAX_BYTES.
 * Fails: EXIT_NOINPUT (cannot open), EXIT_IO (read), EXIT_DATA (broken gzip,
 *   too big).
 * Users: stream.c.
 */
#ifndef PARSE_INPUT_H
#define PARSE_INPUT_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/warc/warc_read.h"

enum { INPUT_MAX_BYTES = 256 * 1024 * 1024, INPUT_STEP_BYTES = 256 * 1024 };

struct input {
	int fd;
	const char *name; /* "stdin" for "-" */
	struct buf head;  /* bytes read already */
	bool warc;        /* it begins like a WARC file */
};

int input_open(struct input *in, const char *path, struct err *e);
void input_close(struct input *in);

/* A reader of its records; the input is left empty. */
struct warc_reader *input_warc(struct input *in);

/* So many bytes more, at most, behind the head: 1, 0 at the end, -1. */
int input_more(struct input *in, size_t most, struct err *e);

/* All of it, without gzip, as one document. */
int input_whole(struct input *in, struct buf *to, struct err *e);

#endif
