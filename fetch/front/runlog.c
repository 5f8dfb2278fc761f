#include "fetch/front/runlog.h"

#include "fetch/base/durable.h"
#include "fetch/base/out.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_MAX_BYTES = 8192, LINE_MAX_BYTES = 16 * 1024 };

static void rotate(const char *path)
{
	struct buf from, to;
	struct stat st;

	if (stat(path, &st) != 0 || st.st_size < RUNLOG_MAX_BYTES)
		return;
	buf_init(&from, PATH_MAX_BYTES);
	buf_init(&to, PATH_MAX_BYTES);
	for (int k = RUNLOG_KEEP; k > 0; k--) {
		buf_clear(&from);
		buf_clear(&to);
		buf_puts(&from, path);
		if (k > 1)
			buf_printf(&from, ".%d", k - 1);
		buf_printf(&to, "%s.%d", path, k);
		/* a file that is not there yet leaves a gap, which is fine */
		(void)rename(buf_text(&from), buf_text(&to));
	}
	buf_release(&from);
	buf_release(&to);
}

static int open_log(const char *folder, const char *name, struct err *e)
{
	struct buf path;

	buf_init(&path, PATH_MAX_BYTES);
	buf_printf(&path, "%s/%s", folder, name);
	rotate(buf_text(&path));
	int fd = open(
	    buf_text(&path), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);

	if (fd < 0)
		err_sys(e, EXIT_CANTCREAT, "cannot open '%s'", buf_text(&path));
	buf_release(&path);
	return fd;
}

int runlog_open(struct runlog *l, const char *folder, struct str run,
    const struct stamp_clock *clock, struct err *e)
{
	l->clock = *clock;
	l->fd = open_log(folder, "run.log", e);
	l->run = mem_text(run);
	return l->fd >= 0 ? 0 : -1;
}

void runlog_close(struct runlog *l)
{
	if (l->fd >= 0)
		(void)close(l->fd);
	free(l->run);
	l->fd = -1;
	l->run = NULL;
}

int runlog_line(
    struct runlog *l, const char *stage, struct str line, struct err *e)
{
	char when[STAMP_TEXT_BYTES];
	struct buf b;

	if (l->fd < 0)
		return 0;
	buf_init(&b, LINE_MAX_BYTES);
	buf_printf(&b, "at=%s run=%s stage=%s ",
	    stamp_format(stamp_now(&l->clock), when), l->run, stage);
	buf_str(&b, line);
	buf_char(&b, '\n');
	int rc = out_all(l->fd, buf_view(&b), e);

	buf_release(&b);
	return rc;
}

int runlog_ended(const char *folder, struct str json, struct err *e)
{
	int fd = open_log(folder, "runs.jsonl", e);
	struct buf b;

	if (fd < 0)
		return -1;
	buf_init(&b, json.n + 2);
	buf_str(&b, json);
	buf_char(&b, '\n');
	int rc = out_all(fd, buf_view(&b), e);

	if (rc == 0 && fdatasync(fd) != 0)
		rc = err_sys(e, EXIT_IO, "cannot sync the log");
	(void)close(fd);
	buf_release(&b);
	return rc;
}

static int read_runs(const char *folder, const char *name, struct buf *to,
    struct str *last, struct err *e)
{
	struct buf path;

	buf_init(&path, PATH_MAX_BYTES);
	buf_printf(&path, "%s/%s", folder, name);
	int rc = durable_read(buf_text(&path), to, e);
	struct str rest = buf_view(to), line;

	*last = (struct str){NULL, 0};
	while (rc == 1 && (line = str_split(&rest, '\n')).p)
		if (line.n)
			*last = line;
	buf_release(&path);
	return rc;
}

int runlog_last(
    const char *folder, struct buf *to, struct str *last, struct err *e)
{
	int rc = read_runs(folder, "runs.jsonl", to, last, e);

	/* just rotated: the one before has the last run */
	if (rc >= 0 && !last->n)
		rc = read_runs(folder, "runs.jsonl.1", to, last, e);
	return rc < 0 ? -1 : 0;
}

struct str runlog_value(struct str line, struct str key)
{
	size_t at = 0;

	while ((at = str_find(line, key, at)) < line.n) {
		bool begins = at == 0 || line.p[at - 1] == ' ';

		at += key.n;
		if (!begins || at >= line.n || line.p[at] != '=')
			continue;
		struct str v = str_sub(line, at + 1, line.n);

		if (!v.n || v.p[0] != '"')
			return str_split(&v, ' ');
		size_t end = 1;

		while (end < v.n && v.p[end] != '"')
			end += v.p[end] == '\\' ? 2 : 1;
		return str_sub(v, 1, end);
	}
	return (struct str){NULL, 0};
}
