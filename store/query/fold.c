#include "store/query/fold.h"

#include "fetch/base/utf8.h"
#include "store/query/sentence.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

enum { LINE_BYTES = 1 << 16 };

static size_t columns_of(uint32_t c)
{
	UChar32 u = (UChar32)c;
	int width = u_getIntPropertyValue(u, UCHAR_EAST_ASIAN_WIDTH);
	int8_t type = u_charType(u);

	if (c == SENTENCE_OPEN || c == SENTENCE_CLOSE ||
	    type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
	    type == U_FORMAT_CHAR)
		return 0;
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t fold_columns(struct str text)
{
	size_t n = 0;

	for (size_t at = 0; at < text.n;)
		n += columns_of(utf8_next(text, &at));
	return n;
}

static void add_piece(struct fold *f, struct str piece)
{
	for (size_t at = 0; at < piece.n;) {
		size_t from = at;
		uint32_t c = utf8_next(piece, &at);

		if (c == SENTENCE_OPEN)
			buf_puts(f->to, f->colour ? "\033[1;4m" : "⟦");
		else if (c == SENTENCE_CLOSE)
			buf_puts(f->to, f->colour ? "\033[0m" : "⟧");
		else
			buf_add(f->to, piece.p + from, at - from);
	}
}

static void spaces(struct fold *f, size_t n)
{
	while (n--)
		buf_char(f->to, ' ');
}

static void add_name(struct fold *f, const char *name)
{
	size_t n = fold_columns(str_of(name));

	if (f->colour)
		buf_puts(f->to, "\033[2m");
	buf_puts(f->to, name);
	if (f->colour)
		buf_puts(f->to, "\033[0m");
	spaces(f, n < f->indent ? f->indent - n : 1);
}

/* the end of the piece that begins at `from`: where a line may break next */
static size_t next_break(UBreakIterator *it, size_t from, size_t n)
{
	int32_t at = it ? ubrk_following(it, (int32_t)from) : UBRK_DONE;

	return at == UBRK_DONE ? n : (size_t)at;
}

static void fold_value(struct fold *f, UBreakIterator *it, struct str value)
{
	size_t room = f->width > f->indent + 8 ? f->width - f->indent : 8;
	size_t used = 0;

	for (size_t from = 0, to; from < value.n; from = to) {
		to = next_break(it, from, value.n);
		struct str piece = str_sub(value, from, to), shown = piece;

		while (shown.n && shown.p[shown.n - 1] == ' ')
			shown.n--;
		size_t columns = fold_columns(shown);

		if (used && used + columns > room) {
			while (f->to->n && f->to->p[f->to->n - 1] == ' ')
				f->to->n--;
			buf_char(f->to, '\n');
			spaces(f, f->indent);
			used = 0;
		}
		add_piece(f, to == value.n ? shown : piece);
		used += columns + (piece.n - shown.n);
	}
}

void fold_line(struct fold *f, const char *name, struct str value)
{
	UErrorCode rc = U_ZERO_ERROR;
	UText *u = NULL;
	UBreakIterator *it = NULL;

	add_name(f, name);
	if (value.n < INT32_MAX) {
		u = utext_openUTF8(NULL, value.p, (int64_t)value.n, &rc);
		it = ubrk_open(UBRK_LINE, "en", NULL, 0, &rc);
		if (U_SUCCESS(rc))
			ubrk_setUText(it, u, &rc);
	}
	fold_value(f, U_SUCCESS(rc) ? it : NULL, value);
	if (it)
		ubrk_close(it);
	utext_close(u);
	buf_char(f->to, '\n');
}

void fold_printf(struct fold *f, const char *name, const char *fmt, ...)
{
	va_list ap;
	char *text = mem_new(1, LINE_BYTES);

	va_start(ap, fmt);
	(void)vsnprintf(text, LINE_BYTES, fmt, ap);
	va_end(ap);
	fold_line(f, name, str_of(text));
	free(text);
}

void fold_head(struct fold *f, struct str text)
{
	if (f->colour)
		buf_puts(f->to, "\033[1m");
	buf_str(f->to, text);
	if (f->colour)
		buf_puts(f->to, "\033[0m");
	buf_char(f->to, '\n');
}
