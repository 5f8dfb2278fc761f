#include "parse/feed_xml.h"

#include "fetch/base/buf.h"
#include "fetch/base/utf8.h"
#include "parse/feed_mend.h"

#include <libxml/parser.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
	MENDED_MAX_BYTES = 256 * 1024 * 1024,
	OPTIONS = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
		  XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_HUGE
};

struct hook {
	feed_xml_taken *take;
	void *user;
	endElementNsSAX2Func end; /* libxml2's own */
};

static void end_element(
    void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	xmlParserCtxtPtr c = ctx;
	struct hook *h = c->_private;
	xmlNodePtr n = c->node;

	h->end(ctx, name, prefix, uri);
	if (!n || !h->take(h->user, n))
		return;
	/* the blanks before it go too */
	while (n->prev && n->prev->type == XML_TEXT_NODE) {
		xmlNodePtr blank = n->prev;

		xmlUnlinkNode(blank);
		xmlFreeNode(blank);
	}
	xmlUnlinkNode(n);
	xmlFreeNode(n);
}

static xmlDocPtr parse(struct str s, struct hook *h)
{
	xmlParserCtxtPtr c = xmlNewParserCtxt();

	if (!c)
		return NULL;
	h->end = c->sax->endElementNs;
	c->sax->endElementNs = end_element;
	c->_private = h;
	xmlDocPtr doc =
	    xmlCtxtReadMemory(c, s.p, (int)s.n, NULL, "UTF-8", OPTIONS);

	xmlFreeParserCtxt(c);
	return doc;
}

xmlDocPtr feed_xml_read(
    struct str utf8, feed_xml_taken *take, void *user, struct err *e)
{
	struct hook h = {.take = take, .user = user};
	struct feed_mend m;
	struct buf b;
	xmlDocPtr doc = NULL;

	buf_init(&b, MENDED_MAX_BYTES);
	feed_mend_init(&m);
	feed_mend_whole(&m, utf8, &b);
	feed_mend_release(&m);
	if (!b.over && b.n && b.n < INT_MAX)
		doc = parse(buf_view(&b), &h);
	buf_release(&b);
	if (!doc)
		err_set(e, EXIT_DATA, "no XML in the document");
	return doc;
}

struct feed_xml {
	struct hook hook;
	struct feed_mend mend;
	struct buf mended;
	xmlParserCtxtPtr ctxt;
};

struct feed_xml *feed_xml_open(feed_xml_taken *take, void *user)
{
	struct feed_xml *x = mem_new(1, sizeof *x);

	x->hook = (struct hook){.take = take, .user = user};
	feed_mend_init(&x->mend);
	buf_init(&x->mended, MENDED_MAX_BYTES);
	x->ctxt = xmlCreatePushParserCtxt(NULL, NULL, NULL, 0, NULL);
	if (x->ctxt) {
		(void)xmlCtxtUseOptions(x->ctxt, OPTIONS);
		x->hook.end = x->ctxt->sax->endElementNs;
		x->ctxt->sax->endElementNs = end_element;
		x->ctxt->_private = &x->hook;
	}
	return x;
}

void feed_xml_push(struct feed_xml *x, struct str utf8, bool last)
{
	buf_clear(&x->mended);
	feed_mend_push(&x->mend, utf8, last, &x->mended);
	if (x->ctxt && x->mended.n)
		(void)xmlParseChunk(x->ctxt, x->mended.p, (int)x->mended.n, 0);
	if (x->ctxt && last)
		(void)xmlParseChunk(x->ctxt, NULL, 0, 1);
}

xmlDocPtr feed_xml_doc(const struct feed_xml *x)
{
	return x->ctxt ? x->ctxt->myDoc : NULL;
}

void feed_xml_close(struct feed_xml *x)
{
	if (!x)
		return;
	if (x->ctxt) {
		xmlFreeDoc(x->ctxt->myDoc);
		x->ctxt->myDoc = NULL;
		xmlFreeParserCtxt(x->ctxt);
	}
	feed_mend_release(&x->mend);
	buf_release(&x->mended);
	free(x);
}

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

struct str feed_base64(struct arena *a, struct str s)
{
	struct buf b;
	unsigned bits = 0, held = 0;
	bool good = true;

	buf_init(&b, MENDED_MAX_BYTES);
	for (size_t i = 0; i < s.n && good; i++) {
		int v = base64_value(s.p[i]);

		if (v < 0) {
			good = s.p[i] == '=' || s.p[i] <= ' ';
			continue;
		}
		held = held << 6 | (unsigned)v;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			buf_char(&b, (char)(held >> bits & 0xFF));
		}
	}
	if (good && utf8_valid(buf_view(&b)))
		s = arena_str(a, str_trim(buf_view(&b)));
	buf_release(&b);
	return s;
}
