#include "fetch/answer_look.h"

/* past a byte order mark and white space */
static struct str trim_begin(struct str s)
{
	if (str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_sub(s, 3, s.n);
	return str_trim(s);
}

/* past comments, processing instructions and the declaration */
static struct str root_of(struct str s)
{
	for (;;) {
		struct str end = STR("?>");

		s = trim_begin(s);
		if (str_starts(s, STR("<!--")))
			end = STR("-->");
		else if (!str_starts(s, STR("<?")))
			return s;
		size_t at = str_find(s, end, 0);

		s = str_sub(s, at + end.n, s.n);
	}
}

static bool holds(struct str s, const char *words)
{
	return str_find(s, str_of(words), 0) < s.n;
}

enum answer_kind answer_look(struct str begin)
{
	struct str s = root_of(begin);

	if (!trim_begin(begin).n)
		return ANSWER_EMPTY;
	if (str_starts(s, STR("{")) || str_starts(s, STR("[")))
		return ANSWER_JSON;
	/* UTF-16, or something stands in front of the feed */
	if (str_starts(s, STR("\xFF\xFE")) || str_starts(s, STR("\xFE\xFF")))
		return ANSWER_XML;
	if (!str_starts(s, STR("<")))
		return holds(s, "<rss") || holds(s, "<feed") ||
			       holds(s, "<rdf:RDF")
			   ? ANSWER_XML
			   : ANSWER_TEXT;
	if (str_starts_nocase(s, STR("<error")))
		return ANSWER_ERROR;
	if (!str_starts_nocase(s, STR("<!doctype html")) &&
	    !str_starts_nocase(s, STR("<html")) &&
	    !str_starts_nocase(s, STR("<head")) &&
	    !str_starts_nocase(s, STR("<body")))
		return ANSWER_XML;
	if (holds(s, "Undeclared Automated Tool"))
		return ANSWER_AGENT;
	if (holds(s, "Request Rate Threshold Exceeded"))
		return ANSWER_RATE;
	return ANSWER_PAGE;
}

static bool wants_json(struct str kind)
{
	return str_eq(kind, STR("json")) || str_eq(kind, STR("sec-facts")) ||
	       str_eq(kind, STR("sec-submissions"));
}

static bool wants_xml(struct str kind)
{
	return str_eq(kind, STR("rss")) || str_eq(kind, STR("atom")) ||
	       str_eq(kind, STR("sec-current")) ||
	       str_eq(kind, STR("sec-company"));
}

const char *answer_fault(enum answer_kind a, struct str kind)
{
	switch (a) {
	case ANSWER_EMPTY:
		return "an empty answer";
	case ANSWER_PAGE:
		return "a web page, no feed";
	case ANSWER_ERROR:
		return "an error document, no feed";
	case ANSWER_AGENT:
		return "blocked: the server wants a contact (Undeclared "
		       "Automated Tool)";
	case ANSWER_RATE:
		return "blocked: too many requests (Request Rate Threshold)";
	case ANSWER_XML:
		return wants_json(kind) ? "XML, and JSON was to come" : NULL;
	case ANSWER_JSON:
		return wants_xml(kind) ? "JSON, and XML was to come" : NULL;
	case ANSWER_TEXT:
		break;
	}
	return wants_json(kind) || wants_xml(kind) ? "text, no feed" : NULL;
}
