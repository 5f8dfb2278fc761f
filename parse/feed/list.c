#include "parse/feed/list.h"

#include "parse/feed/edgar.h"
#include "parse/feed/gdelt.h"
#include "parse/feed/json.h"
#include "parse/feed/read.h"

#include <stdlib.h>

enum { SNIFF_BYTES = 4096, HELD_MAX_BYTES = 256 * 1024 * 1024 };

enum kind { UNKNOWN, XML, INDEX, JSON };

struct feed_list {
	const struct feed_source *s;
	bool bare;
	feed_sink *sink;
	void *user;
	enum kind kind;
	struct buf held; /* until its kind is known; a line; all JSON */
	struct feed_reader *xml;
	struct edgar_filter filter;
	struct feed f;      /* of an index or JSON; of XML what was given */
	struct arena arena; /* of JSON, or of an item */
};

struct feed_list *feed_list_open(
    const struct feed_source *s, bool bare, feed_sink *sink, void *user)
{
	struct feed_list *l = mem_new(1, sizeof *l);

	l->s = s;
	l->bare = bare;
	l->sink = sink;
	l->user = user;
	l->f.updated = STAMP_NONE;
	buf_init(&l->held, HELD_MAX_BYTES);
	edgar_filter_init(&l->filter, s);
	return l;
}

void feed_list_close(struct feed_list *l)
{
	if (!l)
		return;
	feed_read_close(l->xml);
	buf_release(&l->held);
	arena_release(&l->arena);
	free(l);
}

const struct feed *feed_list_feed(const struct feed_list *l)
{
	return &l->f;
}

static int give(struct feed_list *l, const struct feed *so_far,
    const struct feed_item *it, struct err *e)
{
	l->f.n++;
	return l->sink(l->user, so_far, it, e);
}

static int give_xml(void *user, const struct feed *so_far,
    const struct feed_item *it, struct err *e)
{
	struct feed_list *l = user;
	struct feed_item own = *it;

	arena_reset(&l->arena);
	if (!l->bare && !edgar_filter_item(&l->filter, &l->arena, &own))
		return 0;
	return give(l, so_far, &own, e);
}

static int push_xml(
    struct feed_list *l, struct str utf8, bool last, struct err *e)
{
	if (!l->xml)
		l->xml = feed_read_open(l->s->url, give_xml, l);
	if (feed_read_push(l->xml, utf8, last, e) != 0)
		return -1;
	if (last) {
		size_t given = l->f.n;

		l->f = *feed_read_feed(l->xml);
		l->f.n = given;
	}
	return 0;
}

/* whole lines; what is left of the last one is held */
static int push_index(
    struct feed_list *l, struct str utf8, bool last, struct err *e)
{
	struct str rest, line;
	struct feed_item it;
	int rc = 0;

	l->f.title = STR(EDGAR_INDEX_TITLE);
	buf_str(&l->held, utf8);
	rest = buf_view(&l->held);
	while (rc == 0 && rest.n) {
		size_t end = str_find(rest, STR("\n"), 0);

		if (end == rest.n && !last)
			break;
		line = str_sub(rest, 0, end);
		rest = str_sub(rest, end + 1, rest.n);
		arena_reset(&l->arena);
		if (edgar_filter_row(&l->filter, &l->arena, line, &it))
			rc = give(l, &l->f, &it, e);
	}
	buf_drop(&l->held, l->held.n - rest.n);
	return rc;
}

static int read_json(struct feed_list *l, struct feed *f, struct err *e)
{
	struct str text = buf_view(&l->held);

	if (edgar_sniff(text))
		return edgar_read(f, &l->arena, text, l->s, e);
	if (gdelt_sniff(text))
		return gdelt_read(f, &l->arena, text, e);
	return feed_parse(f, &l->arena, text, l->s->url, e);
}

static int push_json(
    struct feed_list *l, struct str utf8, bool last, struct err *e)
{
	struct feed f;

	buf_str(&l->held, utf8);
	if (l->held.over)
		return err_set(e, EXIT_DATA, "a list in JSON over %d MiB",
		    HELD_MAX_BYTES >> 20);
	if (!last)
		return 0;
	if (read_json(l, &f, e) != 0)
		return -1;
	for (size_t i = 0; i < f.n; i++)
		if (give(l, &f, &f.items[i], e) != 0)
			return -1;
	f.n = l->f.n;
	f.items = NULL;
	l->f = f;
	return 0;
}

static int push(struct feed_list *l, struct str utf8, bool last, struct err *e)
{
	switch (l->kind) {
	case XML:
		return push_xml(l, utf8, last, e);
	case INDEX:
		return push_index(l, utf8, last, e);
	case JSON:
		return push_json(l, utf8, last, e);
	case UNKNOWN:
		break;
	}
	return 0;
}

int feed_list_push(
    struct feed_list *l, struct str utf8, bool last, struct err *e)
{
	struct buf head;

	if (l->kind != UNKNOWN)
		return push(l, utf8, last, e);
	buf_str(&l->held, utf8);
	struct str s = buf_view(&l->held);

	if (s.n < SNIFF_BYTES && !last)
		return 0;
	l->kind = edgar_is_index(s) ? INDEX : feed_json_is(s) ? JSON : XML;
	head = l->held;
	buf_init(&l->held, HELD_MAX_BYTES);
	int rc = push(l, buf_view(&head), last, e);

	buf_release(&head);
	return rc;
}
