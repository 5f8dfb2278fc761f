#include "parse/html/page.h"
#include "parse/page.h"
#include "parse/sniff.h"
#include "parse/text/url.h"

enum {
	ENOUGH = 250,
};

static void use_meta(struct article *to, const struct html_meta *m,
    struct arena *a, struct str base)
{
	if (!to->n_authors) {
		to->authors = m->authors;
		to->n_authors = m->n_authors;
	}
	if (!to->summary.n)
		to->summary = m->summary;
	if (m->canonical.n)
		to->canonical_url = url_resolve(a, base, m->canonical);
	if (to->updated == STAMP_NONE)
		to->updated = m->when.updated;
	if (to->published == STAMP_NONE && m->when.published != STAMP_NONE) {
		to->published = m->when.published;
		to->published_from = str_of(html_when_name(m->when.from));
		to->published_precision =
		    str_of(date_precision_name(m->when.precision));
	}
}

/* a box that holds the headline too: it is told as title already */
static struct str without_title(struct str text, struct str title)
{
	struct str rest = text;
	struct str line = str_split(&rest, '\n');

	return title.n && str_eq(line, title) && rest.n ? rest : text;
}

/* the page's own text, or what stands in for it */
static void set_text(const struct page *p, struct arena *a,
    const struct html_body *b, const struct html_meta *m, struct article *to)
{
	to->text = without_title(b->text, to->title);
	if (m->ld_body.n > 2 * b->text.n && b->weight < ENOUGH)
		to->text = html_plain(a, m->ld_body);
	if (to->text.n)
		return;
	to->content = STR("summary");
	if (p->item && p->item->content.n)
		to->text = html_plain(a, p->item->content);
	if (!to->text.n)
		to->text = to->summary.n ? to->summary : to->title;
}

int page_html(
    const struct page *p, struct arena *a, struct article *to, struct err *e)
{
	struct html_page r;
	struct str literal = sniff_literal(p->text);

	if (html_page_read(literal.p ? literal : p->text, p->url, p->fetched, a,
		&r, e) != 0)
		return -1;
	page_begin(p, a, to);
	if (!to->title.n)
		to->title = r.title.text;
	if (!to->source.n)
		to->source = r.publisher.n ? r.publisher : r.meta.site;
	use_meta(to, &r.meta, a, to->url);
	set_text(p, a, &r.body, &r.meta, to);
	if (!to->text.n)
		return err_set(e, EXIT_DATA, "a page without text");
	if (!to->content.n && !p->truncated)
		to->content = r.partial ? STR("partial") : STR("full");
	if (r.listing)
		to->kind = STR("listing");
	page_finish(p, a, r.meta.lang, to);
	return 0;
}

int page_clean(
    struct str utf8, struct arena *a, struct page_parts *to, struct err *e)
{
	const struct str none = {NULL, 0};
	struct html_page r;

	if (html_page_read(utf8, none, STAMP_NONE, a, &r, e) != 0)
		return -1;
	to->title = r.title.text;
	to->text = r.body.text;
	return 0;
}
