/*
 * jevons.ini: the few settings of a user, and where each value comes from.
 *
 * Owns: its values, until config_release().
 * Keeps: searched in order: the given path, $JEVONS_CONFIG,
 *   ${XDG_CONFIG_HOME:-~/.config}/jevons/jevons.ini, /etc/jevons/jevons.ini;
 *   the first found is read, none found means defaults.
 * Fails: EXIT_CONFIG (an unknown key, a bad value), EXIT_NOINPUT for a named
 *   file that is not there.
 * Users: program files.
 */
#ifndef FETCH_BASE_CONFIG_H
#define FETCH_BASE_CONFIG_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

enum config_key {
	CONFIG_CONTACT, /* an address or URL in the User-Agent */
	CONFIG_PROXY,
	CONFIG_CA_FILE,
	CONFIG_IP, /* auto, 4, 6 */
	CONFIG_TZ,
	CONFIG_RETAIN_ARCHIVE,
	CONFIG_RETAIN_ARCHIVE_MAX,
	CONFIG_RETAIN_TEXT,
	CONFIG_FREE_MIN,
	CONFIG_KEYS
};

struct config {
	char *path;               /* the file that was read; NULL for none */
	char *value[CONFIG_KEYS]; /* NULL: the default holds */
};

int config_load(struct config *c, const char *given, struct err *e);
void config_release(struct config *c);
const char *config_name(enum config_key k);
/* the value, or the default ("" where there is none) */
const char *config_get(const struct config *c, enum config_key k);
/* the folder of the configuration file, or where it would be; feed lists lie
 * in feeds.d/ under it */
void config_dir(const struct config *c, struct buf *to);

#endif
