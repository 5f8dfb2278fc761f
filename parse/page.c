#include "parse/page.h"

#include "fetch/base/digest.h"
#include "fetch/base/utf8.h"
#include "parse/charset.h"
#include "parse/date.h"
#include "parse/html_body.h"
#include "parse/html_meta.h"
#include "parse/lang.h"
#include "parse/url.h"

#include <string.h>

enum {
	UTF8_MAX_BYTES = 128 * 1024 * 1024,
	SNIFF_BYTES = 4096,
	ENOUGH = 250,
	LISTING_MAX = 600
};

static size_t find_nocase(struct str s, const char *word)
{
	struct str w = str_of(word);

	for (size_t i = 0; i + w.n <= s.n; i++)
		if (str_starts_nocase(str_sub(s, i, s.n), w))
			return i;
	return s.n;
}

enum page_type page_sniff(struct str bytes, struct str type)
{
	static const char *const feeds[] = {"<rss", "<feed", "<rdf:rdf",
	    "<urlset", "<sitemapindex", "<channel"};
	static const char *const html[] = {"<!doctype html", "<html", "<head",
	    "<body", "<div", "<p>", "<table", "<script", "<meta"};
	struct str head = str_sub(bytes, 0, SNIFF_BYTES);

	if (str_starts(head, STR("\xEF\xBB\xBF")))
		head = str_sub(head, 3, head.n);
	if (str_starts(head, STR("WARC/1.")))
		return PAGE_WARC;
	if (find_nocase(head, "<SEC-DOCUMENT>") < head.n ||
	    str_starts(head, STR("<SUBMISSION>")) ||
	    str_starts(head, STR("-----BEGIN PRIVACY-ENHANCED")))
		return PAGE_FILING;
	if (str_starts_nocase(type, STR("text/plain")))
		return PAGE_TEXT;
	for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++)
		if (find_nocase(head, feeds[i]) < head.n)
			return PAGE_FEED;
	if (str_starts_nocase(type, STR("text/html")))
		return PAGE_HTML;
	for (size_t i = 0; i < sizeof html / sizeof *html; i++)
		if (find_nocase(head, html[i]) < head.n)
			return PAGE_HTML;
	return PAGE_TEXT;
}

static bool decode(
    const struct page *p, struct arena *a, struct str *utf8, struct err *e)
{
	struct buf b;

	buf_init(&b, UTF8_MAX_BYTES);
	int rc = charset_to_utf8(&b, p->bytes, p->content_type, e);

	if (rc == 0)
		*utf8 = arena_str(a, buf_view(&b));
	buf_release(&b);
	return rc == 0;
}

/* markup to text: entities and tags of a feed's summary */
static struct str plain(struct arena *a, struct str markup)
{
	struct html_tree t;
	struct err ignored = {0};
	struct buf b;

	if (!markup.n)
		return markup;
	if (str_find(markup, STR("<"), 0) == markup.n &&
	    str_find(markup, STR("&"), 0) == markup.n)
		return markup;
	if (html_tree_parse(&t, markup, &ignored) != 0)
		return (struct str){NULL, 0};
	buf_init(&b, UTF8_MAX_BYTES);
	html_text(t.root, &b);
	struct str s = arena_str(a, buf_view(&b));

	buf_release(&b);
	html_tree_release(&t);
	return s;
}

static void begin(const struct page *p, struct arena *a, struct article *to)
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
	    .title = plain(a, it->title),
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
	if (!to->id.n && to->url.n) {
		to->id = url_id(a, to->url);
	} else if (!to->id.n) {
		struct buf hex;

		buf_init(&hex, 64);
		digest_hex(&hex, p->bytes, 16);
		to->id = arena_str(a, buf_view(&hex));
		buf_release(&hex);
	}
	if (it->author.n) {
		to->authors = arena_new(a, sizeof *to->authors);
		to->authors[0] = it->author;
		to->n_authors = 1;
	}
	if (it->summary.n)
		to->summary = plain(a, it->summary);
}

static void host_source(struct article *to)
{
	if (!to->source.n)
		to->source = url_host(to->url);
}

/* "المصدر: FT Chinese", "Source: …", "来源：…" as a line near the begin */
static struct str publisher_line(struct arena *a, struct str text)
{
	static const char *const words[] = {"المصدر:", "المصدر :", "Source:",
	    "来源：", "来源:", "來源：", "來源:"};
	struct str line, head = str_sub(text, 0, 600);

	while ((line = str_split(&head, '\n')).p)
		for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
			struct str w = str_of(words[i]), name;

			line = str_trim(line);
			if (!str_starts(line, w))
				continue;
			name = str_trim(str_sub(line, w.n, line.n));
			if (name.n > 1 && name.n < 80)
				return arena_str(a, name);
		}
	return (struct str){NULL, 0};
}

static void set_lang(
    struct article *to, const struct page *p, struct str declared)
{
	struct str hint = declared.n ? declared
			  : p->item  ? p->item->lang
				     : (struct str){NULL, 0};
	struct str sample = to->text.n > 40 ? to->text : to->title;

	to->lang = str_of(lang_of(sample, hint));
	if (str_eq(to->lang, STR("und")) && to->title.n)
		to->lang = str_of(lang_of(to->title, hint));
}

/* an aggregator's cut: "… [+1234 chars]", or an ellipsis at the end */
static bool is_cut(struct str text)
{
	text = str_trim(text);
	return str_ends(text, STR(" chars]")) || str_ends(text, STR("…")) ||
	       str_ends(text, STR("..."));
}

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

/* a container that holds the headline too: it is told as title already */
static struct str without_title(struct str text, struct str title)
{
	struct str rest = text;
	struct str line = str_split(&rest, '\n');

	return title.n && str_eq(line, title) && rest.n ? rest : text;
}

int page_html(
    const struct page *p, struct arena *a, struct article *to, struct err *e)
{
	struct html_tree t;
	struct html_meta m;
	struct html_body b;
	struct html_blocks blocks;
	struct str utf8;

	if (!decode(p, a, &utf8, e) || html_tree_parse(&t, utf8, e) != 0)
		return -1;
	begin(p, a, to);
	html_meta_read(&t, a, p->url, p->fetched, &m);
	html_blocks_read(&t, a, &blocks);
	html_body_extract(&blocks, a, m.title, &b);
	html_tree_release(&t);
	use_meta(to, &m, a, to->url);
	to->text = without_title(b.text, to->title);
	if (m.ld_body.n > 2 * b.text.n && b.weight < ENOUGH)
		to->text = plain(a, m.ld_body);
	if (!to->text.n && p->item && p->item->content.n)
		to->text = plain(a, p->item->content);
	if (!to->text.n)
		to->text = to->summary.n ? to->summary : to->title;
	if (!to->text.n)
		return err_set(e, EXIT_DATA, "a page without text");
	if (!to->source.n)
		to->source = publisher_line(a, to->text);
	host_source(to);
	set_lang(to, p, m.lang);
	to->content = m.ld_partial || p->truncated || is_cut(to->text)
			  ? STR("partial")
			  : STR("full");
	if (b.weight < LISTING_MAX && b.links > 3 * b.weight &&
	    to->published == STAMP_NONE && !m.ld_body.n)
		to->kind = STR("listing");
	return 0;
}

int page_text(
    const struct page *p, struct arena *a, struct article *to, struct err *e)
{
	struct str utf8;

	if (!decode(p, a, &utf8, e))
		return -1;
	begin(p, a, to);
	to->text = utf8;
	if (!str_trim(utf8).n)
		to->text = to->summary;
	if (!to->text.n)
		return err_set(e, EXIT_DATA, "a document without text");
	struct str publisher = publisher_line(a, to->text);

	if (publisher.n && (!to->source.n || !p->item))
		to->source = publisher;
	host_source(to);
	set_lang(to, p, (struct str){NULL, 0});
	to->content =
	    p->truncated || is_cut(to->text) ? STR("partial") : STR("full");
	return 0;
}

int page_item_alone(
    const struct page *p, struct arena *a, struct article *to, struct err *e)
{
	begin(p, a, to);
	to->text =
	    p->item->content.n ? plain(a, p->item->content) : to->summary;
	if (!to->text.n)
		to->text = to->title;
	if (!to->text.n)
		return err_set(e, EXIT_DATA, "an item without words");
	host_source(to);
	set_lang(to, p, (struct str){NULL, 0});
	to->content = STR("summary");
	return 0;
}

int page_clean(struct str utf8, struct arena *a, struct str *title,
    struct str *text, struct err *e)
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
	*title = m.title;
	*text = b.text;
	return 0;
}
