#include "parse/feed.h"

#include "parse/date.h"
#include "parse/feed_xml.h"
#include "parse/url.h"

#include <libxml/tree.h>
#include <string.h>

struct reading {
	struct feed *f;
	struct arena *a;
	struct str url; /* base of relative links */
};

static bool is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	       xmlStrcasecmp(n->name, (const xmlChar *)name) == 0;
}

static bool in_ns(const xmlNode *n, const char *part)
{
	return n->ns &&
	       ((n->ns->href && strstr((const char *)n->ns->href, part)) ||
		   (n->ns->prefix &&
		       strcmp((const char *)n->ns->prefix, part) == 0));
}

static struct str attr(struct reading *r, const xmlNode *n, const char *name)
{
	for (const xmlAttr *t = n->properties; t; t = t->next)
		if (xmlStrcmp(t->name, (const xmlChar *)name) == 0 &&
		    t->children && t->children->content)
			return arena_str(r->a,
			    str_trim(
				str_of((const char *)t->children->content)));
	return (struct str){NULL, 0};
}

/* the text of an element; inner markup (Atom xhtml) as markup */
static struct str text(struct reading *r, xmlNode *n)
{
	struct str type = attr(r, n, "type");
	struct str s = {NULL, 0};

	if (str_eq(type, STR("xhtml")) && xmlFirstElementChild(n)) {
		xmlBufferPtr b = xmlBufferCreate();

		for (xmlNodePtr c = xmlFirstElementChild(n)->children; c;
		     c = c->next)
			(void)xmlNodeDump(b, n->doc, c, 0, 0);
		s = arena_str(
		    r->a, str_trim(str_of((const char *)xmlBufferContent(b))));
		xmlBufferFree(b);
		return s;
	}
	xmlChar *content = xmlNodeGetContent(n);

	if (content)
		s = arena_str(r->a, str_trim(str_of((const char *)content)));
	xmlFree(content);
	return s;
}

static void once(struct str *to, struct str v)
{
	if (!to->n && v.n)
		*to = v;
}

static void date(struct reading *r, xmlNode *n, int64_t *to)
{
	if (*to == STAMP_NONE)
		(void)date_parse(text(r, n), to);
}

static struct str link_of(struct reading *r, xmlNode *n)
{
	struct str href = attr(r, n, "href");
	struct str rel = attr(r, n, "rel");
	struct str to = href.p ? href : text(r, n);

	if (rel.p && !str_eq(rel, STR("alternate")))
		return (struct str){NULL, 0};
	if (!to.n)
		return (struct str){NULL, 0};
	xmlChar *base = xmlNodeGetBase(n->doc, n);
	struct str at = base && strstr((const char *)base, "://")
			    ? arena_str(r->a, str_of((const char *)base))
			    : r->url;

	xmlFree(base);
	return url_resolve(r->a, at, to);
}

static struct str author_of(struct reading *r, xmlNode *n)
{
	for (xmlNodePtr c = n->children; c; c = c->next)
		if (is(c, "name"))
			return text(r, c);
	return text(r, n);
}

static void read_item_part(struct reading *r, xmlNode *n, struct feed_item *it)
{
	if (is(n, "title") && !in_ns(n, "media"))
		once(&it->title, text(r, n));
	else if (is(n, "link") || is(n, "loc"))
		once(&it->url, link_of(r, n));
	else if (is(n, "guid") || is(n, "id"))
		once(&it->guid, text(r, n));
	else if (is(n, "encoded") || (is(n, "content") && !in_ns(n, "media")))
		once(&it->content, text(r, n));
	else if ((is(n, "description") && !in_ns(n, "media")) ||
		 is(n, "summary"))
		once(&it->summary, text(r, n));
	else if (is(n, "author") || is(n, "creator"))
		once(&it->author, author_of(r, n));
	else if (is(n, "pubDate") || is(n, "published") || is(n, "issued") ||
		 is(n, "created") || (is(n, "date") && in_ns(n, "dc")) ||
		 is(n, "publication_date"))
		date(r, n, &it->published);
	else if (is(n, "updated") || is(n, "modified") || is(n, "lastmod"))
		date(r, n, &it->updated);
	else if (is(n, "language"))
		once(&it->lang, text(r, n));
}

static void read_item(struct reading *r, xmlNode *n)
{
	struct feed *f = r->f;
	struct feed_item it = {.published = STAMP_NONE, .updated = STAMP_NONE};

	for (xmlNodePtr c = n->children; c; c = c->next) {
		read_item_part(r, c, &it);
		if (is(c, "news")) /* Google News sitemaps nest once */
			for (xmlNodePtr d = c->children; d; d = d->next)
				read_item_part(r, d, &it);
	}
	if (!it.guid.n)
		it.guid = attr(r, n, "about");
	if (!it.url.n && str_find(it.guid, STR("://"), 0) < it.guid.n &&
	    str_starts_nocase(it.guid, STR("http")))
		it.url = it.guid;
	f->items = arena_more(r->a, f->items, f->n, &f->cap, sizeof *f->items);
	f->items[f->n++] = it;
}

static void read_channel_part(struct reading *r, xmlNode *n)
{
	struct feed *f = r->f;

	if (is(n, "title"))
		once(&f->title, text(r, n));
	else if (is(n, "link") && !(in_ns(n, "Atom") && !is(n->parent, "feed")))
		once(&f->link, link_of(r, n));
	else if (is(n, "language"))
		once(&f->language, text(r, n));
	else if (is(n, "updated") || is(n, "lastBuildDate") ||
		 is(n, "modified") || is(n, "pubDate"))
		date(r, n, &f->updated);
	else if (is(n, "ttl")) {
		struct str s = text(r, n);

		for (size_t i = 0;
		     i < s.n && i < 7 && s.p[i] >= '0' && s.p[i] <= '9'; i++)
			f->ttl = f->ttl * 10 + (s.p[i] - '0');
	}
}

static void read_list(struct reading *r, xmlNode *top)
{
	for (xmlNodePtr c = top->children; c; c = c->next) {
		if (is(c, "item") || is(c, "entry") || is(c, "url") ||
		    is(c, "sitemap"))
			read_item(r, c);
		else if (is(c, "channel") && c != top)
			read_list(r, c);
		else
			read_channel_part(r, c);
	}
}

int feed_parse(struct feed *f, struct arena *a, struct str utf8, struct str url,
    struct err *e)
{
	struct reading r = {f, a, url};
	xmlDocPtr doc = feed_xml_read(utf8, e);

	*f = (struct feed){.updated = STAMP_NONE};
	if (!doc)
		return -1;
	xmlNodePtr root = xmlDocGetRootElement(doc);
	bool known =
	    root && (is(root, "rss") || is(root, "feed") || is(root, "RDF") ||
			is(root, "channel") || is(root, "urlset") ||
			is(root, "sitemapindex"));
	int rc = known ? 0 : err_set(e, EXIT_DATA, "no feed in the document");

	if (known) {
		for (const xmlAttr *t = root->properties; t; t = t->next)
			if (xmlStrcmp(t->name, (const xmlChar *)"lang") == 0 &&
			    t->children && t->children->content)
				f->language = arena_str(a,
				    str_of((const char *)t->children->content));
		read_list(&r, root);
	}
	xmlFreeDoc(doc);
	return rc;
}
