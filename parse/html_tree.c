#include "parse/html_tree.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <string.h>

int html_tree_parse(struct html_tree *t, struct str utf8, struct err *e)
{
	int flags = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
		    HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
		    HTML_PARSE_COMPACT | XML_PARSE_HUGE;

	*t = (struct html_tree){0};
	if (utf8.n > INT_MAX)
		return err_set(e, EXIT_DATA, "the page is too big");
	t->doc = utf8.n
		     ? htmlReadMemory(utf8.p, (int)utf8.n, NULL, "UTF-8", flags)
		     : NULL;
	t->root = t->doc ? xmlDocGetRootElement(t->doc) : NULL;
	if (!t->root) {
		html_tree_release(t);
		return err_set(e, EXIT_DATA, "no HTML in the page");
	}
	return 0;
}

void html_tree_release(struct html_tree *t)
{
	if (t->doc)
		xmlFreeDoc(t->doc);
	*t = (struct html_tree){0};
}

xmlNodePtr html_next(xmlNodePtr n, xmlNodePtr top, bool skip)
{
	if (!skip && n->type == XML_ELEMENT_NODE && n->children)
		return n->children;
	while (n != top && !n->next)
		n = n->parent;
	return n == top ? NULL : n->next;
}

bool html_is(const xmlNode *n, const char *name)
{
	return n && n->type == XML_ELEMENT_NODE &&
	       strcmp((const char *)n->name, name) == 0;
}

struct str html_attr(const xmlNode *n, const char *name)
{
	if (n->type != XML_ELEMENT_NODE)
		return (struct str){NULL, 0};
	for (const xmlAttr *a = n->properties; a; a = a->next)
		if (strcmp((const char *)a->name, name) == 0)
			return a->children && a->children->content
				   ? str_of((const char *)a->children->content)
				   : STR("");
	return (struct str){NULL, 0};
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

void html_text(xmlNodePtr top, struct buf *to)
{
	for (xmlNodePtr n = top; n; n = html_next(n, top, false)) {
		if ((n->type != XML_TEXT_NODE &&
			n->type != XML_CDATA_SECTION_NODE) ||
		    !n->content)
			continue;
		for (const char *p = (const char *)n->content; *p; p++) {
			bool gap = to->n && to->p[to->n - 1] == ' ';

			if (!is_space(*p))
				buf_char(to, *p);
			else if (to->n && !gap)
				buf_char(to, ' ');
		}
	}
	while (to->n && to->p[to->n - 1] == ' ')
		to->p[--to->n] = '\0';
}
