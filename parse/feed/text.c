#include "parse/feed/text.h"

#include "fetch/base/utf8.h"

void feed_text_init(struct feed_text *t, size_t max_bytes)
{
	*t = (struct feed_text){0};
	buf_init(&t->b, max_bytes);
}

void feed_text_release(struct feed_text *t)
{
	buf_release(&t->b);
}

void feed_text_begin(struct feed_text *t, const struct feed_element *x,
    size_t depth, struct feed_scan *scan, struct arena *a)
{
	struct buf b = t->b;
	struct str rest = scan->attrs, name, value;

	buf_clear(&b);
	*t = (struct feed_text){.b = b, .depth = depth, .field = x->field};
	if (x->field == FIELD_BODY)
		t->form = FORM_MARKUP;
	while (feed_attr_next(&rest, &name, &value))
		if (str_eq_nocase(name, STR("type")))
			t->type = feed_attr_text(scan, a, value);
		else if (str_eq_nocase(name, STR("mode")))
			t->mode = feed_attr_text(scan, a, value);
}

static void escape(struct buf *to, struct str s)
{
	for (size_t i = 0, from = 0; i <= s.n; i++) {
		const char *as = i == s.n        ? ""
				 : s.p[i] == '<' ? "&lt;"
				 : s.p[i] == '>' ? "&gt;"
				 : s.p[i] == '&' ? "&amp;"
						 : NULL;

		if (!as)
			continue;
		buf_str(to, str_sub(s, from, i));
		buf_puts(to, as);
		from = i + 1;
	}
}

/* the first element inside tells what the text is */
static void first_child(
    struct feed_text *t, const struct feed_element *x, size_t depth)
{
	t->some = true;
	if (str_eq(t->type, STR("xhtml"))) {
		/* one <div> that is no part of it */
		t->form = FORM_MARKUP;
		t->within = depth;
		buf_clear(&t->b);
	} else if (str_eq(t->mode, STR("xml")) || (x && x->xhtml) ||
		   t->field == FIELD_CONTENT || t->field == FIELD_SUMMARY ||
		   t->field == FIELD_OTHER_SUMMARY) {
		struct buf so_far = t->b;

		if (t->form == FORM_PLAIN) {
			buf_init(&t->b, so_far.max);
			escape(&t->b, buf_view(&so_far));
			buf_release(&so_far);
		}
		t->form = FORM_MARKUP;
	}
}

void feed_text_start(struct feed_text *t, const struct feed_element *x,
    size_t depth, const struct feed_scan *scan)
{
	if (!t->some)
		first_child(t, x, depth);
	/* the name of an author, and nothing else of it */
	if (t->field == FIELD_AUTHOR && x && x->field == FIELD_NAME &&
	    depth == t->depth + 1 && !t->within) {
		t->within = depth;
		buf_clear(&t->b);
	}
	if (t->form == FORM_PLAIN || t->frozen || depth <= t->within)
		return;
	buf_char(&t->b, '<');
	buf_str(&t->b, scan->name);
	if (scan->attrs.n)
		buf_char(&t->b, ' ');
	buf_str(&t->b, scan->attrs);
	buf_puts(&t->b, scan->empty ? "/>" : ">");
}

void feed_text_add(struct feed_text *t, struct str run)
{
	if (t->frozen)
		return;
	if (t->form == FORM_MARKUP)
		escape(&t->b, run);
	else
		buf_str(&t->b, run);
}

void feed_text_end(struct feed_text *t, struct str name, size_t depth)
{
	if (depth == t->within)
		t->frozen = true;
	if (t->form == FORM_PLAIN || t->frozen || !name.p)
		return;
	buf_puts(&t->b, "</");
	buf_str(&t->b, name);
	buf_char(&t->b, '>');
}

/* Atom: binary text, and text of a media type that is none */
static bool is_base64(const struct feed_text *t, bool core)
{
	struct str type = t->type;

	if (str_eq(t->mode, STR("base64")))
		return true;
	return type.n && core && str_find(type, STR("/"), 0) < type.n &&
	       !str_starts_nocase(type, STR("text/")) &&
	       !str_ends(type, STR("xml")) && !t->mode.p;
}

struct str feed_text_take(struct feed_text *t, bool core, struct arena *a)
{
	struct str s = arena_str(a, str_trim(buf_view(&t->b)));

	if (s.n && t->form == FORM_PLAIN && is_base64(t, core))
		s = feed_base64(a, s);
	t->depth = 0;
	t->field = FIELD_NONE;
	return s;
}

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

struct str feed_base64(struct arena *a, struct str s)
{
	struct buf b;
	unsigned bits = 0, held = 0;
	bool good = true;

	buf_init(&b, s.n);
	for (size_t i = 0; i < s.n && good; i++) {
		int v = base64_value(s.p[i]);

		if (v < 0) {
			good = s.p[i] == '=' || s.p[i] <= ' ';
			continue;
		}
		held = held << 6 | (unsigned)v;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			buf_char(&b, (char)(held >> bits & 0xFF));
		}
	}
	if (good && utf8_valid(buf_view(&b)))
		s = arena_str(a, str_trim(buf_view(&b)));
	buf_release(&b);
	return s;
}
