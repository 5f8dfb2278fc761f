#include "parse/feed.h"

#include "parse/date.h"
#include "parse/feed_json.h"
#include "parse/feed_name.h"
#include "parse/feed_xml.h"
#include "parse/url.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

enum { TTL_DIGITS = 7 };

struct reading {
	struct feed *f;
	struct arena *a;
	struct str url; /* base of relative links */
};

static bool core(const xmlNode *n, const char *name)
{
	return feed_is(n, FEED_CORE, name);
}

static struct str attr(struct reading *r, const xmlNode *n, const char *name)
{
	for (const xmlAttr *t = n->properties; t; t = t->next)
		if (xmlStrcasecmp(t->name, (const xmlChar *)name) == 0 &&
		    t->children && t->children->content)
			return arena_str(r->a,
			    str_trim(
				str_of((const char *)t->children->content)));
	return (struct str){NULL, 0};
}

static struct str inner_markup(struct reading *r, xmlNode *n)
{
	xmlBufferPtr b = xmlBufferCreate();

	for (xmlNodePtr c = n->children; c; c = c->next)
		(void)xmlNodeDump(b, n->doc, c, 0, 0);
	struct str s = arena_str(
	    r->a, str_trim(str_of((const char *)xmlBufferContent(b))));

	xmlBufferFree(b);
	return s;
}

/* Atom: binary text, and text of a media type that is none */
static bool is_base64(struct reading *r, const xmlNode *n, struct str type)
{
	if (str_eq(attr(r, n, "mode"), STR("base64")))
		return true;
	return type.n && feed_words_of(n) == FEED_CORE &&
	       str_find(type, STR("/"), 0) < type.n &&
	       !str_starts_nocase(type, STR("text/")) &&
	       !str_ends(type, STR("xml")) && !attr(r, n, "mode").p;
}

/* the text of an element; inner markup (Atom xhtml) as markup */
static struct str text(struct reading *r, xmlNode *n)
{
	struct str type = attr(r, n, "type");
	struct str s = {NULL, 0};
	xmlNodePtr child = xmlFirstElementChild(n);

	if (child && str_eq(type, STR("xhtml")))
		return inner_markup(r, child);
	if (child && (str_eq(attr(r, n, "mode"), STR("xml")) ||
			 feed_words_of(child) == FEED_XHTML))
		return inner_markup(r, n);
	xmlChar *content = xmlNodeGetContent(n);

	if (content)
		s = arena_str(r->a, str_trim(str_of((const char *)content)));
	xmlFree(content);
	if (s.n && is_base64(r, n, type))
		s = feed_base64(r->a, s);
	return s;
}

static void once(struct str *to, struct str v)
{
	if (!to->n && v.n)
		*to = v;
}

/* the last one that can be read counts: what is written twice was mended */
static void date(struct reading *r, xmlNode *n, int64_t *to)
{
	(void)date_parse(text(r, n), to);
}

static struct str resolve(struct reading *r, xmlNode *n, struct str link)
{
	xmlChar *base = xmlNodeGetBase(n->doc, n);
	struct str at = r->url;

	if (base && strstr((const char *)base, "://"))
		at = arena_str(r->a, str_of((const char *)base));
	else if (base)
		at = url_resolve(r->a, at, str_of((const char *)base));
	xmlFree(base);
	return url_resolve(r->a, at, link);
}

static struct str link_of(struct reading *r, xmlNode *n)
{
	struct str href = attr(r, n, "href");
	struct str rel = attr(r, n, "rel");
	struct str to = href.p ? href : text(r, n);

	if ((rel.p && !str_eq_nocase(rel, STR("alternate"))) || !to.n ||
	    str_starts_nocase(to, STR("javascript:")))
		return (struct str){NULL, 0};
	return resolve(r, n, to);
}

static struct str author_of(struct reading *r, xmlNode *n)
{
	for (xmlNodePtr c = n->children; c; c = c->next)
		if (core(c, "name"))
			return text(r, c);
	return text(r, n);
}

/* what the core says of an item; false: it is none of these */
static bool read_core(struct reading *r, xmlNode *n, struct feed_item *it)
{
	if (core(n, "title"))
		once(&it->title, text(r, n));
	else if (core(n, "link") || core(n, "loc"))
		once(&it->url, link_of(r, n));
	else if (core(n, "guid") || core(n, "id"))
		once(&it->guid, text(r, n));
	else if (core(n, "content") || core(n, "body") || core(n, "fullitem"))
		once(&it->content, text(r, n));
	else if (core(n, "description") || core(n, "summary") ||
		 core(n, "abstract"))
		/* two of them: the second one is the longer kind */
		once(it->summary.n ? &it->content : &it->summary, text(r, n));
	else if (core(n, "author"))
		once(&it->author, author_of(r, n));
	else if (core(n, "pubDate") || core(n, "published") ||
		 core(n, "issued") || core(n, "created") ||
		 core(n, "publication_date"))
		date(r, n, &it->published);
	else if (core(n, "updated") || core(n, "modified") ||
		 core(n, "lastmod"))
		date(r, n, &it->updated);
	else if (core(n, "language"))
		once(&it->lang, text(r, n));
	else
		return false;
	return true;
}

/* what other vocabularies say; media counts only where nothing else does */
static void read_module(struct reading *r, xmlNode *n, struct feed_item *it,
    struct feed_item *media)
{
	if (feed_is(n, FEED_CONTENT, "encoded"))
		once(&it->content, text(r, n));
	else if (feed_is(n, FEED_DC, "title"))
		once(&media->title, text(r, n));
	else if (feed_is(n, FEED_DC, "creator") ||
		 feed_is(n, FEED_DC, "author") ||
		 feed_is(n, FEED_ITUNES, "author"))
		once(&it->author, text(r, n));
	else if (feed_is(n, FEED_DC, "date") || feed_is(n, FEED_DC, "issued") ||
		 feed_is(n, FEED_DC, "created"))
		date(r, n, &it->published);
	else if (feed_is(n, FEED_DC, "modified"))
		date(r, n, &it->updated);
	else if (feed_is(n, FEED_DC, "identifier"))
		once(&media->guid, text(r, n));
	else if (feed_is(n, FEED_DC, "description") ||
		 feed_is(n, FEED_ITUNES, "summary") ||
		 feed_is(n, FEED_ITUNES, "subtitle") ||
		 feed_is(n, FEED_MEDIA, "description"))
		once(&media->summary, text(r, n));
	else if (feed_is(n, FEED_DC, "language"))
		once(&it->lang, text(r, n));
	else if (feed_is(n, FEED_MEDIA, "title") ||
		 feed_is(n, FEED_ITUNES, "title"))
		once(&media->title, text(r, n));
	else if (feed_is(n, FEED_XHTML, "body"))
		once(&it->content, inner_markup(r, n));
}

static void read_publication(
    struct reading *r, xmlNode *n, struct feed_item *it)
{
	for (xmlNodePtr c = n->children; c; c = c->next)
		if (core(c, "language"))
			once(&it->lang, text(r, c));
}

static void read_item(struct reading *r, xmlNode *n)
{
	struct feed *f = r->f;
	struct feed_item it = {.published = STAMP_NONE, .updated = STAMP_NONE};
	struct feed_item media = {0};

	for (xmlNodePtr c = n->children; c; c = c->next) {
		if (!read_core(r, c, &it))
			read_module(r, c, &it, &media);
		/* Google News and Media RSS nest; the news' language is one
		 * level below */
		if (!core(c, "news") && !feed_is(c, FEED_MEDIA, "group") &&
		    !feed_is(c, FEED_MEDIA, "content"))
			continue;
		for (xmlNodePtr d = c->children; d; d = d->next)
			if (core(d, "publication"))
				read_publication(r, d, &it);
			else if (!read_core(r, d, &it))
				read_module(r, d, &it, &media);
	}
	once(&it.title, media.title);
	once(&it.summary, media.summary);
	once(&it.guid, media.guid);
	once(&it.guid, attr(r, n, "about"));
	if (attr(r, n, "href").n) /* CDF */
		once(&it.url, resolve(r, n, attr(r, n, "href")));
	if (it.updated == STAMP_NONE && attr(r, n, "lastmod").n)
		(void)date_parse(attr(r, n, "lastmod"), &it.updated);
	if (!it.url.n && str_find(it.guid, STR("://"), 0) < it.guid.n &&
	    str_starts_nocase(it.guid, STR("http")))
		it.url = it.guid;
	f->items = arena_more(r->a, f->items, f->n, &f->cap, sizeof *f->items);
	f->items[f->n++] = it;
}

static void read_channel_part(struct reading *r, xmlNode *n)
{
	struct feed *f = r->f;

	/* <atom:link> in RSS is about the feed, not its site */
	bool foreign_link = n->ns && n->ns->prefix && !core(n->parent, "feed");

	if (core(n, "title") || feed_is(n, FEED_DC, "title"))
		once(&f->title, text(r, n));
	else if (core(n, "link") && !foreign_link)
		once(&f->link, link_of(r, n));
	else if (core(n, "language") || feed_is(n, FEED_DC, "language"))
		once(&f->language, text(r, n));
	else if (core(n, "updated") || core(n, "lastBuildDate") ||
		 core(n, "modified") || core(n, "pubDate"))
		date(r, n, &f->updated);
	else if (core(n, "ttl") && !f->ttl) {
		struct str s = text(r, n);

		for (size_t i = 0; i < s.n && i < TTL_DIGITS && s.p[i] >= '0' &&
				   s.p[i] <= '9';
		     i++)
			f->ttl = f->ttl * 10 + (s.p[i] - '0');
	}
}

static bool is_item(const xmlNode *n)
{
	return core(n, "item") || core(n, "entry") || core(n, "url") ||
	       core(n, "sitemap");
}

/* RSS 2.0 has its items in the channel, RSS 1.0 beside it */
static void read_list(struct reading *r, xmlNode *top)
{
	for (xmlNodePtr c = top->children; c; c = c->next) {
		if (is_item(c))
			read_item(r, c);
		else if (!core(c, "channel"))
			read_channel_part(r, c);
	}
	if (attr(r, top, "href").n)
		once(&r->f->link, resolve(r, top, attr(r, top, "href")));
}

static void read_feed(struct reading *r, xmlNode *root)
{
	once(&r->f->language, attr(r, root, "lang"));
	read_list(r, root);
	for (xmlNodePtr c = root->children; c; c = c->next)
		if (core(c, "channel"))
			read_list(r, c);
}

/* RSS 2.0 has its items in the channel, the others in the root */
static bool is_top_item(const xmlNode *n)
{
	const xmlNode *top = n->parent, *root = xmlDocGetRootElement(n->doc);

	return top && top->type == XML_ELEMENT_NODE && is_item(n) &&
	       (top == root || (top->parent == root && core(top, "channel")));
}

static bool take_item(void *user, xmlNodePtr n)
{
	if (!is_top_item(n))
		return false;
	read_item(user, n);
	return true;
}

static bool is_feed(const xmlNode *root)
{
	return root && (core(root, "rss") || core(root, "feed") ||
			   core(root, "RDF") || core(root, "channel") ||
			   core(root, "urlset") || core(root, "sitemapindex"));
}

int feed_parse(struct feed *f, struct arena *a, struct str utf8, struct str url,
    struct err *e)
{
	if (feed_json_is(utf8))
		return feed_json_read(f, a, utf8, url, e);
	struct reading r = {f, a, url};

	*f = (struct feed){.updated = STAMP_NONE};
	xmlDocPtr doc = feed_xml_read(utf8, take_item, &r, e);

	if (!doc)
		return -1;
	xmlNodePtr root = xmlDocGetRootElement(doc);
	bool known = is_feed(root);
	int rc = known ? 0 : err_set(e, EXIT_DATA, "no feed in the document");

	if (known)
		read_feed(&r, root);
	xmlFreeDoc(doc);
	return rc;
}

struct feed_flow {
	struct feed_xml *xml;
	struct feed f; /* what it says of itself lives in `head` */
	struct arena head, item;
	struct str url;
	feed_sink *sink;
	void *user;
	struct err failed; /* of the sink */
	size_t n;
	bool headed;
};

/* what the feed says of itself, from what is there */
static void flow_head(struct feed_flow *w, xmlNodePtr root)
{
	struct reading r = {&w->f, &w->head, w->url};

	read_feed(&r, root);
	w->headed = true;
}

static void flow_give(struct feed_flow *w, const struct feed_item *it)
{
	w->n++;
	if (!w->failed.code)
		(void)w->sink(w->user, &w->f, it, &w->failed);
}

static bool flow_take(void *user, xmlNodePtr n)
{
	struct feed_flow *w = user;
	struct feed one = {.updated = STAMP_NONE};
	struct reading r = {&one, &w->item, w->url};

	if (!is_top_item(n))
		return false;
	xmlNodePtr root = xmlDocGetRootElement(n->doc), next = n->next;

	if (!w->headed && is_feed(root)) {
		/* without the item that is just ending */
		xmlNodePtr parent = n->parent;

		xmlUnlinkNode(n);
		flow_head(w, root);
		if (next)
			(void)xmlAddPrevSibling(next, n);
		else
			(void)xmlAddChild(parent, n);
	}
	read_item(&r, n);
	flow_give(w, &one.items[0]);
	arena_reset(&w->item);
	return true;
}

struct feed_flow *feed_flow_open(struct str url, feed_sink *sink, void *user)
{
	struct feed_flow *w = mem_new(1, sizeof *w);

	w->f.updated = STAMP_NONE;
	w->url = arena_str(&w->head, url);
	w->sink = sink;
	w->user = user;
	w->xml = feed_xml_open(flow_take, w);
	return w;
}

/* the rest: what was not complete, and what stands behind the items */
static int flow_end(struct feed_flow *w, struct err *e)
{
	xmlDocPtr doc = feed_xml_doc(w->xml);
	xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;

	if (!is_feed(root))
		return err_set(e, EXIT_DATA, "no feed in the document");
	flow_head(w, root);
	for (size_t i = 0; i < w->f.n; i++)
		flow_give(w, &w->f.items[i]);
	w->f.items = NULL;
	w->f.n = w->n;
	return 0;
}

int feed_flow_push(
    struct feed_flow *w, struct str utf8, bool last, struct err *e)
{
	feed_xml_push(w->xml, utf8, last);
	if (last && !w->failed.code && flow_end(w, e) != 0)
		return -1;
	return w->failed.code ? err_set(e, w->failed.code, "%s", w->failed.text)
			      : 0;
}

const struct feed *feed_flow_feed(const struct feed_flow *w)
{
	return &w->f;
}

void feed_flow_close(struct feed_flow *w)
{
	if (!w)
		return;
	feed_xml_close(w->xml);
	arena_release(&w->head);
	arena_release(&w->item);
	free(w);
}
