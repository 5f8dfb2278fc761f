#include "fetch/item.h"

#include "fetch/base/buf.h"
#include "fetch/base/digest.h"

static const int64_t backoff = STAMP_HOUR;

static struct str text_of(const json_t *o, const char *key, struct arena *a)
{
	const json_t *v = json_object_get(o, key);
	struct str s = {json_string_value(v), json_string_length(v)};

	return arena_str(a, s);
}

static struct str digest_of(const json_t *o, struct arena *a)
{
	static const char *const parts[] = {"title", "summary", "content"};
	struct buf all, hex;

	buf_init(&all, ITEM_LINE_MAX_BYTES * 2L);
	buf_init(&hex, 64);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const json_t *v = json_object_get(o, parts[i]);
		struct str s = {json_string_value(v), json_string_length(v)};

		buf_str(&all, s);
		buf_char(&all, '\n');
	}
	digest_hex(&hex, buf_view(&all), 16);
	struct str d = arena_str(a, buf_view(&hex));

	buf_release(&all);
	buf_release(&hex);
	return d;
}

void item_read(
    struct item *it, struct str line, const json_t *o, struct arena *a)
{
	*it = (struct item){
	    .line = arena_str(a, line),
	    .id = text_of(o, "id", a),
	    .feed = text_of(o, "feed", a),
	    .url = text_of(o, "url", a),
	    .updated = text_of(o, "updated", a),
	    .digest = digest_of(o, a),
	    .follow = !json_is_false(json_object_get(o, "follow")),
	    .memory = {.next_try = STAMP_NONE},
	};
}

/* the feed whose changes count: the one that brought the item first */
static struct str owner(const struct item *it)
{
	return it->memory.feed.n ? it->memory.feed : it->feed;
}

static bool is_same(const struct item *it)
{
	return it->memory.told && str_eq(it->memory.updated, it->updated) &&
	       str_eq(it->memory.digest, it->digest);
}

bool item_is_recheck(const struct item *it)
{
	return it->memory.fetched && is_same(it);
}

const char *item_keep_away(const struct item *it, int64_t now)
{
	const struct item_memory *m = &it->memory;
	bool same = is_same(it), other = !str_eq(it->feed, owner(it));

	bool again = m->rechecks && m->next_try != STAMP_NONE;

	if (m->fetched && same && again && m->next_try <= now)
		return NULL;
	if (m->fetched && (same || other))
		return "";
	if (!it->url.n || !it->follow) {
		if (same || m->fetched)
			return "";
		return it->url.n ? "not-followed" : "no-link";
	}
	if (!m->fetched && same && m->attempts >= ITEM_ATTEMPTS_MAX)
		return "";
	if (!m->fetched && same && m->next_try != STAMP_NONE &&
	    m->next_try > now)
		return "";
	return NULL;
}

struct item_memory item_alone(const struct item *it)
{
	return (struct item_memory){
	    .updated = it->updated,
	    .digest = it->digest,
	    .feed = owner(it),
	    .next_try = STAMP_NONE,
	    .told = true,
	};
}

struct item_memory item_with_page(const struct item *it)
{
	struct item_memory m = item_alone(it);

	m.fetched = true;
	return m;
}

struct item_memory item_to_recheck(const struct item *it, int64_t now)
{
	struct item_memory m = item_with_page(it);

	m.rechecks = item_is_recheck(it) ? it->memory.rechecks : 0;
	if (m.rechecks < ITEM_RECHECKS_MAX)
		m.next_try =
		    now + (m.rechecks ? STAMP_DAY - STAMP_HOUR : STAMP_HOUR);
	m.rechecks++;
	return m;
}

struct item_memory item_failed(const struct item *it, int64_t now)
{
	/* a changed item begins anew */
	long before = is_same(it) ? it->memory.attempts : 0;
	struct item_memory m = item_alone(it);

	m.attempts = before + 1;
	m.next_try =
	    now + (backoff << (before < ITEM_ATTEMPTS_MAX ? before
							  : ITEM_ATTEMPTS_MAX));
	return m;
}

struct item_memory item_put_off(const struct item *it, int64_t until)
{
	struct item_memory m = item_alone(it);

	m.attempts = is_same(it) ? it->memory.attempts : 0;
	m.next_try = until;
	return m;
}
