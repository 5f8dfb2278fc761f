/*
 * Writes WARC 1.1 records (ISO 28500:2017), plain or a gzip member each.
 *
 * Keeps: equal input gives equal bytes: a record's id is a UUID made of the
 *   SHA-256 of its type, target, date, head and payload digest (RFC 9562,
 *   version 8). The payload's digest is that of the body as it stands in the
 *   record.
 * Fails: a record over the buf's ceiling shows in buf.over.
 * Users: fetch writes; tests write; parse reads (warc_read.h).
 */
#ifndef FETCH_WARC_WARC_WRITE_H
#define FETCH_WARC_WARC_WRITE_H

#include "fetch/base/buf.h"
#include "fetch/base/digest.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

enum { WARC_ID_BYTES = 48 /* <urn:uuid:…> */ };

struct warc_record {
	const char
	    *type; /* warcinfo request response revisit resource metadata */
	struct str uri; /* WARC-Target-URI; absent for warcinfo */
	int64_t date;
	const char *content_type;
	struct str head; /* first part of the block: HTTP head, or absent */
	struct str body; /* the rest of the block, which is the payload */
	bool truncated;  /* by our ceiling on length */
	struct str ip;   /* WARC-IP-Address; may be absent */
	struct str concurrent; /* id of the record it belongs to; or absent */
	/* of a revisit: digest of the payload that is not repeated; absent: the
	 * server said that nothing was modified, and we keep no digest */
	struct str same_as;
	bool not_modified; /* of a revisit: the server said so (304) */
	/* where the archive holds the record: Jevons-File, Jevons-Offset */
	struct str file;
	int64_t offset; /* -1: leave both out */
	/* made by warc_prepare() */
	char id[WARC_ID_BYTES];
	unsigned char digest[DIGEST_BYTES];
	bool prepared;
};

/* Work out digest and id; warc_write() does so where it was not done. */
void warc_prepare(struct warc_record *r);
/* the header lines, with the empty line behind them */
void warc_write_head(struct buf *to, struct warc_record *r);
/* the whole record */
void warc_write(struct buf *to, struct warc_record *r);

/* one gzip member around the bytes (RFC 1952), with no time in its header */
int warc_gzip(struct buf *to, struct str plain, struct err *e);

#endif
