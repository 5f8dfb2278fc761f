#include "parse/html_meta.h"

#include "parse/html_class.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR_TOP_BLOCKS = 400, TITLE_MAX_BYTES = 4096, LD_DEPTH_MAX = 6 };

struct reading {
	struct html_meta *m;
	struct arena *arena;
	int64_t now;
	int rank; /* of the source of `published`: lower is better */
};

static struct str fold(struct arena *a, struct str s)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < s.n; i++) {
		bool gap = s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r');

		if (!gap)
			buf_char(&b, s.p[i]);
		else if (b.n && b.p[b.n - 1] != ' ')
			buf_char(&b, ' ');
	}
	struct str out = arena_str(a, str_trim(buf_view(&b)));

	buf_release(&b);
	return out;
}

static void offer_date(
    struct reading *r, struct str s, int rank, const char *from)
{
	int64_t t;
	enum date_precision p = date_parse(s, &t);

	/* a day's slack: a date may be of a zone that is ahead */
	if (p == DATE_NONE || t > r->now + STAMP_DAY ||
	    t < stamp_days(1995, 1, 1) * STAMP_DAY || rank >= r->rank)
		return;
	r->rank = rank;
	r->m->published = t;
	r->m->precision = p;
	r->m->from = from;
}

static void offer_updated(struct reading *r, struct str s)
{
	int64_t t;

	if (r->m->updated == STAMP_NONE && date_parse(s, &t) != DATE_NONE &&
	    t <= r->now + STAMP_DAY)
		r->m->updated = t;
}

static void add_author(struct reading *r, struct str name)
{
	struct html_meta *m = r->m;

	name = fold(r->arena, name);
	if (name.n < 2 || name.n > 120 || str_starts(name, STR("http")))
		return;
	for (size_t i = 0; i < m->n_authors; i++)
		if (str_eq(m->authors[i], name))
			return;
	m->authors = arena_more(r->arena, m->authors, m->n_authors,
	    &m->authors_cap, sizeof *m->authors);
	m->authors[m->n_authors++] = name;
}

static struct str ld_text(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return (struct str){json_string_value(v), json_string_length(v)};
}

static void ld_authors(struct reading *r, const json_t *v)
{
	size_t n = json_is_array(v) ? json_array_size(v) : 1;

	for (size_t i = 0; i < n && v; i++) {
		const json_t *one = json_is_array(v) ? json_array_get(v, i) : v;

		if (json_is_string(one))
			add_author(r, str_of(json_string_value(one)));
		else if (json_is_object(one))
			add_author(r, ld_text(one, "name"));
	}
}

static bool is_article_type(const json_t *type)
{
	if (json_is_array(type))
		type = json_array_get(type, 0);
	struct str s = {json_string_value(type), json_string_length(type)};

	return s.p &&
	       (str_ends(s, STR("Article")) || str_ends(s, STR("Posting")) ||
		   str_eq(s, STR("Report")));
}

static void ld_article(struct reading *r, const json_t *o)
{
	struct html_meta *m = r->m;
	struct str body = ld_text(o, "articleBody");
	const json_t *open = json_object_get(o, "isAccessibleForFree");

	offer_date(r, ld_text(o, "datePublished"), 1, "json-ld");
	offer_updated(r, ld_text(o, "dateModified"));
	ld_authors(r, json_object_get(o, "author"));
	if (!m->title.p && ld_text(o, "headline").n)
		m->title = fold(r->arena, ld_text(o, "headline"));
	if (body.n > m->ld_body.n)
		m->ld_body = arena_str(r->arena, body);
	if (json_is_false(open) ||
	    (json_is_string(open) &&
		str_eq_nocase(str_of(json_string_value(open)), STR("false"))))
		m->ld_partial = true;
	if (!m->site.p)
		m->site = arena_str(
		    r->arena, ld_text(json_object_get(o, "publisher"), "name"));
}

static void ld_walk(struct reading *r, const json_t *v, int depth)
{
	size_t i;
	json_t *one;

	if (depth > LD_DEPTH_MAX)
		return;
	if (json_is_array(v)) {
		json_array_foreach(v, i, one) ld_walk(r, one, depth + 1);
		return;
	}
	if (!json_is_object(v))
		return;
	if (is_article_type(json_object_get(v, "@type")))
		ld_article(r, v);
	ld_walk(r, json_object_get(v, "@graph"), depth + 1);
	ld_walk(r, json_object_get(v, "mainEntity"), depth + 1);
}

static void read_ld(struct reading *r, xmlNodePtr script)
{
	const xmlNode *text = script->children;

	if (!text || !text->content)
		return;
	json_t *o = json_loads((const char *)text->content,
	    JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL);

	ld_walk(r, o, 0);
	json_decref(o);
}

static void set_once(struct reading *r, struct str *to, struct str v)
{
	if (!to->p && str_trim(v).n)
		*to = fold(r->arena, v);
}

static void read_meta(struct reading *r, const xmlNode *n)
{
	static const char *const published[] = {"article:published_time",
	    "og:published_time", "datepublished", "date", "pubdate",
	    "publishdate", "publish_date", "publish-date", "dc.date",
	    "dc.date.issued", "dcterms.created", "dcterms.date",
	    "sailthru.date", "parsely-pub-date", "article.published",
	    "publication_date", "og:article:published_time",
	    "weibo:article:create_at", "rnews:datepublished",
	    "cxenseparse:recs:publishtime", NULL};
	struct html_meta *m = r->m;
	struct str name = html_attr(n, "property"), v = html_attr(n, "content");

	if (!name.p)
		name = html_attr(n, "name");
	if (!name.p)
		name = html_attr(n, "itemprop");
	if (!name.p || !v.p)
		return;
	for (const char *const *p = published; *p; p++)
		if (str_eq_nocase(name, str_of(*p)))
			offer_date(r, v, 2, "meta");
	if (str_eq_nocase(name, STR("article:modified_time")) ||
	    str_eq_nocase(name, STR("og:updated_time")) ||
	    str_eq_nocase(name, STR("datemodified")))
		offer_updated(r, v);
	else if (str_eq_nocase(name, STR("og:site_name")))
		set_once(r, &m->site, v);
	else if (str_eq_nocase(name, STR("og:title")))
		set_once(r, &m->title, v);
	else if (str_eq_nocase(name, STR("description")) ||
		 str_eq_nocase(name, STR("og:description")))
		set_once(r, &m->summary, v);
	else if (str_eq_nocase(name, STR("author")) ||
		 str_eq_nocase(name, STR("article:author")) ||
		 str_eq_nocase(name, STR("dc.creator")))
		add_author(r, v);
}

static void read_element(struct reading *r, xmlNodePtr n)
{
	if (html_is(n, "meta")) {
		read_meta(r, n);
	} else if (html_is(n, "link")) {
		if (str_eq_nocase(html_attr(n, "rel"), STR("canonical")))
			set_once(r, &r->m->canonical, html_attr(n, "href"));
	} else if (html_is(n, "script")) {
		if (str_eq_nocase(
			html_attr(n, "type"), STR("application/ld+json")))
			read_ld(r, n);
	} else if (html_is(n, "html")) {
		struct str lang = html_attr(n, "lang");

		set_once(r, &r->m->lang, lang);
	} else if (html_is(n, "time") && html_attr(n, "datetime").n) {
		offer_date(r, html_attr(n, "datetime"), 3, "meta");
	}
}

/* a dated line in the page's visible text, near its heading */
static void read_visible(struct reading *r, const struct html_tree *t)
{
	size_t seen = 0;

	for (xmlNodePtr n = t->root; n && seen < NEAR_TOP_BLOCKS && r->rank > 4;
	     n = html_next(
		 n, t->root, html_is(n, "script") || html_is(n, "style"))) {
		int64_t at;

		if (n->type != XML_TEXT_NODE || !n->content)
			continue;
		struct str s = str_trim(str_of((const char *)n->content));

		/* a date inside a sentence is of something else */
		if (!s.n || s.n > 120 || ++seen == 0)
			continue;
		enum date_precision p = date_find(s, &at);

		if (p == DATE_NONE || at > r->now + STAMP_DAY)
			continue;
		r->rank = 4;
		r->m->published = at;
		r->m->precision = p;
		r->m->from = "text";
	}
}

/* …/2025/01/27/… */
static void read_url(struct reading *r, struct str url)
{
	for (size_t i = 0; i + 10 < url.n; i++) {
		struct str part = str_sub(url, i + 1, i + 11);
		int64_t t;

		if (url.p[i] != '/' || part.p[4] != part.p[7] ||
		    (part.p[4] != '/' && part.p[4] != '-') ||
		    (part.p[0] != '1' && part.p[0] != '2'))
			continue;
		if (r->rank > 5 && date_parse(part, &t) == DATE_DAY)
			offer_date(r, part, 5, "url");
	}
}

/* The title element says "Headline | Site": the heading that it begins with,
 * or the part in front of the last separator, is the headline. */
static struct str strip_site(struct str title, struct str site, struct str h1)
{
	static const char *const seps[] = {
	    " | ", " - ", " – ", " — ", " :: ", " » ", "_", "｜", " · "};
	size_t best = title.n;

	if (h1.n > 8 && str_starts(title, h1))
		return h1;
	for (size_t i = 0; i < sizeof seps / sizeof *seps; i++) {
		struct str sep = str_of(seps[i]);
		size_t at = title.n;

		for (size_t k = 0; (k = str_find(title, sep, k)) < title.n; k++)
			at = k;
		struct str tail = str_trim(str_sub(title, at + sep.n, title.n));

		if (at == title.n || !tail.n)
			continue;
		if ((site.n && str_eq_nocase(tail, site)) ||
		    (at > title.n / 2 && tail.n < 40 && at < best))
			best = at;
	}
	return str_trim(str_sub(title, 0, best));
}

static void read_title(struct reading *r, const struct html_tree *t)
{
	struct str title = {NULL, 0}, h1 = {NULL, 0};
	struct buf b;

	buf_init(&b, TITLE_MAX_BYTES);
	for (xmlNodePtr n = t->root; n; n = html_next(n, t->root, false)) {
		bool is_h1 = html_is(n, "h1");

		if ((!is_h1 || h1.p) && (!html_is(n, "title") || title.p))
			continue;
		buf_clear(&b);
		html_text(n, &b);
		if (!b.n)
			continue;
		if (is_h1)
			h1 = arena_str(r->arena, buf_view(&b));
		else
			title = arena_str(r->arena, buf_view(&b));
	}
	buf_release(&b);
	if (!r->m->title.p)
		r->m->title = title.p ? title : h1;
	if (r->m->title.p)
		r->m->title = strip_site(r->m->title, r->m->site, h1);
}

void html_meta_read(const struct html_tree *t, struct arena *a, struct str url,
    int64_t now, struct html_meta *m)
{
	struct reading r = {.m = m,
	    .arena = a,
	    .now = now == STAMP_NONE ? INT64_MAX / 2 : now,
	    .rank = 99};

	*m = (struct html_meta){.published = STAMP_NONE, .updated = STAMP_NONE};
	for (xmlNodePtr n = t->root; n; n = html_next(n, t->root, false))
		if (n->type == XML_ELEMENT_NODE)
			read_element(&r, n);
	read_title(&r, t);
	if (r.rank > 4)
		read_visible(&r, t);
	if (r.rank > 4 && url.p)
		read_url(&r, url);
}
