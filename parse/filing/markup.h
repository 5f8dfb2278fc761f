/*
 * A walk over the tags and words of one document of a filing, XML where it is
 * XML and HTML else, through libxml2's SAX interfaces.
 *
 * Owns: nothing that outlives the walk; views are borrowed during a call.
 * Keeps: elements are told apart once, by name and namespace, so that the
 *   readers behind compare numbers. Opens and closes balance. XML is read
 *   with XML_PARSE_HUGE (filings nest deeper than 256 and hold texts of
 *   megabytes). What is not well-formed is walked again as HTML, from the
 *   start: `again` is called first.
 * Fails: EXIT_DATA for nesting or tags beyond the ceilings.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_MARKUP_H
#define PARSE_FILING_MARKUP_H

#include "fetch/base/err.h"
#include "fetch/base/str.h"

enum {
	MARKUP_DEPTH_MAX = 1024, /* filings reach 300 */
	MARKUP_ATTRS_MAX = 256,
	MARKUP_SPACES_MAX = 4096 /* namespace declarations */
};

enum element {
	ELEMENT_OTHER,
	/* inline of (X)HTML */
	ELEMENT_A,
	ELEMENT_B,
	ELEMENT_FONT,
	ELEMENT_SPAN,
	ELEMENT_SUP,
	ELEMENT_INLINE,
	/* blocks */
	ELEMENT_BLOCK,
	ELEMENT_BR,
	ELEMENT_HEADING,
	ELEMENT_HR,
	ELEMENT_PRE,
	ELEMENT_TABLE,
	ELEMENT_TR,
	ELEMENT_TD,
	/* not for the eye */
	ELEMENT_UNSEEN,
	/* inline XBRL */
	ELEMENT_IX_HEADER,
	ELEMENT_IX_NUMBER,
	ELEMENT_IX_TEXT,
	ELEMENT_IX_OTHER,
	/* contexts and units */
	ELEMENT_CONTEXT,
	ELEMENT_IDENTIFIER,
	ELEMENT_START,
	ELEMENT_END,
	ELEMENT_INSTANT,
	ELEMENT_MEMBER,
	ELEMENT_TYPED,
	ELEMENT_UNIT,
	ELEMENT_MEASURE,
	ELEMENT_DENOMINATOR
};

struct attr {
	struct str name, value; /* name without its prefix */
	bool prefixed;
};

struct tag {
	enum element element;
	const struct attr *attrs;
	size_t n_attrs;
	const char *prefix, *local; /* of its name in XML; may be NULL */
};

struct markup_sink {
	void *user;
	void (*open)(void *user, const struct tag *t);
	void (*close)(void *user, enum element e);
	void (*text)(void *user, struct str s);
	void (*again)(void *user);
	/* the document breaks off within an element of XBRL: its text is not
	 * whole. Its close follows. */
	void (*cut)(void *user);
};

/* without regard to ASCII case; absent where there is none */
struct str tag_attr(const struct tag *t, const char *name);

/* utf8: the document */
int markup_walk(struct str utf8, const struct markup_sink *sink, struct err *e);

/* is it HTML or XML rather than plain text? */
bool markup_sniff(struct str body);

#endif
