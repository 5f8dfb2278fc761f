/*
 * Writes WARC 1.1 records (ISO 28500:2017), plain or a gzip member each.
 *
 * Keeps: equal input gives equal bytes: a record's id is a UUID made of the
 *   SHA-256 of its type, target, date and block (RFC 9562, version 8).
 * Fails: a record over the buf's ceiling shows in buf.over.
 * Users: fetch writes; tests write; parse reads (warc_read.h).
 */
#ifndef FETCH_WARC_WARC_WRITE_H
#define FETCH_WARC_WARC_WRITE_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

struct warc_record {
	const char
	    *type; /* warcinfo request response revisit resource metadata */
	struct str uri; /* WARC-Target-URI; absent for warcinfo */
	int64_t date;
	const char *content_type;
	struct str head; /* first part of the block: HTTP head, or absent */
	struct str body; /* the rest of the block, which is the payload */
	bool truncated;  /* by our ceiling on length */
	/* where the archive holds the record: Jevons-File, Jevons-Offset */
	struct str file;
	int64_t offset; /* -1: leave both out */
};

void warc_write(struct buf *to, const struct warc_record *r);

/* one gzip member around the bytes (RFC 1952), with no time in its header */
int warc_gzip(struct buf *to, struct str plain, struct err *e);

#endif
