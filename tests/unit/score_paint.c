#include "score/paint.h"

#include <criterion/criterion.h>

static const struct {
	const char *text;
	bool colour;
	const char *want, *why;
} texts[] = {
    {"Nvidia", true, "Nvidia", "left to right as it is"},
    {"إنفيديا", false, "إنفيديا", "a pipe gets the text's own bytes"},
    {"إنفيديا", true, "\xe2\x81\xa8إنفيديا\xe2\x81\xa9",
	"an isolate on a terminal"},
    {"Nvidia سهم", true, "\xe2\x81\xa8Nvidia سهم\xe2\x81\xa9", "mixed"},
    {"a\033[31mb\nc", true, "a [31mb c", "nothing moves the cursor"},
    {"a\xe2\x80\xae"
     "b",
	false, "a b", "nothing turns the line"},
    {"", true, "", "nothing"},
};

Test(paint, text_keeps_the_line_in_order)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct buf b;

		buf_init(&b, 256);
		paint_text(&b, texts[i].colour, str_of(texts[i].text));
		cr_expect_str_eq(buf_text(&b), texts[i].want, "%s",
		    texts[i].why);
		buf_release(&b);
	}
}

Test(paint, spans_lie_on_top_of_each_other)
{
	struct arena a = {0};
	struct str text = STR("Nvidia fell");
	struct paint_spans s = paint_spans(text.n, &a);
	struct buf b;

	buf_init(&b, 256);
	paint_span(&s, 0, 11, "31");
	paint_span(&s, 0, 6, "1;4");
	paint_span(&s, 9, 99, "32");
	paint_spanned(&b, true, text, &s);
	cr_expect_str_eq(buf_text(&b),
	    "\033[1;4mNvidia\033[0m\033[31m fe\033[0m\033[32mll\033[0m");
	buf_release(&b);
	arena_release(&a);
}

Test(paint, numbers_and_bars_have_a_middle)
{
	struct buf b;

	buf_init(&b, 256);
	paint_number(&b, -0.001);
	paint_bar(&b, -1);
	paint_bar(&b, 0.5);
	cr_expect_str_eq(buf_text(&b), "+0.00 ████│         │██  ");
	buf_release(&b);
}

Test(paint, columns_count_letters)
{
	struct buf b;

	buf_init(&b, 256);
	paint_column(&b, false, STR("英伟"), 4);
	cr_expect_str_eq(buf_text(&b), "英伟  ");
	buf_release(&b);
}
