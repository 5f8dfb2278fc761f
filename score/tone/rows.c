#include "score/tone/rows.h"

enum { NAME_MAX_BYTES = 32 };

/* the names of the columns, each NUL-terminated */
static size_t split_columns(const char *columns,
    char text[ROW_CELLS_MAX][NAME_MAX_BYTES], const char *name[ROW_CELLS_MAX])
{
	struct str rest = str_of(columns), one;
	size_t n = 0;

	while ((one = cell_word(&rest)).p) {
		if (n == ROW_CELLS_MAX || one.n >= NAME_MAX_BYTES)
			BUG("too many columns");
		for (size_t i = 0; i < one.n; i++)
			text[n][i] = one.p[i];
		text[n][one.n] = 0;
		name[n] = text[n];
		n++;
	}
	return n;
}

static int take_row(const struct table *t, size_t n, struct row *row,
    rows_take *take, void *user, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		row->cell[i] = str_trim(row->cell[i]);
		if (row->cell[i].n == 0)
			return table_wrong(
			    t, e, "an empty cell beside", row->cell[0]);
	}
	row->line = (size_t)t->line;
	if (take(user, row, e) != 0)
		return err_context(e, "%s:%ld", t->path, t->line);
	return 0;
}

int rows_read(const char *path, const char *columns, rows_take *take,
    void *user, struct err *e)
{
	char text[ROW_CELLS_MAX][NAME_MAX_BYTES];
	const char *name[ROW_CELLS_MAX];
	size_t n = split_columns(columns, text, name);
	struct row row = {0};
	struct table t;
	int rc;

	rc = table_open(&t, path, name, n, e) == 0 ? 1 : -1;
	while (rc == 1) {
		rc = table_next(&t, row.cell, e);
		if (rc == 1 && take_row(&t, n, &row, take, user, e) != 0)
			rc = -1;
	}
	table_close(&t);
	return rc;
}

bool cell_none(struct str cell)
{
	return cell.n == 1 && cell.p[0] == '-';
}

int cell_number(struct str cell, double *to, struct err *e)
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
		return err_set(
		    e, EXIT_CONFIG, "'%.*s' is no number", STR_ARG(cell));
	*to = (double)(whole * scale + part) / (double)scale;
	if (first == 1)
		*to = -*to;
	return 0;
}

struct str cell_word(struct str *rest)
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
