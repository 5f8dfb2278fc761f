#include "parse/filing/markup.h"

#include "fetch/base/buf.h"
#include "parse/filing/elements.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { CACHE_SLOTS = 256, TAG_LONG_BYTES = 16 * 1024 };

/* libxml2 interns names, so a pointer and its namespace's tell the element */
struct seen {
	const xmlChar *name, *uri;
	enum element element;
};

struct walk {
	const struct markup_sink *sink;
	xmlParserCtxtPtr ctxt;
	struct seen seen[CACHE_SLOTS];
	struct attr attrs[MARKUP_ATTRS_MAX];
	enum element open[MARKUP_DEPTH_MAX];
	size_t depth, spaces;
	const char *broken; /* the ceiling that was passed */
	bool cut;
	xmlEntity entity; /* the last of HTML's names */
	xmlChar entity_text[8];
};

struct str tag_attr(const struct tag *t, const char *name)
{
	for (size_t i = 0; i < t->n_attrs; i++)
		if (str_eq_nocase(t->attrs[i].name, str_of(name)))
			return t->attrs[i].value;
	return (struct str){NULL, 0};
}

static void stop(struct walk *w, const char *why)
{
	w->broken = why;
	xmlStopParser(w->ctxt);
}

static void opened(struct walk *w, const struct tag *t)
{
	if (w->depth == MARKUP_DEPTH_MAX) {
		stop(w, "nested too deep");
		return;
	}
	w->open[w->depth++] = t->element;
	w->sink->open(w->sink->user, t);
}

/* HTML is closed for it where it breaks off */
static bool at_end(const struct walk *w)
{
	return w->ctxt->input && w->ctxt->input->cur >= w->ctxt->input->end;
}

static void closed(struct walk *w)
{
	if (!w->depth || w->broken)
		return;
	enum element el = w->open[--w->depth];

	if (el >= ELEMENT_IX_HEADER && !w->cut && at_end(w)) {
		w->cut = true;
		w->sink->cut(w->sink->user);
	}
	w->sink->close(w->sink->user, el);
}

static struct seen *slot_of(
    struct walk *w, const xmlChar *name, const xmlChar *uri)
{
	size_t hash = ((uintptr_t)name >> 3) * 31 + ((uintptr_t)uri >> 3);

	return &w->seen[(hash ^ hash >> 8) % CACHE_SLOTS];
}

static void xml_open(void *user, const xmlChar *local, const xmlChar *prefix,
    const xmlChar *uri, int n_spaces, const xmlChar **spaces, int n_attrs,
    int n_defaulted, const xmlChar **attrs)
{
	struct walk *w = user;
	/* a prefix that nobody declared still tells */
	const xmlChar *space = uri ? uri : prefix;
	struct seen *s = slot_of(w, local, space);
	size_t n = 0;

	(void)spaces;
	(void)n_defaulted;
	if (w->broken)
		return;
	w->spaces += (size_t)n_spaces;
	if (w->spaces > MARKUP_SPACES_MAX) {
		stop(w, "too many namespaces");
		return;
	}
	if (s->name != local || s->uri != space)
		*s = (struct seen){local, space,
		    element_of(
			uri ? space_of((const char *)uri)
			    : space_of_prefix(str_of((const char *)prefix)),
			str_of((const char *)local))};
	for (int i = 0; i < n_attrs && n < MARKUP_ATTRS_MAX; i++, n++) {
		const xmlChar **one = attrs + (ptrdiff_t)i * 5;

		w->attrs[n].name = str_of((const char *)one[0]);
		w->attrs[n].prefixed = one[1] != NULL;
		w->attrs[n].value = (struct str){
		    (const char *)one[3], (size_t)(one[4] - one[3])};
	}
	const struct tag t = {
	    s->element, w->attrs, n, (const char *)prefix, (const char *)local};

	opened(w, &t);
}

static void xml_close(
    void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	(void)local;
	(void)prefix;
	(void)uri;
	closed(user);
}

static void words(void *user, const xmlChar *s, int n)
{
	struct walk *w = user;

	if (!w->broken)
		w->sink->text(
		    w->sink->user, (struct str){(const char *)s, (size_t)n});
}

/* Without a DTD names like &nbsp; are HTML's. */
static xmlEntityPtr entity(void *user, const xmlChar *name)
{
	struct walk *w = user;
	const htmlEntityDesc *known = htmlEntityLookup(name);
	xmlEntityPtr predefined = xmlGetPredefinedEntity(name);

	if (predefined || !known)
		return predefined;
	int n = xmlCopyChar(0, w->entity_text, (int)known->value);

	w->entity_text[n] = '\0';
	w->entity = (xmlEntity){.type = XML_ENTITY_DECL,
	    .name = w->entity_text,
	    .content = w->entity_text,
	    .length = n,
	    .etype = XML_INTERNAL_PREDEFINED_ENTITY};
	return &w->entity;
}

static void html_open(void *user, const xmlChar *name, const xmlChar **attrs)
{
	struct walk *w = user;
	struct seen *s = slot_of(w, name, NULL);
	size_t n = 0;

	if (w->broken)
		return;
	if (s->name != name) {
		struct str full = str_of((const char *)name);
		size_t colon = str_find(full, STR(":"), 0);
		struct str prefix = {NULL, 0}, local = full;

		if (colon < full.n) {
			prefix = str_sub(full, 0, colon);
			local = str_sub(full, colon + 1, full.n);
		}
		*s = (struct seen){
		    name, NULL, element_of(space_of_prefix(prefix), local)};
	}
	for (; attrs && attrs[0] && n < MARKUP_ATTRS_MAX; attrs += 2, n++) {
		struct str full = str_of((const char *)attrs[0]);
		size_t colon = str_find(full, STR(":"), 0);

		w->attrs[n].name =
		    colon < full.n ? str_sub(full, colon + 1, full.n) : full;
		w->attrs[n].value = str_of((const char *)attrs[1]);
		w->attrs[n].prefixed = colon < full.n;
	}
	const struct tag t = {
	    .element = s->element, .attrs = w->attrs, .n_attrs = n};

	opened(w, &t);
}

static void html_close(void *user, const xmlChar *name)
{
	(void)name;
	closed(user);
}

/* libxml2 compares each attribute of a tag with all others: a tag of a
 * hundred thousand must not reach it */
static bool has_bloated_tag(struct str s)
{
	for (size_t at = 0; at < s.n;) {
		const char *open = memchr(s.p + at, '<', s.n - at);

		if (!open)
			return false;
		size_t from = (size_t)(open - s.p);
		const char *close = memchr(open, '>', s.n - from);
		size_t to = close ? (size_t)(close - s.p) : s.n;
		size_t signs = 0;

		if (to - from > TAG_LONG_BYTES)
			for (size_t i = from; i < to; i++)
				signs += s.p[i] == '=' || s.p[i] == ' ';
		if (signs > TAG_LONG_BYTES / 2)
			return true;
		at = to + 1;
	}
	return false;
}

static int walk_xml(struct walk *w, struct str utf8)
{
	xmlParserCtxtPtr c = xmlCreateMemoryParserCtxt(utf8.p, (int)utf8.n);
	int rc;

	if (!c)
		return -1;
	xmlCtxtUseOptions(c, XML_PARSE_HUGE | XML_PARSE_NONET |
				 XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
				 XML_PARSE_IGNORE_ENC);
	*c->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
	    .startElementNs = xml_open,
	    .endElementNs = xml_close,
	    .characters = words,
	    .ignorableWhitespace = words,
	    .cdataBlock = words,
	    .getEntity = entity};
	c->userData = w;
	w->ctxt = c;
	rc = xmlParseDocument(c) == 0 && c->wellFormed ? 0 : -1;
	xmlFreeParserCtxt(c);
	return rc;
}

/* broken quotes in a document type would swallow the page */
static struct str behind_doctype(struct str s)
{
	struct str t = str_trim(s);
	size_t end = str_find(str_sub(t, 0, 1024), STR(">"), 0);

	if (!str_starts_nocase(t, STR("<!doctype")) || end + 1 >= t.n)
		return s;
	return str_sub(t, end + 1, t.n);
}

static int walk_html(struct walk *w, struct str utf8)
{
	utf8 = behind_doctype(utf8);
	htmlParserCtxtPtr c = htmlCreateMemoryParserCtxt(utf8.p, (int)utf8.n);

	if (!c)
		return -1;
	htmlCtxtUseOptions(c, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
				  HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	*c->sax = (htmlSAXHandler){.startElement = html_open,
	    .endElement = html_close,
	    .characters = words,
	    .ignorableWhitespace = words};
	c->userData = w;
	w->ctxt = c;
	(void)xmlSwitchEncoding(c, XML_CHAR_ENCODING_UTF8);
	(void)htmlParseDocument(c);
	htmlFreeParserCtxt(c);
	return 0;
}

/* XML is worth a try where the document claims to be of it */
static bool claims_xml(struct str s)
{
	struct str head = str_sub(s, 0, 4096);

	return str_starts(head, STR("<?xml")) ||
	       str_find(head, STR("xmlns"), 0) < head.n;
}

int markup_walk(struct str utf8, const struct markup_sink *sink, struct err *e)
{
	struct walk *w;
	int rc = -1;

	if (utf8.n >= INT_MAX || !utf8.n || has_bloated_tag(utf8))
		return err_set(e, EXIT_DATA, "markup beyond the ceilings");
	w = mem_new(1, sizeof *w);
	w->sink = sink;
	if (claims_xml(utf8))
		rc = walk_xml(w, utf8);
	if (rc != 0 && !w->broken) {
		sink->again(sink->user);
		*w = (struct walk){.sink = sink};
		rc = walk_html(w, utf8);
	}
	const char *broken = w->broken;

	free(w);
	if (broken)
		return err_set(e, EXIT_DATA, "markup %s", broken);
	return rc == 0 ? 0 : err_set(e, EXIT_DATA, "markup cannot be read");
}

/* <TABLE> alone is a mark of EDGAR's plain text */
bool markup_sniff(struct str body)
{
	static const char *const marks[] = {"<html", "<!doctype", "<?xml",
	    "<head", "<body", "<div", "<p>", "<p ", "<table ", "<tr", "<td",
	    "<font", "<title", "<center", "<pre", "<br", "<span", "<hr", "<b>",
	    "<h1", NULL};
	struct str head = str_trim(str_sub(body, 0, 8192));

	for (size_t at = str_find(head, STR("<"), 0); at < head.n;
	     at = str_find(head, STR("<"), at + 1))
		for (const char *const *m = marks; *m; m++)
			if (str_starts_nocase(
				str_sub(head, at, head.n), str_of(*m)))
				return true;
	return false;
}
