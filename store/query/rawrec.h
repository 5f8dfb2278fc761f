/*
 * The raw record that an article was made from: a WARC record in the archive,
 * or a file of the user's.
 *
 * Fails: EXIT_NOINPUT where it is not there any more, saying so; EXIT_DATA
 *   for a record that cannot be read.
 * Users: explain.
 */
#ifndef STORE_QUERY_RAWREC_H
#define STORE_QUERY_RAWREC_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "parse/record/article.h"

/* where the file is: as named, else in $JEVONS_HOME/archive */
int rawrec_path(const struct raw_place *raw, struct buf *path, struct err *e);
/* what can be said of it: "there", "not there", "removed on …" */
void rawrec_state(const struct raw_place *raw, struct buf *to);
/* the record's head and block as they were stored */
int rawrec_write(const struct raw_place *raw, int fd, struct err *e);

#endif
