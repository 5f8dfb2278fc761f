#include "parse/html/page.h"

#include "parse/html/rescue.h"
#include "parse/text/lang.h"
#include "parse/text/publisher.h"

enum { NEAR_BLOCKS = 24, SAMPLE_BYTES = 2048 };

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

/* where the page's dates are looked for */
static struct html_places places(
    const struct html_blocks *b, const struct html_page *p)
{
	const struct html_box *x = &b->box[p->body.box];

	return (struct html_places){.b = b,
	    .headline = p->title.block,
	    .body = p->body.box ? x->begin : b->n_blocks,
	    .end = p->body.box ? x->end : b->n_blocks};
}

static void find_dates(
    const struct html_blocks *b, struct str url, struct html_page *p)
{
	struct html_when *w = &p->meta.when;

	html_when_url(w, url.n ? url : p->meta.canonical);
	if (!w->lang.n)
		w->lang = str_of(lang_of(
		    str_sub(p->body.text, 0, SAMPLE_BYTES), p->meta.lang));
	html_when_visible(w, places(b, p));
	html_when_end(w);
}

int html_page_read(struct str utf8, struct str url, int64_t fetched,
    struct arena *a, struct html_page *p, struct err *e)
{
	struct html_tree t;
	struct html_blocks blocks;

	if (html_tree_parse(&t, utf8, e) != 0)
		return -1;
	html_meta_read(&t, a, fetched, &p->meta);
	html_blocks_read(&t, a, &blocks);
	html_title_find(&t, &blocks, &p->meta, a, &p->title);
	p->publisher = find_publisher(&blocks, p->title.block, a);
	html_rescue_text(&blocks, p->title.block);
	html_body_extract(&blocks, a, p->title.block, &p->body);
	find_dates(&blocks, url, p);
	url = url.n ? url : p->meta.canonical;
	p->listing =
	    html_kind_is_listing(&blocks, &p->meta, &p->title, &p->body, url);
	p->partial = html_kind_is_partial(&blocks, &p->meta, &p->body);
	html_tree_release(&t);
	return 0;
}
