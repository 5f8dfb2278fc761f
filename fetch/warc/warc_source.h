/*
 * The bytes of a WARC file, decompressed where it is gzip (a member a record,
 * or one for all), with the place in the file they came from.
 *
 * Owns: the descriptor and its buffers.
 * Keeps: holds only bytes that were not consumed.
 * Fails: EXIT_IO for reading; broken gzip is told once (source_broken) and
 *   reading goes on at the next member.
 * Users: warc_read.c alone.
 */
#ifndef FETCH_WARC_WARC_SOURCE_H
#define FETCH_WARC_WARC_SOURCE_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

struct warc_source;

struct warc_source *warc_source_open(int fd, size_t max_bytes);
void warc_source_close(struct warc_source *s);

/* Bytes that were read from the descriptor already, at most 64 KiB; called
 * before anything else. */
void warc_source_prime(struct warc_source *s, struct str head);

/* More bytes behind those held: 1 some, 0 end, -1 error, 2 a gzip member was
 * broken: what is held ends there, and the next call goes on behind it. */
int warc_source_fill(struct warc_source *s, struct err *e);
struct str warc_source_held(const struct warc_source *s);
void warc_source_drop(struct warc_source *s, size_t n);
/* where in the file the first held byte is: of its gzip member, or itself */
int64_t warc_source_offset(const struct warc_source *s);

#endif
