/*
 * Everything that goes through jevons-parse: documents and WARC records in,
 * record lines out.
 *
 * Owns: its buffers; lines go to the `line` callback.
 * Keeps: a refused record becomes an outcome line with its place and reason,
 *   and the next one is read; the same record gives the same lines whether it
 *   comes from the pipe or from the archive.
 * Users: parse_main.c.
 */
#ifndef PARSE_STREAM_H
#define PARSE_STREAM_H

#include "parse/feed.h"
#include "parse/page.h"

struct stream {
	/* the caller's */
	int (*line)(void *user, struct str line, struct err *e);
	void *user;
	enum page_type type;
	struct str content_type, url; /* of --content-type and --url */
	int64_t fetched;              /* of --fetched, or now */
	/* kept inside */
	struct arena arena; /* of one record */
	struct arena
	    context; /* of a source, and of an item, for what follows */
	struct feed_source source;
	struct page_item item;
	bool has_source, has_item;
	long long in, out, refused;
	struct buf text;
};

void stream_begin(struct stream *s);
void stream_release(struct stream *s);

/* a file, gzip or not, "-" for stdin. Broken records are counted; -1 where
 * nothing can be read or written. */
int stream_file(struct stream *s, const char *path, struct err *e);

#endif
