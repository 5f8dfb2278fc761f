#include "parse/feed/scan.h"

#include <string.h>

enum {
	TAG_MAX_BYTES = 1 << 20, /* and of a declaration */
	HELD_MAX_BYTES = TAG_MAX_BYTES * 4,
	MARK_BYTES = 9 /* of <![CDATA[ */
};

/* what a step found: a token, nothing yet, or too little to tell */
enum step { STEP_TOKEN, STEP_ON, STEP_CUT };

void feed_scan_init(struct feed_scan *s)
{
	*s = (struct feed_scan){.wanted = true};
	feed_entities_init(&s->entities);
	buf_init(&s->held, HELD_MAX_BYTES);
}

void feed_scan_release(struct feed_scan *s)
{
	feed_entities_release(&s->entities);
	buf_release(&s->held);
}

void feed_scan_push(struct feed_scan *s, struct str piece, bool last)
{
	buf_drop(&s->held, s->at);
	s->no_tag = s->no_tag > s->at ? s->no_tag - s->at : 0;
	s->at = 0;
	buf_str(&s->held, piece);
	s->last = last;
}

static struct str rest_of(const struct feed_scan *s)
{
	return str_sub(buf_view(&s->held), s->at, s->held.n);
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool begins_name(struct str s, size_t i)
{
	unsigned char c = i < s.n ? (unsigned char)s.p[i] : 0;

	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' ||
	       c == ':' || c >= 0x80;
}

static uint64_t bytes_of(unsigned char c)
{
	return c * UINT64_C(0x0101010101010101);
}

/* the high bit of each byte of w that is zero (those above may lie) */
static uint64_t zeros(uint64_t w)
{
	return (w - bytes_of(1)) & ~w & bytes_of(0x80);
}

/* Behind what is text as it stands up to one of two signs, eight bytes at a
 * time where it can. */
static size_t plain_until(struct str s, unsigned char one, unsigned char two)
{
	const uint64_t ones = bytes_of(one), twos = bytes_of(two);
	const uint64_t blank = bytes_of(' '), high = bytes_of(0x80);
	size_t i = 0;

	for (uint64_t w; i + sizeof w <= s.n; i += sizeof w) {
		memcpy(&w, s.p + i, sizeof w);
		if (zeros(w ^ ones) | zeros(w ^ twos) |
		    ((w - blank) & ~w & high))
			break;
	}
	for (; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == one || c == two || (c < ' ' && c != '\n' && c != '\t'))
			break;
	}
	return i;
}

static enum step give_text(struct feed_scan *s, struct str text, size_t n)
{
	s->text = text;
	s->at += n;
	return STEP_TOKEN;
}

/* a control character, or the end of a line */
static enum step control(struct feed_scan *s, struct str rest)
{
	bool line = rest.p[0] == '\r';

	if (line && rest.n == 1 && !s->last)
		return STEP_CUT;
	s->at++;
	if (!line || (rest.n > 1 && rest.p[1] == '\n'))
		return STEP_ON;
	return give_text(s, STR("\n"), 0);
}

static enum step text(struct feed_scan *s)
{
	struct str rest = rest_of(s);
	size_t n;

	if (!s->wanted) {
		s->at += str_find(rest, STR("<"), 0);
		return STEP_ON;
	}
	if (rest.p[0] == '&') {
		if (!s->last && rest.n <= FEED_ENTITY_MAX_BYTES)
			return STEP_CUT;
		struct str to = feed_entity(&s->entities, rest, &n);

		return give_text(s, to, n);
	}
	n = plain_until(rest, '<', '&');
	if (n == 0)
		return control(s, rest);
	return give_text(s, str_sub(rest, 0, n), n);
}

static enum step cdata(struct feed_scan *s)
{
	struct str rest = rest_of(s);

	if (rest.p[0] == ']') {
		if (rest.n < 3 && !s->last)
			return STEP_CUT;
		if (str_starts(rest, STR("]]>"))) {
			s->inside = IN_TEXT;
			s->at += 3;
			return STEP_ON;
		}
		return give_text(s, STR("]"), 1);
	}
	size_t n = plain_until(rest, ']', ']');

	if (n == 0)
		return control(s, rest);
	return give_text(s, str_sub(rest, 0, n), n);
}

static enum step comment(struct feed_scan *s)
{
	struct str rest = rest_of(s);
	size_t end = str_find(rest, STR("-->"), 0);

	if (end < rest.n) {
		s->inside = IN_TEXT;
		s->at += end + 3;
		return STEP_ON;
	}
	/* the mark may be cut */
	s->at += rest.n > 2 ? rest.n - 2 : 0;
	if (s->last)
		s->at = s->held.n;
	return STEP_CUT;
}

/* The < is a sign. All up to `end` was looked through for the end of a tag,
 * and is not again: what stands there in quotes is text. */
static enum step no_tag(struct feed_scan *s, size_t end)
{
	if (s->no_tag < s->at + end)
		s->no_tag = s->at + end;
	return give_text(s, STR("<"), 1);
}

/* What is still open in what was pushed: more is needed to tell; at the end
 * of all nothing comes, and what has no end in a MB is no markup. */
static enum step unclosed(struct feed_scan *s, struct str rest)
{
	if (rest.n >= TAG_MAX_BYTES)
		return no_tag(s, rest.n);
	if (s->last)
		s->at = s->held.n;
	return STEP_CUT;
}

/* <?…?>; written without its second mark it ends with the tag */
static enum step instruction(struct feed_scan *s, struct str rest)
{
	size_t next = str_find(rest, STR("<"), 2);
	struct str own = str_sub(rest, 0, next);
	size_t end = str_find(own, STR("?>"), 2);
	size_t gt = str_find(own, STR(">"), 2);

	/* only the next < tells that no ?> comes */
	bool all = s->last || next < rest.n;

	if (end < own.n)
		s->at += end + 2;
	else if (all && gt < own.n)
		s->at += gt + 1;
	else if (own.n < rest.n)
		s->at += own.n;
	else
		return unclosed(s, rest);
	return STEP_ON;
}

/* <!DOCTYPE … [ … ]>, and other declarations */
static enum step declaration(struct feed_scan *s, struct str rest)
{
	size_t end = str_find(rest, STR(">"), 2);
	size_t open = str_find(str_sub(rest, 0, end), STR("["), 2);
	bool subset = open < end;

	if (subset)
		end = str_find(rest, STR(">"), str_find(rest, STR("]"), open));
	if (end == rest.n)
		return unclosed(s, rest);
	if (subset)
		feed_entities_declare(
		    &s->entities, str_sub(rest, open + 1, end));
	s->at += end + 1;
	return STEP_ON;
}

/* Behind the quoted value at s[i]; s.n where its end is not there. A quote
 * that is never closed would swallow the tags behind it: a > that stands in
 * front of the next < ends the tag then. */
static size_t quoted(struct str s, size_t i, bool *broken)
{
	const char *end = memchr(s.p + i + 1, s.p[i], s.n - i - 1);
	size_t n = end ? (size_t)(end - s.p) - i : s.n - i;
	const char *lt = memchr(s.p + i, '<', n);
	const char *gt =
	    lt ? memchr(s.p + i, '>', (size_t)(lt - s.p) - i) : NULL;

	*broken = gt != NULL;
	if (gt)
		return (size_t)(gt - s.p);
	return end ? i + n + 1 : s.n;
}

/* Where the > of the tag is, s.n for not there yet; the < of the next one
 * where there is none. */
static size_t tag_end(struct str s, size_t i)
{
	char before = 0;

	while (i < s.n) {
		char c = s.p[i];
		bool broken;

		if (c == '>' || c == '<')
			return i;
		if ((c == '"' || c == '\'') && before == '=') {
			i = quoted(s, i, &broken);
			if (broken)
				return i;
			before = c;
			continue;
		}
		if (!is_space(c))
			before = c;
		i++;
	}
	return s.n;
}

static enum step tag(
    struct feed_scan *s, struct str rest, enum feed_token *token)
{
	bool closes = rest.p[1] == '/';
	size_t name = 1 + closes, i = name;

	while (i < rest.n && !is_space(rest.p[i]) && rest.p[i] != '>' &&
	       rest.p[i] != '/' && rest.p[i] != '<')
		i++;
	size_t end = tag_end(rest, i);

	if (end == rest.n)
		return unclosed(s, rest);
	if (rest.p[end] == '<')
		return no_tag(s, end);
	*token = closes ? FEED_END : FEED_START;
	s->name = str_sub(rest, name, i);
	s->empty = !closes && rest.p[end - 1] == '/';
	s->attrs = str_trim(str_sub(rest, i, end - s->empty));
	s->at += end + 1;
	return STEP_TOKEN;
}

/* at a '<'; *token: what a token would be */
static enum step markup(struct feed_scan *s, enum feed_token *token)
{
	struct str rest = rest_of(s);
	bool closes = rest.n > 1 && rest.p[1] == '/';

	if (s->at < s->no_tag)
		return give_text(s, STR("<"), 1);
	if (!s->last &&
	    (rest.n < 3 || (rest.p[1] == '!' && rest.n < MARK_BYTES)))
		return STEP_CUT;
	if (str_starts(rest, STR("<![CDATA["))) {
		s->inside = IN_CDATA;
		s->at += MARK_BYTES;
		return STEP_ON;
	}
	if (str_starts(rest, STR("<!--"))) {
		s->inside = IN_COMMENT;
		s->at += 4;
		return STEP_ON;
	}
	if (str_starts(rest, STR("<?")))
		return instruction(s, rest);
	if (str_starts(rest, STR("<!")))
		return declaration(s, rest);
	if (!begins_name(rest, 1 + closes))
		return give_text(s, STR("<"), 1);
	return tag(s, rest, token);
}

enum feed_token feed_scan_next(struct feed_scan *s)
{
	enum step step = STEP_ON;
	enum feed_token token = FEED_TEXT;

	/* what could not be told is tried again when there is twice as much:
	 * linear in all of it */
	if (!s->last && s->held.n - s->at < s->again)
		return FEED_MORE;
	s->again = 0;
	while (step == STEP_ON && s->at < s->held.n) {
		if (s->inside == IN_CDATA)
			step = cdata(s);
		else if (s->inside == IN_COMMENT)
			step = comment(s);
		else if (s->held.p[s->at] == '<')
			step = markup(s, &token);
		else
			step = text(s);
	}
	if (step == STEP_TOKEN)
		return token;
	s->again = step == STEP_CUT ? 2 * (s->held.n - s->at) : 0;
	return FEED_MORE;
}

bool feed_attr_next(struct str *rest, struct str *name, struct str *value)
{
	struct str s = str_trim(*rest);
	size_t i = 0;

	while (i < s.n && !is_space(s.p[i]) && s.p[i] != '=')
		i++;
	*name = str_sub(s, 0, i);
	*value = STR("");
	s = str_trim(str_sub(s, i, s.n));
	if (s.n && s.p[0] == '=') {
		s = str_trim(str_sub(s, 1, s.n));
		bool quote = s.n && (s.p[0] == '"' || s.p[0] == '\'');

		for (i = quote; i < s.n; i++)
			if (quote ? s.p[i] == s.p[0] : is_space(s.p[i]))
				break;
		*value = str_sub(s, quote, i);
		s = str_sub(s, i + quote, s.n);
	}
	*rest = s;
	return name->n > 0 || s.n > 0;
}

struct str feed_attr_text(
    struct feed_scan *s, struct arena *a, struct str value)
{
	struct buf b;

	value = str_trim(value);
	if (str_find(value, STR("&"), 0) == value.n)
		return arena_str(a, value);
	buf_init(&b, HELD_MAX_BYTES);
	while (value.n) {
		size_t n = str_find(value, STR("&"), 0);

		buf_str(&b, str_sub(value, 0, n));
		value = str_sub(value, n, value.n);
		if (!value.n)
			break;
		buf_str(&b, feed_entity(&s->entities, value, &n));
		value = str_sub(value, n, value.n);
	}
	struct str t = arena_str(a, str_trim(buf_view(&b)));

	buf_release(&b);
	return t;
}
