#include "parse/html/hidden.h"

#include "parse/html/tree.h"

#include <string.h>

enum { TEXT_MIN_BYTES = 150 };

/* asked of every element: most differ in their first letter */
static bool is_hidden(const xmlNode *n)
{
	if (n->type != XML_ELEMENT_NODE)
		return false;
	return (n->name[0] == 'n' && html_is(n, "noscript")) ||
	       (n->name[0] == 't' && html_is(n, "template"));
}

static size_t bytes_of(const xmlNode *n)
{
	size_t bytes = 0;

	if (n->type != XML_TEXT_NODE || !n->content)
		return 0;
	for (const xmlChar *p = n->content; *p; p++) {
		bytes += *p > ' ';
		/* markup that was escaped once too often */
		if (bytes == 1 && *p == '<')
			return 0;
	}
	return bytes;
}

static bool is_raw(const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE && n->name[0] == 's' &&
	       (html_is(n, "script") || html_is(n, "style"));
}

/* text below top; hidden: of its hidden elements too */
static size_t text_below(xmlNodePtr top, bool hidden)
{
	size_t bytes = 0;

	for (xmlNodePtr n = top; n;
	     n = html_next(n, top, is_raw(n) || (!hidden && is_hidden(n))))
		bytes += bytes_of(n);
	return bytes;
}

static bool is_shadow(const xmlNode *n)
{
	return html_is(n, "template") && (html_attr(n, "shadowrootmode").p ||
					     html_attr(n, "shadowroot").p);
}

void html_unhide(xmlNodePtr root)
{
	bool most = false, shadow = false;
	size_t inside = 0;

	for (xmlNodePtr n = root; n;
	     n = html_next(n, root, is_raw(n) || is_hidden(n))) {
		if (!is_hidden(n))
			continue;
		inside += text_below(n, true);
		shadow |= is_shadow(n);
	}
	if (inside >= TEXT_MIN_BYTES)
		most = inside > text_below(root, false);
	for (xmlNodePtr n = root; n && (most || shadow);
	     n = html_next(n, root, is_raw(n)))
		if (is_hidden(n) && (most || is_shadow(n)))
			xmlNodeSetName(n, (const xmlChar *)"div");
}
