#include "parse/feed/json.h"

#include "parse/text/date.h"
#include "parse/text/url.h"

#include <jansson.h>

enum { NAMES_MAX = 64 };

bool feed_json_is(struct str utf8)
{
	return str_starts(str_trim(str_sub(utf8, 0, 256)), STR("{"));
}

static struct str text(struct arena *a, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (json_is_integer(v))
		return arena_printf(
		    a, "%lld", (long long)json_integer_value(v));
	if (!json_is_string(v))
		return (struct str){NULL, 0};
	return arena_str(a, str_trim((struct str){
				json_string_value(v), json_string_length(v)}));
}

static struct str link_of(
    struct arena *a, const json_t *o, const char *key, struct str base)
{
	struct str s = text(a, o, key);

	return s.n ? url_resolve(a, base, s) : (struct str){NULL, 0};
}

/* "author" of version 1, the first with a name of "authors" of 1.1 */
static struct str author_of(struct arena *a, const json_t *o)
{
	const json_t *all = json_object_get(o, "authors");
	struct str name = text(a, json_object_get(o, "author"), "name");

	for (size_t i = 0; !name.n && i < NAMES_MAX && i < json_array_size(all);
	     i++)
		name = text(a, json_array_get(all, i), "name");
	return name;
}

static void read_date(
    struct arena *a, const json_t *o, const char *key, int64_t *to)
{
	(void)date_parse(text(a, o, key), to);
}

static struct feed_item item_of(
    struct arena *a, const json_t *o, struct str author, struct str url)
{
	struct feed_item it = {
	    .guid = text(a, o, "id"),
	    .url = link_of(a, o, "url", url),
	    .title = text(a, o, "title"),
	    .summary = text(a, o, "summary"),
	    .content = text(a, o, "content_html"),
	    .author = author_of(a, o),
	    .lang = text(a, o, "language"),
	    .published = STAMP_NONE,
	    .updated = STAMP_NONE,
	};

	if (!it.content.n)
		it.content = text(a, o, "content_text");
	if (!it.author.n)
		it.author = author;
	/* a link blog's own page comes first, what it speaks of second */
	if (!it.url.n && (str_starts_nocase(it.guid, STR("http://")) ||
			     str_starts_nocase(it.guid, STR("https://"))))
		it.url = it.guid;
	if (!it.url.n)
		it.url = link_of(a, o, "external_url", url);
	read_date(a, o, "date_published", &it.published);
	read_date(a, o, "date_modified", &it.updated);
	return it;
}

static bool is_feed(const json_t *root)
{
	const char *version =
	    json_string_value(json_object_get(root, "version"));
	struct str v = str_of(version);

	return json_is_array(json_object_get(root, "items")) &&
	       (str_find(v, STR("jsonfeed.org/version"), 0) < v.n ||
		   json_is_string(json_object_get(root, "home_page_url")) ||
		   json_is_string(json_object_get(root, "feed_url")));
}

int feed_json_read(struct feed *f, struct arena *a, struct str utf8,
    struct str url, struct err *e)
{
	json_error_t why;
	json_t *root = json_loadb(utf8.p, utf8.n, JSON_ALLOW_NUL, &why);

	*f = (struct feed){.updated = STAMP_NONE};
	if (!root)
		return err_set(
		    e, EXIT_DATA, "no JSON: %s at line %d", why.text, why.line);
	if (!is_feed(root)) {
		json_decref(root);
		return err_set(e, EXIT_DATA, "no feed in the JSON");
	}
	const json_t *items = json_object_get(root, "items");
	struct str author = author_of(a, root);

	f->title = text(a, root, "title");
	f->link = link_of(a, root, "home_page_url", url);
	f->language = text(a, root, "language");
	for (size_t i = 0;
	     i < FEED_JSON_ITEMS_MAX && i < json_array_size(items); i++) {
		const json_t *o = json_array_get(items, i);

		if (!json_is_object(o))
			continue;
		f->items =
		    arena_more(a, f->items, f->n, &f->cap, sizeof *f->items);
		f->items[f->n++] = item_of(a, o, author, url);
	}
	json_decref(root);
	return 0;
}
