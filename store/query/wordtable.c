#include "store/query/wordtable.h"

#include "parse/record/lines.h"

struct places {
	size_t at[WORDTABLE_COLUMNS_MAX]; /* column of the file, per name */
	size_t n;
};

static int read_head(struct str line, const char *path,
    const char *const *columns, struct places *p, struct err *e)
{
	for (size_t i = 0; i < p->n; i++) {
		struct str rest = line;
		bool found = false;

		p->at[i] = 0;
		while (rest.n && !found) {
			found = str_eq(str_trim(str_split(&rest, '\t')),
			    str_of(columns[i]));
			p->at[i] += !found;
		}
		if (!found)
			return err_set(e, EXIT_CONFIG,
			    "'%s' has no column '%s'", path, columns[i]);
	}
	return 0;
}

static void pick(
    struct str line, const struct places *p, wordtable_fn *fn, void *to)
{
	struct str fields[WORDTABLE_COLUMNS_MAX] = {{NULL, 0}};
	struct str rest = line;

	for (size_t column = 0; rest.n; column++) {
		struct str field = str_trim(str_split(&rest, '\t'));

		for (size_t i = 0; i < p->n; i++)
			if (p->at[i] == column)
				fields[i] = field;
	}
	fn(to, fields);
}

int wordtable_read(const char *path, const char *const *columns, size_t n,
    wordtable_fn *fn, void *to, struct err *e)
{
	struct lines *l = lines_open(path, e);
	struct places p = {.n = n};
	enum lines_result r = LINES_ERROR;
	bool head = !columns;
	struct str line;

	for (size_t i = 0; i < n && head; i++)
		p.at[i] = i;
	if (!l)
		return -1;
	while ((r = lines_next(l, &line, e)) == LINES_LINE) {
		if (!line.n || line.p[0] == '#')
			continue;
		if (head) {
			pick(line, &p, fn, to);
			continue;
		}
		if (read_head(line, path, columns, &p, e) != 0)
			break;
		head = true;
	}
	lines_close(l);
	if (r == LINES_END && !head)
		return err_set(e, EXIT_CONFIG, "'%s' is empty", path);
	return r == LINES_END ? 0 : -1;
}
