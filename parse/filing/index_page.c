#include "parse/filing/index_page.h"

#include "parse/filing/amendment.h"
#include "parse/filing/cik.h"
#include "parse/filing/envelope.h"
#include "parse/filing/envelope_head.h"
#include "parse/filing/items8k.h"
#include "parse/filing/json_walk.h"
#include "parse/record/newyork.h"

enum { SNIFF_BYTES = 4096 };

static bool is_json(struct str head)
{
	return str_starts(head, STR("{")) &&
	       str_find(head, STR("\"directory\""), 0) < head.n;
}

bool index_page_sniff(struct str bytes)
{
	struct str head = str_trim(str_sub(bytes, 0, SNIFF_BYTES));

	return is_json(head) ||
	       str_find(head, STR("<title>EDGAR Filing Documents for"), 0) <
		   head.n ||
	       str_find(head, STR("<TITLE>SEC EDGAR Submission"), 0) < head.n;
}

static void add_document(
    struct filing *f, struct arena *a, size_t *cap, const struct document *d)
{
	f->documents =
	    arena_more(a, f->documents, f->n_documents, cap, sizeof *d);
	f->documents[f->n_documents++] = *d;
}

/* the header is written out on the page as a submission has it */
static int headers_page(
    struct filing *f, struct arena *a, const struct flow *t, struct err *e)
{
	struct envelope s;

	if (envelope_parse(&s, a, arena_str(a, buf_view(&t->text)), e) != 0)
		return -1;
	s.filing.accession =
	    s.filing.accession.p ? s.filing.accession : f->accession;
	*f = s.filing;
	return 0;
}

static struct str piece(struct str part, const char *label)
{
	struct str l = str_of(label);

	if (!str_starts(part, l))
		return (struct str){NULL, 0};
	return str_trim(str_sub(part, l.n, part.n));
}

/* "1; Description 8-K; Document a.htm iXBRL; Type 8-K; Size 40091" */
static void listed(
    struct filing *f, struct arena *a, size_t *cap, struct str line)
{
	struct document d = {.type = {NULL, 0}};
	struct str part, got;

	if (!line.n || line.p[0] < '0' || line.p[0] > '9')
		return;
	line = arena_str(a, line);
	d.sequence = str_trim(str_split(&line, ';'));
	while ((part = str_split(&line, ';')).p) {
		part = str_trim(part);
		if ((got = piece(part, "Description ")).p)
			d.description = got;
		else if ((got = piece(part, "Type ")).p)
			d.type = got;
		else if ((got = piece(part, "Document ")).p)
			/* "iXBRL" stands behind the name */
			d.filename = str_split(&got, ' ');
	}
	if (d.type.n)
		add_document(f, a, cap, &d);
}

static void item_listed(
    struct filing *f, struct arena *a, size_t *cap, struct str line)
{
	struct str item = str_split(&line, ':');

	item = str_sub(item, 5, item.n);
	f->items = arena_more(a, f->items, f->n_items, cap, sizeof item);
	f->items[f->n_items++] =
	    arena_str(a, items8k_number(item, STR("8-K"), f->filed));
}

/* "ADOBE INC. (Filer) CIK: 0000796343 (see all company filings)" */
static void filer(
    struct filing *f, struct arena *a, size_t *cap, struct str line)
{
	size_t cik = str_find(line, STR("CIK: "), 0);
	size_t role = str_find(line, STR(" ("), 0);
	struct str name = arena_str(a, str_sub(line, 0, role));
	struct str number = str_sub(line, cik + 5, cik + 15);

	number = cik_plain(number);
	f->filers = arena_more(a, f->filers, f->n_filers, cap, sizeof name);
	f->filers[f->n_filers++] = name;
	if (f->company.p)
		return;
	f->company = name;
	f->cik = arena_str(a, number);
}

static void detail_page(struct filing *f, struct arena *a, const struct flow *t)
{
	size_t caps[3] = {0};

	for (size_t i = 0; i < t->n_lines; i++) {
		struct str s = flow_line(t, i), next = {NULL, 0};

		if (i + 1 < t->n_lines)
			next = arena_str(a, flow_line(t, i + 1));
		if (str_starts(s, STR("Form ")) && !f->form.p) {
			size_t end = str_find(s, STR(" - "), 0);

			f->form = arena_str(a, str_sub(s, 5, end));
		} else if (str_starts(s, STR("SEC Accession No"))) {
			f->accession = accession_in(a, s);
		} else if (str_eq(s, STR("Filing Date"))) {
			f->filed = next;
		} else if (str_eq(s, STR("Accepted"))) {
			f->accepted = newyork_time(next);
		} else if (str_eq(s, STR("Period of Report"))) {
			f->period = next;
		} else if (t->lines[i].flags & LINE_ROW) {
			listed(f, a, &caps[0], s);
		} else if (str_starts(s, STR("Item ")) &&
			   str_find(s, STR(":"), 0) < s.n) {
			item_listed(f, a, &caps[1], s);
		} else if (str_find(s, STR("CIK: "), 0) < s.n) {
			filer(f, a, &caps[2], s);
		}
	}
	amendment_form(f);
}

/* the folder's files; its path holds the accession number */
static int folder(struct filing *f, struct arena *a, struct reading *r,
    struct str bytes, struct err *e)
{
	struct json_walk w;
	enum json_token k;
	struct str key = {NULL, 0};
	size_t cap = 0;

	json_walk_begin(&w, bytes);
	while ((k = json_walk_next(&w)) > JSON_END) {
		if (k == JSON_KEY)
			key = w.value;
		if (k != JSON_TEXT || !str_eq(key, STR("name")))
			continue;
		struct document d = {.filename = json_unescape(a, w.value)};

		if (!f->accession.n)
			f->accession = accession_in(a, d.filename);
		if (w.depth < 4)
			continue;
		add_document(f, a, &cap, &d);
		ink_text(&r->flow.ink, d.filename);
		flow_end_line(&r->flow, 0);
	}
	if (k == JSON_BROKEN)
		return err_set(
		    e, EXIT_DATA, "JSON breaks off at byte %zu", w.at);
	return 0;
}

int index_page_read(struct filing *f, struct arena *a, struct reading *r,
    struct str bytes, struct err *e)
{
	struct str head = str_trim(str_sub(bytes, 0, SNIFF_BYTES));
	int rc = 0;

	if (is_json(head)) {
		flow_clear(&r->flow);
		rc = folder(f, a, r, bytes, e);
	} else if (reading_do(r, bytes, e) != 0) {
		rc = -1;
	} else if (str_find(head, STR("<SEC-HEADER>"), 0) < head.n) {
		rc = headers_page(f, a, &r->flow, e);
	} else {
		detail_page(f, a, &r->flow);
	}
	if (rc == 0 && !f->accession.n)
		return err_set(
		    e, EXIT_DATA, "an index page without accession number");
	if (rc == 0 && !r->flow.n_lines)
		return err_set(e, EXIT_DATA, "an index page without files");
	return rc;
}
