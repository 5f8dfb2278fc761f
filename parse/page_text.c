#include "parse/front_matter.h"
#include "parse/markdown.h"
#include "parse/page.h"
#include "parse/text/date.h"
#include "parse/text/publisher.h"

#include "fetch/base/utf8.h"

enum {
	TEXT_MAX_BYTES = 128 * 1024 * 1024,
	TITLE_MAX_BYTES = 400,
	TITLE_MAX_SHARE = 2 /* of the line that follows */
};

/* does it end like a sentence? a title rarely does */
static bool is_sentence(struct str s)
{
	size_t at = s.n;
	uint32_t c = s.n ? utf8_prev(s, &at) : 0;

	return c == '.' || c == 0x3002 || c == ':' || c == 0xFF1A || c == ',' ||
	       c == 0x60C;
}

/* The first line is the title where it is short, no sentence, and something
 * longer follows. */
static struct str first_line(struct str text, struct str *rest)
{
	struct str all = text, line = str_split(&all, '\n');
	size_t next = str_find(all, STR("\n"), 0);

	if (!line.n || !all.n || line.n > TITLE_MAX_BYTES ||
	    is_sentence(line) || line.n * TITLE_MAX_SHARE > all.n ||
	    (line.n > next && next < all.n && all.n < 4 * line.n))
		return (struct str){NULL, 0};
	if (publisher_is_label(line))
		return (struct str){NULL, 0};
	*rest = all;
	return line;
}

static void offer_date(
    const struct page *p, struct article *to, struct str s, const char *from)
{
	int64_t t;
	enum date_precision precision = date_parse_local(s, &t);

	if (to->published != STAMP_NONE || precision == DATE_NONE ||
	    !date_believable(t, p->fetched))
		return;
	to->published = t;
	to->published_from = str_of(from);
	to->published_precision = str_of(date_precision_name(precision));
}

static void use_front(const struct page *p, struct arena *a,
    const struct front_matter *f, struct article *to)
{
	int64_t t;

	if (!to->title.n)
		to->title = f->title;
	if (!to->summary.n)
		to->summary = f->summary;
	if (!to->source.n && !str_starts(f->source, STR("http")))
		to->source = f->source;
	if (!to->n_authors && f->author.n) {
		to->authors = arena_new(a, sizeof *to->authors);
		to->authors[0] = f->author;
		to->n_authors = 1;
	}
	if (f->date.n)
		offer_date(p, to, f->date, "meta");
	if (to->updated == STAMP_NONE && f->updated.n &&
	    date_parse_local(f->updated, &t) != DATE_NONE &&
	    date_believable(t, p->fetched))
		to->updated = t;
}

int page_text(
    const struct page *p, struct arena *a, struct article *to, struct err *e)
{
	struct front_matter f;
	struct str title = {NULL, 0}, text;
	struct buf b;

	page_begin(p, a, to);
	front_matter_read(p->text, a, &f);
	use_front(p, a, &f, to);
	buf_init(&b, TEXT_MAX_BYTES);
	if (f.found || markdown_is(f.rest))
		markdown_plain(&b, f.rest, &title);
	else
		markdown_unwrap(&b, f.rest);
	text = arena_str(a, str_trim(buf_view(&b)));
	/* the title is told as such, once */
	if (title.n)
		title = str_split(&text, '\n');
	else if (!f.found || !f.title.n)
		title = first_line(text, &text);
	buf_release(&b);
	if (!to->title.n)
		to->title = title;
	to->text = text.n ? text : to->summary.n ? to->summary : to->title;
	if (!to->text.n)
		return err_set(e, EXIT_DATA, "a document without text");
	offer_date(p, to, publisher_date_line(text), "text");
	page_finish(p, a, f.lang, to);
	return 0;
}
