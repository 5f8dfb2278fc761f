/*
 * What an answer's body is once its codings are taken off: how much, whether
 * they are whole, and how it begins. The bytes themselves stay as they came.
 *
 * Keeps: constant memory: chunked framing and up to BODY_CODINGS_MAX stacked
 *   codings are undone a piece at a time, and nothing but the begin is kept.
 *   A body that is not what its header says is taken as it is, as parse does.
 * Fails: EXIT_DATA: over the ceiling (a bomb), too many codings, an unknown
 *   one, a compressed body that is broken or cut.
 * Users: fetch.
 */
#ifndef FETCH_BODY_CHECK_H
#define FETCH_BODY_CHECK_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

enum {
	BODY_CODINGS_MAX = 2,
	BODY_BEGIN_BYTES = 8192,
	BODY_DECODED_MAX_BYTES = 96 * 1024 * 1024
};

/* begin: a buf of BODY_BEGIN_BYTES; cut: the body ends at our ceiling, so that
 * its codings may too */
int body_check(struct str head, struct str body, bool cut, struct buf *begin,
    struct err *e);

#endif
