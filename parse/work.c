#include "parse/work.h"

#include "fetch/warc/warc_http.h"
#include "fetch/warc/warc_read.h"
#include "parse/context.h"
#include "parse/feed/list.h"
#include "parse/filing_articles.h"
#include "parse/page.h"
#include "parse/record/record.h"
#include "parse/text/charset.h"

#include <stdlib.h>
#include <string.h>

static const size_t text_max_bytes = (size_t)256 << 20;
static const size_t kept_max_bytes = (size_t)16 << 20;

struct work {
	struct arena arena;
	struct buf body, utf8, line;
};

/* where lines go, and what is known of the job they come from */
struct output {
	struct work *w;
	const struct job *job;
	struct buf *lines;
	struct job_counts *counts;
};

struct work *work_open(void)
{
	struct work *w = mem_new(1, sizeof *w);

	buf_init(&w->body, text_max_bytes);
	buf_init(&w->utf8, text_max_bytes);
	buf_init(&w->line, text_max_bytes);
	return w;
}

void work_close(struct work *w)
{
	if (!w)
		return;
	arena_release(&w->arena);
	buf_release(&w->body);
	buf_release(&w->utf8);
	buf_release(&w->line);
	free(w);
}

/* one huge document must not keep its memory for ever */
static void empty(struct buf *b)
{
	if (b->cap > kept_max_bytes)
		buf_release(b);
	buf_clear(b);
}

static int send(struct output *o, struct err *e)
{
	if (o->w->line.over)
		return err_set(e, EXIT_DATA, "a record is too big");
	buf_str(o->lines, buf_view(&o->w->line));
	buf_char(o->lines, '\n');
	o->counts->out++;
	return 0;
}

static int send_article(void *user, const struct article *a, struct err *e)
{
	struct output *o = user;

	buf_clear(&o->w->line);
	article_write(&o->w->line, a);
	return send(o, e);
}

static void refuse(struct output *o, struct str reason)
{
	const struct job *j = o->job;
	struct arena *a = &o->w->arena;
	struct outcome out = {
	    .url = j->url,
	    .stage = STR("parse"),
	    .reason = reason,
	    .at = j->fetched,
	    .place = j->raw.file,
	};

	if (j->raw.file.p && j->raw.offset >= 0)
		out.place = arena_printf(a, "%.*s:%lld", STR_ARG(j->raw.file),
		    (long long)j->raw.offset);
	o->counts->refused++;
	outcome_write(o->lines, &out);
	buf_char(o->lines, '\n');
}

/* an item's line goes behind the others; the feed's own comes before them */
struct list_lines {
	struct output *o;
	struct feed_source *source;
	struct str name, language; /* of the source, if it has them */
	struct arena arena;
};

static int send_item(void *user, const struct feed *so_far,
    const struct feed_item *it, struct err *e)
{
	struct list_lines *t = user;

	/* fetch asks for the sitemaps of an index by itself */
	if (str_eq(t->source->kind, STR("sitemap-index")))
		return 0;
	feed_source_fill(t->source, so_far, t->name, t->language);
	arena_reset(&t->arena);
	buf_clear(&t->o->w->line);
	feed_write_item(&t->o->w->line, &t->arena, it, t->source);
	return send(t->o, e);
}

/* the last line of all becomes the one at `at` */
static void move_up(struct buf *lines, size_t at, struct str line)
{
	size_t n = line.n + 1;

	memmove(lines->p + at + n, lines->p + at, lines->n - n - at);
	memcpy(lines->p + at, line.p, line.n);
	lines->p[at + line.n] = '\n';
}

static int read_list(
    struct list_lines *t, const struct page *p, size_t at, struct err *e)
{
	struct output *o = t->o;
	struct feed_list *l =
	    feed_list_open(t->source, !o->job->source.p, send_item, t);
	int rc = feed_list_push(l, p->text, true, e);

	if (rc == 0) {
		const struct feed *f = feed_list_feed(l);

		feed_source_fill(t->source, f, t->name, t->language);
		buf_clear(&o->w->line);
		feed_write(&o->w->line, f, t->source);
		rc = send(o, e);
	}
	if (rc == 0 && o->lines->over)
		rc = err_set(e, EXIT_DATA, "the items of the feed are too big");
	if (rc == 0)
		move_up(o->lines, at, buf_view(&o->w->line));
	feed_list_close(l);
	return rc;
}

static int do_feed(struct output *o, const struct page *p, struct err *e)
{
	struct feed_source source = {
	    .url = p->url, .follow = true, .scope = STR("general")};
	struct list_lines t = {.o = o, .source = &source};
	size_t at = o->lines->n;
	long long out = o->counts->out;

	if (o->job->source.p &&
	    context_source(o->job->source, &o->w->arena, &source, e))
		return -1;
	t.name = source.name;
	t.language = source.language;
	int rc = read_list(&t, p, at, e);

	arena_release(&t.arena);
	if (rc != 0) {
		/* all of it, or nothing */
		o->lines->n = at;
		o->lines->over = false;
		o->counts->out = out;
	}
	return rc;
}

/* the bytes of the job without transfer codings; 1: nothing to be said of */
static int body_of(struct output *o, struct page *p, struct err *e)
{
	const struct job *j = o->job;
	struct http_message m;
	struct err mine = {0};

	p->bytes = j->bytes;
	p->content_type = j->content_type;
	if (j->kind != JOB_RESPONSE)
		return 0;
	if (http_split(j->bytes, &m, e) != 0)
		return -1;
	/* archives of others hold errors and redirects too */
	if (m.status != 200)
		return 1;
	p->content_type = warc_header(m.head, STR("Content-Type"));
	if (http_decode(&m, &o->w->body, &p->bytes, &mine) == 0)
		return 0;
	/* what could be decoded of a cut body is text too */
	if (o->w->body.n && !o->w->body.over) {
		p->bytes = buf_view(&o->w->body);
		p->truncated = true;
		return 0;
	}
	return err_set(e, EXIT_DATA, "%s", mine.text);
}

/* A list may be a gzip file in itself (sitemap.xml.gz, master.gz), whatever the
 * transfer did; what could be inflated of a cut one is text too. */
static void unpack(struct output *o, struct page *p)
{
	struct err ignored = {0};
	struct buf plain;

	if (!o->job->source.p || !str_starts(p->bytes, STR("\x1f\x8b")))
		return;
	buf_init(&plain, o->w->body.max);
	if (http_inflate(&plain, p->bytes, &ignored) != 0)
		p->truncated = true;
	buf_release(&o->w->body);
	o->w->body = plain;
	p->bytes = buf_view(&o->w->body);
}

/* what an archive of others holds beside documents */
static bool is_no_document(struct str type)
{
	static const char *const kinds[] = {"image/", "audio/", "video/",
	    "font/", "text/css", "text/javascript", "application/javascript",
	    "application/x-javascript", "application/font", NULL};

	for (const char *const *k = kinds; *k; k++)
		if (str_starts_nocase(str_trim(type), str_of(*k)))
			return true;
	return false;
}

static int decode(struct output *o, struct page *p, struct err *e)
{
	const char *what = sniff_binary(p->bytes);

	if (what)
		return err_set(e, EXIT_DATA, "%s, no text", what);
	if (charset_is_clean(p->bytes, p->content_type)) {
		p->text = p->bytes;
		return 0;
	}
	if (charset_to_utf8(&o->w->utf8, p->bytes, p->content_type, e) != 0)
		return -1;
	p->text = buf_view(&o->w->utf8);
	return 0;
}

static int send_filed(void *user, struct article *a, struct err *e)
{
	return send_article(user, a, e);
}

static int send_line(void *user, struct str line, struct err *e)
{
	struct output *o = user;

	buf_clear(&o->w->line);
	buf_str(&o->w->line, line);
	return send(o, e);
}

/* one document of a filing: the others go on */
static int refuse_part(void *user, struct str document, const struct err *why)
{
	struct output *o = user;

	o->counts->in++;
	refuse(o, arena_printf(
		      &o->w->arena, "%.*s: %s", STR_ARG(document), why->text));
	return 0;
}

static int do_filing(struct output *o, const struct page *p,
    enum filing_kind kind, struct err *e)
{
	const struct filing_sink sink = {o, send_filed, send_line, refuse_part};

	return filing_articles(p, kind, &o->w->arena, &sink, e);
}

static int do_document(struct output *o, struct page *p, struct err *e)
{
	enum page_type type = o->job->type;
	enum filing_kind kind = FILING_NONE;
	struct article a;
	int rc = -1;

	if (type == PAGE_AUTO || type == PAGE_FILING || type == PAGE_FEED)
		kind = filing_sniff(p->bytes);
	/* a feed's answer may be a table of facts, or a page that denies it; a
	 * list of filings behind its source is a feed */
	if (type == PAGE_FEED && kind != FILING_FACTS && kind != FILING_DENIED)
		kind = FILING_NONE;
	if (kind != FILING_NONE)
		return do_filing(o, p, kind, e);
	if (decode(o, p, e) != 0)
		return -1;
	if (type == PAGE_AUTO)
		type = sniff_text(p->text, p->content_type);
	switch (type) {
	case PAGE_FEED:
		return do_feed(o, p, e);
	case PAGE_FILING:
		return do_filing(o, p, FILING_PAGE, e);
	case PAGE_TEXT:
		rc = page_text(p, &o->w->arena, &a, e);
		break;
	case PAGE_HTML:
		rc = page_html(p, &o->w->arena, &a, e);
		break;
	case PAGE_WARC:
	case PAGE_AUTO:
		return err_set(e, EXIT_DATA, "a WARC file inside a record");
	}
	return rc == 0 ? send_article(o, &a, e) : -1;
}

/* the headline is never lost: without a page the item is the article */
static int do_item(struct output *o, struct page *p, struct err *e)
{
	struct article a;

	if (page_item_alone(p, &o->w->arena, &a, e) != 0)
		return -1;
	return send_article(o, &a, e);
}

static int do_any(struct output *o, struct page *p, struct err *e)
{
	const struct job *j = o->job;
	struct page_item *item = arena_new(&o->w->arena, sizeof *item);

	if (j->item.p) {
		if (context_item(j->item, &o->w->arena, item, e) != 0)
			return -1;
		p->item = item;
	}
	if (j->kind == JOB_ITEM) {
		o->counts->in++;
		return do_item(o, p, e);
	}
	int rc = body_of(o, p, e);

	if (rc == 0)
		unpack(o, p);
	if (rc == 1 ||
	    (rc == 0 && !j->item.p && !j->source.p && j->kind == JOB_RESPONSE &&
		is_no_document(p->content_type)))
		return 0;
	o->counts->in++;
	struct str before = buf_view(o->lines);
	struct err mine = {0};

	if (rc == 0 && do_document(o, p, &mine) == 0)
		return 0;
	if (!p->item || o->lines->n > before.n)
		return err_set(e, EXIT_DATA, "%s%s", e->text, mine.text);
	refuse(o, str_of(rc ? e->text : mine.text));
	err_clear(e);
	return do_item(o, p, e);
}

void work_do(struct work *w, const struct job *j, struct buf *lines,
    struct job_counts *counts)
{
	struct output o = {w, j, lines, counts};
	struct err e = {0};
	struct page p = {
	    .url = j->url,
	    .fetched = j->fetched,
	    .truncated = j->truncated,
	    .raw = j->raw,
	};

	arena_reset(&w->arena);
	empty(&w->body);
	empty(&w->utf8);
	empty(&w->line);
	if (j->kind == JOB_LINE) {
		buf_str(lines, j->bytes);
		buf_char(lines, '\n');
		counts->out++;
	} else if (j->kind == JOB_REFUSED) {
		counts->in++;
		refuse(&o, j->reason);
	} else if (do_any(&o, &p, &e) != 0) {
		refuse(&o, str_of(e.text));
	}
}
