#include "fetch/page_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024 };

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int path_of(struct str url, struct buf *to, struct err *e)
{
	struct str path = str_sub(url, 5, url.n);

	if (str_starts(path, STR("//localhost/")))
		path = str_sub(path, 11, path.n);
	else if (str_starts(path, STR("///")))
		path = str_sub(path, 2, path.n);
	if (!path.n || path.p[0] != '/' || str_starts(path, STR("//")))
		return err_set(e, EXIT_DATA, "no path in '%.*s'", STR_ARG(url));
	for (size_t i = 0; i < path.n; i++) {
		int hi, lo;

		if (path.p[i] == '%' && i + 2 < path.n &&
		    (hi = digit(path.p[i + 1])) >= 0 &&
		    (lo = digit(path.p[i + 2])) >= 0) {
			if (hi + lo == 0)
				return err_set(e, EXIT_DATA, "a NUL in a path");
			buf_char(to, (char)(hi << 4 | lo));
			i += 2;
		} else {
			buf_char(to, path.p[i]);
		}
	}
	return 0;
}

/* up to the buf's ceiling, and no byte beyond it */
static int read_all(int fd, struct buf *to, struct err *e)
{
	ssize_t n;
	char one;

	do {
		size_t left = to->max - to->n;
		size_t step = left < READ_BYTES ? left : READ_BYTES;
		char *room = step ? buf_room(to, step) : &one;

		n = read(fd, room, step ? step : 1);
		if (n < 0 && errno == EINTR) {
			n = 1;
			continue;
		}
		if (n < 0)
			return err_sys(e, EXIT_IO, "cannot read");
		if (n > 0 && !step)
			return err_set(e, EXIT_DATA, "the file is too big");
		to->n += (size_t)n;
	} while (n > 0);
	if (to->p)
		to->p[to->n] = '\0';
	return 0;
}

int page_file_read(struct str url, struct buf *to, struct err *e)
{
	struct buf path;
	struct stat st;
	int fd = -1, rc = -1;

	buf_init(&path, 8192);
	if (path_of(url, &path, e) == 0) {
		fd = open(buf_text(&path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
		if (fd < 0)
			err_sys(e, EXIT_NOINPUT, "cannot open '%s'",
			    buf_text(&path));
		else if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
			err_set(e, EXIT_NOINPUT, "'%s' is no regular file",
			    buf_text(&path));
		else
			rc = read_all(fd, to, e);
	}
	if (fd >= 0)
		(void)close(fd);
	buf_release(&path);
	return rc;
}

const char *page_file_type(struct str url)
{
	static const struct {
		const char *end, *type;
	} types[] = {
	    {".html", "text/html"},
	    {".htm", "text/html"},
	    {".rss", "application/rss+xml"},
	    {".atom", "application/atom+xml"},
	    {".xml", "application/xml"},
	    {".json", "application/json"},
	    {".txt", "text/plain"},
	    {".md", "text/plain"},
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_ends(url, str_of(types[i].end)))
			return types[i].type;
	return "application/octet-stream";
}
