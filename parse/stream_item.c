#include "parse/stream_item.h"

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

void stream_source(struct stream *s, struct str line)
{
	json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, NULL);
	struct arena *a = &s->context;

	arena_reset(a);
	s->has_item = false;
	s->has_source = true;
	s->source = (struct feed_source){
	    .name = text(o, "name", a),
	    .url = text(o, "feed", a),
	    .language = text(o, "language", a),
	    .scope = text(o, "scope", a),
	    .kind = text(o, "kind", a),
	    .follow = !json_is_false(json_object_get(o, "follow")),
	};
	json_decref(o);
}

bool stream_item(struct stream *s, struct str line)
{
	json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, NULL);
	const json_t *fetch = json_object_get(o, "fetch");
	const char *outcome =
	    json_string_value(json_object_get(fetch, "outcome"));
	bool page = outcome && str_eq(str_of(outcome), STR("fetched"));
	struct arena *a = &s->context;

	arena_reset(a);
	s->has_source = false;
	s->has_item = true;
	s->item = (struct page_item){
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
	return page;
}
