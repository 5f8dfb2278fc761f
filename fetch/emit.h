/*
 * What jevons-fetch gives out: WARC records, to the archive and to stdout.
 *
 * Owns: the queue for stdout; the archive is opened and closed by the caller.
 * Keeps: stdout is written without blocking (emit_write), so a reader that
 *   stands still does not stop the loop; whoever makes records asks
 *   emit_is_behind() first, which bounds the queue.
 * Fails: EXIT_IO, EXIT_CANTCREAT.
 * Users: fetch.
 */
#ifndef FETCH_EMIT_H
#define FETCH_EMIT_H

#include "fetch/archive.h"
#include "fetch/base/stamp.h"

enum { EMIT_BEHIND_BYTES = 8 * 1024 * 1024 };

struct emit {
	struct archive archive;
	struct stamp_clock clock; /* dates of the records */
	struct buf out;
	size_t out_at; /* written so far */
	int fd;        /* stdout, or its pipe opened anew */
	size_t step;   /* bytes of one write */
	long long written;
};

/* clock and archive are set by the caller */
void emit_init(struct emit *m);
void emit_release(struct emit *m);

/* a record to the archive (unless stream_only) and to stdout */
int emit_record(
    struct emit *m, struct warc_record *r, bool stream_only, struct err *e);
/* a JSON line as a metadata record */
int emit_line(struct emit *m, struct str uri, struct str line, bool stream_only,
    struct err *e);
/* {"record":"outcome",…} of an attempt, to both */
int emit_outcome(struct emit *m, struct str url, struct str feed, int status,
    const char *reason, struct err *e);
/* The same for a record of the input that is refused: with "stage", and to
 * stdout alone. The archive keeps what came from the network; a line that a
 * dying writer left half is whole again when its feed is replayed. */
int emit_refusal(struct emit *m, const char *reason, struct err *e);

/* what was asked and what came, in the archive one after the other; only what
 * came goes to stdout */
struct emit_exchange {
	const char *type; /* response revisit resource */
	struct str uri, head, body;
	const char *content_type; /* of a resource; NULL: an HTTP response */
	struct str request, ip;   /* may be absent */
	struct str same_as;       /* of a revisit, see warc_write.h */
	bool truncated, not_modified;
};
int emit_exchange(struct emit *m, const struct emit_exchange *x, struct err *e);

size_t emit_behind(const struct emit *m);   /* bytes that stdout is to take */
bool emit_is_waiting(const struct emit *m); /* bytes for stdout are left */
bool emit_is_behind(const struct emit *m);  /* too many of them */
/* as much as the reader takes now */
int emit_write(struct emit *m, struct err *e);

#endif
