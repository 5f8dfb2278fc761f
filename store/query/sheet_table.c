#include "store/query/sheet_inside.h"

#include "fetch/base/utf8.h"
#include "store/query/fold.h"

#include <libsmartcols/libsmartcols.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
	CELL_TEXT_MAX_BYTES = 1 << 16,
	CUT_COLUMNS = 60,
	CUT_LEAST = 16,
	BETWEEN = 2, /* blanks between columns */
	COLUMNS_MAX = 32
};

static const char *colour(enum cell_tint t)
{
	switch (t) {
	case TINT_GOOD:
		return "green";
	case TINT_BAD:
		return "red";
	case TINT_DIM:
		return "darkgray";
	case TINT_NONE:
		break;
	}
	return NULL;
}

/* how the columns fit the screen */
struct layout {
	bool shown[COLUMNS_MAX];
	size_t width[COLUMNS_MAX];
};

static size_t screen_width(const struct sheet *s)
{
	struct winsize w;

	if (!s->o.terminal || ioctl(s->o.fd, TIOCGWINSZ, &w) != 0)
		return 0;
	return w.ws_col;
}

static void measure(const struct sheet *s, struct layout *l, struct buf *text)
{
	for (size_t i = 0; i < s->n; i++) {
		l->shown[i] = !(s->columns[i].flags & COLUMN_PIPE);
		l->width[i] = s->o.head ? strlen(s->columns[i].name) : 0;
	}
	for (size_t row = 0; row < s->n_rows; row++)
		for (size_t i = 0; i < s->n; i++) {
			if (!l->shown[i])
				continue;
			buf_clear(text);
			sheet_cell_text(s, i, &s->rows[row].cells[i], text);
			size_t width = fold_columns(buf_view(text));

			if (width > l->width[i])
				l->width[i] = width;
		}
	/* a long title does not make a table wider than any screen */
	for (size_t i = 0; i < s->n; i++)
		if ((s->columns[i].flags & COLUMN_CUT) &&
		    l->width[i] > CUT_COLUMNS)
			l->width[i] = CUT_COLUMNS;
}

/* what the table needs at least, with its long texts cut */
static size_t least_width(const struct sheet *s, const struct layout *l)
{
	size_t sum = 0;

	for (size_t i = 0; i < s->n; i++) {
		size_t w = l->width[i];

		if ((s->columns[i].flags & COLUMN_CUT) && w > CUT_LEAST)
			w = CUT_LEAST;
		sum += l->shown[i] ? w + BETWEEN : 0;
	}
	return sum > BETWEEN ? sum - BETWEEN : 0;
}

static size_t whole_width(const struct sheet *s, const struct layout *l)
{
	size_t sum = 0;

	for (size_t i = 0; i < s->n; i++)
		sum += l->shown[i] ? l->width[i] + BETWEEN : 0;
	return sum > BETWEEN ? sum - BETWEEN : 0;
}

/* take from the widest of the columns that may be cut */
static void narrow(const struct sheet *s, struct layout *l, size_t screen)
{
	for (size_t over = whole_width(s, l); over > screen; over--) {
		size_t widest = s->n;

		for (size_t i = 0; i < s->n; i++)
			if (l->shown[i] && (s->columns[i].flags & COLUMN_CUT) &&
			    l->width[i] > CUT_LEAST &&
			    (widest == s->n || l->width[i] > l->width[widest]))
				widest = i;
		if (widest == s->n)
			return;
		l->width[widest]--;
	}
}

/* give up wide columns, the last first, until the rest fits the screen */
static void lay_out(const struct sheet *s, struct layout *l, struct buf *text)
{
	size_t screen = screen_width(s);

	measure(s, l, text);
	for (size_t i = s->n; i-- > 0 && screen;)
		if ((s->columns[i].flags & COLUMN_WIDE) &&
		    least_width(s, l) > screen)
			l->shown[i] = false;
	if (screen)
		narrow(s, l, screen);
}

static void add_columns(
    const struct sheet *s, const struct layout *l, struct libscols_table *t)
{
	for (size_t i = 0; i < s->n; i++) {
		int flags = 0;

		if (!l->shown[i])
			continue;
		if (s->columns[i].flags & COLUMN_RIGHT)
			flags |= SCOLS_FL_RIGHT;
		struct libscols_column *c =
		    scols_table_new_column(t, s->columns[i].name, 0, flags);

		if (!c)
			BUG("table column");
		if (s->o.colour)
			(void)scols_cell_set_color(
			    scols_column_get_header(c), "bold");
	}
}

static void cut(struct buf *text, size_t width)
{
	struct str s = buf_view(text);
	size_t taken = 0;

	if (fold_columns(s) <= width)
		return;
	for (size_t at = 0; at < s.n;) {
		size_t from = at;

		(void)utf8_next(s, &at);
		taken += fold_columns(str_sub(s, from, at));
		if (taken + 1 > width) {
			text->n = from;
			break;
		}
	}
	buf_puts(text, "…");
}

static void add_row(const struct sheet *s, const struct layout *l,
    struct libscols_table *t, const struct cell *cells, struct buf *text)
{
	struct libscols_line *line = scols_table_new_line(t, NULL);
	size_t at = 0;

	if (!line)
		BUG("table line");
	for (size_t i = 0; i < s->n; i++) {
		if (!l->shown[i])
			continue;
		buf_clear(text);
		sheet_cell_text(s, i, &cells[i], text);
		if (s->columns[i].flags & COLUMN_CUT)
			cut(text, l->width[i]);
		if (scols_line_set_data(line, at, buf_text(text)) != 0)
			BUG("table cell");
		const char *tint = cells[i].kind == CELL_NULL
				       ? colour(TINT_DIM)
				       : colour(cells[i].tint);

		if (s->o.colour && tint)
			(void)scols_cell_set_color(
			    scols_line_get_cell(line, at), tint);
		at++;
	}
}

/* The library ends no table with a newline, and pads its last column. */
static void add_text(struct buf *to, const char *text)
{
	for (struct str rest = str_of(text); rest.n;) {
		struct str line = str_split(&rest, '\n');

		while (line.n && line.p[line.n - 1] == ' ')
			line.n--;
		buf_str(to, line);
		buf_char(to, '\n');
	}
}

void sheet_table_print(struct sheet *s)
{
	/* the library asks the C locale for the width of characters */
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	locale_t was = utf8 ? uselocale(utf8) : (locale_t)0;
	struct libscols_table *t = scols_new_table();
	struct layout layout = {0};
	struct buf text;
	char *all = NULL;

	if (!t)
		BUG("table");
	buf_init(&text, CELL_TEXT_MAX_BYTES);
	(void)scols_table_enable_colors(t, s->o.colour);
	(void)scols_table_enable_noheadings(t, !s->o.head);
	(void)scols_table_set_column_separator(t, "  ");
	if (!s->o.terminal)
		(void)scols_table_set_termforce(t, SCOLS_TERMFORCE_NEVER);
	if (s->n > COLUMNS_MAX)
		BUG("table columns");
	lay_out(s, &layout, &text);
	add_columns(s, &layout, t);
	for (size_t i = 0; i < s->n_rows; i++)
		add_row(s, &layout, t, s->rows[i].cells, &text);
	if (s->n_rows && scols_print_table_to_string(t, &all) == 0 && all)
		add_text(&s->out, all);
	free(all);
	buf_release(&text);
	scols_unref_table(t);
	if (utf8) {
		(void)uselocale(was);
		freelocale(utf8);
	}
}
