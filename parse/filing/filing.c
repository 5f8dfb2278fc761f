#include "parse/filing/filing.h"

#include "parse/filing/amendment.h"
#include "parse/filing/cover.h"
#include "parse/filing/decode.h"
#include "parse/filing/denied.h"
#include "parse/filing/envelope.h"
#include "parse/filing/envelope_head.h"
#include "parse/filing/facts_json.h"
#include "parse/filing/filings_json.h"
#include "parse/filing/index_page.h"
#include "parse/filing/instance.h"
#include "parse/filing/particulars.h"
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

static void facts(struct delivery *d, struct filing *f, struct str name)
{
	struct err why = {0};
	size_t lost;

	ixbrl_facts(d->reading.facts, &f->facts, &f->n_facts, &lost);
	if (lost)
		err_set(&why, EXIT_DATA,
		    "%zu facts without context, unit or number", lost);
	else if (d->reading.tagged && d->reading.loose && f->n_facts)
		err_set(&why, EXIT_DATA,
		    "no well-formed XML: facts may be missing or wrong");
	if (why.code)
		(void)d->sink->refused(
		    d->sink->user, name.n ? name : STR("document"), &why);
}

/* before numbers were tagged inline they came in a document of their own */
static void instance_facts(
    struct delivery *d, const struct envelope *s, struct filing *f)
{
	for (size_t i = 0; i < f->n_documents; i++) {
		struct str name = f->documents[i].filename;
		struct err why = {0};

		if (!instance_is(f->documents[i].type))
			continue;
		if (s->parts[i].cut)
			err_set(&why, EXIT_DATA, "the XBRL instance is cut");
		else if (instance_read(d->reading.facts,
			     decode_utf8(d->arena, s->parts[i].body),
			     &why) == 0)
			facts(d, f, name);
		if (why.code)
			(void)d->sink->refused(d->sink->user, name, &why);
		return;
	}
}

static void first_lines(struct delivery *d, struct article *to)
{
	const struct flow *f = &d->reading.flow;

	if (!to->title.n && f->n_lines)
		to->title =
		    arena_str(d->arena, str_sub(flow_line(f, 0), 0, 300));
	to->text = arena_str(d->arena, buf_view(&f->text));
	to->filing->removed = d->reading.removed;
	to->filing->n_removed = d->reading.n_removed;
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
	particulars_date(to, f);
}

static void main_document(
    struct delivery *d, struct article *to, struct filing *f, bool cut)
{
	if (d->reading.tagged)
		facts(d, f, to->document.filename);
	amendment_read(f, d->arena, &d->reading.flow);
	sections_find(f, d->arena, &d->reading.flow, f->form, cut);
	particulars_items(f, d->arena);
	f->earnings = particulars_earnings(f);
	to->kind = STR("filing");
	to->title = particulars_title(d->arena, f);
}

static void exhibit(struct delivery *d, struct article *to, struct filing *f)
{
	struct str title = release_title(&d->reading.flow, f->company);

	f->n_documents = 0;

	if (particulars_is(to->document.type, "EX-99")) {
		to->kind = STR("release");
	} else {
		/* EX-13: the annual report to shareholders */
		to->kind = STR("filing");
		if (d->reading.tagged)
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
	/* a note in the place of paper */
	if (str_ends(name, STR(".paper")))
		to.content = STR("summary");
	if (i == s->main) {
		main_document(d, &to, f, p->cut);
		/* the exhibits' articles say what the main one found */
		s->filing.items = f->items;
		s->filing.n_items = f->n_items;
		s->filing.amends_filed = f->amends_filed;
		s->filing.amends_accession = f->amends_accession;
		if (!d->reading.tagged)
			instance_facts(d, s, f);
	} else {
		f->earnings = particulars_earnings(f);
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
	       (i == s->main || particulars_is(type, "EX-99") ||
		   particulars_is(type, "EX-13"));
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
	f->earnings = particulars_earnings(f);
	to.kind = STR("filing");
	to.content = STR("summary");
	to.title = particulars_title(d->arena, f);
	if (!to.title.n)
		to.title = arena_printf(
		    d->arena, "Filing %.*s", STR_ARG(f->accession));
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
