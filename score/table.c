#include "score/table.h"

#include "fetch/base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024 };

int table_wrong(
    const struct table *t, struct err *e, const char *what, struct str subject)
{
	if (subject.p)
		return err_set(e, EXIT_CONFIG, "%s:%ld: %s '%.*s'", t->path,
		    t->line, what, STR_ARG(str_sub(subject, 0, 120)));
	return err_set(e, EXIT_CONFIG, "%s:%ld: %s", t->path, t->line, what);
}

static int read_all(struct table *t, struct err *e)
{
	int fd = open(t->path, O_RDONLY | O_CLOEXEC);
	int rc = 0;

	if (fd < 0)
		return err_sys(e, EXIT_NOINPUT, "cannot open '%s'", t->path);
	for (;;) {
		char *room = buf_room(&t->bytes, READ_BYTES);
		ssize_t n = room ? read(fd, room, READ_BYTES) : 0;

		if (n < 0 && errno == EINTR)
			continue;
		if (!room)
			rc = err_set(
			    e, EXIT_CONFIG, "table '%s' is too big", t->path);
		else if (n < 0)
			rc = err_sys(e, EXIT_IO, "cannot read '%s'", t->path);
		if (rc != 0 || n == 0)
			break;
		t->bytes.n += (size_t)n;
	}
	(void)close(fd);
	return rc;
}

/* the next line that holds something; absent at the end */
static struct str next_line(struct table *t)
{
	for (;;) {
		struct str line = str_split(&t->rest, '\n');

		if (!line.p)
			return line;
		t->line++;
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (line.n && line.p[0] != '#')
			return line;
	}
}

static int check_head(
    struct table *t, struct str line, const char *const *columns, struct err *e)
{
	for (size_t i = 0; i < t->columns; i++)
		if (!str_eq(str_split(&line, '\t'), str_of(columns[i])))
			return table_wrong(t, e,
			    "the head line lacks, or has at another place, "
			    "column",
			    str_of(columns[i]));
	if (line.p && line.n)
		return table_wrong(t, e, "column that is not known:", line);
	return 0;
}

int table_open(struct table *t, const char *path, const char *const *columns,
    size_t n, struct err *e)
{
	*t = (struct table){.path = path, .columns = n};
	if (n > TABLE_COLUMNS_MAX)
		BUG("a table with too many columns");
	buf_init(&t->bytes, TABLE_MAX_BYTES);
	if (read_all(t, e) != 0)
		return -1;
	t->rest = (struct str){buf_text(&t->bytes), t->bytes.n};
	if (str_starts(t->rest, STR("\xef\xbb\xbf")))
		t->rest = str_sub(t->rest, 3, t->rest.n);
	struct str head = next_line(t);

	if (!head.p)
		return table_wrong(t, e, "no head line", head);
	return check_head(t, head, columns, e);
}

void table_close(struct table *t)
{
	buf_release(&t->bytes);
}

int table_next(struct table *t, struct str *cells, struct err *e)
{
	struct str line = next_line(t), rest = line;

	if (!line.p)
		return 0;
	if (!utf8_valid(line))
		return table_wrong(t, e, "no UTF-8", (struct str){NULL, 0});
	for (size_t i = 0; i < t->columns; i++) {
		cells[i] = str_split(&rest, '\t');
		if (!cells[i].p)
			return table_wrong(t, e, "too few cells:", line);
		cells[i] = str_trim(cells[i]);
	}
	if (str_split(&rest, '\t').p)
		return table_wrong(t, e, "too many cells:", line);
	return 1;
}
