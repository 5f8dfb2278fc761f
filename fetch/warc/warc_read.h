/*
 * Reads WARC records (ISO 28500, 1.0 and 1.1) from a file or a pipe, plain or
 * gzip, one at a time.
 *
 * Owns: its buffers; a record's views are valid until the next call.
 * Keeps: memory is bounded by WARC_BLOCK_MAX_BYTES.
 * Fails: a broken or over-long record is WARC_REFUSED with its place in e;
 *   reading goes on at the next one. EXIT_IO and EXIT_NOINPUT end it.
 * Users: parse, the front (replay), query (explain --raw), tests.
 */
#ifndef FETCH_WARC_WARC_READ_H
#define FETCH_WARC_WARC_READ_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

enum { WARC_BLOCK_MAX_BYTES = 256 * 1024 * 1024 };

enum warc_result {
	WARC_ERROR = -1,
	WARC_END = 0,
	WARC_RECORD = 1,
	WARC_REFUSED = 2
};

struct warc_in {
	struct str type, uri, id, content_type, payload_digest;
	struct str head;  /* all header lines */
	struct str block; /* Content-Length bytes */
	int64_t date;     /* STAMP_NONE where it cannot be read */
	int64_t offset;   /* of the record or its gzip member in this input */
	bool truncated;
};

struct warc_reader;

struct warc_reader *warc_read_open(const char *path, struct err *e); /* "-" */
struct warc_reader *warc_read_fd(int fd, const char *name); /* takes over fd */
/* bytes that were read from fd before, to see what it is; at most 64 KiB */
void warc_read_prime(struct warc_reader *r, struct str head);
void warc_read_close(struct warc_reader *r); /* NULL is fine */
enum warc_result warc_read_next(
    struct warc_reader *r, struct warc_in *in, struct err *e);

/* value of a header line (of WARC or HTTP), names without regard to case;
 * absent where there is none */
struct str warc_header(struct str head, struct str name);

#endif
