#include "parse/html_tame.h"

#include <string.h>

enum tag_kind { NO_TAG, OPENS, CLOSES, NEITHER };

struct tag {
	enum tag_kind kind;
	size_t end;   /* behind its > */
	size_t crowd; /* where the attributes over the ceiling begin; 0: none */
	struct str name;
};

static bool is_letter(char c)
{
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'z';
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* elements that end by themselves, or whose end tag is often left out */
static bool is_unpaired(struct str name)
{
	static const char *const names[] = {"br", "p", "li", "td", "tr", "th",
	    "img", "hr", "input", "meta", "link", "dd", "dt", "option", "area",
	    "base", "col", "embed", "param", "source", "track", "wbr", "tbody",
	    "thead", "tfoot", "colgroup", "body", "html", "head", NULL};

	for (const char *const *n = names; *n; n++)
		if ((name.p[0] | 0x20) == **n &&
		    str_eq_nocase(name, str_of(*n)))
			return true;
	return false;
}

/* the attributes of a tag from s[i] on: where it ends, and how many there are
 * is kept below the ceiling */
static void attributes(struct str s, size_t i, struct tag *t)
{
	size_t count = 0;

	while (i < s.n && s.p[i] != '>') {
		bool begins = !is_space(s.p[i]) && is_space(s.p[i - 1]) &&
			      s.p[i] != '/' && s.p[i] != '=';

		if (begins && ++count == TAME_ATTRIBUTES_MAX)
			t->crowd = i;
		if ((s.p[i] == '"' || s.p[i] == '\'') && s.p[i - 1] == '=') {
			const char *close =
			    memchr(s.p + i + 1, s.p[i], s.n - i - 1);

			if (close)
				i = (size_t)(close - s.p);
		}
		i++;
	}
	if (i > 0 && i < s.n && s.p[i - 1] == '/')
		t->kind = NEITHER;
	t->end = i < s.n ? i + 1 : s.n;
}

/* the tag at s[at] == '<' */
static void read_tag(struct str s, size_t at, struct tag *t)
{
	size_t i = at + 1;
	bool closes = i < s.n && s.p[i] == '/';

	*t = (struct tag){.end = at + 1};
	i += closes;
	if (i >= s.n || !is_letter(s.p[i]))
		return;
	size_t name = i;

	while (i < s.n && !is_space(s.p[i]) && s.p[i] != '>' && s.p[i] != '/')
		i++;
	t->name = str_sub(s, name, i);
	t->kind = closes ? CLOSES : OPENS;
	attributes(s, i, t);
	if (is_unpaired(t->name))
		t->kind = NEITHER;
}

/* a comment, script or style: no tags inside; where it ends */
static size_t opaque(struct str s, size_t at, const struct tag *t)
{
	if (str_starts(str_sub(s, at, s.n), STR("<!--"))) {
		size_t end = str_find(s, STR("-->"), at + 4);

		return end < s.n ? end + 3 : s.n;
	}
	if (t->kind != OPENS || (!str_eq_nocase(t->name, STR("script")) &&
				    !str_eq_nocase(t->name, STR("style"))))
		return 0;
	/* up to </, which what follows reads as a tag again */
	for (size_t i = t->end; (i = str_find(s, STR("</"), i)) < s.n; i++)
		if (str_starts_nocase(str_sub(s, i + 2, s.n), t->name))
			return i;
	return s.n;
}

struct str html_tame(struct str page, struct buf *scratch)
{
	size_t depth = 0, dropped = 0, copied = 0, at = 0;

	for (;;) {
		const char *lt = memchr(page.p + at, '<', page.n - at);
		struct tag t;

		if (!lt)
			break;
		at = (size_t)(lt - page.p);
		read_tag(page, at, &t);
		size_t skip = opaque(page, at, &t);
		bool drop = false;

		if (t.kind == OPENS && depth == TAME_DEPTH_MAX) {
			drop = true;
			dropped++;
		} else if (t.kind == OPENS) {
			depth++;
		} else if (t.kind == CLOSES && dropped) {
			drop = true;
			dropped--;
		} else if (t.kind == CLOSES && depth) {
			depth--;
		}
		if (drop || t.crowd) {
			size_t from = drop ? at : t.crowd;

			buf_str(scratch, str_sub(page, copied, from));
			/* with a script goes what it holds */
			copied = !drop ? t.end - 1 : skip ? skip : t.end;
		}
		at = skip ? skip : t.end;
	}
	if (!copied)
		return page;
	buf_str(scratch, str_sub(page, copied, page.n));
	return buf_view(scratch);
}
