#include "parse/filing/envelope.h"

#include "parse/filing/amendment.h"
#include "parse/filing/envelope_head.h"

#include <string.h>

enum { HEAD_BYTES = 4096, SNIFF_BYTES = 2048 };

static const struct str document_tag = {"<DOCUMENT>", 10};

bool envelope_sniff(struct str bytes)
{
	struct str head = str_trim(str_sub(bytes, 0, SNIFF_BYTES));

	return str_starts(head, STR("<SEC-DOCUMENT>")) ||
	       str_starts(head, STR("<SUBMISSION>")) ||
	       str_starts(head, STR("<IMS-DOCUMENT>")) ||
	       str_starts(head, STR("<SEC-HEADER>")) ||
	       str_starts(head, STR("<DOCUMENT>\n<TYPE>")) ||
	       str_starts(head, STR("<DOCUMENT>\r\n<TYPE>")) ||
	       str_starts(head, STR("<ACCEPTANCE-DATETIME>")) ||
	       str_starts(head, STR("-----BEGIN PRIVACY-ENHANCED MESSAGE")) ||
	       str_find(head, STR("<SEC-HEADER>"), 0) < head.n ||
	       str_find(head, STR("ACCESSION NUMBER:"), 0) < head.n;
}

/* Horspool's search: bodies are long, and full of the needle's first byte */
static size_t search(struct str s, struct str needle, size_t from)
{
	unsigned char step[256];
	size_t n = needle.n;

	memset(step, (int)n, sizeof step);
	for (size_t i = 0; i + 1 < n; i++)
		step[(unsigned char)needle.p[i]] = (unsigned char)(n - 1 - i);
	for (size_t i = from; i + n <= s.n;) {
		unsigned char last = (unsigned char)s.p[i + n - 1];

		if (last == (unsigned char)needle.p[n - 1] &&
		    memcmp(s.p + i, needle.p, n) == 0)
			return i;
		i += step[last];
	}
	return s.n;
}

/* <TAG>value up to the end of the line, or to the next tag */
static struct str value_of(struct str head, const char *tag)
{
	struct str t = str_of(tag);
	size_t at = str_find(head, t, 0);

	if (at == head.n)
		return (struct str){NULL, 0};
	struct str rest = str_sub(head, at + t.n, head.n);
	struct str line = str_split(&rest, '\n');

	line = str_trim(str_sub(line, 0, str_find(line, STR("<"), 0)));
	return line.n ? line : (struct str){NULL, 0};
}

static bool has_suffix(struct str name, const char *const *suffixes)
{
	for (; *suffixes; suffixes++) {
		struct str s = str_of(*suffixes);

		if (name.n > s.n &&
		    str_eq_nocase(str_sub(name, name.n - s.n, name.n), s))
			return true;
	}
	return false;
}

/* pictures, archives and data have no text for a reader */
static bool is_readable(const struct document *d, struct str body)
{
	static const char *const types[] = {"GRAPHIC", "EXCEL", "ZIP", "PDF",
	    "JSON", "XML", "CSS", "JS", "XBRL", NULL};
	static const char *const names[] = {".jpg", ".jpeg", ".gif", ".png",
	    ".pdf", ".zip", ".xls", ".xlsx", ".js", ".json", ".css", ".xsd",
	    NULL};

	for (const char *const *t = types; *t; t++)
		if (str_eq_nocase(d->type, str_of(*t)))
			return false;
	return !str_starts_nocase(d->type, STR("EX-100")) &&
	       !str_starts_nocase(d->type, STR("EX-101")) &&
	       !has_suffix(d->filename, names) &&
	       !str_starts(body, STR("begin 6")) &&
	       !str_starts(body, STR("begin 7")) &&
	       !str_starts_nocase(body, STR("<PDF>")) &&
	       !str_starts(body, STR("%PDF-"));
}

/* <XBRL>, <XML>: a wrapper around the body, and its end */
static struct str unwrap(struct str body)
{
	static const char *const ends[] = {"</XBRL>", "</XML>"};

	body = str_trim(body);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct str end = str_of(ends[i]);

		if (body.n < end.n || body.p[0] != '<' ||
		    memcmp(body.p + 1, end.p + 2, end.n - 2) != 0)
			continue;
		body = str_sub(body, end.n - 1, body.n);
		if (str_ends(body, end))
			body = str_sub(body, 0, body.n - end.n);
		body = str_trim(body);
	}
	return body;
}

/* the last one at or after from: bodies end right before the next document */
static size_t search_back(struct str s, struct str needle, size_t from)
{
	for (size_t i = s.n; i >= from + needle.n; i--)
		if (s.p[i - 1] == needle.p[needle.n - 1] &&
		    memcmp(s.p + i - needle.n, needle.p, needle.n) == 0)
			return i - needle.n;
	return s.n;
}

/* where the body that begins at `from` ends: at its end tag or, where that is
 * missing, at the next document, which it must not swallow */
static size_t end_of_body(struct str text, size_t from, bool *cut)
{
	static const struct str end_tag = {"</TEXT>", 7};

	for (size_t at = from; at < text.n;) {
		size_t next = search(text, document_tag, at);
		struct str upto = str_sub(text, 0, next);
		size_t end = search_back(upto, end_tag, at);

		*cut = end == upto.n;
		if (!*cut)
			return end;
		at = next + document_tag.n;
		/* the words may stand in a body */
		if (str_starts(
			str_trim(str_sub(text, at, at + 16)), STR("<TYPE>")))
			return next;
	}
	*cut = true;
	return text.n;
}

/* one document from <DOCUMENT> on; returns where its body ends */
static size_t document(
    struct envelope *s, struct arena *a, struct str text, size_t at)
{
	struct filing *f = &s->filing;
	struct str head = str_sub(text, at, at + HEAD_BYTES);
	struct part part = {.cut = true};

	head = str_sub(head, 0, search(head, document_tag, document_tag.n));
	size_t body = str_find(head, STR("<TEXT>"), 0), end = at + head.n;

	if (body < head.n) {
		head = str_sub(head, 0, body);
		body += at + 6;
		end = end_of_body(text, body, &part.cut);
		part.body = unwrap(str_sub(text, body, end));
	}
	struct document d = {
	    .type = value_of(head, "<TYPE>"),
	    .sequence = value_of(head, "<SEQUENCE>"),
	    .filename = value_of(head, "<FILENAME>"),
	    .description = value_of(head, "<DESCRIPTION>"),
	};

	part.readable = part.body.n && is_readable(&d, part.body);
	f->documents =
	    arena_more(a, f->documents, f->n_documents, &s->caps[2], sizeof d);
	s->parts =
	    arena_more(a, s->parts, f->n_documents, &s->caps[3], sizeof part);
	s->parts[f->n_documents] = part;
	f->documents[f->n_documents++] = d;
	return end;
}

int envelope_parse(
    struct envelope *s, struct arena *a, struct str text, struct err *e)
{
	size_t at = search(text, document_tag, 0);
	struct filing *f = &s->filing;

	*s = (struct envelope){.filing = {.accepted = STAMP_NONE}};
	envelope_head(s, a, str_sub(text, 0, at));
	while (at < text.n) {
		at = document(s, a, text, at);
		at = search(text, document_tag, at);
	}
	if (!f->n_documents)
		return err_set(e, EXIT_DATA, "a submission without documents");
	while (s->main < f->n_documents && !s->parts[s->main].readable)
		s->main++;
	if (!f->form.p)
		f->form = f->documents[0].type;
	amendment_form(f);
	s->cut = s->parts[f->n_documents - 1].cut ||
		 (s->stated > 0 && (size_t)s->stated > f->n_documents);
	return 0;
}
