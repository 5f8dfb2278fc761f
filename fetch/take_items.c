#include "fetch/take_items.h"

#include "fetch/base/digest.h"
#include "fetch/base/jsonw.h"
#include "fetch/page_file.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024, BACKOFF_SECONDS = 3600 };

struct item {
	struct str line, id, feed;
	struct item_memory memory;
	struct str updated, digest; /* of this line */
};

/* the item's line with ,"fetch":{…} in front of its last brace */
static void add_fetch(
    struct buf *to, struct str line, const char *outcome, int status)
{
	struct jsonw j;

	while (line.n && line.p[line.n - 1] != '}')
		line.n--;
	buf_str(to, str_sub(line, 0, line.n ? line.n - 1 : 0));
	buf_puts(to, ",\"fetch\":");
	jsonw_begin(&j, to);
	jsonw_object(&j, NULL);
	jsonw_text(&j, "outcome", str_of(outcome));
	if (status)
		jsonw_int(&j, "status", status);
	jsonw_object_end(&j);
	buf_char(to, '}');
}

static int emit_item(struct fetcher *f, struct str url, struct str line,
    const char *outcome, int status, struct err *e)
{
	bool fetched = strcmp(outcome, "fetched") == 0;
	struct buf b;

	buf_init(&b, ITEM_LINE_MAX_BYTES + 4096);
	add_fetch(&b, line, outcome, status);
	struct warc_record r = {
	    .type = "metadata",
	    .uri = url,
	    .date = stamp_now(&f->clock),
	    .content_type = "application/json",
	    .body = buf_view(&b),
	};
	/* without a page the item comes again from its feed's replay */
	int rc = fetcher_emit(f, &r, !fetched, e);

	buf_release(&b);
	return rc;
}

static int page_came(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e)
{
	struct item *it = j->user;
	struct warc_record r = {
	    .type = a->is_file ? "resource" : "response",
	    .uri = j->url,
	    .date = stamp_now(&f->clock),
	    .content_type = a->is_file ? page_file_type(a->url)
				       : "application/http; msgtype=response",
	    .head = a->head,
	    .body = a->body,
	    .truncated = a->cut,
	};

	if (emit_item(f, j->url, it->line, "fetched", a->status, e) != 0 ||
	    fetcher_emit(f, &r, false, e) != 0 ||
	    fetcher_emit_outcome(
		f, j->url, it->feed, a->status, "fetched", e) != 0 ||
	    archive_sync(&f->archive, e) != 0)
		return -1;
	struct item_memory m = {
	    .updated = it->updated,
	    .digest = it->digest,
	    .next_try = STAMP_NONE,
	    .fetched = true,
	};

	return fetch_state_put_item(f->state, it->id, &m, e);
}

static int came(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e)
{
	struct item *it = j->user;
	char reason[600];

	if (a->ok && (a->is_file || a->status == 200))
		return page_came(f, j, a, e);
	if (a->ok)
		(void)snprintf(reason, sizeof reason, "http-%d", a->status);
	else
		(void)snprintf(reason, sizeof reason, "%s", a->reason);
	if (emit_item(f, j->url, it->line, "failed", a->status, e) != 0 ||
	    fetcher_emit_outcome(f, j->url, it->feed, a->status, reason, e) !=
		0 ||
	    archive_sync(&f->archive, e) != 0)
		return -1;
	struct item_memory m = it->memory;
	int64_t wait = BACKOFF_SECONDS * STAMP_SECOND;

	m.updated = it->updated;
	m.digest = it->digest;
	m.fetched = false;
	m.next_try = stamp_now(&f->clock) + (wait << m.attempts);
	m.attempts++;
	return fetch_state_put_item(f->state, it->id, &m, e);
}

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
	for (size_t i = 0; i < 3; i++) {
		const char *v = json_string_value(json_object_get(o, parts[i]));

		buf_puts(&all, v ? v : "");
		buf_char(&all, '\n');
	}
	digest_hex(&hex, buf_view(&all), 16);
	struct str d = arena_str(a, buf_view(&hex));

	buf_release(&all);
	buf_release(&hex);
	return d;
}

/* NULL: the page is to be fetched; else why not; "" = nothing to say */
static const char *keep_away(
    const struct item *it, bool follow, struct str url, int64_t now)
{
	const struct item_memory *m = &it->memory;
	bool same =
	    str_eq(m->updated, it->updated) && str_eq(m->digest, it->digest);

	if (!url.n)
		return "no-link";
	if (!follow)
		return "not-followed";
	if (m->fetched && same)
		return "";
	if (!m->fetched && same && m->attempts >= ITEM_ATTEMPTS_MAX)
		return "given-up";
	if (!m->fetched && same && m->next_try != STAMP_NONE &&
	    m->next_try > now)
		return "waiting";
	return NULL;
}

static int take_item(struct fetcher *f, struct take_items *t, struct str line,
    const json_t *o, struct err *e)
{
	struct job *j = fetcher_job(f, STR(""), came);
	struct item *it = arena_new(&j->arena, sizeof *it);
	struct arena *a = &j->arena;
	struct str url = text_of(o, "url", a);

	j->url = j->at = url;
	j->user = it;
	it->line = arena_str(a, line);
	it->id = text_of(o, "id", a);
	it->feed = text_of(o, "feed", a);
	it->updated = text_of(o, "updated", a);
	it->digest = digest_of(o, a);
	j->spec = feedlist_find(f->list, it->feed);
	j->delay = j->spec ? j->spec->delay : 3;
	j->allow_file = j->spec && j->spec->allow_file;
	int rc = it->id.n
		     ? fetch_state_item(f->state, it->id, a, &it->memory, e)
		     : err_set(e, EXIT_DATA, "an item without an id");
	const char *why =
	    keep_away(it, !json_is_false(json_object_get(o, "follow")), url,
		stamp_now(&f->clock));

	if (rc >= 0 && !why)
		return fetcher_queue(f, j, e);
	if (rc >= 0 && *why)
		rc = emit_item(f, url, it->line, why, 0, e);
	else if (rc >= 0)
		t->known++;
	struct arena mine = j->arena;

	arena_release(&mine);
	return rc < 0 ? -1 : 0;
}

static int refuse(
    struct fetcher *f, struct take_items *t, const char *why, struct err *e)
{
	t->refused++;
	return fetcher_emit_outcome(
	    f, (struct str){NULL, 0}, (struct str){NULL, 0}, 0, why, e);
}

static int take_line(
    struct fetcher *f, struct take_items *t, struct str line, struct err *e)
{
	json_error_t why;
	struct err mine = {0};

	line = str_trim(line);
	if (!line.n)
		return 0;
	f->in++;
	json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &why);

	if (!json_is_object(o)) {
		json_decref(o);
		return refuse(f, t, "an item line is no JSON object", e);
	}
	const char *record = json_string_value(json_object_get(o, "record"));
	int rc = 0;

	if (record && strcmp(record, "item") == 0)
		rc = take_item(f, t, line, o, &mine);
	else
		rc = fetcher_emit_line(f, STR("urn:jevons:line"), line, &mine);
	json_decref(o);
	if (rc != 0 && mine.code == EXIT_DATA)
		return refuse(f, t, mine.text, e);
	return rc == 0 ? 0 : err_set(e, mine.code, "%s", mine.text);
}

static int take_held(
    struct fetcher *f, struct take_items *t, bool end, struct err *e)
{
	struct str all = buf_view(&t->held);
	size_t used = 0;

	while (used < all.n) {
		size_t nl = str_find(all, STR("\n"), used);

		if (nl == all.n && !end)
			break;
		struct str line = str_sub(all, used, nl);

		used = nl < all.n ? nl + 1 : nl;
		if (t->skipping) {
			t->skipping = false;
			continue;
		}
		if (take_line(f, t, line, e) != 0)
			return -1;
	}
	buf_drop(&t->held, used);
	return 0;
}

static int input(struct fetcher *f, void *user, struct err *e)
{
	struct take_items *t = user;
	char *room = buf_room(&t->held, READ_BYTES);

	if (!room) { /* an endless line is dropped, not kept */
		bool first = !t->skipping;

		buf_clear(&t->held);
		t->skipping = true;
		return first ? refuse(f, t, "an item line is too long", e) : 0;
	}
	ssize_t n = read(STDIN_FILENO, room, READ_BYTES);

	if (n < 0 && errno != EINTR && errno != EAGAIN)
		return err_sys(e, EXIT_IO, "cannot read stdin");
	if (n < 0)
		return 0;
	t->held.n += (size_t)n;
	t->held.p[t->held.n] = '\0';
	if (n == 0)
		f->input = NULL;
	return take_held(f, t, n == 0, e);
}

void take_items_begin(struct fetcher *f, struct take_items *t)
{
	*t = (struct take_items){0};
	buf_init(&t->held, ITEM_LINE_MAX_BYTES);
	f->input = input;
	f->input_user = t;
}

void take_items_release(struct take_items *t)
{
	buf_release(&t->held);
}
