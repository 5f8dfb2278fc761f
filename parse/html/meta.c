#include "parse/html/meta.h"

#include "parse/text/table.h"

#include <string.h>

enum { AUTHORS_MAX = 32, NAME_MAX_BYTES = 120 };

struct reading {
	struct html_meta *m;
	struct arena *arena;
};

void html_meta_author(struct html_meta *m, struct arena *a, struct str name)
{
	name = html_plain(a, name);
	if (name.n < 2 || name.n > NAME_MAX_BYTES ||
	    str_starts(name, STR("http")) || m->n_authors == AUTHORS_MAX)
		return;
	for (size_t i = 0; i < m->n_authors; i++)
		if (str_eq(m->authors[i], name))
			return;
	m->authors = arena_more(
	    a, m->authors, m->n_authors, &m->authors_cap, sizeof *m->authors);
	m->authors[m->n_authors++] = name;
}

static void once(struct reading *r, struct str *to, struct str v)
{
	if (!to->n && str_trim(v).n)
		*to = html_plain(r->arena, v);
}

static bool holds(struct str s, struct str word)
{
	for (size_t i = 0; i + word.n <= s.n; i++)
		if (str_starts_nocase(str_sub(s, i, s.n), word))
			return true;
	return false;
}

/* "article:published:time", "w-published-date", "published": cousins beyond
 * counting */
static bool is_publication(struct str name)
{
	return str_eq_nocase(name, STR("published")) ||
	       (holds(name, STR("publi")) &&
		   (holds(name, STR("date")) || holds(name, STR("time"))) &&
		   !holds(name, STR("unpubli")) && !holds(name, STR("expir")) &&
		   !holds(name, STR("modif")));
}

static void use(struct reading *r, struct str name, struct str v)
{
	struct html_meta *m = r->m;
	const struct table_row *row = table_find(table_metas, name);

	if (!row && is_publication(name))
		html_when_offer(&m->when, v, WHEN_META);
	struct str field = str_of(row ? row->value : NULL);

	if (!row || !v.n)
		return;
	if (str_eq(field, STR("published")))
		html_when_offer(&m->when, v, WHEN_META);
	else if (str_eq(field, STR("updated")))
		html_when_updated(&m->when, v);
	else if (str_eq(field, STR("type")))
		m->og_article |= str_eq_nocase(v, STR("article"));
	else if (str_eq(field, STR("site")))
		once(r, &m->site, v);
	else if (str_eq(field, STR("title")))
		once(r, &m->title, v);
	else if (str_eq(field, STR("summary")))
		once(r, &m->summary, v);
	else if (str_eq(field, STR("url")))
		once(r, &m->canonical, v);
	else
		html_meta_author(m, r->arena, v);
}

/* microdata: <span itemprop="datePublished" content="…"> and the like */
static void read_itemprop(struct reading *r, const xmlNode *n, struct str name)
{
	struct str v = html_attr(n, "content");

	if (!v.p)
		v = html_attr(n, "datetime");
	if (!v.p)
		v = html_attr(n, "title");
	if (!v.p && n->children && n->children->type == XML_TEXT_NODE)
		v = str_of((const char *)n->children->content);
	if (str_eq_nocase(name, STR("datePublished")))
		html_when_offer(&r->m->when, v, WHEN_META);
	else if (str_eq_nocase(name, STR("dateModified")))
		html_when_updated(&r->m->when, v);
}

static void read_meta(struct reading *r, const xmlNode *n)
{
	struct str v = html_attr(n, "content");

	use(r, html_attr(n, "property"), v);
	use(r, html_attr(n, "name"), v);
	use(r, html_attr(n, "itemprop"), v);
}

static void read_script(struct reading *r, const xmlNode *n)
{
	const xmlNode *text = n->children;
	struct str type = str_trim(html_attr(n, "type"));

	if (text && text->content &&
	    str_starts_nocase(type, STR("application/ld+json")))
		html_ld_read(
		    str_of((const char *)text->content), r->arena, r->m);
}

/* some sites put a title there */
static void use_canonical(struct reading *r, struct str url)
{
	url = str_trim(url);
	if (url.n && str_find(url, STR(" "), 0) == url.n)
		r->m->canonical = arena_str(r->arena, url);
}

static void read_element(struct reading *r, const xmlNode *n)
{
	struct str item;

	switch (*n->name) {
	case 'm':
		if (html_is(n, "meta"))
			read_meta(r, n);
		break;
	case 'l':
		if (html_is(n, "link") &&
		    str_eq_nocase(html_attr(n, "rel"), STR("canonical")))
			use_canonical(r, html_attr(n, "href"));
		break;
	case 's':
		if (html_is(n, "script"))
			read_script(r, n);
		break;
	case 'h':
		if (html_is(n, "html"))
			once(r, &r->m->lang, html_attr(n, "lang"));
		break;
	default:
		break;
	}
	if (n->properties && !html_is(n, "meta") && !html_is(n, "time") &&
	    (item = html_attr(n, "itemprop")).n)
		read_itemprop(r, n, item);
}

void html_meta_read(const struct html_tree *t, struct arena *a, int64_t fetched,
    struct html_meta *m)
{
	struct reading r = {m, a};

	*m = (struct html_meta){0};
	html_when_begin(&m->when, fetched);
	for (xmlNodePtr n = t->root; n; n = html_next(n, t->root, false))
		if (n->type == XML_ELEMENT_NODE)
			read_element(&r, n);
	m->when.lang = m->lang;
}
