#include "store/query/page.h"

#include "fetch/base/utf8.h"
#include "store/query/sentence.h"

#include <math.h>

/* marks that turn the direction of what follows, or are not seen at all */
static bool unwanted(uint32_t c)
{
	return (c < 0x20 && c != '\n' && c != '\t') ||
	       (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f ||
	       c == 0x61c || c == 0xfeff || (c & 0xfffe) == 0xfffe ||
	       (c >= 0xfdd0 && c <= 0xfdef);
}

static void put(struct buf *to, uint32_t c)
{
	switch (c) {
	case '&':
		buf_puts(to, "&amp;");
		break;
	case '<':
		buf_puts(to, "&lt;");
		break;
	case '>':
		buf_puts(to, "&gt;");
		break;
	case '"':
		buf_puts(to, "&quot;");
		break;
	case '\'':
		buf_puts(to, "&#39;");
		break;
	default:
		buf_utf8(to, unwanted(c) ? 0xfffd : c);
	}
}

void page_text(struct buf *to, struct str s)
{
	for (size_t at = 0; at < s.n;)
		put(to, utf8_next(s, &at));
}

void page_marked(struct buf *to, struct str s)
{
	bool open = false;

	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);

		if (c == SENTENCE_OPEN || c == SENTENCE_CLOSE) {
			if (open != (c == SENTENCE_OPEN))
				buf_puts(to, open ? "</mark>" : "<mark>");
			open = c == SENTENCE_OPEN;
			continue;
		}
		put(to, c);
	}
	if (open)
		buf_puts(to, "</mark>");
}

bool page_is_link(struct str url)
{
	return str_starts_nocase(url, STR("https://")) ||
	       str_starts_nocase(url, STR("http://"));
}

void page_number(struct buf *to, double v, int digits, bool sign)
{
	struct buf b;

	if (isnan(v)) {
		buf_puts(to, "–");
		return;
	}
	if (fabs(v) < 0.5 * pow(10, -digits))
		v = 0;
	buf_init(&b, 512);
	buf_printf(&b, "%.*f", digits, fabs(v));
	if (v < 0)
		buf_puts(to, "−");
	else if (sign && v > 0)
		buf_char(to, '+');
	size_t whole = str_find(buf_view(&b), STR("."), 0);

	for (size_t i = 0; i < b.n; i++) {
		if (i && i < whole && (whole - i) % 3 == 0)
			buf_char(to, ',');
		buf_char(to, b.p[i]);
	}
	buf_release(&b);
}
