#include "store/query/chart.h"

#include "store/query/page.h"

#include <math.h>

/* heights: the whole, the line above the bars, the bars */
enum { WHOLE = 100, LINE = 62, BARS = 30 };
#define BAR_WIDTH 0.82

struct region {
	double top, bottom; /* of the drawing */
	double low, high;   /* of the values */
};

static double y_of(const struct region *r, double v)
{
	double y = r->bottom -
		   (v - r->low) / (r->high - r->low) * (r->bottom - r->top);

	return fmin(fmax(y, r->top), r->bottom);
}

static struct region line_region(const struct chart *c)
{
	struct region r = {2, c->n_stacks ? LINE : WHOLE - 2, c->low, c->high};

	for (size_t i = 0; i < c->n && (isnan(c->low) || isnan(c->high)); i++) {
		if (isnan(c->line[i]))
			continue;
		if (isnan(c->low))
			r.low =
			    isnan(r.low) ? c->line[i] : fmin(r.low, c->line[i]);
		if (isnan(c->high))
			r.high = isnan(r.high) ? c->line[i]
					       : fmax(r.high, c->line[i]);
	}
	if (isnan(r.low) || isnan(r.high))
		r.low = r.high = 0;
	if (!(r.high - r.low > 1e-12))
		r.high = r.low + 1;
	return r;
}

static double stacked(const struct chart *c, size_t i, size_t upto)
{
	double sum = 0;

	for (size_t k = 0; k < upto; k++)
		if (!isnan(c->stacks[k].v[i]))
			sum += c->stacks[k].v[i];
	return sum;
}

static struct region bar_region(const struct chart *c)
{
	struct region r = {c->line ? WHOLE - BARS : 2, WHOLE, 0, 0};

	for (size_t i = 0; i < c->n; i++)
		r.high = fmax(r.high, stacked(c, i, c->n_stacks));
	if (!(r.high > 0))
		r.high = 1;
	return r;
}

static void band(struct buf *to, const struct chart *c, const struct region *r)
{
	for (size_t i = 0, k; i < c->n; i = k) {
		for (k = i; k < c->n && !isnan(c->line[k]) && !isnan(c->se[k]);
		     k++)
			;
		if (k == i) {
			k++;
			continue;
		}
		if (k - i < 2)
			continue;
		buf_puts(to, "<path class=\"band\" d=\"");
		for (size_t at = i; at < k; at++)
			buf_printf(to, "%c%.2f %.2f", at == i ? 'M' : 'L',
			    (double)at + 0.5,
			    y_of(r, c->line[at] + 1.96 * c->se[at]));
		for (size_t at = k; at-- > i;)
			buf_printf(to, "L%.2f %.2f", (double)at + 0.5,
			    y_of(r, c->line[at] - 1.96 * c->se[at]));
		buf_puts(to, "Z\"/>");
	}
}

/* a value without neighbours: a step of no length, whose ends are round */
static void dots(struct buf *to, const struct chart *c, const struct region *r)
{
	bool some = false;

	for (size_t i = 0; i < c->n; i++) {
		bool before = i && !isnan(c->line[i - 1]);
		bool behind = i + 1 < c->n && !isnan(c->line[i + 1]);

		if (isnan(c->line[i]) || before || behind)
			continue;
		if (!some)
			buf_puts(to, "<path class=\"dots\" d=\"");
		some = true;
		buf_printf(
		    to, "M%.2f %.2fh0", (double)i + 0.5, y_of(r, c->line[i]));
	}
	if (some)
		buf_puts(to, "\"/>");
}

static void line(struct buf *to, const struct chart *c, const struct region *r)
{
	bool open = false;

	if (r->low < 0 && r->high > 0)
		buf_printf(to, "<path class=\"zero\" d=\"M0 %.2fH%zu\"/>",
		    y_of(r, 0), c->n);
	buf_puts(to, "<path class=\"line\" d=\"");
	for (size_t i = 0; i < c->n; i++) {
		if (isnan(c->line[i])) {
			open = false;
			continue;
		}
		buf_printf(to, "%c%.2f %.2f", open ? 'L' : 'M', (double)i + 0.5,
		    y_of(r, c->line[i]));
		open = true;
	}
	buf_puts(to, "\"/>");
	dots(to, c, r);
}

static void bars(struct buf *to, const struct chart *c, const struct region *r)
{
	for (size_t k = 0; k < c->n_stacks; k++)
		for (size_t i = 0; i < c->n; i++) {
			double v = c->stacks[k].v[i];
			double from = stacked(c, i, k);

			if (isnan(v) || v <= 0)
				continue;
			buf_printf(to,
			    "<rect class=\"%s\" x=\"%.2f\" y=\"%.2f\" "
			    "width=\"%.2f\" height=\"%.2f\"/>",
			    c->stacks[k].class, (double)i + 0.09,
			    y_of(r, from + v), BAR_WIDTH,
			    y_of(r, from) - y_of(r, from + v));
		}
}

static void tip(struct buf *to, const struct chart *c, size_t i)
{
	bool some = false;

	buf_printf(to,
	    "<rect class=\"hit\" x=\"%zu\" y=\"0\" width=\"1\" "
	    "height=\"%d\"><title>",
	    i, WHOLE);
	page_text(to, str_of(c->names[i]));
	if (c->line && !isnan(c->line[i])) {
		buf_printf(to, ": %s ", c->line_name);
		page_number(to, c->line[i], c->digits, c->low < 0);
		if (c->se && !isnan(c->se[i]) && c->se[i] > 0) {
			buf_puts(to, " ± ");
			page_number(to, 1.96 * c->se[i], c->digits, false);
		}
		some = true;
	}
	for (size_t k = 0; k < c->n_stacks; k++) {
		if (isnan(c->stacks[k].v[i]))
			continue;
		buf_printf(to, "%s %s ", some ? "," : ":", c->stacks[k].name);
		page_number(to, c->stacks[k].v[i], 0, false);
		some = true;
	}
	if (!some)
		buf_puts(to, ": not known");
	buf_puts(to, "</title></rect>");
}

static void scale(
    struct buf *to, const char *where, double at, int digits, bool sign)
{
	buf_printf(to, "<span class=\"y\" style=\"%s\">", where);
	page_number(to, at, at == floor(at) ? 0 : digits, sign);
	buf_puts(to, "</span>");
}

static void scales(struct buf *to, const struct chart *c)
{
	struct region r;

	if (c->line) {
		r = line_region(c);
		scale(to, "top:0", r.high, c->digits, r.low < 0);
		scale(to, c->n_stacks ? "bottom:38%" : "bottom:0", r.low,
		    c->digits, r.low < 0);
	}
	if (c->n_stacks) {
		r = bar_region(c);
		scale(to, c->line ? "top:68%" : "top:0", r.high, 0, false);
	}
}

static void dates(struct buf *to, const struct chart *c)
{
	const size_t at[] = {0, c->n / 2, c->n - 1};

	buf_puts(to, "<div class=\"x\">");
	for (size_t i = 0; i < 3; i++) {
		if (i && at[i] == at[i - 1])
			continue;
		buf_puts(to, "<span>");
		page_text(to, str_of(c->names[at[i]]));
		buf_puts(to, "</span>");
	}
	buf_puts(to, "</div>");
}

void chart_write(struct buf *to, const struct chart *c)
{
	unsigned id = ++*c->id;
	struct region of_line, of_bars;

	if (c->n == 0)
		return;
	buf_printf(to,
	    "<div class=\"chart\"><div class=\"box\"><svg viewBox=\"0 0 %zu "
	    "%d\" preserveAspectRatio=\"none\" role=\"img\" "
	    "aria-labelledby=\"c%u\"><title id=\"c%u\">",
	    c->n, WHOLE, id, id);
	page_text(to, c->title);
	buf_puts(to, "</title>");
	if (c->n_stacks) {
		of_bars = bar_region(c);
		bars(to, c, &of_bars);
	}
	if (c->line) {
		of_line = line_region(c);
		if (c->se)
			band(to, c, &of_line);
		line(to, c, &of_line);
	}
	for (size_t i = 0; i < c->n; i++)
		tip(to, c, i);
	buf_puts(to, "</svg>");
	scales(to, c);
	buf_puts(to, "</div>");
	dates(to, c);
	buf_puts(to, "</div>\n");
}
