/*
 * Reads JSON one token at a time: tables of facts are megabytes, and a tree
 * of them would be ten times that.
 *
 * Owns: nothing: views of the text.
 * Keeps: nesting up to JSON_DEPTH_MAX; numbers keep their text.
 * Fails: JSON_BROKEN once, and from then on.
 * Source: RFC 8259.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_JSON_WALK_H
#define PARSE_FILING_JSON_WALK_H

#include "fetch/base/arena.h"

enum { JSON_DEPTH_MAX = 32 };

enum json_token {
	JSON_BROKEN = -1,
	JSON_END = 0,
	JSON_OBJECT,
	JSON_OBJECT_END,
	JSON_ARRAY,
	JSON_ARRAY_END,
	JSON_KEY,
	JSON_TEXT,
	JSON_NUMBER,
	JSON_WORD /* true, false, null */
};

struct json_walk {
	struct str text;
	size_t at;
	struct str value; /* of a key, text, number, word; between quotes */
	size_t depth;     /* arrays and objects that are open */
	bool object[JSON_DEPTH_MAX];
	bool some; /* the innermost one has a member already */
	bool after_key, begun, broken;
};

void json_walk_begin(struct json_walk *w, struct str text);
enum json_token json_walk_next(struct json_walk *w);

/* with its escapes resolved; a view where there are none */
struct str json_unescape(struct arena *a, struct str value);

#endif
