/*
 * Reads JSON Lines (or any lines) from a file that may be gzip-compressed,
 * several members too.
 *
 * Owns: its buffers; a line is borrowed until the next call.
 * Keeps: memory bounded by LINES_MAX_BYTES a line. An over-long line is
 *   skipped whole and told as LINES_REFUSED; reading goes on behind it.
 * Fails: EXIT_NOINPUT (cannot open), EXIT_IO (read), EXIT_DATA (broken gzip;
 *   lines before the break were delivered).
 * Users: parse, score, store.
 */
#ifndef PARSE_RECORD_LINES_H
#define PARSE_RECORD_LINES_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

enum { LINES_MAX_BYTES = 256 * 1024 * 1024 };

enum lines_result {
	LINES_ERROR = -1,
	LINES_END = 0,
	LINES_LINE = 1,
	LINES_REFUSED = 2 /* e says why; the next call goes on */
};

struct lines;

/* path "-" is stdin. NULL on error. */
struct lines *lines_open(const char *path, struct err *e);
/* takes over fd (closed by lines_close) */
struct lines *lines_open_fd(int fd, const char *name, struct err *e);
void lines_close(struct lines *l); /* NULL is fine */

/* the next line without its \n (and without a \r before it) */
enum lines_result lines_next(struct lines *l, struct str *line, struct err *e);
long long lines_number(const struct lines *l); /* of the last line, from 1 */
const char *lines_name(const struct lines *l);

#endif
