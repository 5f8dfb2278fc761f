#include "store/query/sentence.h"

#include "fetch/base/err.h"
#include "fetch/base/utf8.h"
#include "store/query/plain.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* the paragraph around a place: no sentence goes beyond it */
static struct str paragraph(
    struct str text, size_t begin, size_t end, size_t *offset)
{
	size_t from = begin, to = end;

	while (from > 0 && text.p[from - 1] != '\n')
		from--;
	while (to < text.n && text.p[to] != '\n')
		to++;
	*offset = from;
	return str_sub(text, from, to);
}

/* cut to SENTENCE_MAX_BYTES around [begin, end), between characters */
static void cut(
    struct str text, size_t begin, size_t end, size_t *from, size_t *to)
{
	size_t room = SENTENCE_MAX_BYTES / 2;

	if (begin - *from > room)
		*from = begin - room;
	while (*from < begin && ((unsigned char)text.p[*from] & 0xc0) == 0x80)
		++*from;
	if (*to - end > room)
		*to = end + room;
	while (*to > end && *to < text.n &&
	       ((unsigned char)text.p[*to] & 0xc0) == 0x80)
		--*to;
}

void sentence_find(
    struct str text, size_t begin, size_t end, size_t *from, size_t *to)
{
	UErrorCode rc = U_ZERO_ERROR;
	size_t offset;
	struct str p = paragraph(text, begin, end, &offset);

	*from = offset;
	*to = offset + p.n;
	if (p.n && p.n < INT32_MAX) {
		UText *u = utext_openUTF8(NULL, p.p, (int64_t)p.n, &rc);
		UBreakIterator *it =
		    ubrk_open(UBRK_SENTENCE, "en@ss=standard", NULL, 0, &rc);

		if (U_SUCCESS(rc))
			ubrk_setUText(it, u, &rc);
		if (U_SUCCESS(rc)) {
			int32_t at = (int32_t)(begin - offset);
			int32_t last = (int32_t)(end - offset);
			int32_t a = ubrk_isBoundary(it, at)
					? at
					: ubrk_preceding(it, at);
			int32_t b = last > 0 && ubrk_isBoundary(it, last)
					? last
					: ubrk_following(it, last);

			if (a != UBRK_DONE)
				*from = offset + (size_t)a;
			if (b != UBRK_DONE)
				*to = offset + (size_t)b;
		}
		if (it)
			ubrk_close(it);
		utext_close(u);
	}
	while (*to > end && strchr(" \t", text.p[*to - 1]))
		--*to;
	cut(text, begin, end, from, to);
}

/* a mark in the text itself would pass for ours */
static void add(struct buf *to, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		uint32_t c = utf8_next(s, &at);

		if (c == SENTENCE_OPEN || c == SENTENCE_CLOSE)
			buf_utf8(to, 0xfffd);
		else
			plain_write(to, str_sub(s, from, at));
	}
}

void sentence_mark(struct buf *to, struct str text, size_t begin, size_t end)
{
	size_t from, upto;

	if (begin > end || end > text.n)
		BUG("a cue outside its text");
	sentence_find(text, begin, end, &from, &upto);
	if (from > 0 && text.p[from - 1] != '\n' && text.p[from - 1] != ' ' &&
	    upto - from >= SENTENCE_MAX_BYTES / 2)
		buf_puts(to, "…");
	add(to, str_sub(text, from, begin));
	if (end > begin)
		buf_utf8(to, SENTENCE_OPEN);
	add(to, str_sub(text, begin, end));
	if (end > begin)
		buf_utf8(to, SENTENCE_CLOSE);
	add(to, str_sub(text, end, upto));
	if (upto < text.n && text.p[upto] != '\n' && text.p[upto] != ' ' &&
	    upto - from >= SENTENCE_MAX_BYTES / 2)
		buf_puts(to, "…");
}
