#include "fetch/robots.h"

#include "fetch/robots_match.h"

#include <string.h>

enum { LINE_MAX_BYTES = 16663 };

enum key { KEY_OTHER, KEY_AGENT, KEY_ALLOW, KEY_DISALLOW, KEY_DELAY };

/* where the reader stands among the groups */
struct reading {
	struct robots *robots;
	struct robots common; /* what `*` is told */
	struct str agent;
	bool named, for_named;    /* our agent: ever, in this group */
	bool for_common, in_head; /* in_head: no rule since a user-agent line */
};

/* 2.1: line ends are LF, CR or CRLF */
static struct str next_line(struct str *rest)
{
	size_t n = 0;

	while (n < rest->n && rest->p[n] != '\n' && rest->p[n] != '\r')
		n++;
	struct str line = str_sub(*rest, 0, n);

	*rest = str_sub(*rest, n < rest->n ? n + 1 : n, rest->n);
	return str_sub(line, 0, LINE_MAX_BYTES);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* "key: value"; "key value" where that is all of the line */
static bool split(struct str line, struct str *key, struct str *value)
{
	line = str_trim(str_sub(line, 0, str_find(line, STR("#"), 0)));
	size_t at = str_find(line, STR(":"), 0);

	if (at == line.n) {
		at = 0;
		while (at < line.n && !is_blank(line.p[at]))
			at++;
		*value = str_trim(str_sub(line, at, line.n));
		for (size_t i = 0; i < value->n; i++)
			if (is_blank(value->p[i]))
				return false;
	} else {
		*value = str_trim(str_sub(line, at + 1, line.n));
	}
	*key = str_trim(str_sub(line, 0, at));
	return at < line.n && key->n;
}

static enum key key_of(struct str word)
{
	static const struct {
		const char *word;
		enum key key;
	} keys[] = {
	    {"user-agent", KEY_AGENT},
	    {"useragent", KEY_AGENT},
	    {"user agent", KEY_AGENT},
	    {"allow", KEY_ALLOW},
	    {"disallow", KEY_DISALLOW},
	    {"dissallow", KEY_DISALLOW},
	    {"dissalow", KEY_DISALLOW},
	    {"disalow", KEY_DISALLOW},
	    {"diasllow", KEY_DISALLOW},
	    {"disallaw", KEY_DISALLOW},
	    {"crawl-delay", KEY_DELAY},
	    {"crawldelay", KEY_DELAY},
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_eq_nocase(word, str_of(keys[i].word)))
			return keys[i].key;
	return KEY_OTHER;
}

/* 2.2.1: the product token is letters, "_" and "-" */
static struct str token(struct str value)
{
	size_t n = 0;

	for (; n < value.n; n++) {
		char c = (char)(value.p[n] | 0x20);

		if (!(c >= 'a' && c <= 'z') && value.p[n] != '_' &&
		    value.p[n] != '-')
			break;
	}
	return str_sub(value, 0, n);
}

static void take_agent(struct reading *g, struct str value)
{
	bool common = value.n && value.p[0] == '*' &&
		      (value.n == 1 || is_blank(value.p[1]));

	if (!g->in_head)
		g->for_named = g->for_common = false;
	g->in_head = true;
	if (common) {
		g->for_common = true;
	} else if (g->agent.n && str_eq_nocase(token(value), g->agent)) {
		g->for_named = g->named = true;
	}
}

static void add_rule(struct robots *r, struct str pattern, bool allow)
{
	r->rules =
	    arena_more(&r->arena, r->rules, r->n, &r->cap, sizeof *r->rules);
	r->rules[r->n++] = (struct robots_rule){pattern, allow};
}

static void add_path(struct robots *r, struct str value, bool allow)
{
	struct buf b;

	if (!value.n)
		return; /* an empty pattern matches nothing */
	buf_init(&b, 3 * (size_t)LINE_MAX_BYTES + 1);
	robots_escape(&b, value, !r->as_written);
	struct str pattern = arena_str(&r->arena, buf_view(&b));
	size_t slash = pattern.n;

	buf_release(&b);
	add_rule(r, pattern, allow);
	while (slash && pattern.p[slash - 1] != '/')
		slash--;
	if (allow && slash &&
	    str_starts(str_sub(pattern, slash, pattern.n), STR("index.htm")))
		add_rule(r,
		    arena_printf(&r->arena, "%.*s$", (int)slash, pattern.p),
		    true);
}

/* seconds with a fraction; what is no number asks for nothing */
static int64_t delay_of(struct str v)
{
	int64_t us = 0, unit = STAMP_SECOND;
	bool point = false;

	for (size_t i = 0; i < v.n; i++) {
		bool digit = v.p[i] >= '0' && v.p[i] <= '9';

		if (digit && !point && us < STAMP_DAY)
			us = us * 10 + (v.p[i] - '0') * STAMP_SECOND;
		else if (digit && point)
			us += (v.p[i] - '0') * (unit /= 10);
		else if (v.p[i] == '.' && !point)
			point = true;
		else if (!digit)
			return 0;
	}
	return us < ROBOTS_DELAY_MAX_SECONDS * STAMP_SECOND
		   ? us
		   : ROBOTS_DELAY_MAX_SECONDS * STAMP_SECOND;
}

static void take_rule(struct reading *g, enum key key, struct str value)
{
	struct robots *to[] = {
	    g->for_named ? g->robots : NULL, g->for_common ? &g->common : NULL};

	for (size_t i = 0; i < 2; i++) {
		if (!to[i])
			continue;
		if (key != KEY_DELAY)
			add_path(to[i], value, key == KEY_ALLOW);
		else if (delay_of(value) > to[i]->delay)
			to[i]->delay = delay_of(value);
	}
	/* Crawl-delay, like an unknown line, does not end the group's head */
	if (key != KEY_DELAY)
		g->in_head = false;
}

void robots_parse(struct robots *r, struct str text, struct str agent)
{
	struct reading g = {
	    .robots = r,
	    .common = {.as_written = r->as_written},
	    .agent = agent,
	};
	struct str key, value;

	text = str_sub(text, 0, ROBOTS_MAX_BYTES);
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_sub(text, 3, text.n);
	while (text.n) {
		struct str line = next_line(&text);

		if (!split(line, &key, &value))
			continue;
		enum key k = key_of(key);

		if (k == KEY_AGENT)
			take_agent(&g, value);
		else if (k != KEY_OTHER)
			take_rule(&g, k, value);
	}
	if (g.named) {
		robots_release(&g.common);
		return;
	}
	robots_release(r);
	*r = g.common;
}

void robots_release(struct robots *r)
{
	arena_release(&r->arena);
	r->rules = NULL;
	r->n = r->cap = 0;
	r->delay = 0;
}

bool robots_allows(const struct robots *r, struct str url)
{
	struct str path = robots_path(url);
	size_t best = 0;
	bool allow = true;
	struct buf b;

	buf_init(&b, 3 * path.n + 2);
	if (!str_starts(path, STR("/")))
		buf_char(&b, '/');
	if (r->as_written)
		buf_str(&b, path);
	else
		robots_escape(&b, path, true);
	path = buf_view(&b);
	for (size_t i = 0; i < r->n; i++) {
		const struct robots_rule *rule = &r->rules[i];

		if (rule->pattern.n < best ||
		    (rule->pattern.n == best && !rule->allow))
			continue;
		if (!robots_match(rule->pattern, path))
			continue;
		best = rule->pattern.n;
		allow = rule->allow;
	}
	if (str_eq(path, STR("/robots.txt")))
		allow = true; /* 2.2.2: it may always be asked for */
	buf_release(&b);
	return allow;
}

void robots_write(const struct robots *r, struct str agent, struct buf *to)
{
	buf_puts(to, "user-agent: ");
	buf_str(to, agent);
	buf_char(to, '\n');
	if (r->delay)
		buf_printf(to, "crawl-delay: %lld.%06lld\n",
		    (long long)(r->delay / STAMP_SECOND),
		    (long long)(r->delay % STAMP_SECOND));
	for (size_t i = 0; i < r->n; i++) {
		buf_puts(to, r->rules[i].allow ? "allow: " : "disallow: ");
		buf_str(to, r->rules[i].pattern);
		buf_char(to, '\n');
	}
}
