#include "fetch/front/table.h"

#include "fetch/base/buf.h"
#include "fetch/base/utf8.h"

#include <stdio.h>

struct range {
	uint32_t from, to;
};

/* Unicode 15: East Asian Width W and F, by block */
static const struct range wide[] = {
    {0x1100, 0x115F},
    {0x2E80, 0x303E},
    {0x3041, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD},
};

/* marks that stand on the letter before, and formats */
static const struct range none[] = {
    {0x0300, 0x036F},
    {0x0610, 0x061A},
    {0x064B, 0x065F},
    {0x0670, 0x0670},
    {0x06D6, 0x06DC},
    {0x200B, 0x200F},
    {0x202A, 0x202E},
    {0xFE00, 0xFE0F},
};

static bool is_in(const struct range *r, size_t n, uint32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c >= r[i].from && c <= r[i].to)
			return true;
	return false;
}

size_t table_width(struct str s)
{
	size_t width = 0;

	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);

		if (is_in(none, sizeof none / sizeof *none, c))
			continue;
		width += is_in(wide, sizeof wide / sizeof *wide, c) ? 2 : 1;
	}
	return width;
}

/* control characters, C1 and direction overrides become "?" */
static struct str clean(struct arena *a, struct str s)
{
	struct buf b;

	buf_init(&b, 4 * s.n + 4);
	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);
		bool odd = c < 0x20 || (c >= 0x7F && c < 0xA0) ||
			   (c >= 0x202A && c <= 0x202E) ||
			   (c >= 0x2066 && c <= 0x2069);

		buf_utf8(&b, odd ? '?' : c);
	}
	struct str copy = arena_str(a, buf_view(&b));

	buf_release(&b);
	return copy;
}

static void add(struct table *t, size_t column, struct str cell)
{
	t->cells =
	    arena_more(&t->arena, t->cells, t->n, &t->cap, sizeof *t->cells);
	cell = clean(&t->arena, cell.n ? cell : STR("-"));
	t->cells[t->n++] = cell;
	size_t width = table_width(cell);

	if (width > t->width[column])
		t->width[column] = width;
}

void table_begin(struct table *t, const char *const *names)
{
	*t = (struct table){0};
	for (; names[t->columns]; t->columns++) {
		const char *name = names[t->columns];

		if (t->columns == TABLE_COLUMNS_MAX)
			BUG("a table has too many columns");
		t->right[t->columns] = *name == '>';
		add(t, t->columns, str_of(name + (*name == '>')));
	}
}

void table_release(struct table *t)
{
	arena_release(&t->arena);
	*t = (struct table){0};
}

void table_row(struct table *t, const struct str *cells)
{
	for (size_t i = 0; i < t->columns; i++)
		add(t, i, cells[i]);
}

static void print_cell(const struct table *t, size_t i)
{
	size_t column = i % t->columns;
	struct str s = t->cells[i];
	int gap = (int)(t->width[column] - table_width(s));
	bool last = column + 1 == t->columns;

	printf("%*s%.*s%*s%s", t->right[column] ? gap : 0, "", STR_ARG(s),
	    t->right[column] || last ? 0 : gap, "", last ? "\n" : " ");
}

int table_print(const struct table *t, struct err *e)
{
	for (size_t i = 0; i < t->n; i++)
		print_cell(t, i);
	return ferror(stdout) ? err_sys(e, EXIT_IO, "cannot write to stdout")
			      : 0;
}
