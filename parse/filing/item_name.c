#include "parse/filing/item_name.h"

#include "fetch/base/utf8.h"

struct scan {
	struct str s;
	size_t at;
};

static char peek(const struct scan *c)
{
	return c->at < c->s.n ? c->s.p[c->at] : '\0';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

/* a word, and no letter behind it */
static bool word(struct scan *c, const char *w)
{
	struct str t = str_of(w), rest = str_sub(c->s, c->at, c->s.n);

	if (!str_starts_nocase(rest, t) ||
	    (rest.n > t.n && is_letter(rest.p[t.n])))
		return false;
	c->at += t.n;
	return true;
}

/* what parts name and title: points, dashes, bars, blanks */
static void separators(struct scan *c)
{
	while (c->at < c->s.n) {
		size_t at = c->at;
		uint32_t u = utf8_next(c->s, &at);

		if (u != ' ' && u != '.' && u != ':' && u != '-' && u != ',' &&
		    u != '|' && u != ';' && u != ')' && u != '*' && u != '_' &&
		    u != 0xB7 && u != 0x2022 && !(u >= 0x2010 && u <= 0x2015))
			return;
		c->at = at;
	}
}

static int number(struct scan *c)
{
	int n = 0, digits = 0;

	while (is_digit(peek(c)) && digits < 3) {
		n = n * 10 + (peek(c) - '0');
		c->at++;
		digits++;
	}
	return digits >= 1 && digits <= 2 ? n : 0;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static char ahead(const struct scan *c, size_t n)
{
	return c->at + n < c->s.n ? c->s.p[c->at + n] : '\0';
}

/* a word that begins right behind the name, as fonts part them on paper:
 * "Item 2.02Results" */
static bool is_glued(const struct scan *c)
{
	char next = ahead(c, 1);

	return is_upper(peek(c)) && next >= 'a' && next <= 'z';
}

/* "A" of "1A", "1-A", "1 A.", "7(a)", "9A(T)" */
static char letter(struct scan *c)
{
	struct scan t = *c;
	bool apart = peek(&t) == ' ', bracket = false;

	if (apart || peek(&t) == '-')
		t.at++;
	if (peek(&t) == '(') {
		bracket = true;
		t.at++;
	}
	char x = upper(peek(&t));

	if (x < 'A' || x > 'K')
		return '\0';
	t.at++;
	char next = peek(&t);

	if ((is_letter(next) && !is_glued(&t)) || is_digit(next) ||
	    (bracket && next != ')'))
		return '\0';
	if (apart && next != '.' && next != ':' && next != ')')
		return '\0';
	if (bracket)
		t.at++;
	/* 9A(T) was controls and procedures for small companies */
	if (str_starts(str_sub(t.s, t.at, t.s.n), STR("(T)")))
		t.at += 3;
	*c = t;
	return x;
}

static bool part(struct scan *c, struct item_name *to)
{
	static const struct {
		const char *name;
		int n;
	} parts[] = {{"III", 3}, {"II", 2}, {"IV", 4}, {"I", 1}, {"1", 1},
	    {"2", 2}, {"3", 3}, {"4", 4}};
	struct scan t = *c;

	if (!word(&t, "PART"))
		return false;
	while (peek(&t) == ' ')
		t.at++;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (word(&t, parts[i].name)) {
			if (is_digit(peek(&t)))
				return false;
			to->part = parts[i].n;
			*c = t;
			return true;
		}
	return false;
}

/* "Items 1 and 2", "Item 7 & 7A", "Items 10 through 14" */
static void second(struct scan *c, struct item_name *to)
{
	static const char *const joins[] = {
	    "and", "&", "through", "to", ",", "/", "-", "\xE2\x80\x93", NULL};
	struct scan t = *c;

	while (peek(&t) == ' ' || peek(&t) == '.')
		t.at++;
	for (const char *const *j = joins; *j; j++) {
		struct scan u = t;

		if (!word(&u, *j))
			continue;
		while (peek(&u) == ' ')
			u.at++;
		if (word(&u, "ITEM") || word(&u, "ITEMS"))
			while (peek(&u) == ' ')
				u.at++;
		int n = number(&u);
		char l = n ? letter(&u) : '\0';

		if (n < to->number || n > to->number + 6 ||
		    is_letter(peek(&u)) || (n == to->number && !l))
			continue;
		to->to_number = n;
		to->to_letter = l;
		*c = u;
		return;
	}
}

static bool name(struct scan *c, struct item_name *to)
{
	to->number = number(c);
	if (!to->number)
		return false;
	to->letter = letter(c);
	to->to_number = to->number;
	to->to_letter = to->letter;
	to->point = -1;
	struct scan t = *c;

	if (peek(&t) == '.' && !to->letter) {
		t.at++;
		size_t from = t.at;
		int n = number(&t);

		if (t.at == from + 2 && !is_digit(peek(&t))) {
			to->point = n;
			*c = t;
		}
	}
	if (to->point < 0)
		second(c, to);
	/* "Item 10b5": no item */
	return (!is_letter(peek(c)) || is_glued(c)) && !is_digit(peek(c));
}

/* "Item", "ITEMS", and "I TEM": small capitals are set apart from the first */
static bool item_word(struct scan *c)
{
	static const char letters[] = "ITEM";
	struct scan t = *c;

	for (size_t i = 0; letters[i]; i++) {
		if (i > 0 && peek(&t) == ' ')
			t.at++;
		if (upper(peek(&t)) != letters[i])
			return false;
		t.at++;
	}
	if (upper(peek(&t)) == 'S')
		t.at++;
	if (is_letter(peek(&t)))
		return false;
	*c = t;
	return true;
}

bool item_name_read(struct str line, struct item_name *to)
{
	struct scan c = {line, 0};

	*to = (struct item_name){.point = -1};
	separators(&c);
	bool parted = part(&c, to);

	if (parted)
		separators(&c);
	if (item_word(&c)) {
		to->said_item = true;
		separators(&c);
		if (word(&c, "NO") || word(&c, "NUMBER"))
			separators(&c);
		while (peek(&c) == ' ' || peek(&c) == '#' || peek(&c) == '(')
			c.at++;
		if (!name(&c, to))
			return false;
		separators(&c);
	} else if (!parted) {
		return false;
	}
	to->rest = c.at;
	return true;
}

bool item_name_bare(struct str line, struct item_name *to)
{
	struct scan c = {line, 0};

	*to = (struct item_name){.point = -1};
	if (!is_digit(peek(&c)) || !name(&c, to) || to->point >= 0)
		return false;
	size_t end = c.at;

	separators(&c);
	to->rest = c.at;
	return c.at > end && c.at < line.n;
}
