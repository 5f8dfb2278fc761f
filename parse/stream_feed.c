#include "parse/stream_feed.h"

#include "fetch/base/utf8.h"
#include "parse/feed/json.h"
#include "parse/feed/list.h"
#include "parse/text/charset.h"

#include <sys/stat.h>

enum {
	HEAD_BYTES = 16 * 1024,
	PAGE_BYTES = 64 * 1024,
	LINE_MAX_BYTES = 64 * 1024 * 1024
};

struct flow {
	const struct stream_settings *set;
	struct job_counts *counts;
	struct feed_source source;
	struct arena arena;
	struct buf line; /* whole lines to be written */
};

bool stream_feed_fits(struct input *in, const struct stream_settings *set)
{
	struct stat st;
	struct err ignored = {0};

	if ((set->type != PAGE_FEED && set->type != PAGE_AUTO) ||
	    fstat(in->fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size < STREAM_FEED_BYTES)
		return false;
	while (
	    in->head.n < HEAD_BYTES && input_more(in, HEAD_BYTES, &ignored) > 0)
		;
	struct str head = buf_view(&in->head);
	struct str name = charset_told(head, set->content_type);

	return !str_starts(head, STR("\x1f\x8b")) && !feed_json_is(head) &&
	       (!name.n || str_eq(name, STR("utf-8"))) &&
	       (set->type == PAGE_FEED ||
		   sniff_text(head, set->content_type) == PAGE_FEED);
}

static int print(struct flow *w, bool last, struct err *e)
{
	buf_char(&w->line, '\n');
	if (w->line.over)
		return err_set(e, EXIT_DATA, "a record is too big");
	w->counts->out++;
	if (w->line.n < PAGE_BYTES && !last)
		return 0;
	int rc = w->set->write(w->set->user, buf_view(&w->line), e);

	buf_clear(&w->line);
	return rc;
}

static int write_item(void *user, const struct feed *so_far,
    const struct feed_item *it, struct err *e)
{
	struct flow *w = user;
	struct str none = {NULL, 0};

	feed_source_fill(&w->source, so_far, none, none);
	arena_reset(&w->arena);
	feed_write_item(&w->line, &w->arena, it, &w->source);
	return print(w, false, e);
}

/* what of s is whole characters, if more follows */
static size_t whole(struct str s)
{
	size_t n = s.n;

	for (size_t back = 1; back <= 3 && back <= s.n; back++) {
		unsigned char c = (unsigned char)s.p[s.n - back];

		if (c < 0x80)
			break;
		if (c >= 0xC0) {
			n = utf8_length(s, s.n - back) ? s.n : s.n - back;
			break;
		}
	}
	return n;
}

static int read_all(
    struct input *in, struct flow *w, struct feed_list *f, struct err *e)
{
	struct buf clean;
	int rc = 1, bad = 0;

	buf_init(&clean, INPUT_MAX_BYTES);
	while (rc == 1 && bad == 0) {
		rc = input_more(in, PAGE_BYTES, e);
		size_t n = rc == 1 ? whole(buf_view(&in->head)) : in->head.n;
		struct str piece = str_sub(buf_view(&in->head), 0, n);

		buf_clear(&clean);
		if (rc >= 0)
			charset_clean(&clean, piece);
		bad = rc < 0 ? -1
			     : feed_list_push(f, buf_view(&clean), rc == 0, e);
		buf_drop(&in->head, n);
	}
	buf_release(&clean);
	if (bad)
		return -1;
	struct str none = {NULL, 0};

	feed_source_fill(&w->source, feed_list_feed(f), none, none);
	feed_write(&w->line, feed_list_feed(f), &w->source);
	return print(w, true, e);
}

int stream_feed(struct input *in, const struct stream_settings *set,
    struct job_counts *counts, struct err *e)
{
	struct flow w = {.set = set,
	    .counts = counts,
	    .source = {
		.url = set->url, .scope = STR("general"), .follow = true}};
	struct feed_list *f = feed_list_open(&w.source, true, write_item, &w);

	buf_init(&w.line, LINE_MAX_BYTES);
	counts->in++;
	int rc = read_all(in, &w, f, e);

	feed_list_close(f);
	arena_release(&w.arena);
	buf_release(&w.line);
	return rc;
}
