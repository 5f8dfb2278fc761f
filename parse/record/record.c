#include "parse/record/record.h"

#include "fetch/base/jsonw.h"

#include <stdlib.h>

/* A scanner of the top level only: nested values are skipped by bracket
 * depth, which needs no memory whatever the nesting. */
struct scan {
	struct str s;
	size_t at;
};

static void blanks(struct scan *c)
{
	while (c->at < c->s.n &&
	       (c->s.p[c->at] == ' ' || c->s.p[c->at] == '\t' ||
		   c->s.p[c->at] == '\r' || c->s.p[c->at] == '\n'))
		c->at++;
}

static bool eat(struct scan *c, char want)
{
	blanks(c);
	if (c->at >= c->s.n || c->s.p[c->at] != want)
		return false;
	c->at++;
	return true;
}

static bool text(struct scan *c)
{
	if (!eat(c, '"'))
		return false;
	size_t begin = c->at;

	while (c->at < c->s.n) {
		const char *from = c->s.p + c->at;
		const char *at = memchr(from, '"', c->s.n - c->at);
		size_t escapes = 0;

		if (!at)
			break;
		/* an odd number of backslashes before it makes it a letter */
		c->at = (size_t)(at - c->s.p);
		while (
		    c->at - escapes > begin && at[-1 - (long)escapes] == '\\')
			escapes++;
		c->at++;
		if (escapes % 2 == 0)
			return true;
	}
	c->at = c->s.n;
	return false;
}

/* any value; strings inside it are skipped whole */
static bool value(struct scan *c)
{
	size_t depth = 0;

	blanks(c);
	size_t begin = c->at;

	while (c->at < c->s.n) {
		char h = c->s.p[c->at];

		if (h == '"') {
			if (!text(c))
				return false;
		} else if (h == '{' || h == '[') {
			depth++;
			c->at++;
		} else if (h == '}' || h == ']') {
			if (depth == 0)
				return c->at > begin;
			depth--;
			c->at++;
		} else if (depth == 0 && h == ',') {
			return c->at > begin;
		} else {
			c->at++;
			continue;
		}
		if (depth == 0)
			return true;
	}
	return false;
}

struct member {
	struct str key, value; /* key without quotes */
	size_t begin, end;     /* of the whole member */
};

/* 1 a member, 0 end of a well-closed object, -1 broken */
static int next_member(struct scan *c, bool first, struct member *m)
{
	if (eat(c, '}')) {
		blanks(c);
		return c->at == c->s.n ? 0 : -1;
	}
	if (!first && !eat(c, ','))
		return -1;
	blanks(c);
	m->begin = c->at;
	if (!text(c))
		return -1;
	m->key = str_sub(c->s, m->begin + 1, c->at - 1);
	if (!eat(c, ':'))
		return -1;
	blanks(c);
	size_t from = c->at;

	if (!value(c))
		return -1;
	m->end = c->at;
	m->value = str_trim(str_sub(c->s, from, c->at));
	return 1;
}

int record_peek(struct str line, struct str *kind, long *version, struct err *e)
{
	struct scan c = {line, 0};
	struct member m;
	int rc = -1;

	*kind = (struct str){NULL, 0};
	*version = 0;
	if (eat(&c, '{'))
		for (bool first = true; (rc = next_member(&c, first, &m)) == 1;
		     first = false) {
			if (str_eq(m.key, STR("record")) && m.value.n >= 2 &&
			    m.value.p[0] == '"')
				*kind = str_sub(m.value, 1, m.value.n - 1);
			else if (str_eq(m.key, STR("v")))
				*version = strtol(m.value.p, NULL, 10);
		}
	if (rc != 0)
		return err_set(e, EXIT_DATA,
		    "not one JSON object (broken at byte %zu)", c.at);
	return 0;
}

struct str record_member(struct str line, struct str key)
{
	struct scan c = {line, 0};
	struct member m;

	if (eat(&c, '{'))
		for (bool first = true; next_member(&c, first, &m) == 1;
		     first = false)
			if (str_eq(m.key, key))
				return m.value;
	return (struct str){NULL, 0};
}

int record_splice(struct buf *to, struct str line, const char *key,
    struct str value_json, struct err *e)
{
	struct scan c = {line, 0};
	struct str name = str_of(key);
	size_t copied = 0, members = 0, last = 0;
	struct member m;
	int rc = -1;

	if (eat(&c, '{')) {
		last = c.at;
		for (bool first = true; (rc = next_member(&c, first, &m)) == 1;
		     first = false) {
			if (!str_eq(m.key, name)) {
				members++;
				last = m.end;
				continue;
			}
			/* out with the old one and the comma before it, or
			 * behind it where it stands first */
			buf_str(to, str_sub(line, copied, last));
			copied = m.end;
			if (members == 0) {
				struct scan peek = {line, m.end};

				if (eat(&peek, ','))
					copied = peek.at;
			}
			last = copied;
		}
	}
	if (rc != 0)
		return err_set(e, EXIT_DATA, "not one JSON object");
	buf_str(to, str_sub(line, copied, last > copied ? last : copied));
	if (members)
		buf_char(to, ',');
	jsonw_quote(to, name);
	buf_char(to, ':');
	buf_str(to, value_json);
	buf_char(to, '}');
	return 0;
}

void outcome_write(struct buf *to, const struct outcome *o)
{
	struct jsonw j;

	jsonw_begin(&j, to);
	jsonw_object(&j, NULL);
	jsonw_int(&j, "v", RECORD_VERSION);
	jsonw_text(&j, "record", STR("outcome"));
	jsonw_text(&j, "url", o->url);
	jsonw_text(&j, "feed", o->feed);
	jsonw_stamp(&j, "at", o->at);
	if (o->status)
		jsonw_int(&j, "status", o->status);
	jsonw_text(&j, "stage", o->stage);
	jsonw_text(&j, "place", o->place);
	jsonw_text(&j, "reason", o->reason);
	jsonw_object_end(&j);
}
