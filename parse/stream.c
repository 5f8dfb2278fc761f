#include "parse/stream.h"

#include "fetch/base/digest.h"
#include "parse/context.h"
#include "parse/input.h"
#include "parse/record/record.h"
#include "parse/stream_feed.h"

#include <stdlib.h>
#include <string.h>

enum { CONTEXT_MAX_BYTES = 64 * 1024 * 1024 };

struct stream {
	struct stream_settings set;
	struct dispatch *out;
	struct buf source, item; /* lines for the record that follows */
	bool has_source, has_item;
	struct buf document, digest;
};

struct stream *stream_open(const struct stream_settings *set, struct err *e)
{
	struct stream *s = mem_new(1, sizeof *s);

	s->set = *set;
	buf_init(&s->source, CONTEXT_MAX_BYTES);
	buf_init(&s->item, CONTEXT_MAX_BYTES);
	buf_init(&s->document, INPUT_MAX_BYTES);
	buf_init(&s->digest, 128);
	s->out = dispatch_open(set->jobs, set->write, set->user, e);
	if (!s->out) {
		stream_close(s);
		return NULL;
	}
	return s;
}

void stream_close(struct stream *s)
{
	if (!s)
		return;
	dispatch_close(s->out);
	buf_release(&s->source);
	buf_release(&s->item);
	buf_release(&s->document);
	buf_release(&s->digest);
	free(s);
}

int stream_drain(struct stream *s, struct err *e)
{
	return dispatch_drain(s->out, e);
}

struct job_counts stream_counts(const struct stream *s)
{
	return dispatch_counts(s->out);
}

static void forget(struct stream *s)
{
	s->has_source = s->has_item = false;
}

static bool keep(struct buf *to, struct str line)
{
	buf_clear(to);
	buf_str(to, line);
	return !to->over;
}

/* a JSON line: what it says of the next record is kept, an item without a
 * page is an article, and what we do not know passes through */
static int take_line(
    struct stream *s, struct job *j, struct str line, struct err *e)
{
	struct err mine = {0};
	struct str kind;
	long version;

	j->kind = JOB_LINE;
	j->bytes = line;
	if (record_peek(line, &kind, &version, &mine) != 0) {
		j->kind = JOB_REFUSED;
		j->reason = str_of(mine.text);
	} else if (str_eq(kind, STR("source"))) {
		forget(s);
		s->has_source = keep(&s->source, line);
		return 0;
	} else if (str_eq(kind, STR("item"))) {
		forget(s);
		s->has_item = keep(&s->item, line);
		if (context_page_follows(line))
			return 0;
		j->kind = JOB_ITEM;
		j->item = line;
		forget(s);
	}
	return dispatch_add(s->out, j, e);
}

/* a response or resource: a feed behind a source, a page behind an item */
static int take_record(struct stream *s, struct job *j, bool http,
    const struct warc_in *in, struct err *e)
{
	j->kind = http ? JOB_RESPONSE : JOB_DOCUMENT;
	j->type = s->has_source              ? PAGE_FEED
		  : s->set.type == PAGE_WARC ? PAGE_AUTO
					     : s->set.type;
	j->truncated = in->truncated;
	j->bytes = in->block;
	j->content_type = in->content_type;
	if (s->has_source)
		j->source = buf_view(&s->source);
	if (s->has_item)
		j->item = buf_view(&s->item);
	int rc = dispatch_add(s->out, j, e);

	forget(s);
	return rc;
}

static struct raw_place place_of(const struct warc_in *in, const char *path)
{
	struct str file = warc_header(in->head, STR("Jevons-File"));
	struct str offset = warc_header(in->head, STR("Jevons-Offset"));
	const char *slash = strrchr(path, '/');
	struct raw_place raw = {
	    .offset = -1,
	    .record = in->id,
	    .digest = in->payload_digest,
	};

	if (file.p) {
		raw.file = file;
		raw.offset = 0;
		for (size_t i = 0; i < offset.n && i < 18; i++)
			if (offset.p[i] >= '0' && offset.p[i] <= '9')
				raw.offset =
				    raw.offset * 10 + (offset.p[i] - '0');
	} else if (strcmp(path, "-") != 0) {
		/* as fetch names it: archives may be moved as a whole */
		raw.file = str_of(slash ? slash + 1 : path);
		raw.offset = in->offset;
	}
	return raw;
}

static int take_warc(
    struct stream *s, const struct warc_in *in, const char *path, struct err *e)
{
	struct job j = {
	    .fetched = in->date,
	    .url = in->uri,
	    .raw = place_of(in, path),
	};
	bool http = str_eq(in->type, STR("response"));

	if (http || str_eq(in->type, STR("resource")))
		return take_record(s, &j, http, in, e);
	if (str_eq(in->type, STR("metadata")) &&
	    str_starts(in->content_type, STR("application/json")))
		return take_line(s, &j, in->block, e);
	/* of a revisit there is nothing new to say */
	if (str_eq(in->type, STR("revisit")))
		forget(s);
	return 0;
}

static int read_warc(
    struct stream *s, struct input *input, const char *path, struct err *e)
{
	struct warc_reader *r = input_warc(input);
	struct warc_in in;
	enum warc_result got;
	int rc = 0;

	while (rc == 0) {
		struct err mine = {0};

		got = warc_read_next(r, &in, &mine);
		if (got == WARC_END)
			break;
		if (got == WARC_RECORD) {
			rc = take_warc(s, &in, path, e);
		} else if (got == WARC_REFUSED) {
			struct job j = {
			    .kind = JOB_REFUSED,
			    .fetched = s->set.fetched,
			    .raw = {.file = str_of(input->name), .offset = -1},
			    .reason = str_of(mine.text),
			};

			forget(s);
			rc = dispatch_add(s->out, &j, e);
		} else {
			rc = err_set(e, mine.code, "%s", mine.text);
		}
	}
	forget(s);
	warc_read_close(r);
	return rc;
}

static int read_document(
    struct stream *s, struct input *input, const char *path, struct err *e)
{
	bool piped = strcmp(path, "-") == 0;
	struct err mine = {0};
	struct job j = {
	    .kind = JOB_DOCUMENT,
	    .type = s->set.type,
	    .fetched = s->set.fetched,
	    .url = s->set.url,
	    .content_type = s->set.content_type,
	    .raw = {.file = piped ? (struct str){NULL, 0} : str_of(path),
		.offset = piped ? -1 : 0},
	};

	buf_clear(&s->document);
	if (input_whole(input, &s->document, &mine) != 0) {
		if (mine.code != EXIT_DATA)
			return err_set(e, mine.code, "%s", mine.text);
		j.kind = JOB_REFUSED;
		j.reason = str_of(mine.text);
	} else if (piped && !s->document.n) {
		return 0; /* an empty input is no document */
	}
	j.bytes = buf_view(&s->document);
	buf_clear(&s->digest);
	buf_puts(&s->digest, "sha256:");
	digest_hex(&s->digest, j.bytes, DIGEST_BYTES);
	j.raw.digest = buf_view(&s->digest);
	return dispatch_add(s->out, &j, e);
}

/* a feed too large to hold; what came before it goes out first */
static int read_feed(
    struct stream *s, struct input *input, const char *path, struct err *e)
{
	struct job_counts counts = {0};
	struct err mine = {0};

	if (dispatch_drain(s->out, e) != 0)
		return -1;
	int rc = stream_feed(input, &s->set, &counts, &mine);
	struct job j = {
	    .kind = JOB_REFUSED,
	    .fetched = s->set.fetched,
	    .url = s->set.url,
	    .raw = {.file = str_of(path)},
	    .reason = str_of(mine.text),
	};

	if (rc != 0 && mine.code == EXIT_DATA) {
		counts.in = 0; /* the refusal counts it */
		rc = dispatch_add(s->out, &j, e);
	} else if (rc != 0) {
		rc = err_set(e, mine.code, "%s", mine.text);
	}
	dispatch_count(s->out, counts);
	return rc;
}

int stream_file(struct stream *s, const char *path, struct err *e)
{
	struct input in;
	int rc;

	if (input_open(&in, path, e) != 0)
		return -1;
	if (s->set.type == PAGE_WARC || (s->set.type == PAGE_AUTO && in.warc))
		rc = read_warc(s, &in, path, e);
	else if (stream_feed_fits(&in, &s->set))
		rc = read_feed(s, &in, path, e);
	else
		rc = read_document(s, &in, path, e);
	input_close(&in);
	return rc;
}
