#include "parse/submission.h"

#include "parse/table.h"

#include <string.h>
#include <unicode/ucal.h>

static struct str item_of(struct str title)
{
	for (const struct table_row *r = table_items8k; r->key; r++)
		if (str_starts_nocase(title, str_of(r->key)))
			return str_of(r->value);
	return title;
}

static long number(struct str s)
{
	long n = 0;

	for (size_t i = 0; i < s.n; i++)
		n = s.p[i] >= '0' && s.p[i] <= '9' ? n * 10 + (s.p[i] - '0')
						   : n;
	return n;
}

/* YYYYMMDDhhmmss in New York to UTC, by the tz database that ICU carries */
static int64_t accepted(struct str s)
{
	static const UChar zone[] = u"America/New_York";
	UErrorCode status = U_ZERO_ERROR;

	if (s.n < 14)
		return STAMP_NONE;
	UCalendar *c = ucal_open(zone, -1, "en_US", UCAL_GREGORIAN, &status);

	if (U_FAILURE(status))
		return STAMP_NONE;
	ucal_clear(c);
	ucal_setDateTime(c, (int)number(str_sub(s, 0, 4)),
	    (int)number(str_sub(s, 4, 6)) - 1, (int)number(str_sub(s, 6, 8)),
	    (int)number(str_sub(s, 8, 10)), (int)number(str_sub(s, 10, 12)),
	    (int)number(str_sub(s, 12, 14)), &status);
	double ms = ucal_getMillis(c, &status);

	ucal_close(c);
	return U_FAILURE(status) ? STAMP_NONE : (int64_t)ms * 1000;
}

/* 20250226 to 2025-02-26 */
static struct str day(struct arena *a, struct str s)
{
	if (s.n < 8)
		return (struct str){NULL, 0};
	return arena_printf(a, "%.4s-%.2s-%.2s", s.p, s.p + 4, s.p + 6);
}

static void add(
    struct arena *a, struct str **v, size_t *n, size_t *cap, struct str one)
{
	for (size_t i = 0; i < *n; i++)
		if (str_eq((*v)[i], one))
			return;
	*v = arena_more(a, *v, *n, cap, sizeof **v);
	(*v)[(*n)++] = one;
}

static struct str trim_zeros(struct str s)
{
	while (s.n > 1 && s.p[0] == '0')
		s = str_sub(s, 1, s.n);
	return s;
}

static void header_line(
    struct submission *s, struct arena *a, struct str key, struct str v)
{
	struct filing *f = &s->filing;

	if (!v.n)
		return;
	if (str_eq(key, STR("<ACCEPTANCE-DATETIME>")))
		f->accepted = accepted(v);
	else if (str_eq(key, STR("ACCESSION NUMBER")) ||
		 str_eq(key, STR("<ACCESSION-NUMBER>")))
		f->accession = v;
	else if (str_eq(key, STR("CONFORMED SUBMISSION TYPE")) ||
		 str_eq(key, STR("<TYPE>")))
		f->form = f->form.p ? f->form : v;
	else if (str_eq(key, STR("CONFORMED PERIOD OF REPORT")) ||
		 str_eq(key, STR("<PERIOD>")))
		f->period = day(a, v);
	else if (str_eq(key, STR("FILED AS OF DATE")) ||
		 str_eq(key, STR("<FILING-DATE>")))
		f->filed = day(a, v);
	else if (str_eq(key, STR("ITEM INFORMATION")) ||
		 str_eq(key, STR("<ITEMS>")))
		add(a, &f->items, &f->n_items, &s->items_cap, item_of(v));
	else if (str_eq(key, STR("COMPANY CONFORMED NAME")) ||
		 str_eq(key, STR("<CONFORMED-NAME>"))) {
		if (!f->company.p)
			f->company = v;
		add(a, &f->filers, &f->n_filers, &s->filers_cap, v);
	} else if (str_eq(key, STR("CENTRAL INDEX KEY")) ||
		   str_eq(key, STR("<CIK>"))) {
		if (!f->cik.p)
			f->cik = trim_zeros(v);
	}
}

static void header(struct submission *s, struct arena *a, struct str text)
{
	struct str line;

	while ((line = str_split(&text, '\n')).p) {
		line = str_trim(line);
		if (str_starts(line, STR("<"))) {
			size_t end = str_find(line, STR(">"), 0);

			header_line(s, a, str_sub(line, 0, end + 1),
			    str_trim(str_sub(line, end + 1, line.n)));
			continue;
		}
		size_t colon = str_find(line, STR(":"), 0);

		if (colon < line.n)
			header_line(s, a, str_trim(str_sub(line, 0, colon)),
			    str_trim(str_sub(line, colon + 1, line.n)));
	}
}

static struct str tag_line(struct str head, const char *tag)
{
	struct str t = str_of(tag);
	size_t at = str_find(head, t, 0);

	if (at == head.n)
		return (struct str){NULL, 0};
	size_t end = str_find(head, STR("\n"), at);

	return str_trim(str_sub(head, at + t.n, end));
}

static void document(struct submission *s, struct arena *a, struct str part)
{
	struct filing *f = &s->filing;
	size_t text = str_find(part, STR("<TEXT>"), 0);
	struct str head = str_sub(part, 0, text);
	size_t end = str_find(part, STR("</TEXT>"), text);

	f->documents = arena_more(
	    a, f->documents, f->n_documents, &s->cap, sizeof *f->documents);
	s->bodies = arena_more(
	    a, s->bodies, f->n_documents, &s->bodies_cap, sizeof *s->bodies);
	s->bodies[f->n_documents] = str_sub(part, text + 6, end);
	f->documents[f->n_documents++] = (struct document){
	    .type = tag_line(head, "<TYPE>"),
	    .sequence = tag_line(head, "<SEQUENCE>"),
	    .filename = tag_line(head, "<FILENAME>"),
	    .description = tag_line(head, "<DESCRIPTION>"),
	};
}

int submission_parse(
    struct submission *s, struct arena *a, struct str text, struct err *e)
{
	size_t at = str_find(text, STR("<DOCUMENT>"), 0);

	*s = (struct submission){.filing = {.accepted = STAMP_NONE}};
	header(s, a, str_sub(text, 0, at));
	while (at < text.n) {
		size_t next = str_find(text, STR("\n<DOCUMENT>"), at + 1);

		document(s, a, str_sub(text, at, next));
		at = next < text.n ? next + 1 : next;
	}
	if (!s->filing.n_documents)
		return err_set(e, EXIT_DATA, "a submission without documents");
	if (!s->filing.accession.n)
		return err_set(
		    e, EXIT_DATA, "a submission without an accession number");
	return 0;
}

/* a body that is no text: a PDF or an image as uuencoded lines */
static bool is_encoded(struct str body)
{
	body = str_trim(str_sub(body, 0, 256));
	return str_starts_nocase(body, STR("<PDF>")) ||
	       str_starts(body, STR("begin 6"));
}

bool submission_is_article(const struct submission *s, size_t i)
{
	struct str type = s->filing.documents[i].type;

	return (i == 0 || str_starts_nocase(type, STR("EX-99"))) &&
	       !is_encoded(s->bodies[i]);
}
