#include "parse/filing/filing.h"

#include "parse/filing/cover.h"
#include "parse/filing/denied.h"
#include "parse/filing/envelope.h"
#include "parse/filing/envelope_head.h"
#include "parse/filing/facts_json.h"
#include "parse/filing/filings_json.h"
#include "parse/filing/index_page.h"
#include "parse/record/newyork.h"
#include "parse/filing/reading.h"
#include "parse/filing/release.h"
#include "parse/filing/sections.h"

/* what is on its way to the sink */
struct delivery {
	struct arena *arena;
	const struct filing_sink *sink;
	struct reading reading;
	long long sent;
};

enum filing_kind filing_sniff(struct str bytes)
{
	if (denied_reason(bytes))
		return FILING_DENIED;
	if (index_page_sniff(bytes))
		return FILING_INDEX;
	if (envelope_sniff(bytes))
		return FILING_SUBMISSION;
	if (facts_json_sniff(bytes))
		return FILING_FACTS;
	if (filings_json_sniff(bytes))
		return FILING_LIST;
	return cover_sniff(bytes) ? FILING_PAGE : FILING_NONE;
}

static bool is_form(struct str form, const char *name)
{
	return str_starts_nocase(form, str_of(name));
}

/* 2.02 with an exhibit is how results are announced */
static bool is_earnings(const struct filing *f)
{
	bool results = false, exhibit = false;

	for (size_t i = 0; i < f->n_items; i++)
		results |= str_eq(f->items[i], STR("2.02")) ||
			   str_eq(f->items[i], STR("12"));
	for (size_t i = 0; i < f->n_documents; i++)
		exhibit |= is_form(f->documents[i].type, "EX-99");
	return is_form(f->form, "8-K") && results && exhibit;
}

static void date(struct article *to, const struct filing *f)
{
	int64_t public_at = newyork_morning(f->filed);

	to->published = f->accepted;
	if (f->accepted == STAMP_NONE) {
		/* the header of the 1990s says the day alone */
		if (!f->filed.p || !stamp_parse(f->filed, &to->published))
			return;
		to->published_precision = STR("day");
	} else {
		if (public_at != STAMP_NONE && public_at > f->accepted)
			to->published = public_at;
		to->published_precision = STR("second");
	}
	to->published_from = STR("sgml");
}

/* "10-K - NVIDIA CORP (2024-01-28)", as EDGAR titles its lists */
static struct str title_of(struct arena *a, const struct filing *f)
{
	if (!f->form.p || !f->company.p)
		return (struct str){NULL, 0};
	return arena_printf(a, "%.*s - %.*s%s%.*s%s", STR_ARG(f->form),
	    STR_ARG(f->company), f->period.p ? " (" : "", STR_ARG(f->period),
	    f->period.p ? ")" : "");
}

/* items of an 8-K that no header states are those of its text */
static void items_of_text(struct filing *f, struct arena *a)
{
	if (f->n_items || !is_form(f->form, "8-K") || !f->n_sections)
		return;
	f->items = arena_new(a, f->n_sections * sizeof *f->items);
	for (size_t i = 0; i < f->n_sections; i++)
		f->items[f->n_items++] = f->sections[i].item;
}

static void facts(struct delivery *d, struct filing *f, struct str name)
{
	struct err why = {0};
	size_t lost;

	if (!d->reading.tagged)
		return;
	ixbrl_facts(d->reading.facts, &f->facts, &f->n_facts, &lost);
	if (lost) {
		err_set(&why, EXIT_DATA,
		    "%zu facts without context, unit or number", lost);
		(void)d->sink->refused(d->sink->user, name, &why);
	}
}

static void first_lines(struct delivery *d, struct article *to)
{
	const struct flow *f = &d->reading.flow;

	if (!to->title.n && f->n_lines)
		to->title =
		    arena_str(d->arena, str_sub(flow_line(f, 0), 0, 300));
	to->text = arena_str(d->arena, buf_view(&f->text));
	to->lang = STR("en");
}

static void begin(struct article *to, struct filing *f)
{
	*to = (struct article){
	    .published = STAMP_NONE,
	    .updated = STAMP_NONE,
	    .fetched = STAMP_NONE,
	    .raw = {.offset = -1},
	    .source = STR("SEC EDGAR"),
	    .content = STR("full"),
	    .filing = f,
	};
	date(to, f);
}

static void main_document(
    struct delivery *d, struct article *to, struct filing *f, bool cut)
{
	facts(d, f, to->document.filename);
	sections_find(f, d->arena, &d->reading.flow, f->form, cut);
	items_of_text(f, d->arena);
	f->earnings = is_earnings(f);
	to->kind = STR("filing");
	to->title = title_of(d->arena, f);
}

static void exhibit(struct delivery *d, struct article *to, struct filing *f)
{
	struct str title = release_title(&d->reading.flow, f->company);

	if (is_form(to->document.type, "EX-99")) {
		to->kind = STR("release");
	} else {
		/* EX-13: the annual report to shareholders */
		to->kind = STR("filing");
		facts(d, f, to->document.filename);
	}
	to->title =
	    title.p ? arena_str(d->arena, title) : to->document.description;
	if (!to->title.n)
		to->title = to->document.type;
}

/* a body that breaks off within a tag ends before it */
static struct str readable_part(const struct part *p)
{
	size_t at = p->body.n;

	if (!p->cut)
		return p->body;
	while (at > 0 && p->body.p[at - 1] != '<' && p->body.p[at - 1] != '>')
		at--;
	return at > 0 && p->body.p[at - 1] == '<' ? str_sub(p->body, 0, at - 1)
						  : p->body;
}

static int one(struct delivery *d, struct envelope *s, size_t i, struct err *e)
{
	const struct part *p = &s->parts[i];
	struct filing *f = arena_new(d->arena, sizeof *f);
	struct article to;
	struct str name;

	if (reading_do(&d->reading, readable_part(p), e) != 0)
		return -1;
	*f = s->filing;
	begin(&to, f);
	to.document = f->documents[i];
	name = to.document.filename.n ? to.document.filename
				      : to.document.sequence;
	to.id = arena_printf(
	    d->arena, "%.*s/%.*s", STR_ARG(f->accession), STR_ARG(name));
	if (p->cut || (i == s->main && s->cut))
		to.content = STR("partial");
	if (i == s->main) {
		main_document(d, &to, f, p->cut);
		/* the exhibits' articles say what the main one found */
		s->filing.items = f->items;
		s->filing.n_items = f->n_items;
	} else {
		f->earnings = is_earnings(f);
		f->n_documents = 0;
		exhibit(d, &to, f);
	}
	first_lines(d, &to);
	d->sent++;
	return d->sink->article(d->sink->user, &to, e);
}

static bool is_article(const struct envelope *s, size_t i)
{
	struct str type = s->filing.documents[i].type;

	return s->parts[i].readable &&
	       (i == s->main || is_form(type, "EX-99") ||
		   is_form(type, "EX-13"));
}

static int submission(
    struct delivery *d, const struct filing_source *in, struct err *e)
{
	struct envelope s;

	if (envelope_parse(&s, d->arena, in->bytes, e) != 0)
		return -1;
	if (!s.filing.accession.n)
		s.filing.accession = accession_in(d->arena, in->url);
	if (!s.filing.accession.n)
		s.filing.accession = accession_in(d->arena, in->name);
	if (!s.filing.accession.n)
		return err_set(
		    e, EXIT_DATA, "a submission without an accession number");
	s.cut |= in->truncated;
	for (size_t i = 0; i < s.filing.n_documents; i++) {
		struct err mine = {0};

		if (!is_article(&s, i) || one(d, &s, i, &mine) == 0)
			continue;
		if (mine.code != EXIT_DATA)
			return err_set(e, mine.code, "%s", mine.text);
		(void)d->sink->refused(
		    d->sink->user, s.filing.documents[i].filename, &mine);
	}
	if (!d->sent)
		return err_set(
		    e, EXIT_DATA, "a submission without a readable document");
	return 0;
}

/* a form's document by itself: what the envelope would say, its cover says */
static int page(
    struct delivery *d, const struct filing_source *in, struct err *e)
{
	struct filing *f = arena_new(d->arena, sizeof *f);
	struct article to;

	if (reading_do(&d->reading, in->bytes, e) != 0)
		return -1;
	f->accepted = STAMP_NONE;
	f->accession = accession_in(d->arena, in->url);
	if (!f->accession.n)
		f->accession = accession_in(d->arena, in->name);
	cover_read(f, d->arena, &d->reading);
	begin(&to, f);
	to.document = (struct document){
	    .type = f->form, .filename = cover_file_name(in->url)};
	if (f->accession.n && to.document.filename.n)
		to.id = arena_printf(d->arena, "%.*s/%.*s",
		    STR_ARG(f->accession), STR_ARG(to.document.filename));
	bool cut = in->truncated || d->reading.cut;

	if (cut)
		to.content = STR("partial");
	main_document(d, &to, f, cut);
	first_lines(d, &to);
	return d->sink->article(d->sink->user, &to, e);
}

static int index(
    struct delivery *d, const struct filing_source *in, struct err *e)
{
	struct filing *f = arena_new(d->arena, sizeof *f);
	struct article to;

	f->accepted = STAMP_NONE;
	f->accession = accession_in(d->arena, in->url);
	if (!f->accession.n)
		f->accession = accession_in(d->arena, in->name);
	if (index_page_read(f, d->arena, &d->reading, in->bytes, e) != 0)
		return -1;
	begin(&to, f);
	f->earnings = is_earnings(f);
	to.kind = STR("filing");
	to.content = STR("summary");
	to.title = title_of(d->arena, f);
	to.id = arena_printf(d->arena, "%.*s/index", STR_ARG(f->accession));
	first_lines(d, &to);
	return d->sink->article(d->sink->user, &to, e);
}

int filing_read(const struct filing_source *in, enum filing_kind kind,
    struct arena *a, const struct filing_sink *sink, struct err *e)
{
	struct delivery d = {.arena = a, .sink = sink};
	int rc = -1;

	if (kind == FILING_FACTS)
		return facts_json_read(in->bytes, sink->line, sink->user, e);
	if (kind == FILING_LIST)
		return filings_json_read(in->bytes,
		    in->url.n ? in->url : in->name, a, sink->line, sink->user,
		    e);
	if (kind == FILING_DENIED)
		return err_set(
		    e, EXIT_DATA, "no document: %s", denied_reason(in->bytes));
	reading_init(&d.reading, a);
	if (kind == FILING_SUBMISSION)
		rc = submission(&d, in, e);
	else if (kind == FILING_PAGE)
		rc = page(&d, in, e);
	else if (kind == FILING_INDEX)
		rc = index(&d, in, e);
	else
		err_set(e, EXIT_DATA, "no filing");
	reading_free(&d.reading);
	return rc;
}
