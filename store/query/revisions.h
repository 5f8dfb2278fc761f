/*
 * The rows of a matrix with their vintages: what each would have been,
 * delivered later, as more became known.
 *
 * Keeps: rows are whole for the call alone. The first vintage of a row is the
 * row that was delivered; a later one begins with the commit that changed a
 * value in it. A vintage is valid from its commit, until before the next one's.
 * Fails: as matrix.h.
 * Users: cmd_features.c.
 */
#ifndef STORE_QUERY_REVISIONS_H
#define STORE_QUERY_REVISIONS_H

#include "store/query/matrix.h"

/* Every vintage in order of bucket, target and commit. fn as matrix_each(). */
int revisions_each(
    const struct matrix *m, matrix_fn *fn, void *to, struct err *e);

#endif
