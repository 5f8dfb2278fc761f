/*
 * Sizes: of files and folders, of what is free, and as people write them.
 * Fails: EXIT_CONFIG, EXIT_OS.
 * Users: the front.
 */
#ifndef FETCH_FRONT_DISK_H
#define FETCH_FRONT_DISK_H

#include "fetch/base/err.h"
#include "fetch/base/str.h"

#include <stdint.h>

enum { DISK_TEXT_BYTES = 24 };

/* as people write it: "1.9G", as ini_size() reads it */
const char *disk_format(int64_t bytes, char text[DISK_TEXT_BYTES]);
/* bytes that a user may still write in the file system of the path */
int disk_free(const char *path, int64_t *bytes, struct err *e);
/* bytes and number of the regular files in the folder whose name has the
 * ending; 0 where there is no such folder */
void disk_files(const char *folder, struct str ending, int64_t *bytes, long *n);

#endif
