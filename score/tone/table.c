#include "score/tone/table.h"

#include "fetch/base/buf.h"
#include "fetch/base/utf8.h"

#include <stdio.h>

static size_t split_cells(struct str line, struct str *cell)
{
	size_t n = 0;
	struct str rest = line, one;

	while ((one = str_split(&rest, '\t')).p) {
		if (n < TABLE_MAX_COLUMNS)
			cell[n] = one;
		n++;
	}
	return n;
}

static int check_head(
    struct str line, const char *columns, size_t *count, struct err *e)
{
	struct str cell[TABLE_MAX_COLUMNS];
	struct str want = str_of(columns), name;
	size_t n = split_cells(line, cell), i = 0;

	while ((name = table_word(&want)).p) {
		if (i >= n || i >= TABLE_MAX_COLUMNS ||
		    !str_eq(cell[i], name))
			return err_set(e, EXIT_CONFIG,
			    "the head line has no column '%.*s' in place %zu",
			    STR_ARG(name), i + 1);
		i++;
	}
	if (i != n)
		return err_set(e, EXIT_CONFIG,
		    "the head line has %zu columns for %zu", n, i);
	*count = n;
	return 0;
}

static int one_row(struct str line, size_t count, struct table_row *row,
    table_take *take, void *user, struct err *e)
{
	size_t n = split_cells(line, row->cell);

	if (n != count)
		return err_set(
		    e, EXIT_CONFIG, "%zu cells for %zu columns", n, count);
	if (!utf8_valid(line))
		return err_set(e, EXIT_CONFIG, "invalid UTF-8");
	for (size_t i = 0; i < n; i++) {
		row->cell[i] = str_trim(row->cell[i]);
		if (row->cell[i].n == 0)
			return err_set(
			    e, EXIT_CONFIG, "cell %zu is empty", i + 1);
	}
	return take(user, row, e);
}

int table_parse(struct str text, const char *name, const char *columns,
    table_take *take, void *user, struct err *e)
{
	struct table_row row = {0};
	size_t count = 0;
	struct str line;

	while ((line = str_split(&text, '\n')).p) {
		int rc;

		row.line++;
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (count == 0)
			rc = check_head(line, columns, &count, e);
		else
			rc = one_row(line, count, &row, take, user, e);
		if (rc != 0)
			return err_context(e, "%s:%zu", name, row.line);
	}
	if (count == 0)
		return err_set(e, EXIT_CONFIG, "%s: no head line", name);
	return 0;
}

int table_read(const char *path, const char *columns, table_take *take,
    void *user, struct err *e)
{
	FILE *f = fopen(path, "rb");
	struct buf b;
	size_t n;
	int rc;

	if (!f)
		return err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
	buf_init(&b, TABLE_MAX_BYTES);
	do {
		char *room = buf_room(&b, 16384);

		n = room ? fread(room, 1, 16384, f) : 0;
		b.n += n;
	} while (n > 0);
	if (ferror(f))
		rc = err_set(e, EXIT_IO, "cannot read '%s'", path);
	else if (b.over)
		rc = err_set(e, EXIT_CONFIG, "'%s' is too big", path);
	else
		rc = table_parse(buf_view(&b), path, columns, take, user, e);
	(void)fclose(f);
	buf_release(&b);
	return rc;
}

bool table_none(struct str cell)
{
	return cell.n == 1 && cell.p[0] == '-';
}

int table_number(struct str cell, double *to, struct err *e)
{
	long whole = 0, part = 0, scale = 1;
	size_t i = cell.n > 0 && cell.p[0] == '-' ? 1 : 0;
	size_t first = i, digits = 0;

	for (; i < cell.n && cell.p[i] >= '0' && cell.p[i] <= '9'; i++)
		if (++digits <= 4)
			whole = whole * 10 + (cell.p[i] - '0');
	bool good = i > first && digits <= 4;

	if (good && i < cell.n && cell.p[i] == '.') {
		i++;
		good = i < cell.n;
		for (; i < cell.n && cell.p[i] >= '0' && cell.p[i] <= '9' &&
		     scale < 10000;
		     i++) {
			part = part * 10 + (cell.p[i] - '0');
			scale *= 10;
		}
	}
	if (!good || i != cell.n)
		return err_set(e, EXIT_CONFIG, "'%.*s' is no number",
		    STR_ARG(cell));
	*to = (double)(whole * scale + part) / (double)scale;
	if (first == 1)
		*to = -*to;
	return 0;
}

struct str table_word(struct str *rest)
{
	size_t from = 0, to;

	while (from < rest->n && rest->p[from] == ' ')
		from++;
	if (!rest->p || from == rest->n)
		return (struct str){NULL, 0};
	for (to = from; to < rest->n && rest->p[to] != ' ';)
		to++;
	struct str word = str_sub(*rest, from, to);

	*rest = str_sub(*rest, to, rest->n);
	return word;
}
