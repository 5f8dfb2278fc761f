/*
 * Everything that goes through jevons-parse: inputs in, jobs out.
 *
 * Owns: its buffers and the dispatcher.
 * Keeps: the same record gives the same lines whether it comes from the pipe
 *   or from the archive; what fetch says of a feed or page holds for the
 *   record that follows, and no further.
 * Fails: EXIT_NOINPUT, EXIT_IO, EXIT_OS. What is wrong with a document is
 *   told in its outcome line and counted.
 * Users: parse_main.c, tests.
 */
#ifndef PARSE_STREAM_H
#define PARSE_STREAM_H

#include "parse/dispatch.h"

struct stream_settings {
	enum page_type type;
	struct str content_type, url; /* of --content-type and --url */
	int64_t fetched;              /* of --fetched, or now */
	size_t jobs;                  /* workers; 0 and 1: none */
	dispatch_write *write;
	void *user;
};

struct stream;

struct stream *stream_open(const struct stream_settings *s, struct err *e);
/* a file, gzip or not, "-" for stdin; its lines may still be under way */
int stream_file(struct stream *s, const char *path, struct err *e);
int stream_drain(struct stream *s, struct err *e);
struct job_counts stream_counts(const struct stream *s);
void stream_close(struct stream *s); /* NULL is fine */

#endif
