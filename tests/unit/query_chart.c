/* charts and scales: gaps stay gaps, names are escaped, dates are short */
#include "store/query/chart.h"
#include "store/query/gauge.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static void draw(struct buf *to, struct chart *c)
{
	unsigned id = 0;

	buf_init(to, 1 << 16);
	c->id = &id;
	chart_write(to, c);
}

static bool has(struct buf *b, const char *what)
{
	return strstr(buf_text(b), what) != NULL;
}

Test(chart, unknown_values_are_gaps)
{
	char names[][CHART_NAME_BYTES] = {
	    "2024-12-30", "2025-01-06", "2025-01-13", "2025-01-20"};
	const double line[] = {0.5, (double)NAN, -0.5, 0.25};
	const double count[] = {3, (double)NAN, 0, 2};
	struct chart c = {.title = STR("<b>&"),
	    .n = 4,
	    .names = names,
	    .line = line,
	    .line_name = "tone",
	    .digits = 2,
	    .low = -1,
	    .high = 1,
	    .stacks = {{"stories", "bar", count}},
	    .n_stacks = 1};
	struct buf b;

	draw(&b, &c);
	cr_expect(has(&b, "&lt;b&gt;&amp;"), "the title is escaped");
	cr_expect(has(&b, "2025-01-06: not known"), "no number is told");
	cr_expect(has(&b, "2025-01-13: tone −0.50, stories 0"), "0 is one");
	/* one path begins twice: before the gap and behind it */
	const char *path = strstr(buf_text(&b), "class=\"line\" d=\"M0.50");

	cr_assert_not_null(path);
	cr_expect_not_null(strstr(path, "M2.50"));
	cr_expect(has(&b, "<span>30 Dec 2024</span><span>13 Jan 2025</span>"
			  "<span>20 Jan</span>"),
	    "%s", buf_text(&b));
	buf_release(&b);
}

Test(chart, other_names_stay_and_months_are_short)
{
	char names[][CHART_NAME_BYTES] = {
	    "2024-12-31 (derived)", "2025-03-31", "<x>"};
	const double v[] = {1, 2, 3};
	struct chart c = {.title = STR("capex"),
	    .n = 3,
	    .names = names,
	    .months = true,
	    .stacks = {{"value", "bar", v}},
	    .n_stacks = 1};
	struct buf b;

	draw(&b, &c);
	cr_expect(has(&b, "<span>Dec 2024</span><span>Mar 2025</span>"
			  "<span>&lt;x&gt;</span>"),
	    "%s", buf_text(&b));
	cr_expect(has(&b, "2024-12-31 (derived): value 1"));
	buf_release(&b);
}

Test(chart, hours_are_told)
{
	char names[][CHART_NAME_BYTES] = {"2025-01-27 08:00"};
	const double v[] = {1};
	struct chart c = {.title = STR("x"),
	    .n = 1,
	    .names = names,
	    .stacks = {{"stories", "bar", v}},
	    .n_stacks = 1};
	struct buf b;

	draw(&b, &c);
	cr_expect(
	    has(&b, "<span>27 Jan 2025 08:00</span>"), "%s", buf_text(&b));
	buf_release(&b);
}

Test(chart, nothing_is_drawn_of_nothing)
{
	struct chart c = {.title = STR("x")};
	struct buf b;

	draw(&b, &c);
	cr_expect_eq(b.n, 0);
	buf_release(&b);
}

static const struct {
	double value, low, high;
	const char *has, *not, *why;
} gauges[] = {
    {0.5, 0.25, 0.75, "x=\"25.00\" y=\"4\" width=\"50.00\"", "\x01",
	"an interval"},
    {0.5, 0.25, 0.75, "M50.00 1V19", "\x01", "a mark"},
    {0.5, (double)NAN, (double)NAN, "M50.00 1V19", "class=\"span\"",
	"no interval"},
    {(double)NAN, (double)NAN, (double)NAN, "balance –<", "class=\"at\"",
	"not known"},
    {3, -7, 9, "x=\"-100.00\" y=\"4\" width=\"200.00\"", "M300",
	"beyond the scale"},
};

Test(gauge, shows_what_is_known)
{
	for (size_t i = 0; i < sizeof gauges / sizeof *gauges; i++) {
		unsigned id = 4;
		struct gauge g = {gauges[i].value, gauges[i].low,
		    gauges[i].high, "balance", false, &id};
		struct buf b;

		buf_init(&b, 4096);
		gauge_write(&b, &g);
		cr_expect(has(&b, gauges[i].has), "%s: %s", gauges[i].why,
		    buf_text(&b));
		cr_expect_not(has(&b, gauges[i].not ), "%s", gauges[i].why);
		cr_expect(has(&b, "id=\"c5\""), "names are counted");
		buf_release(&b);
	}
}
