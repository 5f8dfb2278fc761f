#include "fetch/take_items.h"

#include "fetch/base/jsonw.h"
#include "fetch/item.h"
#include "fetch/page_file.h"
#include "fetch/retry_state.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { READ_BYTES = 64 * 1024, TTL_MAX_MINUTES = 24 * 60 };

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

static int emit_item(struct fetcher *f, const struct item *it,
    const char *outcome, int status, struct err *e)
{
	struct buf b;

	buf_init(&b, ITEM_LINE_MAX_BYTES + 4096);
	add_fetch(&b, it->line, outcome, status);
	int rc = emit_line(&f->emit, it->url, buf_view(&b), false, e);

	buf_release(&b);
	return rc;
}

/* the memory, and the line where the page is to be asked for again */
static void note_again(struct fetcher *f, const struct item *it,
    const struct item_memory *m, bool again)
{
	fetch_state_note_item(f->state, it->id, m);
	if (again || it->memory.next_try != STAMP_NONE)
		retry_state_note(
		    f->state, it->id, again ? it->line : (struct str){NULL, 0});
}

static int page_came(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e)
{
	const struct item *it = j->user;
	bool recheck = j->spec && j->spec->recheck;
	struct item_memory m =
	    recheck ? item_to_recheck(it, stamp_now(&f->emit.clock))
		    : item_with_page(it);
	const struct emit_exchange x = {
	    .type = a->is_file ? "resource" : "response",
	    .uri = j->url,
	    .head = a->head,
	    .body = a->body,
	    .content_type = a->is_file ? page_file_type(a->url) : NULL,
	    .request = a->request,
	    .ip = a->ip,
	    .truncated = a->cut,
	};

	if (emit_item(f, it, "fetched", a->status, e) != 0 ||
	    emit_exchange(&f->emit, &x, e) != 0 ||
	    emit_outcome(&f->emit, j->url, it->feed, a->status, "fetched", e) !=
		0)
		return -1;
	if (f->tell)
		f->tell("page fetched", j->url, a->status, "fetched");
	note_again(f, it, &m, m.next_try != STAMP_NONE);
	return 0;
}

/* A page that was had and is only looked at again: what we have stays. */
static int recheck_failed(struct fetcher *f, struct job *j,
    const struct answer *a, const char *reason, struct err *e)
{
	const struct item *it = j->user;
	struct item_memory m = item_to_recheck(it, stamp_now(&f->emit.clock));

	if (emit_outcome(&f->emit, j->url, it->feed, a->status, reason, e) != 0)
		return -1;
	if (f->tell)
		f->tell("page failed", j->url, a->status, reason);
	note_again(f, it, &m, m.next_try != STAMP_NONE);
	return 0;
}

/* it went out without its page, which is tried again another time */
static int page_failed(struct fetcher *f, struct job *j, const struct answer *a,
    const char *reason, struct err *e)
{
	const struct item *it = j->user;
	int64_t now = stamp_now(&f->emit.clock);
	struct item_memory m = j->forbidden ? item_put_off(it, now + STAMP_DAY)
			       : a->put_off ? item_put_off(it, now + a->put_off)
					    : item_failed(it, now);
	bool again = !j->forbidden && m.attempts < ITEM_ATTEMPTS_MAX;

	if (emit_item(
		f, it, j->forbidden ? "robots" : "failed", a->status, e) != 0 ||
	    emit_outcome(&f->emit, j->url, it->feed, a->status, reason, e) != 0)
		return -1;
	if (f->tell)
		f->tell("page failed", j->url, a->status, reason);
	fetch_state_note_item(f->state, it->id, &m);
	if (again || it->memory.next_try != STAMP_NONE)
		retry_state_note(
		    f->state, it->id, again ? it->line : (struct str){NULL, 0});
	return 0;
}

static int came(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e)
{
	char reason[600];

	if (a->ok && (a->is_file || a->status == 200))
		return page_came(f, j, a, e);
	if (a->ok)
		(void)snprintf(reason, sizeof reason, "http-%d", a->status);
	else
		(void)snprintf(reason, sizeof reason, "%s", a->reason);
	return item_is_recheck(j->user) ? recheck_failed(f, j, a, reason, e)
					: page_failed(f, j, a, reason, e);
}

/* takes the job over */
static int take_job(
    struct fetcher *f, struct take_items *t, struct job *j, struct err *e)
{
	struct item *it = j->user;
	struct str version = arena_printf(
	    &j->arena, "%.*s %.*s", STR_ARG(it->updated), STR_ARG(it->digest));
	int rc = fetch_state_item(f->state, it->id, &j->arena, &it->memory, e);
	const char *why = item_keep_away(it, stamp_now(&f->emit.clock));

	if (rc >= 0 && seen_items_again(&t->seen, it->id, it->feed, version))
		why = "";
	if (rc >= 0 && !why)
		return fetcher_queue(f, j, e);
	if (rc >= 0 && *why) {
		struct item_memory m = item_alone(it);

		rc = emit_item(f, it, why, 0, e);
		if (rc == 0)
			fetch_state_note_item(f->state, it->id, &m);
	} else if (rc >= 0) {
		t->known++;
	}
	job_free(j);
	return rc < 0 ? -1 : 0;
}

static int take_item(struct fetcher *f, struct take_items *t, struct str line,
    const json_t *o, struct err *e)
{
	struct job *j = job_new(STR(""), came);
	struct item *it = arena_new(&j->arena, sizeof *it);

	item_read(it, line, o, &j->arena);
	j->url = j->at = it->url;
	j->user = it;
	j->spec = feedlist_find(f->list, it->feed);
	j->max_bytes = j->spec ? j->spec->max_bytes : FEEDLIST_MAX_BYTES;
	j->timeout = j->spec ? j->spec->timeout : FEEDLIST_TIMEOUT;
	j->obey = true;
	/* a feed from the network may not name files, whatever its list says */
	j->allow_file = j->spec && j->spec->allow_file &&
			str_starts_nocase(j->spec->url, STR("file:"));
	if (!it->id.n) {
		job_free(j);
		return err_set(e, EXIT_DATA, "an item without an id");
	}
	return take_job(f, t, j, e);
}

static int refuse(
    struct fetcher *f, struct take_items *t, const char *why, struct err *e)
{
	t->refused++;
	return emit_refusal(&f->emit, why, e);
}

/* what a feed says of itself decides when it is polled next */
static void note_ttl(struct fetcher *f, const json_t *o)
{
	const json_t *url = json_object_get(o, "url");
	struct str feed = {json_string_value(url), json_string_length(url)};
	json_int_t minutes = json_integer_value(json_object_get(o, "ttl"));

	if (minutes > TTL_MAX_MINUTES)
		minutes = TTL_MAX_MINUTES;
	if (minutes > 0 && feed.n)
		fetch_state_note_ttl(f->state, feed, (long)minutes * 60);
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

	if (record && strcmp(record, "feed") == 0)
		note_ttl(f, o);

	if (record && strcmp(record, "item") == 0)
		rc = take_item(f, t, line, o, &mine);
	else
		rc = emit_line(
		    &f->emit, STR("urn:jevons:line"), line, true, &mine);
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

/* pages that failed, and are to be tried again by now; one whose feed is in no
 * list any more is forgotten */
static int take_retries(struct fetcher *f, struct take_items *t, struct err *e)
{
	struct arena a = {0};
	struct str *lines;
	size_t n;
	int rc = retry_state_due(
	    f->state, stamp_now(&f->emit.clock), &a, &lines, &n, e);

	for (size_t i = 0; i < n && rc == 0; i++) {
		json_t *o =
		    json_loadb(lines[i].p, lines[i].n, JSON_ALLOW_NUL, NULL);
		const json_t *id = json_object_get(o, "id");
		const char *feed =
		    json_string_value(json_object_get(o, "feed"));
		struct str key = {
		    json_string_value(id), json_string_length(id)};

		if (key.n && feedlist_find(f->list, str_of(feed)))
			rc = take_line(f, t, lines[i], e);
		else if (key.n)
			retry_state_note(f->state, key, (struct str){NULL, 0});
		json_decref(o);
	}
	arena_release(&a);
	return rc;
}

int take_items_begin(struct fetcher *f, struct take_items *t, struct err *e)
{
	*t = (struct take_items){0};
	buf_init(&t->held, ITEM_LINE_MAX_BYTES);
	f->input = input;
	f->input_user = t;
	return take_retries(f, t, e);
}

void take_items_release(struct take_items *t)
{
	buf_release(&t->held);
	seen_items_release(&t->seen);
}
