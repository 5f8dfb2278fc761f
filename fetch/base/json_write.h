/*
 * Writing one JSON object a line into a buf, keys in the order written.
 *
 * Keeps: UTF-8 as it comes ('"', '\\' and control bytes escaped; invalid
 *   UTF-8 becomes U+FFFD); commas by itself; absent values write nothing
 *   ("absent means unknown").
 * Fails: nesting over JSON_DEPTH_MAX is a BUG; size shows in buf.over.
 * Users: everyone who produces records.
 */
#ifndef FETCH_BASE_JSON_WRITE_H
#define FETCH_BASE_JSON_WRITE_H

#include "fetch/base/buf.h"

enum { JSON_DEPTH_MAX = 16 };

struct json_out {
	struct buf *to;
	int depth;
	bool some[JSON_DEPTH_MAX]; /* a comma is due at this depth */
};

void json_begin(struct json_out *j, struct buf *to);
/* key NULL: inside an array, or the outermost value */
void json_object(struct json_out *j, const char *key);
void json_object_end(struct json_out *j);
void json_array(struct json_out *j, const char *key);
void json_array_end(struct json_out *j);
void json_text(struct json_out *j, const char *key, struct str v);
void json_int(struct json_out *j, const char *key, long long v);
void json_bool(struct json_out *j, const char *key, bool v);
void json_null(struct json_out *j, const char *key);
/* v with so many digits behind the point, trailing zeros cut, -0 as 0 */
void json_real(struct json_out *j, const char *key, double v, int digits);
/* stamp as "2025-…Z"; STAMP_NONE writes nothing */
void json_stamp(struct json_out *j, const char *key, int64_t t);
/* v is JSON already */
void json_raw(struct json_out *j, const char *key, struct str v);

/* "…" with the quotes */
void json_quote(struct buf *to, struct str v);

#endif
