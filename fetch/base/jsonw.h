/*
 * Writing one JSON object a line into a buf, keys in the order written.
 *
 * Keeps: UTF-8 as it comes ('"', '\\' and control bytes escaped; invalid
 *   UTF-8 becomes U+FFFD); commas by itself; absent values write nothing
 *   ("absent means unknown").
 * Fails: nesting over JSONW_DEPTH_MAX is a BUG; size shows in buf.over.
 * Users: everyone who produces records.
 */
#ifndef FETCH_BASE_JSONW_H
#define FETCH_BASE_JSONW_H

#include "fetch/base/buf.h"
#include "fetch/base/stamp.h"

enum { JSONW_DEPTH_MAX = 16 };

struct jsonw {
	struct buf *to;
	int depth;
	bool some[JSONW_DEPTH_MAX]; /* a comma is due at this depth */
};

void jsonw_begin(struct jsonw *j, struct buf *to);
/* key NULL: inside an array, or the outermost value */
void jsonw_object(struct jsonw *j, const char *key);
void jsonw_object_end(struct jsonw *j);
void jsonw_array(struct jsonw *j, const char *key);
void jsonw_array_end(struct jsonw *j);
void jsonw_text(struct jsonw *j, const char *key, struct str v);
void jsonw_int(struct jsonw *j, const char *key, long long v);
void jsonw_bool(struct jsonw *j, const char *key, bool v);
void jsonw_null(struct jsonw *j, const char *key);
/* v with so many digits behind the point, trailing zeros cut, -0 as 0 */
void jsonw_real(struct jsonw *j, const char *key, double v, int digits);
/* stamp as "2025-…Z"; STAMP_NONE writes nothing */
void jsonw_stamp(struct jsonw *j, const char *key, int64_t t);
/* v is JSON already */
void jsonw_raw(struct jsonw *j, const char *key, struct str v);

/* "…" with the quotes */
void jsonw_quote(struct buf *to, struct str v);

#endif
