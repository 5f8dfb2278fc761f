/*
 * An index beside a WARC file: NAME.cdxj, a sorted line a response, revisit or
 * resource:
 *
 *   com,example)/path?q 20250127100000 {"url":"…","mime":"text/html",
 *   "status":"200","digest":"sha256:…","length":"…","offset":"…",
 *   "filename":"NAME","record":"<urn:uuid:…>"}
 *
 * (on one line): the CDXJ of pywb and its kin, with the record's id added.
 *
 * Owns: its lines, until cdxj_release().
 * Keeps: written whole or not at all (durable.h).
 * Fails: EXIT_IO, EXIT_CANTCREAT, EXIT_NOINPUT.
 * Users: fetch writes; the front rebuilds; query looks records up.
 */
#ifndef FETCH_WARC_CDXJ_H
#define FETCH_WARC_CDXJ_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/err.h"

#include <stdint.h>

struct cdxj {
	struct arena arena;
	struct str *lines;
	size_t n, cap;
};

struct cdxj_entry {
	struct str type, uri, id, digest; /* of the record */
	struct str head;         /* of the HTTP answer; absent for a resource */
	struct str content_type; /* of a resource */
	int64_t date, offset, length;
};

/* entries of other types are passed over; file: the base name */
void cdxj_add(struct cdxj *c, const char *file, const struct cdxj_entry *e);
/* PATH.cdxj for the WARC file PATH; the entries are forgotten */
int cdxj_write(struct cdxj *c, const char *path, struct err *e);
void cdxj_release(struct cdxj *c);

/* the index of a file that has none, made by reading it; name: what the file
 * will be called */
int cdxj_build_as(const char *path, const char *name, struct err *e);
/* Where the record of that id begins: 1 found, 0 not, or there is no index. */
int cdxj_find(const char *path, struct str id, int64_t *offset, struct err *e);

/* the sort key of a URL: host turned round, then path and query */
void cdxj_key(struct buf *to, struct str url);

#endif
