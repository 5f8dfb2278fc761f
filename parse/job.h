/*
 * One piece of work for this stage, with all that it needs: so that a worker
 * process can do it as well as we ourselves.
 *
 * Owns: nothing: views of the reader's buffers, or of the encoded bytes.
 * Keeps: job_decode(job_encode(j)) is j.
 * Users: parse.
 */
#ifndef PARSE_JOB_H
#define PARSE_JOB_H

#include "fetch/base/buf.h"
#include "parse/record/article.h"
#include "parse/sniff.h"

enum job_kind {
	JOB_DOCUMENT, /* bytes */
	JOB_RESPONSE, /* bytes are an HTTP response, head and body */
	JOB_ITEM,     /* the item alone */
	JOB_LINE,     /* bytes are a record line that passes through */
	JOB_REFUSED   /* reason says why */
};

struct job {
	enum job_kind kind;
	enum page_type type;
	bool truncated;
	int64_t fetched;
	struct str bytes, content_type, url, reason;
	struct raw_place raw;
	/* record lines that came before: what a feed list says of a feed, and
	 * what a feed says of a page; absent for none */
	struct str source, item;
};

void job_encode(struct buf *to, const struct job *j);
void job_decode(struct str bytes, struct job *j); /* BUG on foreign bytes */

/* What became of a job: record lines, each with its \n, and counts. */
struct job_counts {
	long long in, out, refused;
};

#endif
