/*
 * The open elements of a feed: what each one means, and what holds inside it
 * (namespaces, xml:base).
 *
 * Owns: its stack, until feed_scope_release().
 * Keeps: an element of a vocabulary that we do not know means nothing, so that
 *   a namesake of "title" in it is not taken for one; a prefix that was never
 *   declared counts by its customary meaning. Only so many open elements, and
 *   namespaces, are kept; deeper ones mean nothing. Never a walk through all
 *   of them.
 * Source: Namespaces in XML 1.0; XML Base.
 * Users: read.c.
 */
#ifndef PARSE_FEED_SCOPE_H
#define PARSE_FEED_SCOPE_H

#include "parse/feed/scan.h"

enum feed_field {
	FIELD_NONE,
	FIELD_ROOT,
	FIELD_CHANNEL,
	FIELD_ITEM,
	FIELD_TITLE,
	FIELD_LINK,
	FIELD_ID,
	FIELD_CONTENT,
	FIELD_BODY, /* markup whatever its type says */
	FIELD_SUMMARY,
	FIELD_AUTHOR,
	FIELD_NAME, /* of an author */
	FIELD_PUBLISHED,
	FIELD_UPDATED,
	FIELD_BUILT,
	FIELD_LANGUAGE,
	FIELD_TTL,
	FIELD_GROUP, /* its children count as the item's own */
	FIELD_PUBLICATION,
	FIELD_OTHER_TITLE,
	FIELD_OTHER_LINK, /* these two of an attribute alone */
	FIELD_OTHER_UPDATED,
	FIELD_OTHER_ID,
	FIELD_OTHER_SUMMARY,
	FIELDS
};

enum { FEED_DEPTH_MAX = 256, FEED_SPACES_MAX = 64, FEED_ROWS_MAX = 128 };

struct feed_element {
	size_t name;            /* where it begins in `names` */
	size_t bases, n_spaces; /* as they were outside of it */
	enum feed_field field;
	bool core; /* of the core's vocabulary */
	bool xhtml;
	bool prefixed; /* with a prefix that is declared */
};

struct feed_space {
	size_t name; /* its prefix, in `names` */
	size_t prefix_bytes;
	const char *words; /* our name of the vocabulary */
	uint64_t uri;
};

struct feed_scope {
	struct feed_element open[FEED_DEPTH_MAX];
	struct feed_space spaces[FEED_SPACES_MAX];
	enum feed_field fields[FEED_ROWS_MAX]; /* of table_feedfields */
	struct buf names, bases; /* stacks of text; a base is whole */
	size_t depth;            /* of all that are open, kept or not */
	size_t n_spaces;
	uint64_t root_uri; /* what the root is written in is core */
};

void feed_scope_init(struct feed_scope *s);
void feed_scope_release(struct feed_scope *s);

/* The element that begins (the scanner's token): it is open now. NULL where
 * it is too deep to be kept. */
const struct feed_element *feed_scope_open(
    struct feed_scope *s, struct feed_scan *scan, struct arena *a);
/* How many elements the end tag of that name ends: 0 for one of nothing that
 * is open, or was left open near by. */
size_t feed_scope_ends(const struct feed_scope *s, struct str name);
void feed_scope_close(struct feed_scope *s); /* the innermost one */

/* the open one at a depth, from 1; NULL for none that is kept */
const struct feed_element *feed_scope_at(
    const struct feed_scope *s, size_t depth);
struct str feed_scope_name(const struct feed_scope *s, size_t depth);
/* the xml:base that holds; absent for none */
struct str feed_scope_base(const struct feed_scope *s);

#endif
