#include "parse/record/lines.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { CHUNK_BYTES = 256 * 1024 };

struct lines {
	gzFile gz;
	char *name;
	struct buf line; /* a line that crosses a chunk's end */
	char *chunk;
	size_t at, n;
	long long number;
	bool end;
};

struct lines *lines_open_fd(int fd, const char *name, struct err *e)
{
	gzFile gz = gzdopen(fd, "rb");

	if (!gz) {
		(void)close(fd);
		err_set(e, EXIT_OS, "cannot read '%s'", name);
		return NULL;
	}
	(void)gzbuffer(gz, CHUNK_BYTES);
	struct lines *l = mem_new(1, sizeof *l);

	l->gz = gz;
	l->name = mem_text(str_of(name));
	l->chunk = mem_new(CHUNK_BYTES, 1);
	buf_init(&l->line, LINES_MAX_BYTES);
	return l;
}

struct lines *lines_open(const char *path, struct err *e)
{
	bool input = strcmp(path, "-") == 0;
	int fd = input ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0) {
		err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
		return NULL;
	}
	return lines_open_fd(fd, input ? "stdin" : path, e);
}

void lines_close(struct lines *l)
{
	if (!l)
		return;
	(void)gzclose_r(l->gz);
	buf_release(&l->line);
	free(l->chunk);
	free(l->name);
	free(l);
}

/* 1 bytes are there, 0 end, -1 error */
static int fill(struct lines *l, struct err *e)
{
	if (l->at < l->n)
		return 1;
	if (l->end)
		return 0;
	int n = gzread(l->gz, l->chunk, CHUNK_BYTES);
	int code = 0;

	l->at = 0;
	l->n = n > 0 ? (size_t)n : 0;
	if (n > 0)
		return 1;
	l->end = true;
	const char *why = gzerror(l->gz, &code);

	if (n == 0 && code != Z_BUF_ERROR)
		return 0;
	if (code == Z_ERRNO)
		return err_sys(e, EXIT_IO, "cannot read '%s'", l->name);
	return err_set(e, EXIT_DATA, "broken gzip in '%s': %s", l->name, why);
}

static enum lines_result finish(
    struct lines *l, struct str raw, struct str *line, struct err *e)
{
	l->number++;
	if (l->line.over) {
		err_set(e, EXIT_DATA, "line %lld of '%s' is over %d MiB",
		    l->number, l->name, LINES_MAX_BYTES >> 20);
		return LINES_REFUSED;
	}
	if (raw.n && raw.p[raw.n - 1] == '\r')
		raw.n--;
	*line = raw;
	return LINES_LINE;
}

enum lines_result lines_next(struct lines *l, struct str *line, struct err *e)
{
	buf_clear(&l->line);
	for (;;) {
		int rc = fill(l, e);

		if (rc < 0)
			return LINES_ERROR;
		if (rc == 0) {
			if (l->line.n == 0 && !l->line.over)
				return LINES_END;
			return finish(l, buf_view(&l->line), line, e);
		}
		struct str rest = {l->chunk + l->at, l->n - l->at};
		const char *nl = memchr(rest.p, '\n', rest.n);
		struct str part = {rest.p, nl ? (size_t)(nl - rest.p) : rest.n};

		l->at += part.n + (nl != NULL);
		if (nl && l->line.n == 0 && !l->line.over)
			return finish(l, part, line, e); /* no copy */
		buf_str(&l->line, part);
		if (nl)
			return finish(l, buf_view(&l->line), line, e);
	}
}

long long lines_number(const struct lines *l)
{
	return l->number;
}

const char *lines_name(const struct lines *l)
{
	return l->name;
}
