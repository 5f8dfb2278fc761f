#include "parse/html/tame.h"

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

/* The attributes of a tag from s[i] on: where it ends, and where what is too
 * much of it begins: attributes over the ceiling, or a quote that is never
 * closed, which would take all that follows into the tag. */
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
			else if (!t->crowd)
				t->crowd = i;
		}
		i++;
	}
	if (i > 0 && i < s.n && s.p[i - 1] == '/')
		t->kind = NEITHER;
	if (i == s.n)
		t->crowd = 0; /* the page ends inside the tag */
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

/* Behind the comment at s[at]: <!--> and <!---> are whole, --!> ends one too.
 * 0: it has no end. */
static size_t comment_end(struct str s, size_t at)
{
	struct str body = str_sub(s, at + 4, s.n);

	if (str_starts(body, STR(">")) || str_starts(body, STR("->")))
		return at + 5 + (body.p[0] == '-');
	for (size_t i = at + 4; (i = str_find(s, STR("--"), i)) < s.n; i++) {
		struct str rest = str_sub(s, i + 2, s.n);

		if (str_starts(rest, STR(">")))
			return i + 3;
		if (str_starts(rest, STR("!>")))
			return i + 4;
	}
	return 0;
}

static bool holds_json(struct str tag)
{
	for (size_t i = 0; i + 4 <= tag.n; i++)
		if ((tag.p[i] | 0x20) == 'j' &&
		    str_starts_nocase(str_sub(tag, i, tag.n), STR("json")))
			return true;
	return false;
}

/* Where the end tag of the script or style is whose tag ends at `from`; 0 for
 * none: the page breaks off in it. */
static size_t raw_end(struct str s, size_t from, struct str name)
{
	for (size_t i = from; (i = str_find(s, STR("</"), i)) < s.n; i++)
		if (str_starts_nocase(str_sub(s, i + 2, s.n), name))
			return i;
	return 0;
}

/* what the page is written to, but for what is left out */
struct cut {
	struct str page;
	struct buf *to;
	size_t copied;   /* so much of the page is told */
	size_t cdata;    /* where the next ]]> is; 0: not inside of CDATA */
	bool no_comment; /* none of those to come has an end, nor CDATA */
	bool no_cdata;
};

static void leave_out(struct cut *c, size_t from, size_t end)
{
	if (!c->to->n)
		(void)buf_room(c->to, c->page.n);
	buf_str(c->to, str_sub(c->page, c->copied, from));
	c->copied = end;
}

/* elements nested without end: their tags go, and those that end them */
struct depth {
	size_t open, dropped;
};

static bool is_dropped(struct depth *d, enum tag_kind kind)
{
	if (kind == OPENS && d->open == TAME_DEPTH_MAX) {
		d->dropped++;
		return true;
	}
	if (kind == CLOSES && d->dropped) {
		d->dropped--;
		return true;
	}
	if (kind == OPENS)
		d->open++;
	else if (kind == CLOSES && d->open)
		d->open--;
	return false;
}

static bool is_raw(const struct tag *t)
{
	return t->kind == OPENS && (str_eq_nocase(t->name, STR("script")) ||
				       str_eq_nocase(t->name, STR("style")));
}

static bool is_hidden(const struct tag *t)
{
	return t->kind == OPENS && (str_eq_nocase(t->name, STR("noscript")) ||
				       str_eq_nocase(t->name, STR("template")));
}

/* a comment; with no end it is none, and its text is kept: only its mark goes
 */
static size_t comment(struct cut *c, size_t at)
{
	size_t end = c->no_comment ? 0 : comment_end(c->page, at);

	c->no_comment |= end == 0;
	if (!end)
		end = at + 4;
	leave_out(c, at, end);
	return end;
}

/* text in CDATA is text, its marks are not; markup inside is read as such */
static size_t cdata(struct cut *c, size_t at)
{
	leave_out(c, at, at + 9);
	if (!c->cdata && !c->no_cdata) {
		size_t end = str_find(c->page, STR("]]>"), at + 9);

		c->no_cdata = end == c->page.n;
		c->cdata = c->no_cdata ? 0 : end;
	}
	return at + 9;
}

static void end_cdata(struct cut *c, size_t before)
{
	if (!c->cdata || c->cdata >= before)
		return;
	if (c->cdata >= c->copied)
		leave_out(c, c->cdata, c->cdata + 3);
	c->cdata = 0;
}

/* the tag at `at`; behind it */
static size_t element(struct cut *c, size_t at, struct tag *t, struct depth *d)
{
	struct str page = c->page;
	size_t raw = is_raw(t) ? raw_end(page, t->end, t->name) : 0;

	if (is_raw(t) && !raw)
		return page.n;
	if (is_dropped(d, t->kind))
		/* with a script goes what it holds */
		leave_out(c, at, raw ? raw : t->end);
	else if (t->crowd)
		leave_out(c, t->crowd, t->end - 1);
	if (raw > t->end && raw > c->copied &&
	    !holds_json(str_sub(page, at, t->end)))
		leave_out(c, t->end, raw);
	return raw ? raw : t->end;
}

struct str html_tame(struct str page, struct buf *scratch, bool *hides)
{
	struct cut c = {.page = page, .to = scratch};
	struct depth d = {0};
	size_t at = 0;

	*hides = false;
	while (at < page.n) {
		const char *lt = memchr(page.p + at, '<', page.n - at);
		struct tag t;

		if (!lt)
			break;
		at = (size_t)(lt - page.p);
		end_cdata(&c, at);
		struct str rest = str_sub(page, at, page.n);

		if (str_starts(rest, STR("<!--"))) {
			at = comment(&c, at);
		} else if (str_starts(rest, STR("<![CDATA["))) {
			at = cdata(&c, at);
		} else {
			read_tag(page, at, &t);
			*hides |= is_hidden(&t);
			at = element(&c, at, &t, &d);
		}
	}
	end_cdata(&c, page.n);
	if (!c.copied)
		return page;
	buf_str(scratch, str_sub(page, c.copied, page.n));
	return buf_view(scratch);
}
