#include "parse/page.h"

#include "fetch/base/digest.h"
#include "parse/html/tree.h"
#include "parse/text/lang.h"
#include "parse/text/publisher.h"
#include "parse/text/url_normal.h"

enum { SAMPLE_MIN_BYTES = 40 };

/* 32 hex digits: of the URL, or of the bytes of a document without one */
static struct str id_of(const struct page *p, struct arena *a, struct str url)
{
	struct buf hex;

	struct str digest_kind = str_sub(p->raw.digest, 0, 7);
	struct str digest = str_sub(p->raw.digest, 7, p->raw.digest.n);

	if (url.n)
		return url_id(a, url);
	buf_init(&hex, 64);
	/* the place knows the digest of a bare document already */
	if (!p->raw.record.p && str_eq(digest_kind, STR("sha256:")) &&
	    digest.n == 64)
		return arena_str(a, str_sub(digest, 0, 32));
	digest_hex(&hex, p->bytes, 16);
	struct str id = arena_str(a, buf_view(&hex));

	buf_release(&hex);
	return id;
}

void page_begin(const struct page *p, struct arena *a, struct article *to)
{
	static const struct page_item none = {
	    .published = STAMP_NONE, .updated = STAMP_NONE};
	const struct page_item *it = p->item ? p->item : &none;

	*to = (struct article){
	    .id = it->id,
	    .url = it->url.n ? it->url : p->url,
	    .feed = it->feed,
	    .scope = it->scope,
	    .source = it->source,
	    .kind = it->kind.n ? it->kind : STR("news"),
	    .title = html_plain(a, it->title),
	    .summary = html_plain(a, it->summary),
	    .published = it->published,
	    .updated = it->updated,
	    .fetched = p->fetched,
	    .raw = p->raw,
	};
	if (it->published != STAMP_NONE) {
		to->published_from = STR("feed");
		to->published_precision =
		    it->published % STAMP_DAY ? STR("second") : STR("day");
	}
	if (it->author.n) {
		to->authors = arena_new(a, sizeof *to->authors);
		to->authors[0] = it->author;
		to->n_authors = 1;
	}
}

/* an aggregator's cut: "… [+1234 chars]", or an ellipsis at the end */
static bool is_cut(struct str text)
{
	text = str_trim(text);
	return str_ends(text, STR(" chars]")) || str_ends(text, STR("…")) ||
	       str_ends(text, STR("..."));
}

void page_finish(
    const struct page *p, struct arena *a, struct str lang, struct article *to)
{
	struct str hint = lang.n    ? lang
			  : p->item ? p->item->lang
				    : (struct str){NULL, 0};
	struct str sample = to->text.n > SAMPLE_MIN_BYTES || !to->title.n
				? to->text
				: to->title;

	if (!to->id.n)
		to->id = id_of(p, a, to->url);
	if (!to->source.n)
		to->source = publisher_find(a, to->text);
	if (!to->source.n)
		to->source = url_host(to->url);
	to->lang = str_of(lang_of(sample, hint));
	if (str_eq(to->lang, STR("und")) && to->title.n)
		to->lang = str_of(lang_of(to->title, hint));
	if (!to->content.n)
		to->content = p->truncated || is_cut(to->text) ? STR("partial")
							       : STR("full");
}

int page_item_alone(
    const struct page *p, struct arena *a, struct article *to, struct err *e)
{
	struct page_parts parts = {0};
	struct err ignored = {0};

	page_begin(p, a, to);
	if (p->item->content.n &&
	    page_clean(p->item->content, a, &parts, &ignored) == 0)
		to->text = parts.text;
	if (!to->text.n)
		to->text = to->summary.n ? to->summary : to->title;
	if (!to->text.n)
		return err_set(e, EXIT_DATA, "an item without words");
	to->content = STR("summary");
	page_finish(p, a, (struct str){NULL, 0}, to);
	return 0;
}
