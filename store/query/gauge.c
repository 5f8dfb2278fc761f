#include "store/query/gauge.h"

#include "store/query/page.h"

#include <math.h>

/* the drawing is as wide as its place: -100 to 100 */
static double across(double v)
{
	return fmin(fmax(v, -1), 1) * 100;
}

static void title(struct buf *to, const struct gauge *g)
{
	unsigned id = ++*g->id;

	buf_printf(to,
	    "<svg class=\"gauge%s\" viewBox=\"-100 0 200 20\" "
	    "preserveAspectRatio=\"none\" role=\"img\" "
	    "aria-labelledby=\"c%u\"><title id=\"c%u\">%s ",
	    g->small ? " mini" : "", id, id, g->name);
	page_number(to, g->value, 2, true);
	if (!isnan(g->low) && !isnan(g->high)) {
		buf_puts(to, ", between ");
		page_number(to, g->low, 2, true);
		buf_puts(to, " and ");
		page_number(to, g->high, 2, true);
	}
	buf_puts(to, "</title>");
}

void gauge_write(struct buf *to, const struct gauge *g)
{
	title(to, g);
	buf_puts(to, "<rect class=\"bad\" x=\"-100\" y=\"7\" width=\"100\" "
		     "height=\"6\"/><rect class=\"good\" x=\"0\" y=\"7\" "
		     "width=\"100\" height=\"6\"/>");
	if (!isnan(g->low) && !isnan(g->high))
		buf_printf(to,
		    "<rect class=\"span\" x=\"%.2f\" y=\"4\" width=\"%.2f\" "
		    "height=\"12\"/>",
		    across(g->low),
		    fmax(across(g->high) - across(g->low), 0.5));
	buf_puts(to, "<path class=\"zero\" d=\"M0 2V18\"/>");
	if (!isnan(g->value))
		buf_printf(to, "<path class=\"at\" d=\"M%.2f 1V19\"/>",
		    across(g->value));
	buf_puts(to, "</svg>");
}
