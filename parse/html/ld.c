#include "parse/html/meta.h"

#include "parse/text/table.h"

#include <jansson.h>

enum { JSON_MAX_BYTES = 8 * 1024 * 1024, PENDING_MAX = 512, ELEMENTS_MAX = 64 };

static struct str text(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return (struct str){json_string_value(v), json_string_length(v)};
}

static bool is_type_name(const json_t *one, struct str name)
{
	return one && json_is_string(one) &&
	       str_eq((struct str){json_string_value(one),
			  json_string_length(one)},
		   name);
}

static void authors(struct html_meta *m, struct arena *a, const json_t *v)
{
	size_t n = json_is_array(v) ? json_array_size(v) : v != NULL;

	for (size_t i = 0; i < n && i < ELEMENTS_MAX; i++) {
		const json_t *one = json_is_array(v) ? json_array_get(v, i) : v;

		if (json_is_string(one))
			html_meta_author(m, a, str_of(json_string_value(one)));
		else if (json_is_object(one))
			html_meta_author(m, a, text(one, "name"));
	}
}

static bool is_type(const json_t *type, struct str name)
{
	struct str s = {json_string_value(type), json_string_length(type)};

	for (size_t i = 0; json_is_array(type) && i < ELEMENTS_MAX; i++)
		if (is_type_name(json_array_get(type, i), name))
			return true;
	return s.p && str_eq(s, name);
}

/* a page of links to others */
static bool is_listing(const json_t *type)
{
	return is_type(type, STR("CollectionPage")) ||
	       is_type(type, STR("SearchResultsPage")) ||
	       is_type(type, STR("ItemList"));
}

static bool is_article(const json_t *type)
{
	for (size_t i = 0; json_is_array(type) && i < ELEMENTS_MAX; i++) {
		const json_t *one = json_array_get(type, i);

		if (!one)
			return false;
		if (json_is_string(one) && is_article(one))
			return true;
	}
	struct str s = {json_string_value(type), json_string_length(type)};

	return s.p &&
	       (str_ends(s, STR("Article")) || str_ends(s, STR("Posting")) ||
		   str_eq(s, STR("Report")));
}

/* what is published with a page but is not the page */
static bool is_part(const json_t *type)
{
	static const char *const names[] = {"Comment", "Review", "ImageObject",
	    "VideoObject", "AudioObject", "PodcastEpisode", "Event", "Product",
	    "Answer", "Question", "WebSite", "Book", "Movie", "Dataset", NULL};
	struct str s = {json_string_value(type), json_string_length(type)};

	for (const char *const *n = names; s.p && *n; n++)
		if (str_eq(s, str_of(*n)))
			return true;
	return false;
}

static bool is_false(const json_t *v)
{
	return json_is_false(v) ||
	       (json_is_string(v) &&
		   str_eq_nocase(str_of(json_string_value(v)), STR("false")));
}

static void article(struct html_meta *m, struct arena *a, const json_t *o)
{
	struct str body = text(o, "articleBody");

	const json_t *words = json_object_get(o, "wordCount");

	m->ld_articles++;
	if (is_type(json_object_get(o, "@type"), STR("LiveBlogPosting"))) {
		m->ld_live = true;
		m->ld_entries =
		    json_array_size(json_object_get(o, "liveBlogUpdate"));
	}
	if (json_is_integer(words) && !m->ld_words)
		m->ld_words = (long)json_integer_value(words);
	else if (json_is_string(words) && !m->ld_words)
		m->ld_words = table_number(json_string_value(words));
	html_when_offer(&m->when, text(o, "datePublished"), WHEN_LD);
	html_when_updated(&m->when, text(o, "dateModified"));
	authors(m, a, json_object_get(o, "author"));
	if (!m->title.n && text(o, "headline").n)
		m->title = html_plain(a, text(o, "headline"));
	if (body.n > m->ld_body.n)
		m->ld_body = arena_str(a, body);
	m->ld_partial |= is_false(json_object_get(o, "isAccessibleForFree"));
	if (!m->site.n)
		m->site = html_plain(
		    a, text(json_object_get(o, "publisher"), "name"));
}

/* every article of the graph, breadth first, within a ceiling */
static void walk(struct html_meta *m, struct arena *a, const json_t *root)
{
	const json_t *pending[PENDING_MAX];
	size_t n = 0, at = 0;

	pending[n++] = root;
	while (at < n) {
		const json_t *v = pending[at++];
		const json_t *inner[] = {json_object_get(v, "@graph"),
		    json_object_get(v, "mainEntity"),
		    json_object_get(v, "mainEntityOfPage")};

		for (size_t i = 0; i < json_array_size(v) && n < PENDING_MAX;
		     i++)
			pending[n++] = json_array_get(v, i);
		if (!json_is_object(v))
			continue;
		m->ld_listing |= is_listing(json_object_get(v, "@type"));
		if (is_article(json_object_get(v, "@type")))
			article(m, a, v);
		else if (!is_part(json_object_get(v, "@type")))
			html_when_offer(
			    &m->when, text(v, "datePublished"), WHEN_PAGE);
		for (size_t i = 0; i < 3; i++)
			if (inner[i] && n < PENDING_MAX)
				pending[n++] = inner[i];
	}
}

/* pages write comments and CDATA marks around it */
static struct str inner(struct str s)
{
	static const char *const marks[] = {
	    "<!--", "//", "/*", "*/", "<![CDATA[", NULL};

	s = str_trim(s);
	for (const char *const *m = marks; *m;) {
		struct str mark = str_of(*m++);

		if (!str_starts(s, mark))
			continue;
		s = str_trim(str_sub(s, mark.n, s.n));
		m = marks;
	}
	return s;
}

void html_ld_read(struct str json, struct arena *a, struct html_meta *m)
{
	struct buf b;

	json = inner(json);
	buf_init(&b, JSON_MAX_BYTES);
	buf_str(&b, json);
	/* and line ends inside strings */
	for (size_t i = 0; i < b.n; i++)
		if ((unsigned char)b.p[i] < ' ')
			b.p[i] = ' ';
	json_t *o = b.n && !b.over
			? json_loadb(b.p, b.n,
			      JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL)
			: NULL;

	if (o)
		walk(m, a, o);
	json_decref(o);
	buf_release(&b);
}
