#include "store/query/plain.h"

#include "fetch/base/utf8.h"

#include <string.h>

/* marks that only steer: bidi embeddings, overrides, isolates; separators
 * that some terminals take for line ends; the byte order mark */
static bool steers(uint32_t c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
	       c == 0x200e || c == 0x200f || c == 0x061c || c == 0x2028 ||
	       c == 0x2029 || c == 0xfeff;
}

static bool control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

/* one character; true where it was written in another form */
static bool write_safe(struct buf *to, uint32_t c)
{
	if (control(c))
		buf_printf(to, "\\x%02x", (unsigned)c);
	else if (steers(c))
		buf_printf(to, "\\u%04x", (unsigned)c);
	else
		return false;
	return true;
}

void plain_write(struct buf *to, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);

		if (c == '\n' || c == '\t' || c == '\r')
			buf_char(to, ' ');
		else if (!write_safe(to, c))
			buf_utf8(to, c);
	}
}

/* Letters that stand as they are, which most text is made of: to where they
 * end from `at` on. */
static size_t letters_to(struct str s, size_t at, char special)
{
	while (
	    at < s.n && s.p[at] >= ' ' && s.p[at] < 0x7f && s.p[at] != special)
		at++;
	return at;
}

void plain_tsv(struct buf *to, struct str s, bool safe)
{
	for (size_t at = 0; at < s.n;) {
		size_t from = at;

		at = letters_to(s, at, '\\');
		if (at > from) {
			buf_add(to, s.p + from, at - from);
			continue;
		}
		uint32_t c = utf8_next(s, &at);

		if (c == '\t')
			buf_puts(to, "\\t");
		else if (c == '\n')
			buf_puts(to, "\\n");
		else if (c == '\r')
			buf_puts(to, "\\r");
		else if (c == '\\')
			buf_puts(to, "\\\\");
		else if (!safe || !write_safe(to, c))
			buf_add(to, s.p + from, at - from);
	}
}

void plain_csv(struct buf *to, struct str s, bool safe)
{
	bool quote = false;

	for (size_t i = 0; i < s.n; i++)
		quote |= memchr(",\"\r\n", s.p[i], 4) != NULL;
	if (quote)
		buf_char(to, '"');
	for (size_t at = 0; at < s.n;) {
		size_t from = at;

		at = letters_to(s, at, '"');
		if (at > from) {
			buf_add(to, s.p + from, at - from);
			continue;
		}
		uint32_t c = utf8_next(s, &at);

		if (c == '"')
			buf_puts(to, "\"\"");
		else if (!safe || c == '\n' || !write_safe(to, c))
			buf_add(to, s.p + from, at - from);
	}
	if (quote)
		buf_char(to, '"');
}
