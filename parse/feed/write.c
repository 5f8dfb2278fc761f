#include "fetch/base/jsonw.h"
#include "parse/feed/feed.h"
#include "parse/text/url_normal.h"

void feed_source_fill(struct feed_source *s, const struct feed *f,
    struct str name, struct str language)
{
	s->name = name.n ? name : f->title;
	s->language = language.n ? language : f->language;
}

void feed_write(
    struct buf *to, const struct feed *f, const struct feed_source *s)
{
	struct jsonw j;

	jsonw_begin(&j, to);
	jsonw_object(&j, NULL);
	jsonw_int(&j, "v", 1);
	jsonw_text(&j, "record", STR("feed"));
	jsonw_text(&j, "url", s->url);
	jsonw_text(&j, "title", f->title);
	jsonw_text(&j, "link", f->link);
	jsonw_text(&j, "language", f->language.p ? f->language : s->language);
	jsonw_stamp(&j, "updated", f->updated);
	if (f->ttl)
		jsonw_int(&j, "ttl", f->ttl);
	jsonw_int(&j, "items", (long long)f->n);
	jsonw_object_end(&j);
}

void feed_write_item(struct buf *to, struct arena *a, const struct feed_item *i,
    const struct feed_source *s)
{
	/* an item without a link is known by its guid, or by its words */
	struct str key = i->url.n ? i->url : i->guid.n ? i->guid : i->title;
	struct jsonw j;

	jsonw_begin(&j, to);
	jsonw_object(&j, NULL);
	jsonw_int(&j, "v", 1);
	jsonw_text(&j, "record", STR("item"));
	jsonw_text(
	    &j, "id", i->id.n ? i->id : url_id(a, key.p ? key : STR("")));
	jsonw_text(&j, "guid", i->guid);
	jsonw_text(&j, "url", i->url);
	jsonw_text(&j, "feed", s->url);
	jsonw_text(&j, "title", i->title);
	jsonw_text(&j, "summary", i->summary);
	jsonw_text(&j, "content", i->content);
	jsonw_text(&j, "author", i->author);
	jsonw_stamp(&j, "published", i->published);
	jsonw_stamp(&j, "updated", i->updated);
	jsonw_text(&j, "lang", i->lang.p ? i->lang : s->language);
	jsonw_text(&j, "source", s->name);
	jsonw_text(&j, "scope", s->scope);
	jsonw_text(&j, "kind", i->kind.p ? i->kind : STR("news"));
	jsonw_bool(&j, "follow", s->follow && !i->alone);
	jsonw_object_end(&j);
}
