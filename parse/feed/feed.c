#include "parse/feed/feed.h"

#include "parse/feed/json.h"
#include "parse/feed/read.h"

struct kept {
	struct feed *f;
	struct arena *a;
};

static int keep(void *user, const struct feed *so_far,
    const struct feed_item *it, struct err *e)
{
	struct kept *k = user;
	struct feed *f = k->f;
	struct arena *a = k->a;

	(void)so_far;
	if (f->n == FEED_ITEMS_MAX)
		return err_set(e, EXIT_DATA, "a feed of more than %d items",
		    FEED_ITEMS_MAX);
	f->items = arena_more(a, f->items, f->n, &f->cap, sizeof *f->items);
	f->items[f->n++] = (struct feed_item){
	    .guid = arena_str(a, it->guid),
	    .url = arena_str(a, it->url),
	    .title = arena_str(a, it->title),
	    .summary = arena_str(a, it->summary),
	    .content = arena_str(a, it->content),
	    .author = arena_str(a, it->author),
	    .lang = arena_str(a, it->lang),
	    .published = it->published,
	    .updated = it->updated,
	};
	return 0;
}

int feed_parse(struct feed *f, struct arena *a, struct str utf8, struct str url,
    struct err *e)
{
	if (feed_json_is(utf8))
		return feed_json_read(f, a, utf8, url, e);
	struct kept k = {f, a};
	struct feed_reader *r = feed_read_open(url, keep, &k);

	*f = (struct feed){.updated = STAMP_NONE};
	int rc = feed_read_push(r, utf8, true, e);
	const struct feed *said = feed_read_feed(r);

	f->title = arena_str(a, said->title);
	f->link = arena_str(a, said->link);
	f->language = arena_str(a, said->language);
	f->updated = said->updated;
	f->ttl = said->ttl;
	feed_read_close(r);
	return rc;
}
