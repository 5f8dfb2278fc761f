#include "parse/context.h"

#include "parse/record/record.h"

#include <jansson.h>

static struct str text(const json_t *o, const char *key, struct arena *a)
{
	const json_t *v = json_object_get(o, key);
	struct str s = {json_string_value(v), json_string_length(v)};

	return arena_str(a, s);
}

static int64_t stamp(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);
	struct str s = {json_string_value(v), json_string_length(v)};
	int64_t t = STAMP_NONE;

	if (s.p)
		(void)stamp_parse(s, &t);
	return t;
}

static json_t *load(struct str line, struct err *e)
{
	json_error_t why;
	json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &why);

	if (!json_is_object(o)) {
		err_set(e, EXIT_DATA, "no JSON object: %s",
		    o ? "another value" : why.text);
		json_decref(o);
		return NULL;
	}
	return o;
}

int context_source(
    struct str line, struct arena *a, struct feed_source *to, struct err *e)
{
	json_t *o = load(line, e);

	if (!o)
		return -1;
	*to = (struct feed_source){
	    .name = text(o, "name", a),
	    .url = text(o, "feed", a),
	    .language = text(o, "language", a),
	    .scope = text(o, "scope", a),
	    .kind = text(o, "kind", a),
	    .forms = text(o, "forms", a),
	    .cik = text(o, "cik", a),
	    .since = text(o, "since", a),
	    .until = text(o, "until", a),
	    .follow = !json_is_false(json_object_get(o, "follow")),
	};
	json_decref(o);
	return 0;
}

int context_item(
    struct str line, struct arena *a, struct page_item *to, struct err *e)
{
	json_t *o = load(line, e);

	if (!o)
		return -1;
	*to = (struct page_item){
	    .id = text(o, "id", a),
	    .url = text(o, "url", a),
	    .title = text(o, "title", a),
	    .summary = text(o, "summary", a),
	    .content = text(o, "content", a),
	    .author = text(o, "author", a),
	    .lang = text(o, "lang", a),
	    .source = text(o, "source", a),
	    .kind = text(o, "kind", a),
	    .feed = text(o, "feed", a),
	    .scope = text(o, "scope", a),
	    .published = stamp(o, "published"),
	    .updated = stamp(o, "updated"),
	};
	json_decref(o);
	return 0;
}

bool context_page_follows(struct str line)
{
	struct str fetch = record_member(line, STR("fetch"));

	return str_eq(record_member(fetch, STR("outcome")), STR("\"fetched\""));
}
