#include "parse/filing/elements.h"

#include <string.h>

struct name {
	const char *name;
	enum element element;
};

static const struct name html_names[] = {
    {"a", ELEMENT_A},
    {"abbr", ELEMENT_INLINE},
    {"acronym", ELEMENT_INLINE},
    {"b", ELEMENT_B},
    {"basefont", ELEMENT_INLINE},
    {"big", ELEMENT_INLINE},
    {"br", ELEMENT_BR},
    {"caption", ELEMENT_BLOCK},
    {"cite", ELEMENT_INLINE},
    {"code", ELEMENT_INLINE},
    {"del", ELEMENT_INLINE},
    {"em", ELEMENT_INLINE},
    {"font", ELEMENT_FONT},
    {"h1", ELEMENT_HEADING},
    {"h2", ELEMENT_HEADING},
    {"h3", ELEMENT_HEADING},
    {"h4", ELEMENT_HEADING},
    {"h5", ELEMENT_HEADING},
    {"h6", ELEMENT_HEADING},
    {"head", ELEMENT_UNSEEN},
    {"hr", ELEMENT_HR},
    {"i", ELEMENT_INLINE},
    {"img", ELEMENT_INLINE},
    {"input", ELEMENT_INLINE},
    {"ins", ELEMENT_INLINE},
    {"kbd", ELEMENT_INLINE},
    {"label", ELEMENT_INLINE},
    {"nobr", ELEMENT_INLINE},
    {"noscript", ELEMENT_UNSEEN},
    /* EDGAR's own, which pages of about 2000 kept from plain text */
    {"page", ELEMENT_HR},
    {"pre", ELEMENT_PRE},
    {"q", ELEMENT_INLINE},
    {"s", ELEMENT_INLINE},
    {"samp", ELEMENT_INLINE},
    {"script", ELEMENT_UNSEEN},
    {"small", ELEMENT_INLINE},
    {"span", ELEMENT_SPAN},
    {"strike", ELEMENT_INLINE},
    {"strong", ELEMENT_B},
    {"style", ELEMENT_UNSEEN},
    {"sub", ELEMENT_INLINE},
    {"sup", ELEMENT_SUP},
    {"table", ELEMENT_TABLE},
    {"td", ELEMENT_TD},
    {"th", ELEMENT_TD},
    {"title", ELEMENT_UNSEEN},
    {"tr", ELEMENT_TR},
    {"tt", ELEMENT_INLINE},
    {"u", ELEMENT_INLINE},
    {"var", ELEMENT_INLINE},
    {"wbr", ELEMENT_INLINE},
    {NULL, ELEMENT_BLOCK},
};

static const struct name ix_names[] = {
    {"header", ELEMENT_IX_HEADER},
    {"hidden", ELEMENT_IX_HEADER},
    {"references", ELEMENT_IX_HEADER},
    {"nonFraction", ELEMENT_IX_NUMBER},
    {"nonNumeric", ELEMENT_IX_TEXT},
    {NULL, ELEMENT_IX_OTHER},
};

static const struct name xbrl_names[] = {
    {"context", ELEMENT_CONTEXT},
    {"identifier", ELEMENT_IDENTIFIER},
    {"startDate", ELEMENT_START},
    {"endDate", ELEMENT_END},
    {"instant", ELEMENT_INSTANT},
    {"explicitMember", ELEMENT_MEMBER},
    {"typedMember", ELEMENT_TYPED},
    {"unit", ELEMENT_UNIT},
    {"measure", ELEMENT_MEASURE},
    {"unitDenominator", ELEMENT_DENOMINATOR},
    {NULL, ELEMENT_OTHER},
};

enum space space_of(const char *uri)
{
	static const struct {
		const char *begin;
		enum space space;
	} spaces[] = {
	    {"http://www.w3.org/1999/xhtml", SPACE_HTML},
	    {"http://www.xbrl.org/2013/inlineXBRL", SPACE_IX},
	    {"http://www.xbrl.org/2008/inlineXBRL", SPACE_IX},
	    {"http://www.xbrl.org/2003/instance", SPACE_XBRL},
	    {"http://xbrl.org/2006/xbrldi", SPACE_XBRL},
	};

	if (!uri)
		return SPACE_HTML;
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		if (strcmp(uri, spaces[i].begin) == 0)
			return spaces[i].space;
	return SPACE_OTHER;
}

enum space space_of_prefix(struct str prefix)
{
	if (!prefix.n)
		return SPACE_HTML;
	if (str_eq_nocase(prefix, STR("ix")))
		return SPACE_IX;
	if (str_eq_nocase(prefix, STR("xbrli")) ||
	    str_eq_nocase(prefix, STR("xbrldi")))
		return SPACE_XBRL;
	return SPACE_OTHER;
}

enum element element_of(enum space space, struct str local)
{
	const struct name *names = space == SPACE_HTML ? html_names
				   : space == SPACE_IX ? ix_names
						       : xbrl_names;

	if (space == SPACE_OTHER)
		return ELEMENT_OTHER;
	for (; names->name; names++)
		if (str_eq_nocase(local, str_of(names->name)))
			break;
	return names->element;
}
