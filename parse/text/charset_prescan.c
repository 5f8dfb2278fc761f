#include "parse/text/charset_prescan.h"

#include <string.h>

struct scan {
	struct str s;
	size_t at;
};

struct attribute {
	struct str name, value;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static bool is_letter(char c)
{
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'z';
}

static bool begins(const struct scan *c, struct str with)
{
	return str_starts_nocase(str_sub(c->s, c->at, c->s.n), with);
}

static void skip_space(struct scan *c, char also)
{
	while (c->at < c->s.n &&
	       (is_space(c->s.p[c->at]) || c->s.p[c->at] == also))
		c->at++;
}

/* "get an attribute"; false: the tag ends */
static bool next_attribute(struct scan *c, struct attribute *a)
{
	const struct str s = c->s;

	skip_space(c, '/');
	if (c->at >= s.n || s.p[c->at] == '>')
		return false;
	size_t name = c->at;

	while (c->at < s.n && !is_space(s.p[c->at]) && s.p[c->at] != '/' &&
	       s.p[c->at] != '>' && (s.p[c->at] != '=' || c->at == name))
		c->at++;
	a->name = str_sub(s, name, c->at);
	a->value = STR("");
	skip_space(c, ' ');
	if (c->at >= s.n || s.p[c->at] != '=')
		return true;
	c->at++;
	skip_space(c, ' ');
	char quote = c->at < s.n ? s.p[c->at] : 0;
	size_t value = c->at;

	if (quote == '"' || quote == '\'') {
		const char *end =
		    memchr(s.p + value + 1, quote, s.n - value - 1);

		c->at = end ? (size_t)(end - s.p) + 1 : s.n;
		a->value = str_sub(s, value + 1, end ? c->at - 1 : s.n);
		return end != NULL;
	}
	while (c->at < s.n && !is_space(s.p[c->at]) && s.p[c->at] != '>')
		c->at++;
	a->value = str_sub(s, value, c->at);
	return true;
}

struct str charset_of_type(struct str type)
{
	static const char word[] = "charset";
	const struct str none = {NULL, 0};

	for (size_t at = 0; at + sizeof word - 1 <= type.n; at++) {
		struct scan c = {type, at};

		if (!begins(&c, STR("charset")))
			continue;
		c.at += sizeof word - 1;
		skip_space(&c, ' ');
		if (c.at >= type.n || type.p[c.at] != '=')
			continue;
		c.at++;
		skip_space(&c, ' ');
		char quote = c.at < type.n ? type.p[c.at] : 0;
		size_t from = c.at;

		if (quote == '"' || quote == '\'') {
			const char *end =
			    memchr(type.p + from + 1, quote, type.n - from - 1);

			return end ? str_sub(
					 type, from + 1, (size_t)(end - type.p))
				   : none;
		}
		while (c.at < type.n && !is_space(type.p[c.at]) &&
		       type.p[c.at] != ';')
			c.at++;
		return c.at > from ? str_sub(type, from, c.at) : none;
	}
	return none;
}

/* <meta …>, c behind the name; absent: it tells nothing */
static struct str meta(struct scan *c, bool (*known)(struct str label))
{
	struct attribute a;
	struct str label = {NULL, 0};
	bool pragma = false, need_pragma = false;
	bool seen_equiv = false, seen_content = false, seen_charset = false;

	while (next_attribute(c, &a)) {
		if (str_eq_nocase(a.name, STR("http-equiv")) && !seen_equiv) {
			seen_equiv = true;
			pragma = str_eq_nocase(a.value, STR("content-type"));
		} else if (str_eq_nocase(a.name, STR("content")) &&
			   !seen_content) {
			struct str of = charset_of_type(a.value);

			seen_content = true;
			if (of.n && !label.p) {
				label = of;
				need_pragma = true;
			}
		} else if (str_eq_nocase(a.name, STR("charset")) &&
			   !seen_charset) {
			seen_charset = true;
			label = str_trim(a.value);
			need_pragma = false;
		}
	}
	/* a tag that does not end was none: more of it may follow */
	if (c->at >= c->s.n || !label.n || (need_pragma && !pragma) ||
	    !known(label))
		return (struct str){NULL, 0};
	return label;
}

static void skip_to(struct scan *c, struct str what)
{
	size_t at = str_find(c->s, what, c->at);

	c->at = at < c->s.n ? at + what.n : c->s.n;
}

static struct str tags(struct str s, bool (*known)(struct str label))
{
	struct scan c = {s, 0};
	struct attribute a;
	struct str label;

	while (c.at < s.n) {
		char next = c.at + 5 < s.n ? s.p[c.at + 5] : 0;

		if (begins(&c, STR("<!--"))) {
			c.at += 2;
			skip_to(&c, STR("-->"));
			continue;
		}
		if (begins(&c, STR("<meta")) &&
		    (is_space(next) || next == '/')) {
			c.at += 5;
			label = meta(&c, known);
			if (label.n)
				return label;
		} else if (s.p[c.at] == '<' && c.at + 1 < s.n &&
			   (is_letter(s.p[c.at + 1]) ||
			       (s.p[c.at + 1] == '/' && c.at + 2 < s.n &&
				   is_letter(s.p[c.at + 2])))) {
			while (c.at < s.n && !is_space(s.p[c.at]) &&
			       s.p[c.at] != '>')
				c.at++;
			while (next_attribute(&c, &a))
				;
		} else if (begins(&c, STR("<!")) || begins(&c, STR("</")) ||
			   begins(&c, STR("<?"))) {
			skip_to(&c, STR(">"));
			continue;
		}
		c.at++;
	}
	return (struct str){NULL, 0};
}

/* <?xml version="1.0" encoding="…"?> */
static struct str xml_declared(struct str s)
{
	struct scan c = {str_sub(s, 0, str_find(s, STR("?>"), 0)), 5};
	struct attribute a;

	if (str_starts(s, STR("<?xml")))
		while (next_attribute(&c, &a))
			if (str_eq_nocase(a.name, STR("encoding")))
				return str_trim(a.value);
	return (struct str){NULL, 0};
}

struct str charset_prescan(struct str bytes, bool (*known)(struct str label))
{
	struct str head = str_sub(bytes, 0, PRESCAN_BYTES);
	struct str label = xml_declared(head);

	if (!label.n || !known(label))
		label = tags(head, known);
	if (!label.n && bytes.n > PRESCAN_BYTES)
		label = tags(str_sub(bytes, 0, PRESCAN_LATE_BYTES), known);
	/* a declaration in ASCII cannot mean UTF-16 */
	if (str_starts_nocase(label, STR("utf-16")))
		return STR("utf-8");
	return str_eq_nocase(label, STR("x-user-defined")) ? STR("windows-1252")
							   : label;
}
