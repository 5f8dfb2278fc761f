#include "store/query/plot.h"

#include "store/query/canvas.h"
#include "store/query/fold.h"
#include "store/query/plain.h"
#include "store/query/spark.h"

#include <math.h>
#include <stdlib.h>

enum { LABEL = 9, LEAST_COLUMNS = 16, EIGHTHS = 8, MOST_COLUMNS = 240 };

struct panel {
	const struct tracks *t;
	const struct track *of;
	size_t columns, rows, n; /* n: values */
	const struct reckon_value *v;
	double low, high;
	bool colour;
	struct buf *to;
};

bool plot_is_bars(const struct measure *m)
{
	return !m->z && measure_counts(m->kind);
}

/* false: no value is known */
static bool set_range(struct panel *p)
{
	bool some = false;

	p->low = p->high = 0;
	for (size_t i = 0; i < p->n; i++) {
		double v = p->v[i].v.value;

		if (isnan(v))
			continue;
		p->low = !some ? v : fmin(p->low, v);
		p->high = !some ? v : fmax(p->high, v);
		some = true;
	}
	if (plot_is_bars(p->of->stat))
		p->low = 0;
	if (p->high - p->low < 1e-9)
		p->high = p->low + 1;
	return some;
}

/* in LABEL columns, right-aligned */
static void label(struct panel *p, double v, bool show)
{
	double size = fmax(fabs(p->low), fabs(p->high));
	int digits = size >= 1000 ? 0 : size >= 10 ? 1 : 3;

	if (plot_is_bars(p->of->stat))
		digits = 0;
	if (!show) {
		buf_printf(p->to, "%*s", LABEL, "");
		return;
	}
	if (fabs(v) < 0.5 * pow(10, -digits))
		v = 0;
	if (fabs(v) >= 1e7)
		buf_printf(p->to, "%*.2e", LABEL, v);
	else
		buf_printf(p->to, "%*.*f", LABEL, digits, v);
}

static void dim(struct panel *p, const char *text)
{
	buf_printf(p->to, "%s%s%s", p->colour ? "\033[2m" : "", text,
	    p->colour ? "\033[0m" : "");
}

static void axis(struct panel *p, size_t row)
{
	bool ends = row == 0 || row + 1 == p->rows;
	double at = row == 0 ? p->high
		    : ends   ? p->low
			     : p->low + (p->high - p->low) / 2;

	/* a number of stories is a whole one */
	bool middle = p->rows > 4 && row == p->rows / 2 &&
		      (!plot_is_bars(p->of->stat) || at == floor(at));

	label(p, at, ends || middle);
	dim(p, ends ? " ┤" : " │");
}

/* the values that one column stands for: their mean, or NaN */
static double column_value(const struct panel *p, size_t column)
{
	size_t from = column * p->n / p->columns;
	size_t to = (column + 1) * p->n / p->columns, k = 0;
	double sum = 0;

	if (to <= from)
		to = from + 1;
	for (size_t i = from; i < to && i < p->n; i++)
		if (!isnan(p->v[i].v.value)) {
			sum += p->v[i].v.value;
			k++;
		}
	return k ? sum / (double)k : (double)NAN;
}

/* ---- bars ---- */

static void bar_row(struct panel *p, size_t row)
{
	size_t blank = 0;

	for (size_t c = 0; c < p->columns; c++) {
		double v = column_value(p, c);
		double full = (v - p->low) / (p->high - p->low);
		double up =
		    full * (double)p->rows - (double)(p->rows - 1 - row);
		long eighths = isnan(v) ? 0 : lround(up * EIGHTHS);
		bool unknown = isnan(v) && row + 1 == p->rows;

		if (eighths > EIGHTHS)
			eighths = EIGHTHS;
		if (eighths <= 0 && !unknown) {
			blank++;
			continue;
		}
		for (; blank; blank--)
			buf_char(p->to, ' ');
		buf_utf8(p->to, unknown ? 0xb7u : 0x2580u + (uint32_t)eighths);
	}
}

/* ---- lines ---- */

static long dot_y(const struct panel *p, double v)
{
	double dots = (double)(p->rows * CANVAS_DOWN - 1);

	return lround((p->high - v) / (p->high - p->low) * dots);
}

static long dot_x(const struct panel *p, size_t i)
{
	double dots = (double)(p->columns * CANVAS_ACROSS - 1);

	return p->n > 1 ? lround((double)i / (double)(p->n - 1) * dots)
			: lround(dots / 2);
}

/* one dot alone is easily overlooked */
static void point(struct canvas *c, long x, long y)
{
	long across = x % CANVAS_ACROSS ? -1 : 1;
	long down = y % CANVAS_DOWN == CANVAS_DOWN - 1 ? -1 : 1;

	canvas_dot(c, x, y);
	canvas_dot(c, x + across, y);
	canvas_dot(c, x, y + down);
	canvas_dot(c, x + across, y + down);
}

static void draw_line(const struct panel *p, struct canvas *c)
{
	bool has = false;
	long x0 = 0, y0 = 0;

	if (p->low < 0 && p->high > 0)
		for (size_t x = 0; x < p->columns; x++)
			canvas_dot(c, (long)(x * CANVAS_ACROSS), dot_y(p, 0));
	for (size_t i = 0; i < p->n; i++) {
		double v = p->v[i].v.value;

		if (isnan(v)) {
			has = false;
			continue;
		}
		long x = dot_x(p, i), y = dot_y(p, v);

		if (has)
			canvas_line(c, x0, y0, x, y);
		else
			point(c, x, y);
		x0 = x;
		y0 = y;
		has = true;
	}
}

/* ---- a panel ---- */

static void title(struct panel *p)
{
	if (p->colour)
		buf_puts(p->to, "\033[1m");
	plain_write(p->to, p->of->entity);
	buf_puts(p->to, " · ");
	plain_write(p->to, p->of->stat->label);
	if (p->colour)
		buf_puts(p->to, "\033[0m");
	buf_char(p->to, '\n');
}

static const char *day_of(
    const struct panel *p, size_t bucket, char text[ZONE_TEXT_BYTES])
{
	const struct grid *g = &p->t->r.grid;

	return zone_format_short(p->t->q->zone, g->edge[g->first + bucket],
	    p->t->q->rule.every != BUCKET_HOUR, text);
}

/* the first, the middle and the last bucket, as far as they fit */
static void dates(struct panel *p)
{
	char text[3][ZONE_TEXT_BYTES];
	size_t first = fold_columns(str_of(day_of(p, 0, text[0])));
	size_t middle = fold_columns(str_of(day_of(p, p->n / 2, text[1])));
	size_t last = fold_columns(str_of(day_of(p, p->n - 1, text[2])));
	size_t left =
	    p->columns / 2 > middle / 2 ? p->columns / 2 - middle / 2 : 0;
	bool three = p->n > 2 && first + 2 < left &&
		     left + middle + 2 + last <= p->columns;
	size_t at = first;

	buf_printf(p->to, "%*s  %s", LABEL, "", text[0]);
	if (three) {
		buf_printf(p->to, "%*s%s", (int)(left - first), "", text[1]);
		at = left + middle;
	}
	if (p->n > 1 && at + 2 + last <= p->columns)
		buf_printf(
		    p->to, "%*s%s", (int)(p->columns - at - last), "", text[2]);
	buf_char(p->to, '\n');
}

static void corner(struct panel *p)
{
	buf_printf(p->to, "%*s", LABEL, "");
	if (p->colour)
		buf_puts(p->to, "\033[2m");
	buf_puts(p->to, " └");
	for (size_t i = 0; i < p->columns; i++)
		buf_puts(p->to, "─");
	if (p->colour)
		buf_puts(p->to, "\033[0m");
	buf_char(p->to, '\n');
}

static void draw(struct panel *p)
{
	bool bars = plot_is_bars(p->of->stat);
	struct canvas c;
	bool some = set_range(p);

	title(p);
	if (!some) {
		buf_printf(p->to, "%*s no value is known\n", LABEL, "");
		return;
	}
	canvas_init(&c, p->columns, p->rows);
	if (!bars)
		draw_line(p, &c);
	for (size_t row = 0; row < p->rows; row++) {
		axis(p, row);
		if (p->colour)
			buf_puts(p->to, bars ? "\033[34m" : "\033[36m");
		if (bars)
			bar_row(p, row);
		else
			canvas_write(&c, row, p->to);
		if (p->colour)
			buf_puts(p->to, "\033[0m");
		buf_char(p->to, '\n');
	}
	canvas_release(&c);
	corner(p);
	dates(p);
}

void plot_text(const struct tracks *t, size_t width, size_t height, bool colour,
    struct buf *to)
{
	size_t columns = width > LABEL + 2 + LEAST_COLUMNS ? width - LABEL - 2
							   : LEAST_COLUMNS;

	if (columns > MOST_COLUMNS)
		columns = MOST_COLUMNS;
	for (size_t i = 0; i < t->n; i++) {
		struct panel p = {.t = t,
		    .of = &t->v[i],
		    .columns = columns,
		    .rows = height,
		    .n = t->r.grid.n - t->r.grid.first,
		    .v = t->v[i].v + t->r.grid.first,
		    .colour = colour,
		    .to = to};

		if (i)
			buf_char(to, '\n');
		draw(&p);
	}
}
