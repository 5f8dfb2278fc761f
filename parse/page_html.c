#include "parse/html_body.h"
#include "parse/html_meta.h"
#include "parse/page.h"
#include "parse/sniff.h"
#include "parse/url.h"

enum { ENOUGH = 250, LISTING_MAX = 600 };

static void use_meta(struct article *to, const struct html_meta *m,
    struct arena *a, struct str base)
{
	if (!to->title.n)
		to->title = m->title;
	if (!to->source.n)
		to->source = m->site;
	if (!to->n_authors) {
		to->authors = m->authors;
		to->n_authors = m->n_authors;
	}
	if (!to->summary.n)
		to->summary = m->summary;
	if (m->canonical.n)
		to->canonical_url = url_resolve(a, base, m->canonical);
	if (to->updated == STAMP_NONE)
		to->updated = m->updated;
	if (to->published == STAMP_NONE && m->published != STAMP_NONE) {
		to->published = m->published;
		to->published_from = str_of(m->from);
		to->published_precision =
		    str_of(date_precision_name(m->precision));
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
		to->text = page_plain(a, m->ld_body);
	if (to->text.n)
		return;
	to->content = STR("summary");
	if (p->item && p->item->content.n)
		to->text = page_plain(a, p->item->content);
	if (!to->text.n)
		to->text = to->summary.n ? to->summary : to->title;
}

int page_html(
    const struct page *p, struct arena *a, struct article *to, struct err *e)
{
	struct html_tree t;
	struct html_meta m;
	struct html_body b;
	struct html_blocks blocks;
	struct str literal = sniff_literal(p->text);

	if (html_tree_parse(&t, literal.p ? literal : p->text, e) != 0)
		return -1;
	page_begin(p, a, to);
	html_meta_read(&t, a, p->url, p->fetched, &m);
	html_blocks_read(&t, a, &blocks);
	html_body_extract(&blocks, a, m.title, &b);
	html_tree_release(&t);
	use_meta(to, &m, a, to->url);
	set_text(p, a, &b, &m, to);
	if (!to->text.n)
		return err_set(e, EXIT_DATA, "a page without text");
	if (m.ld_partial && !to->content.n)
		to->content = STR("partial");
	if (b.weight < LISTING_MAX && b.links > 3 * b.weight &&
	    to->published == STAMP_NONE && !m.ld_body.n)
		to->kind = STR("listing");
	page_finish(p, a, m.lang, to);
	return 0;
}

int page_clean(
    struct str utf8, struct arena *a, struct page_parts *to, struct err *e)
{
	struct html_tree t;
	struct html_meta m;
	struct html_body b;
	struct html_blocks blocks;

	if (html_tree_parse(&t, utf8, e) != 0)
		return -1;
	html_meta_read(&t, a, (struct str){NULL, 0}, STAMP_NONE, &m);
	html_blocks_read(&t, a, &blocks);
	html_body_extract(&blocks, a, m.title, &b);
	html_tree_release(&t);
	to->title = m.title;
	to->text = b.text;
	return 0;
}
