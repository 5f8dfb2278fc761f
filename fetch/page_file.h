/*
 * Pages and feeds that are files (file: URLs of RFC 8089), for lists that
 * allow them.
 * Fails: EXIT_DATA (no such URL), EXIT_NOINPUT, EXIT_IO.
 * Users: fetch.
 */
#ifndef FETCH_PAGE_FILE_H
#define FETCH_PAGE_FILE_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

/* the regular file a file: URL names, up to the buf's ceiling */
int page_file_read(struct str url, struct buf *to, struct err *e);
/* a media type by its name's ending */
const char *page_file_type(struct str url);

#endif
