#include "fetch/front/opml.h"

#include "fetch/base/utf8.h"

#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>

static void quiet(void *user, xmlErrorPtr why)
{
	(void)user, (void)why;
}

static struct str attribute(
    xmlTextReaderPtr r, const char *name, struct arena *a)
{
	xmlChar *v = xmlTextReaderGetAttribute(r, (const xmlChar *)name);
	struct str s = arena_str(a, str_trim(str_of((const char *)v)));

	xmlFree(v);
	return s;
}

static bool is_named(xmlTextReaderPtr r, const char *name)
{
	const xmlChar *is = xmlTextReaderConstLocalName(r);

	return is && strcmp((const char *)is, name) == 0;
}

static void take_outline(xmlTextReaderPtr r, struct arena *a,
    struct opml_feed **feeds, size_t *n, size_t *cap)
{
	struct opml_feed f = {
	    .url = attribute(r, "xmlUrl", a),
	    .title = attribute(r, "title", a),
	    .language = attribute(r, "language", a),
	};

	if (!f.url.n) /* as some write it */
		f.url = attribute(r, "xmlurl", a);
	if (!f.url.n)
		return;
	if (!f.title.n)
		f.title = attribute(r, "text", a);
	*feeds = arena_more(a, *feeds, *n, cap, sizeof f);
	(*feeds)[(*n)++] = f;
}

int opml_read(struct str text, struct arena *a, struct opml_feed **feeds,
    size_t *n, struct err *e)
{
	bool opml = false;
	size_t cap = 0;
	int rc;

	*feeds = NULL;
	*n = 0;
	if (text.n > INT32_MAX)
		return err_set(e, EXIT_DATA, "too big for an OPML file");
	xmlTextReaderPtr r = xmlReaderForMemory(
	    text.n ? text.p : " ", (int)text.n, NULL, NULL, XML_PARSE_NONET);

	if (!r)
		return err_set(e, EXIT_OS, "cannot start the XML reader");
	xmlTextReaderSetStructuredErrorHandler(r, quiet, NULL);
	while ((rc = xmlTextReaderRead(r)) == 1) {
		if (xmlTextReaderNodeType(r) != XML_READER_TYPE_ELEMENT)
			continue;
		opml = opml || is_named(r, "opml");
		if (!opml)
			break;
		if (is_named(r, "outline"))
			take_outline(r, a, feeds, n, &cap);
	}
	xmlFreeTextReader(r);
	if (!opml)
		return err_set(e, EXIT_DATA, "no OPML");
	if (rc < 0)
		return err_set(e, EXIT_DATA, "the XML breaks off or is broken");
	return *n ? 0 : err_set(e, EXIT_DATA, "no feed in it");
}

/* an attribute's value; control characters are no XML */
static void put(struct buf *to, const char *name, struct str v)
{
	size_t at = 0;

	if (!v.n)
		return;
	buf_printf(to, " %s=\"", name);
	while (at < v.n) {
		uint32_t c = utf8_next(v, &at);

		if (c == '&')
			buf_puts(to, "&amp;");
		else if (c == '<')
			buf_puts(to, "&lt;");
		else if (c == '"')
			buf_puts(to, "&quot;");
		else if (c >= ' ' && c != 0xFFFE && c != 0xFFFF)
			buf_utf8(to, c);
	}
	buf_char(to, '"');
}

void opml_write(struct buf *to, const struct feedlist *l)
{
	buf_puts(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		     "<opml version=\"2.0\">\n<head><title>Jevons</title>"
		     "</head>\n<body>\n");
	for (size_t i = 0; i < l->n_feeds; i++) {
		const struct feed_spec *f = &l->feeds[i];

		buf_puts(to, "<outline type=\"rss\"");
		put(to, "text", f->name);
		put(to, "title", f->name);
		put(to, "xmlUrl", f->url);
		put(to, "language", f->language);
		buf_puts(to, "/>\n");
	}
	buf_puts(to, "</body>\n</opml>\n");
}
