#include "score/paint.h"

#include "fetch/base/utf8.h"

#define ISOLATE "\xe2\x81\xa8"     /* U+2068 */
#define ISOLATE_END "\xe2\x81\xa9" /* U+2069 */

enum { BAR_HALF = 4 };

void paint_on(struct buf *to, bool colour, const char *code)
{
	if (colour)
		buf_printf(to, "\033[%sm", code);
}

void paint_off(struct buf *to, bool colour)
{
	if (colour)
		buf_puts(to, "\033[0m");
}

/* Hebrew, Arabic and what is written like them */
static bool is_rtl(uint32_t c)
{
	return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) ||
	       (c >= 0xfe70 && c <= 0xfeff);
}

static bool has_rtl(struct str s)
{
	for (size_t at = 0; at < s.n;)
		if (is_rtl(utf8_next(s, &at)))
			return true;
	return false;
}

/* what would move the cursor, or turn the line's direction, is a blank */
static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) ||
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void put(struct buf *to, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		size_t begin = at;

		if (is_control(utf8_next(s, &at)))
			buf_char(to, ' ');
		else
			buf_add(to, s.p + begin, at - begin);
	}
}

void paint_text(struct buf *to, bool colour, struct str s)
{
	bool isolate = colour && has_rtl(s);

	buf_puts(to, isolate ? ISOLATE : "");
	put(to, s);
	buf_puts(to, isolate ? ISOLATE_END : "");
}

void paint_column(struct buf *to, bool colour, struct str s, int columns)
{
	int n = 0;

	for (size_t at = 0; at < s.n; n++)
		(void)utf8_next(s, &at);
	paint_text(to, colour, s);
	for (; n < columns; n++)
		buf_char(to, ' ');
}

void paint_number(struct buf *to, double v)
{
	/* -0.00 would say that there is a sign */
	buf_printf(to, "%+.2f", v > -0.005 && v < 0.005 ? 0.0 : v);
}

void paint_bar(struct buf *to, double v)
{
	int cells = (int)((v < 0 ? -v : v) * BAR_HALF + 0.5);

	buf_char(to, ' ');
	for (int i = BAR_HALF; i > 0; i--)
		buf_puts(to, v < 0 && i <= cells ? "\xe2\x96\x88" : " ");
	buf_puts(to, "\xe2\x94\x82");
	for (int i = 1; i <= BAR_HALF; i++)
		buf_puts(to, v > 0 && i <= cells ? "\xe2\x96\x88" : " ");
}

struct paint_spans paint_spans(size_t n, struct arena *a)
{
	return (struct paint_spans){
	    arena_new(a, (n + 1) * sizeof(const char *)), n};
}

void paint_span(
    struct paint_spans *s, size_t begin, size_t end, const char *code)
{
	for (size_t i = begin; i < end && i < s->n; i++)
		s->code[i] = code;
}

void paint_spanned(
    struct buf *to, bool colour, struct str text, const struct paint_spans *s)
{
	bool isolate = colour && has_rtl(text);
	size_t from = 0;

	buf_puts(to, isolate ? ISOLATE : "");
	while (from < text.n) {
		size_t end = from;

		while (end < text.n && s->code[end] == s->code[from])
			end++;
		if (s->code[from])
			paint_on(to, colour, s->code[from]);
		put(to, str_sub(text, from, end));
		if (s->code[from])
			paint_off(to, colour);
		from = end;
	}
	buf_puts(to, isolate ? ISOLATE_END : "");
}
