#include "parse/html_body.h"
#include "parse/html_title.h"
#include "parse/page.h"
#include "parse/publisher.h"
#include "parse/sniff.h"
#include "parse/url.h"

enum {
	NEAR_BLOCKS = 24,
	ENOUGH = 250,
	LISTING_MAX = 600,
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

/* the publisher that a line near the headline names */
static struct str find_publisher(
    const struct html_blocks *b, size_t headline, struct arena *a)
{
	size_t i = headline < b->n_blocks ? headline : 0;
	struct str name = {NULL, 0};

	for (size_t end = i + NEAR_BLOCKS; !name.n && i < end; i++)
		if (i < b->n_blocks)
			name = publisher_find(a, html_block_text(b, i));
	return name;
}

/* the whole page, read; the tree is gone when this returns */
struct reading {
	struct html_meta meta;
	struct html_body body;
	struct html_title title;
	struct str publisher;
};

static int read_page(struct str utf8, struct str url, int64_t fetched,
    struct arena *a, struct reading *r, struct err *e)
{
	struct html_tree t;
	struct html_blocks blocks;

	if (html_tree_parse(&t, utf8, e) != 0)
		return -1;
	html_meta_read(&t, a, fetched, &r->meta);
	html_blocks_read(&t, a, &blocks);
	html_title_find(&t, &blocks, &r->meta, a, &r->title);
	r->publisher = find_publisher(&blocks, r->title.block, a);
	html_when_url(&r->meta.when, url.n ? url : r->meta.canonical);
	html_blocks_rescue(&blocks, r->title.block);
	html_body_extract(&blocks, a, r->title.block, &r->body);
	html_when_visible(&r->meta.when, &blocks, r->title.block,
	    r->body.box ? blocks.box[r->body.box].begin : blocks.n_blocks);
	html_when_end(&r->meta.when);
	html_tree_release(&t);
	return 0;
}

int page_html(
    const struct page *p, struct arena *a, struct article *to, struct err *e)
{
	struct reading r;
	struct str literal = sniff_literal(p->text);

	if (read_page(literal.p ? literal : p->text, p->url, p->fetched, a, &r,
		e) != 0)
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
	if (r.meta.ld_partial && !to->content.n)
		to->content = STR("partial");
	if (r.body.weight < LISTING_MAX && r.body.links > 3 * r.body.weight &&
	    to->published == STAMP_NONE && !r.meta.ld_body.n)
		to->kind = STR("listing");
	page_finish(p, a, r.meta.lang, to);
	return 0;
}

int page_clean(
    struct str utf8, struct arena *a, struct page_parts *to, struct err *e)
{
	const struct str none = {NULL, 0};
	struct reading r;

	if (read_page(utf8, none, STAMP_NONE, a, &r, e) != 0)
		return -1;
	to->title = r.title.text;
	to->text = r.body.text;
	return 0;
}
