/*
 * Reads INI text: [section], key = value, comments of ; or # at line starts.
 *
 * Keeps: lines of any length (libinih as packaged cuts at 200 bytes); values
 *   are taken as they stand, without quotes or escapes.
 * Fails: EXIT_CONFIG with file and line.
 * Users: feed lists, configuration.
 */
#ifndef FETCH_BASE_INI_H
#define FETCH_BASE_INI_H

#include "fetch/base/err.h"
#include "fetch/base/str.h"

#include <stdint.h>

/* Called for each key (key absent: a section begins). Non-zero with e set ends
 * the reading; the place is put in front. */
typedef int ini_take(void *user, struct str section, struct str key,
    struct str value, struct err *e);

int ini_read(struct str text, const char *name, ini_take *take, void *user,
    struct err *e);

/* the same for a file of at most 4 MiB; EXIT_NOINPUT */
int ini_read_file(const char *path, ini_take *take, void *user, struct err *e);

/* yes/true/on/1 and no/false/off/0 */
int ini_bool(struct str value, bool *to, struct err *e);
/* a duration: 90, 90s, 15m, 2h, 1d; in seconds */
int ini_seconds(struct str value, long *to, struct err *e);
/* a size: "2G", "500M", "64K", "1T", plain bytes; powers of 1024 */
int ini_size(struct str text, int64_t *bytes, struct err *e);

#endif
