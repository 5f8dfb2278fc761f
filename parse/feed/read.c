#include "parse/feed/read.h"

#include "parse/feed/draft.h"
#include "parse/feed/text.h"
#include "parse/text/url.h"

#include <stdlib.h>

enum { ROOT_DEPTH_MAX = 8 };

struct feed_reader {
	struct feed_scan scan;
	struct feed_scope scope;
	struct feed_text text;
	struct feed f;
	struct arena head, arena; /* of the feed; of the item, or a part */
	struct str url;
	feed_sink *sink;
	void *user;
	struct err failed;
	bool known, atom; /* it is a feed; its root is <feed> */
	/* depths of what is open, 0 for none: items stand in the list */
	size_t root, list, item, group, publication;
	struct feed_draft draft;
	struct str href, rel; /* of the element of the text */
};

struct feed_reader *feed_read_open(struct str url, feed_sink *sink, void *user)
{
	struct feed_reader *r = mem_new(1, sizeof *r);

	feed_scan_init(&r->scan);
	feed_scope_init(&r->scope);
	feed_text_init(&r->text, FEED_TEXT_MAX_BYTES);
	r->f.updated = STAMP_NONE;
	r->url = arena_str(&r->head, url);
	r->sink = sink;
	r->user = user;
	return r;
}

void feed_read_close(struct feed_reader *r)
{
	if (!r)
		return;
	feed_scan_release(&r->scan);
	feed_scope_release(&r->scope);
	feed_text_release(&r->text);
	arena_release(&r->head);
	arena_release(&r->arena);
	free(r);
}

const struct feed *feed_read_feed(const struct feed_reader *r)
{
	return &r->f;
}

/* an attribute of the token, whatever its prefix; absent for none */
static struct str attr(struct feed_reader *r, struct str wanted)
{
	struct str rest = r->scan.attrs, name, value;

	while (feed_attr_next(&rest, &name, &value)) {
		size_t colon = str_find(name, STR(":"), 0);

		if (colon < name.n)
			name = str_sub(name, colon + 1, name.n);
		if (str_eq_nocase(name, wanted) && value.n)
			return feed_attr_text(&r->scan, &r->arena, value);
	}
	return (struct str){NULL, 0};
}

static struct str resolve(struct feed_reader *r, struct str link)
{
	struct str base = feed_scope_base(&r->scope), at = r->url;

	if (base.p && str_find(base, STR("://"), 0) < base.n)
		at = base;
	else if (base.p)
		at = url_resolve(&r->arena, at, base);
	return url_resolve(&r->arena, at, link);
}

static struct str link_of(struct feed_reader *r, struct str text)
{
	struct str none = {NULL, 0}, to = r->href.p ? r->href : text;

	if ((r->rel.p && !str_eq_nocase(r->rel, STR("alternate"))) || !to.n)
		return none;
	to = resolve(r, to);
	/* of the link itself, or of a base that somebody made up */
	return str_starts_nocase(to, STR("javascript:")) ? none : to;
}

/* RFC 4287 wants an IRI; a path, which some write, means one */
static struct str id_of(struct feed_reader *r, struct str text)
{
	return str_starts(text, STR("/")) ? resolve(r, text) : text;
}

static void begin_item(struct feed_reader *r, size_t depth)
{
	struct feed_draft *d = &r->draft;

	r->item = depth;
	feed_draft_begin(d);
	if (!r->scan.attrs.n)
		return;
	/* RDF, and CDF */
	struct str href = attr(r, STR("href"));

	if (href.n)
		feed_draft_add(d, FIELD_OTHER_LINK, resolve(r, href));
	feed_draft_add(d, FIELD_OTHER_ID, attr(r, STR("about")));
	feed_draft_add(d, FIELD_OTHER_UPDATED, attr(r, STR("lastmod")));
}

static void end_item(struct feed_reader *r)
{
	feed_draft_end(&r->draft);
	r->item = r->group = r->publication = 0;
	r->f.n++;
	if (!r->failed.code)
		(void)r->sink(r->user, &r->f, &r->draft.it, &r->failed);
	arena_reset(&r->arena);
}

static void begin_field(
    struct feed_reader *r, const struct feed_element *x, size_t depth)
{
	if (x->field <= FIELD_ITEM || x->field == FIELD_NAME ||
	    x->field == FIELD_GROUP || x->field == FIELD_PUBLICATION)
		return;
	feed_text_begin(&r->text, x, depth, &r->scan, &r->arena);
	r->href = r->rel = (struct str){NULL, 0};
	if (x->field == FIELD_LINK && r->scan.attrs.n) {
		r->href = attr(r, STR("href"));
		r->rel = attr(r, STR("rel"));
	}
}

static void end_field(struct feed_reader *r, const struct feed_element *x)
{
	if (r->text.b.over && !r->failed.code)
		err_set(&r->failed, EXIT_DATA,
		    "a text of the feed is over %d MiB",
		    FEED_TEXT_MAX_BYTES >> 20);
	struct str s = feed_text_take(&r->text, x->core, &r->arena);

	if (x->field == FIELD_LINK)
		s = link_of(r, s);
	else if (x->field == FIELD_ID)
		s = id_of(r, s);
	if (r->item) {
		feed_draft_add(&r->draft, x->field, s);
		return;
	}
	/* <atom:link> in RSS is about the feed, not its site */
	if (x->field != FIELD_LINK || !x->prefixed || r->atom)
		feed_draft_head(&r->f, &r->head, x->field, s);
	arena_reset(&r->arena);
}

/* Google News and Media RSS nest; the news' language is one level below */
static void start_in_item(
    struct feed_reader *r, const struct feed_element *x, size_t depth)
{
	if (depth == r->item + 1 && x->field == FIELD_GROUP)
		r->group = depth;
	else if (r->group && depth == r->group + 1 &&
		 x->field == FIELD_PUBLICATION)
		r->publication = depth;
	else if (depth == r->item + 1 || (r->group && depth == r->group + 1) ||
		 (r->publication && depth == r->publication + 1 &&
		     x->field == FIELD_LANGUAGE))
		begin_field(r, x, depth);
}

/* the root, or the channel: items stand in both */
static void begin_list(struct feed_reader *r, size_t depth)
{
	r->list = depth;
	if (!r->scan.attrs.n)
		return;
	struct str href = attr(r, STR("href"));

	if (depth == r->root)
		feed_draft_head(
		    &r->f, &r->head, FIELD_LANGUAGE, attr(r, STR("lang")));
	if (href.n)
		feed_draft_head(&r->f, &r->head, FIELD_LINK, resolve(r, href));
	arena_reset(&r->arena);
}

static bool is_root(const struct feed_element *x, size_t depth)
{
	/* a wrapper may stand around it, or what a script said before it */
	return depth <= ROOT_DEPTH_MAX &&
	       (x->field == FIELD_ROOT || x->field == FIELD_CHANNEL);
}

static void start(
    struct feed_reader *r, const struct feed_element *x, size_t depth)
{
	if (r->text.depth) {
		feed_text_start(&r->text, x, depth, &r->scan);
	} else if (!x) {
		return;
	} else if (!r->root && is_root(x, depth)) {
		struct str name = r->scan.name;
		size_t colon = str_find(name, STR(":"), 0);

		r->known = true;
		r->atom =
		    str_eq_nocase(name, STR("feed")) ||
		    str_eq_nocase(str_sub(name, colon, name.n), STR(":feed"));
		r->root = depth;
		begin_list(r, depth);
	} else if (r->item) {
		start_in_item(r, x, depth);
	} else if (r->list && depth == r->list + 1) {
		if (x->field == FIELD_ITEM)
			begin_item(r, depth);
		else if (x->field == FIELD_CHANNEL && r->list == r->root)
			begin_list(r, depth);
		else
			begin_field(r, x, depth);
	}
}

/* the innermost element ends; name: of the end tag, absent for none */
static void end(struct feed_reader *r, struct str name)
{
	size_t depth = r->scope.depth;
	const struct feed_element *x = feed_scope_at(&r->scope, depth);

	if (r->text.depth && r->text.depth == depth)
		end_field(r, x);
	else if (r->text.depth)
		feed_text_end(&r->text, name, depth);
	else if (depth == r->item)
		end_item(r);
	else if (depth == r->publication)
		r->publication = 0;
	else if (depth == r->group)
		r->group = 0;
	else if (depth == r->list)
		r->list = depth == r->root ? 0 : r->root;
	if (depth == r->root)
		r->root = 0;
	feed_scope_close(&r->scope);
}

/* what was left open ends */
static void end_open(struct feed_reader *r)
{
	size_t depth = r->scope.depth;

	end(r, depth <= FEED_DEPTH_MAX ? feed_scope_name(&r->scope, depth)
				       : (struct str){NULL, 0});
}

/* an item in an item: the one before was left open */
static void start_tag(struct feed_reader *r)
{
	struct str name = r->scan.name;
	size_t item = r->item;

	if (item && !(r->text.depth && r->text.form == FORM_MARKUP) &&
	    str_eq(name, feed_scope_name(&r->scope, item)))
		while (r->scope.depth >= item)
			end_open(r);
	const struct feed_element *x =
	    feed_scope_open(&r->scope, &r->scan, &r->arena);

	start(r, x, r->scope.depth);
	if (r->scan.empty)
		end(r, (struct str){NULL, 0});
}

static void end_tag(struct feed_reader *r)
{
	for (size_t n = feed_scope_ends(&r->scope, r->scan.name); n > 1; n--)
		end_open(r);
	if (feed_scope_ends(&r->scope, r->scan.name))
		end(r, r->scan.name);
}

static void read(struct feed_reader *r)
{
	enum feed_token t;

	while (!r->failed.code) {
		r->scan.wanted = r->text.depth && !r->text.frozen;
		t = feed_scan_next(&r->scan);
		if (t == FEED_MORE)
			break;
		if (t == FEED_START)
			start_tag(r);
		else if (t == FEED_END)
			end_tag(r);
		else if (r->text.depth)
			feed_text_add(&r->text, r->scan.text);
	}
}

int feed_read_push(
    struct feed_reader *r, struct str utf8, bool last, struct err *e)
{
	do {
		struct str piece = str_sub(utf8, 0, FEED_PIECE_BYTES);

		utf8 = str_sub(utf8, piece.n, utf8.n);
		feed_scan_push(&r->scan, piece, last && !utf8.n);
		read(r);
	} while (utf8.n && !r->failed.code);
	/* a feed that is cut: what is there counts */
	while (last && !r->failed.code && r->scope.depth)
		end_open(r);
	if (r->failed.code)
		return err_set(e, r->failed.code, "%s", r->failed.text);
	if (last && !r->known)
		return err_set(e, EXIT_DATA, "no feed in the document");
	return 0;
}
