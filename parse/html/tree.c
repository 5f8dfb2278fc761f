#include "parse/html/tree.h"

#include "parse/html/hidden.h"
#include "parse/html/tame.h"
#include "parse/text/charset.h"

#include <libxml/HTMLparser.h>
#include <limits.h>
#include <string.h>

enum { PLAIN_MAX_BYTES = 64 * 1024 * 1024 };

int html_tree_parse(struct html_tree *t, struct str utf8, struct err *e)
{
	int flags = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
		    HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
		    HTML_PARSE_COMPACT | XML_PARSE_HUGE;

	*t = (struct html_tree){0};
	if (utf8.n > INT_MAX)
		return err_set(e, EXIT_DATA, "the page is too big");
	struct buf scratch;
	bool hides;

	buf_init(&scratch, utf8.n + 1);
	utf8 = html_tame(utf8, &scratch, &hides);
	if (utf8.n)
		t->doc =
		    htmlReadMemory(utf8.p, (int)utf8.n, NULL, "UTF-8", flags);
	buf_release(&scratch);
	t->root = t->doc ? xmlDocGetRootElement(t->doc) : NULL;
	if (!t->root) {
		html_tree_release(t);
		return err_set(e, EXIT_DATA, "no HTML in the page");
	}
	if (hides)
		html_unhide(t->root);
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

static void add_folded(struct buf *to, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		bool gap = to->n && to->p[to->n - 1] == ' ';

		if (s.p[i] == '\xC2' && i + 1 < s.n &&
		    (unsigned char)s.p[i + 1] < 0xA0)
			buf_utf8(to, charset_c1((unsigned char)s.p[++i]));
		else if (!is_space(s.p[i]))
			buf_char(to, s.p[i]);
		else if (to->n && !gap)
			buf_char(to, ' ');
	}
}

void html_text(xmlNodePtr top, struct buf *to)
{
	for (xmlNodePtr n = top; n;
	     n = html_next(
		 n, top, html_is(n, "script") || html_is(n, "style"))) {
		if ((n->type != XML_TEXT_NODE &&
			n->type != XML_CDATA_SECTION_NODE) ||
		    !n->content)
			continue;
		add_folded(to, str_of((const char *)n->content));
	}
	while (to->n && to->p[to->n - 1] == ' ')
		to->p[--to->n] = '\0';
}

struct str html_plain(struct arena *a, struct str markup)
{
	struct html_tree t;
	struct err ignored = {0};
	struct buf b;

	buf_init(&b, PLAIN_MAX_BYTES);
	if (str_find(markup, STR("<"), 0) == markup.n &&
	    str_find(markup, STR("&"), 0) == markup.n) {
		add_folded(&b, markup);
	} else if (html_tree_parse(&t, markup, &ignored) == 0) {
		html_text(t.root, &b);
		html_tree_release(&t);
	}
	struct str s =
	    b.n ? arena_str(a, str_trim(buf_view(&b))) : (struct str){NULL, 0};

	buf_release(&b);
	return s;
}
