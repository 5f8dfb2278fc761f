/*
 * What every record line after parse has in common: one JSON object with "v"
 * and "record".
 *
 * Keeps: a stage passes lines it does not know through unchanged, and adds to
 *   a line by splicing, so that all other bytes stay as they are.
 * Users: parse, score, store.
 */
#ifndef PARSE_RECORD_RECORD_H
#define PARSE_RECORD_RECORD_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

enum { RECORD_VERSION = 1 };

/* Look at the top level of a line without building a tree. *kind is the
 * value of "record" (raw, unescaped not needed), *version that of "v" (0 where
 * absent). EXIT_DATA where the line is not one object. */
int record_peek(
    struct str line, struct str *kind, long *version, struct err *e);

/* Raw JSON of a top-level member (string values with their quotes); absent
 * view where there is none. */
struct str record_member(struct str line, struct str key);

/* line with ,"key":value in front of its last brace; a member of that name
 * that is there already is taken out first (a replay scores anew). */
int record_splice(struct buf *to, struct str line, const char *key,
    struct str value, struct err *e);

/* One attempt or refusal: {"v":1,"record":"outcome",…}; absent views and a
 * status of 0 are left out. No newline. */
struct outcome {
	struct str url, feed, stage, reason, place;
	int64_t at; /* STAMP_NONE: left out */
	int status; /* of HTTP */
};
void outcome_write(struct buf *to, const struct outcome *o);

#endif
