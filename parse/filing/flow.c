#include "parse/filing/flow.h"

#include "fetch/base/utf8.h"
#include "parse/filing/decode.h"

#include <stdlib.h>
#include <string.h>

void ink_begin(struct ink *i, struct buf *to)
{
	*i = (struct ink){
	    .to = to, .begin = to->n, .bold = i->bold, .href = i->href};
}

static void blot(struct ink *i, const char *p, size_t n)
{
	if (i->space && i->to->n > i->begin)
		buf_char(i->to, ' ');
	i->space = false;
	buf_add(i->to, p, n);
	i->seen += n;
	if (i->bold)
		i->bolds += n;
	if (i->href) {
		i->links += n;
		if (!i->first_href)
			i->first_href = i->href;
	}
}

static bool is_blank(uint32_t c)
{
	return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
	       c == 0x3000 || c == 0x85;
}

static bool is_nothing(uint32_t c)
{
	return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

static bool is_bullet(uint32_t c)
{
	return c == 0x2022 || c == 0xB7 || c == 0x25CF || c == 0x25AA ||
	       c == 0x25E6 || c == 0x25A0;
}

static size_t wide(struct ink *i, struct str s, size_t at)
{
	size_t from = at;
	uint32_t c = utf8_next(s, &at);

	if (is_blank(c)) {
		i->space = true;
	} else if (c >= 0x80 && c <= 0x9F) {
		struct buf one;

		buf_init(&one, 8);
		buf_utf8(&one, decode_c1(c));
		blot(i, one.p, one.n);
		buf_release(&one);
	} else if (!is_nothing(c)) {
		bool first = i->to->n == i->begin;

		blot(i, s.p + from, at - from);
		i->space = first && is_bullet(c);
	}
	return at;
}

void ink_text(struct ink *i, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		size_t from = at;

		while (at < s.n && s.p[at] > ' ' && s.p[at] < 0x7F)
			at++;
		if (at > from)
			blot(i, s.p + from, at - from);
		if (at == s.n)
			return;
		if ((unsigned char)s.p[at] >= 0x80) {
			at = wide(i, s, at);
			continue;
		}
		i->space = true;
		at++;
	}
}

unsigned ink_flags(const struct ink *i)
{
	unsigned flags = 0;

	if (i->seen && i->bolds * 10 >= i->seen * 9)
		flags |= LINE_BOLD;
	if (i->seen && i->links * 10 >= i->seen * 6)
		flags |= LINE_LINK;
	return flags;
}

void flow_init(struct flow *f, size_t max_bytes)
{
	*f = (struct flow){.lines = NULL};
	buf_init(&f->text, max_bytes);
	ink_begin(&f->ink, &f->text);
}

void flow_release(struct flow *f)
{
	buf_release(&f->text);
	free(f->lines);
	free(f->anchors);
	*f = (struct flow){.lines = NULL};
}

void flow_clear(struct flow *f)
{
	buf_clear(&f->text);
	f->n_lines = f->n_anchors = 0;
	f->page_break = false;
	f->ink = (struct ink){.to = &f->text};
}

static void *more(void *v, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return v;
	*cap = *cap ? *cap + *cap / 2 : 256;
	return mem_grow(v, *cap, size);
}

void flow_end_line(struct flow *f, unsigned more_flags)
{
	struct line l = {
	    .begin = f->ink.begin,
	    .end = f->text.n,
	    .flags = ink_flags(&f->ink) | more_flags,
	    .href = f->ink.first_href,
	};

	f->ink.space = false;
	if (l.begin == l.end)
		return;
	if (f->page_break)
		l.flags |= LINE_BREAK;
	f->page_break = false;
	f->lines = more(f->lines, f->n_lines, &f->lines_cap, sizeof l);
	f->lines[f->n_lines++] = l;
	buf_char(&f->text, '\n');
	ink_begin(&f->ink, &f->text);
}

void flow_anchor(struct flow *f, struct str name)
{
	f->anchors =
	    more(f->anchors, f->n_anchors, &f->anchors_cap, sizeof *f->anchors);
	f->anchors[f->n_anchors++] =
	    (struct anchor){flow_hash(name), f->n_lines};
}

struct str flow_line(const struct flow *f, size_t i)
{
	const struct line *l = &f->lines[i];

	return str_sub(buf_view(&f->text), l->begin, l->end);
}

void flow_settle(struct flow *f)
{
	size_t lines = 0, bytes = 0, anchor = 0;

	for (size_t i = 0; i < f->n_lines; i++) {
		struct line l = f->lines[i];
		size_t n = l.end - l.begin;

		/* anchors are in the order of their lines */
		for (; anchor < f->n_anchors && f->anchors[anchor].line <= i;
		     anchor++)
			f->anchors[anchor].line = lines;
		if (l.flags & LINE_DROP)
			continue;
		bool join = (l.flags & LINE_JOIN) && lines > 0;

		if (bytes)
			f->text.p[bytes++] = join ? ' ' : '\n';
		memmove(f->text.p + bytes, f->text.p + l.begin, n);
		if (join) {
			f->lines[lines - 1].end = bytes + n;
		} else {
			l.begin = bytes;
			l.end = bytes + n;
			f->lines[lines++] = l;
		}
		bytes += n;
	}
	for (; anchor < f->n_anchors; anchor++)
		f->anchors[anchor].line = lines;
	f->n_lines = lines;
	f->text.n = bytes;
	if (f->text.p)
		f->text.p[bytes] = '\0';
	ink_begin(&f->ink, &f->text);
}

uint64_t flow_hash(struct str s)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
	return h ? h : 1;
}
