#include "fetch/base/home.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINK_MAX_BYTES = 4096 };

static void join(struct buf *to, const char *name)
{
	if (!name)
		return;
	buf_char(to, '/');
	buf_puts(to, name);
}

int home_path(struct buf *to, const char *name, struct err *e)
{
	const char *own = getenv("JEVONS_HOME");
	const char *xdg = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");

	buf_clear(to);
	if (own && *own) {
		buf_puts(to, own);
	} else if (xdg && *xdg == '/') {
		buf_puts(to, xdg);
		buf_puts(to, "/jevons");
	} else if (home && *home) {
		buf_puts(to, home);
		buf_puts(to, "/.local/share/jevons");
	} else {
		return err_set(e, EXIT_CONFIG,
		    "no place for data: set JEVONS_HOME or HOME");
	}
	join(to, name);
	return 0;
}

int home_make_dir(const char *path, struct err *e)
{
	char *copy = mem_text(str_of(path));
	int rc = 0;

	for (char *p = copy + 1; rc == 0; p++) {
		if (*p != '/' && *p != '\0')
			continue;
		char was = *p;

		*p = '\0';
		if (mkdir(copy, 0777) != 0 && errno != EEXIST)
			rc = err_sys(
			    e, EXIT_CANTCREAT, "cannot make folder '%s'", copy);
		*p = was;
		if (was == '\0')
			break;
	}
	free(copy);
	return rc;
}

static int prefix(struct buf *to, int up, struct err *e)
{
	char link[LINK_MAX_BYTES];
	ssize_t n = readlink("/proc/self/exe", link, sizeof link - 1);

	if (n < 0)
		return err_sys(e, EXIT_OS, "cannot read /proc/self/exe");
	link[n] = '\0';
	while (up-- > 0) {
		char *slash = strrchr(link, '/');

		if (slash)
			*slash = '\0';
	}
	buf_clear(to);
	buf_puts(to, link);
	return 0;
}

int home_share(struct buf *to, const char *name, struct err *e)
{
	if (prefix(to, 2, e) != 0)
		return -1;
	buf_puts(to, "/share/jevons");
	join(to, name);
	return 0;
}

int home_bin(struct buf *to, const char *name, struct err *e)
{
	if (prefix(to, 1, e) != 0)
		return -1;
	join(to, name);
	return 0;
}
