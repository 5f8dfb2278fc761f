#include "parse/filing_articles.h"

#include "parse/markdown.h"
#include "parse/sniff.h"
#include "parse/submission.h"
#include "parse/table.h"

enum {
	TEXT_MAX_BYTES = 128 * 1024 * 1024,
	TITLE_LINES = 24,
	TITLE_WORDS = 4,
	TITLE_MAX_BYTES = 300
};

/* "Exhibit 99.1", "FOR IMMEDIATE RELEASE": what stands above a headline */
static bool is_lead(struct str line)
{
	for (const struct table_row *r = table_phrases; r->key; r++)
		if (*r->value == 'l' && str_starts_nocase(line, str_of(r->key)))
			return true;
	return line.n < 12;
}

static size_t words(struct str s)
{
	size_t n = 1;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

/* the headline: the first line that is none of those and has some words; the
 * type of the document where there is none */
static struct str headline(struct str text, struct str type)
{
	struct str line, first = {NULL, 0};

	for (int i = 0; i < TITLE_LINES && text.n; i++) {
		line = str_trim(str_split(&text, '\n'));
		if (is_lead(line) || line.n > TITLE_MAX_BYTES ||
		    str_ends(line, STR(".")))
			continue;
		if (words(line) >= TITLE_WORDS)
			return line;
		if (!first.n)
			first = line;
	}
	return first.n ? first : type;
}

static int plain_text(struct str body, struct arena *a, struct str *text)
{
	struct buf b;

	buf_init(&b, TEXT_MAX_BYTES);
	markdown_unwrap(&b, body);
	*text = arena_str(a, buf_view(&b));
	buf_release(&b);
	return 0;
}

static int one(const struct page *p, struct arena *a,
    const struct submission *sub, size_t i, struct article *to, struct err *e)
{
	const struct document *d = &sub->filing.documents[i];
	struct filing *f = arena_new(a, sizeof *f);
	struct str body = sub->bodies[i];
	const struct str none = {NULL, 0};
	int rc;

	page_begin(p, a, to);
	*f = sub->filing;
	if (i > 0)
		f->n_documents = 0;
	to->filing = f;
	to->document = *d;
	to->kind = i == 0 ? STR("filing") : STR("release");
	to->id = arena_printf(a, "%.*s/%.*s", STR_ARG(f->accession),
	    STR_ARG(d->filename.n ? d->filename : d->sequence));
	to->published = f->accepted;
	to->published_from = to->published_precision = none;
	if (f->accepted != STAMP_NONE) {
		to->published_from = STR("sgml");
		to->published_precision = STR("second");
	}
	to->content = STR("full");
	to->title = to->summary = none;
	if (!to->source.n)
		to->source = STR("SEC EDGAR");
	if (sniff_text(body, none) == PAGE_HTML)
		rc = page_whole(body, a, &to->text, e);
	else
		rc = plain_text(body, a, &to->text);
	if (rc != 0)
		return -1;
	if (!to->text.n)
		to->text = d->type;
	to->title = i == 0 && f->company.n
			? arena_printf(a, "%.*s: %.*s", STR_ARG(f->company),
			      STR_ARG(f->form))
			: headline(to->text, d->type);
	page_finish(p, a, STR("en"), to);
	return 0;
}

int filing_articles(const struct page *p, struct arena *a, filing_article *take,
    void *user, struct err *e)
{
	struct submission sub;
	struct article to;

	if (submission_parse(&sub, a, p->text, e) != 0)
		return -1;
	for (size_t i = 0; i < sub.filing.n_documents; i++)
		if (submission_is_article(&sub, i) &&
		    (one(p, a, &sub, i, &to, e) != 0 ||
			take(user, &to, e) != 0))
			return -1;
	return 0;
}
