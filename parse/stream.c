#include "parse/stream.h"

#include "fetch/base/digest.h"
#include "fetch/warc/warc_http.h"
#include "fetch/warc/warc_read.h"
#include "parse/charset.h"
#include "parse/record/record.h"
#include "parse/stream_item.h"
#include "parse/submission.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

static const size_t body_max_bytes = (size_t)256 << 20;

void stream_begin(struct stream *s)
{
	buf_init(&s->text, body_max_bytes);
}

void stream_release(struct stream *s)
{
	buf_release(&s->text);
	arena_release(&s->arena);
	arena_release(&s->context);
}

static int send(struct stream *s, struct buf *line, struct err *e)
{
	if (line->over)
		return err_set(e, EXIT_DATA, "a record is too big");
	s->out++;
	return s->line(s->user, buf_view(line), e);
}

/* tell of a record that was refused; mine says why */
static int refuse(struct stream *s, const struct page *p,
    const struct err *mine, struct err *e)
{
	struct outcome o = {
	    .url = p->url,
	    .stage = STR("parse"),
	    .place = p->raw.file.p
			 ? arena_printf(&s->arena, "%.*s:%lld",
			       STR_ARG(p->raw.file), (long long)p->raw.offset)
			 : (struct str){NULL, 0},
	    .reason = str_of(mine->text),
	    .at = p->fetched,
	};
	struct buf b;

	s->refused++;
	buf_init(&b, 1 << 20);
	outcome_write(&b, &o);
	int rc = s->line(s->user, buf_view(&b), e);

	buf_release(&b);
	return rc;
}

static int send_article(
    struct stream *s, const struct article *a, struct err *e)
{
	buf_clear(&s->text);
	article_write(&s->text, a);
	return send(s, &s->text, e);
}

static int do_feed(struct stream *s, const struct page *p, struct err *e)
{
	struct feed_source source = s->source;
	struct feed f;
	struct buf utf8;

	if (!s->has_source)
		source = (struct feed_source){
		    .url = p->url, .follow = true, .scope = STR("general")};
	buf_init(&utf8, body_max_bytes);
	int rc = charset_to_utf8(&utf8, p->bytes, p->content_type, e);

	if (rc == 0)
		rc = feed_parse(&f, &s->arena, buf_view(&utf8), p->url, e);
	buf_release(&utf8);
	if (rc != 0)
		return -1;
	if (!source.name.n)
		source.name = f.title;
	if (!source.language.n)
		source.language = f.language;
	buf_clear(&s->text);
	feed_write(&s->text, &f, &source);
	rc = send(s, &s->text, e);
	for (size_t i = 0; rc == 0 && i < f.n; i++) {
		buf_clear(&s->text);
		feed_write_item(&s->text, &s->arena, &f.items[i], &source);
		rc = send(s, &s->text, e);
	}
	return rc;
}

static int do_part(struct stream *s, const struct page *p,
    const struct submission *sub, size_t i, struct err *e)
{
	const struct document *d = &sub->filing.documents[i];
	struct filing *f = arena_new(&s->arena, sizeof *f);
	struct article a = {
	    .fetched = p->fetched,
	    .raw = p->raw,
	    .url = p->url,
	    .updated = STAMP_NONE,
	    .document = *d,
	    .filing = f,
	    .source = STR("SEC EDGAR"),
	    .content = STR("full"),
	    .kind = i == 0 ? STR("filing") : STR("release"),
	    .published = sub->filing.accepted,
	    .published_from = STR("sgml"),
	    .published_precision = STR("second"),
	};
	struct str title = {NULL, 0};

	if (p->item) {
		a.feed = p->item->feed;
		a.scope = p->item->scope;
	}
	*f = sub->filing;
	if (i > 0)
		f->n_documents = 0;
	a.id = arena_printf(&s->arena, "%.*s/%.*s", STR_ARG(f->accession),
	    STR_ARG(d->filename));
	if (a.published == STAMP_NONE)
		a.published_from = a.published_precision = title;
	struct str body = sub->bodies[i];
	bool html = page_sniff(body, title) == PAGE_HTML;

	if (html && page_clean(body, &s->arena, &title, &a.text, e) != 0)
		return -1;
	if (!html)
		a.text = str_trim(body);
	if (!a.text.n)
		a.text = d->type;
	/* the page's own title is a file name; its first line says more */
	struct str rest = a.text;

	a.title = str_sub(str_split(&rest, '\n'), 0, 300);
	a.lang = STR("en");
	return send_article(s, &a, e);
}

static int do_filing(struct stream *s, const struct page *p, struct err *e)
{
	struct submission sub;
	struct buf utf8;

	buf_init(&utf8, body_max_bytes);
	int rc = charset_to_utf8(&utf8, p->bytes, (struct str){NULL, 0}, e);

	if (rc == 0)
		rc = submission_parse(&sub, &s->arena, buf_view(&utf8), e);
	for (size_t i = 0; rc == 0 && i < sub.filing.n_documents; i++)
		if (submission_is_article(&sub, i))
			rc = do_part(s, p, &sub, i, e);
	buf_release(&utf8);
	return rc;
}

static int do_document(
    struct stream *s, const struct page *p, enum page_type type, struct err *e)
{
	struct article a;
	int rc = -1;

	switch (type) {
	case PAGE_FEED:
		return do_feed(s, p, e);
	case PAGE_FILING:
		return do_filing(s, p, e);
	case PAGE_TEXT:
		rc = page_text(p, &s->arena, &a, e);
		break;
	case PAGE_HTML:
	case PAGE_AUTO:
	case PAGE_WARC:
		rc = page_html(p, &s->arena, &a, e);
		break;
	}
	return rc == 0 ? send_article(s, &a, e) : -1;
}

/* one document; what is wrong with it is told and counted */
static int take(
    struct stream *s, const struct page *p, enum page_type type, struct err *e)
{
	struct err mine = {0};

	s->in++;
	if (type == PAGE_AUTO)
		type = page_sniff(p->bytes, p->content_type);
	int rc = do_document(s, p, type, &mine);

	if (rc != 0 && mine.code == EXIT_DATA)
		rc = refuse(s, p, &mine, e);
	else if (rc != 0)
		err_set(e, mine.code, "%s", mine.text);
	return rc;
}

static int take_json(
    struct stream *s, const struct page *p, struct str line, struct err *e)
{
	struct err mine = {0};
	struct str kind;
	long version;

	if (record_peek(line, &kind, &version, &mine) != 0) {
		s->in++;
		return refuse(s, p, &mine, e);
	}
	if (str_eq(kind, STR("source"))) {
		stream_source(s, line);
		return 0;
	}
	if (!str_eq(kind, STR("item"))) {
		s->out++;
		return s->line(s->user, line, e);
	}
	if (stream_item(s, line))
		return 0; /* its page follows */
	struct article a;
	struct page alone = *p;

	s->in++;
	s->has_item = false;
	alone.item = &s->item;
	if (page_item_alone(&alone, &s->arena, &a, &mine) != 0)
		return refuse(s, p, &mine, e);
	return send_article(s, &a, e);
}

/* a response or resource: a feed behind a source, a page behind an item */
static int take_record(
    struct stream *s, const struct warc_in *in, struct page *p, struct err *e)
{
	struct http_message m;
	struct err mine = {0};
	enum page_type type =
	    s->has_source && !s->has_item ? PAGE_FEED : s->type;
	struct buf scratch;
	int rc = 0;

	if (type == PAGE_WARC)
		type = PAGE_AUTO;
	buf_init(&scratch, body_max_bytes);
	p->bytes = in->block;
	p->content_type = in->content_type;
	p->truncated = in->truncated;
	p->item = s->has_item ? &s->item : NULL;
	if (str_eq(in->type, STR("response"))) {
		rc = http_split(in->block, &m, &mine);
		if (rc == 0) {
			p->content_type =
			    warc_header(m.head, STR("Content-Type"));
			rc = http_decode(&m, &scratch, &p->bytes, &mine);
			/* what could be decoded of a cut body is text too */
			if (rc != 0 && p->truncated && scratch.n)
				rc = 0;
		}
		/* an archive of others may hold errors and redirects */
		if (rc == 0 && m.status != 200) {
			s->has_item = s->has_source = false;
			buf_release(&scratch);
			return 0;
		}
	}
	if (rc != 0) {
		s->in++;
		rc = refuse(s, p, &mine, e);
	} else {
		rc = take(s, p, type, e);
	}
	s->has_item = false;
	if (type == PAGE_FEED)
		s->has_source = false;
	buf_release(&scratch);
	return rc;
}

static struct raw_place place_of(
    struct stream *s, const struct warc_in *in, const char *path)
{
	struct str file = warc_header(in->head, STR("Jevons-File"));
	struct str offset = warc_header(in->head, STR("Jevons-Offset"));
	const char *slash = strrchr(path, '/');
	struct raw_place raw = {
	    .file = file,
	    .offset = -1,
	    .record = in->id,
	    .digest = in->payload_digest,
	};

	if (file.p) {
		raw.offset = 0;
		for (size_t i = 0; i < offset.n && i < 18; i++)
			raw.offset = raw.offset * 10 + (offset.p[i] - '0');
	} else if (strcmp(path, "-") != 0) {
		raw.file =
		    arena_str(&s->arena, str_of(slash ? slash + 1 : path));
		raw.offset = in->offset;
	}
	return raw;
}

static int do_warc(struct stream *s, const char *path, struct err *e)
{
	struct warc_reader *r = warc_read_open(path, e);
	enum warc_result got;
	struct warc_in in;
	struct err mine = {0};
	int rc = 0;

	if (!r)
		return -1;
	while (rc == 0 && (got = warc_read_next(r, &in, &mine)) != WARC_END) {
		arena_reset(&s->arena);
		if (got == WARC_ERROR) {
			rc = err_set(e, mine.code, "%s", mine.text);
			break;
		}
		struct page p = {.fetched = s->fetched, .raw = {.offset = -1}};

		if (got == WARC_REFUSED) {
			s->in++;
			rc = refuse(s, &p, &mine, e);
			err_clear(&mine);
			continue;
		}
		p.url = in.uri;
		p.fetched = in.date;
		p.raw = place_of(s, &in, path);
		if (str_eq(in.type, STR("metadata")) &&
		    str_eq(in.content_type, STR("application/json")))
			rc = take_json(s, &p, in.block, e);
		else if (str_eq(in.type, STR("response")) ||
			 str_eq(in.type, STR("resource")))
			rc = take_record(s, &in, &p, e);
		else if (str_eq(in.type, STR("revisit")))
			s->has_source = s->has_item = false;
	}
	warc_read_close(r);
	return rc;
}

static int read_whole(
    struct buf *to, gzFile gz, const char *name, struct err *e)
{
	int n;

	do {
		char *room = buf_room(to, 256 * 1024);

		if (!room)
			return err_set(e, EXIT_DATA, "'%s' is too big", name);
		n = gzread(gz, room, 256 * 1024);
		if (n < 0)
			return err_set(
			    e, EXIT_DATA, "'%s' is broken gzip", name);
		to->n += (size_t)n;
	} while (n > 0);
	return 0;
}

/* does the input begin like a WARC file? reads what it must of a gzip one */
static bool is_warc(const char *path)
{
	char head[8] = {0};
	gzFile gz = gzopen(path, "rb");
	int n = gz ? gzread(gz, head, 7) : 0;

	if (gz)
		(void)gzclose(gz);
	return n == 7 && memcmp(head, "WARC/1.", 7) == 0;
}

int stream_file(struct stream *s, const char *path, struct err *e)
{
	bool input = strcmp(path, "-") == 0;
	struct err mine = {0};

	arena_reset(&s->arena);
	/* what comes in by a pipe without a type is the stage's own format */
	if (s->type == PAGE_WARC || (s->type == PAGE_AUTO && input) ||
	    (s->type == PAGE_AUTO && is_warc(path)))
		return do_warc(s, path, e);
	int fd = input ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	gzFile gz = fd >= 0 ? gzdopen(fd, "rb") : NULL;

	if (!gz)
		return err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
	struct buf bytes;
	struct page p = {
	    .url = s->url,
	    .content_type = s->content_type,
	    .fetched = s->fetched,
	    .raw = {.file = str_of(path), .offset = 0},
	};

	buf_init(&bytes, body_max_bytes);
	int rc = read_whole(&bytes, gz, path, &mine);

	(void)gzclose(gz);
	p.bytes = buf_view(&bytes);
	if (rc == 0) {
		struct buf hex;

		buf_init(&hex, 128);
		buf_puts(&hex, "sha256:");
		digest_hex(&hex, p.bytes, DIGEST_BYTES);
		p.raw.digest = arena_str(&s->arena, buf_view(&hex));
		buf_release(&hex);
		rc = take(s, &p, s->type, e);
	} else {
		s->in++;
		rc = refuse(s, &p, &mine, e);
	}
	buf_release(&bytes);
	return rc;
}
