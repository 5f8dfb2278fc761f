/* dots in braille cells */
#include "store/query/canvas.h"

#include <criterion/criterion.h>

static void expect(const struct canvas *c, const char *const *rows)
{
	struct buf b;

	buf_init(&b, 4096);
	for (size_t i = 0; i < c->rows; i++) {
		buf_clear(&b);
		canvas_write(c, i, &b);
		cr_expect_str_eq(buf_text(&b), rows[i], "row %zu", i);
	}
	buf_release(&b);
}

Test(canvas, each_dot_has_its_bit)
{
	static const char *const cells[] = {
	    "⠁", "⠂", "⠄", "⡀", "⠈", "⠐", "⠠", "⢀"};

	for (long i = 0; i < 8; i++) {
		struct canvas c;

		canvas_init(&c, 1, 1);
		canvas_dot(&c, i / 4, i % 4);
		expect(&c, &cells[i]);
		canvas_release(&c);
	}
}

Test(canvas, draws_lines_in_every_direction)
{
	static const char *const down[] = {"⠑⢄", "  ⠑⢄"};
	static const char *const flat[] = {"⠉⠉⠉⠉", ""};
	static const char *const upright[] = {"⡇", "⡇"};
	struct canvas c;

	canvas_init(&c, 4, 2);
	canvas_line(&c, 0, 0, 7, 7);
	expect(&c, down);
	canvas_release(&c);
	canvas_init(&c, 4, 2);
	canvas_line(&c, 7, 7, 0, 0);
	expect(&c, down);
	canvas_release(&c);
	canvas_init(&c, 4, 2);
	canvas_line(&c, 7, 0, 0, 0);
	expect(&c, flat);
	canvas_release(&c);
	canvas_init(&c, 4, 2);
	canvas_line(&c, 0, 7, 0, 0);
	expect(&c, upright);
	canvas_release(&c);
}

Test(canvas, what_is_outside_is_not_drawn)
{
	static const char *const none[] = {"", ""};
	struct canvas c;

	canvas_init(&c, 4, 2);
	canvas_dot(&c, -1, 0);
	canvas_dot(&c, 0, -1);
	canvas_dot(&c, 8, 0);
	canvas_dot(&c, 0, 8);
	canvas_line(&c, 0, 9, 7, 9);
	expect(&c, none);
	canvas_release(&c);
}
