#include "fetch/fetcher.h"

#include "fetch/host_lease.h"
#include "fetch/page_file.h"
#include "fetch/warc/warc_read.h"
#include "fetch/web_url.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { POLL_MS = 1000, LEASE_SECONDS = 150 };
enum { NOTES_MAX = 256, NOTES_MS = 100 };

/* leases are shared by processes, so they are on the real clock */
static int64_t wall(void)
{
	struct stamp_clock real = {STAMP_NONE};

	return stamp_now(&real);
}

void fetcher_init(struct fetcher *f)
{
	f->multi = curl_multi_init();
	if (!f->multi)
		BUG("no curl multi handle");
	emit_init(&f->emit);
}

/* the transfers under way are given up; their hosts are free again */
static void drop_active(struct fetcher *f)
{
	struct err ignored = {0}; /* a lease that stays ends by itself */

	for (struct job *j = f->active, *next; j; j = next) {
		next = j->next;
		(void)curl_multi_remove_handle(f->multi, j->transfer->easy);
		(void)host_lease_give(f->state, j->host->name,
		    wall() + j->delay * STAMP_SECOND, &ignored);
		job_free(j);
	}
	f->active = NULL;
	f->n_active = 0;
}

void fetcher_release(struct fetcher *f)
{
	drop_active(f);
	host_queues_release(&f->queues);
	if (f->multi)
		(void)curl_multi_cleanup(f->multi);
	emit_release(&f->emit);
}

/* the job's end: its owner hears the answer, then it is gone */
static int finish(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e)
{
	if (a->ok && (a->is_file || (a->status >= 200 && a->status < 400)))
		f->fetched++;
	else
		f->failed++;
	int rc = j->done(f, j, a, e);

	job_free(j);
	return rc;
}

static int finish_failed(
    struct fetcher *f, struct job *j, const char *reason, struct err *e)
{
	struct answer a = {.url = j->at, .reason = reason};

	return finish(f, j, &a, e);
}

static int finish_file(struct fetcher *f, struct job *j, struct err *e)
{
	struct answer a = {.url = j->at, .is_file = true};
	struct err mine = {0};
	struct buf body;
	int rc;

	buf_init(&body, TRANSFER_BODY_MAX_BYTES);
	if (!j->allow_file) {
		rc = finish_failed(
		    f, j, "file: URLs are not allowed by this list", e);
	} else if (page_file_read(j->at, &body, &mine) != 0) {
		rc = finish_failed(f, j, mine.text, e);
	} else {
		a.ok = true;
		a.body = buf_view(&body);
		rc = finish(f, j, &a, e);
	}
	buf_release(&body);
	return rc;
}

int fetcher_queue(struct fetcher *f, struct job *j, struct err *e)
{
	struct buf host, name;
	struct err mine = {0};
	int rc = 0;

	j->is_file = str_starts_nocase(j->at, STR("file:"));
	if (f->over) {
		f->left++;
		job_free(j);
		return 0;
	}
	if (j->is_file) {
		host_queues_add(&f->queues, STR("file:"), j);
		return 0;
	}
	buf_init(&host, 4096);
	buf_init(&name, 4096);
	if (web_url_host(j->at.p, &host, &name, &mine) != 0)
		rc = finish_failed(f, j, mine.text, e);
	else
		host_queues_add(&f->queues, buf_view(&host), j);
	buf_release(&host);
	buf_release(&name);
	return rc;
}

static int begin_transfer(struct fetcher *f, struct job *j, struct err *e)
{
	j->transfer = transfer_new(
	    f->config, f->list, j->spec, j->at.p, j->etag, j->modified);
	curl_easy_setopt(j->transfer->easy, CURLOPT_PRIVATE, (char *)j);
	j->next = f->active;
	f->active = j;
	f->n_active++;
	return curl_multi_add_handle(f->multi, j->transfer->easy) == CURLM_OK
		   ? 0
		   : err_set(e, EXIT_INTERNAL, "curl takes no handle");
}

/* the host's next job goes out, or the host is put off */
static int start(struct fetcher *f, struct host *h, struct err *e)
{
	int64_t now = stamp_ticks();

	if (h->first->is_file) {
		struct job *j = host_queues_take(&f->queues, h);

		host_queues_back(h, now);
		return finish_file(f, j, e);
	}
	int64_t wait = host_lease_take(
	    f->state, h->name, wall(), LEASE_SECONDS * STAMP_SECOND, e);

	if (wait < 0)
		return -1;
	if (wait > 0) {
		/* another process has the host: look again soon */
		h->not_before =
		    now + (wait < STAMP_SECOND ? wait : STAMP_SECOND);
		return 0;
	}
	return begin_transfer(f, host_queues_take(&f->queues, h), e);
}

static bool has_room(const struct fetcher *f)
{
	return f->n_active < FETCHER_ACTIVE_MAX && !emit_is_behind(&f->emit);
}

static int start_some(struct fetcher *f, struct err *e)
{
	struct host *h;

	while (has_room(f) &&
	       (h = host_queues_ready(&f->queues, stamp_ticks())) != NULL)
		if (start(f, h, e) != 0)
			return -1;
	return 0;
}

/* a redirect queues the job again; 1 it did */
static int redirect(struct fetcher *f, struct job *j, struct err *e)
{
	struct str location =
	    warc_header(buf_view(&j->transfer->head), STR("Location"));
	struct err mine = {0};
	struct buf to;
	int rc;

	buf_init(&to, TRANSFER_HEAD_MAX_BYTES);
	if (++j->redirects > FETCHER_REDIRECTS_MAX)
		rc = finish_failed(f, j, "too many redirects", e);
	else if (!location.n)
		rc = finish_failed(f, j, "a redirect to nowhere", e);
	else if (web_url_redirect(j->at.p, location, &to, &mine) != 0)
		rc = finish_failed(f, j, mine.text, e);
	else if (str_starts_nocase(buf_view(&to), STR("file:")))
		rc = finish_failed(f, j, "a redirect to a file", e);
	else {
		j->at = arena_str(&j->arena, buf_view(&to));
		/* validators belong to the first address alone */
		j->etag = j->modified = (struct str){NULL, 0};
		transfer_free(j->transfer);
		j->transfer = NULL;
		rc = fetcher_queue(f, j, e);
	}
	buf_release(&to);
	return rc;
}

static int take_answer(
    struct fetcher *f, struct job *j, CURLcode code, struct err *e)
{
	struct transfer *t = j->transfer;
	struct answer a = {.url = j->at, .cut = t->cut};
	long status = 0;

	(void)curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	if (t->refused)
		return finish_failed(f, j, "the address is not public", e);
	if (code != CURLE_OK && !(code == CURLE_WRITE_ERROR && t->cut))
		return finish_failed(
		    f, j, *t->why ? t->why : curl_easy_strerror(code), e);
	a.status = (int)status;
	if (status >= 300 && status < 400 && status != 304)
		return redirect(f, j, e);
	a.ok = true;
	a.head = buf_view(&t->head);
	a.body = buf_view(&t->body);
	return finish(f, j, &a, e);
}

static int take_done(struct fetcher *f, struct err *e)
{
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(f->multi, &left)) != NULL) {
		if (m->msg != CURLMSG_DONE)
			continue;
		CURLcode code = m->data.result;
		struct job *j = NULL, **at = &f->active;

		(void)curl_easy_getinfo(
		    m->easy_handle, CURLINFO_PRIVATE, (char **)&j);
		(void)curl_multi_remove_handle(f->multi, m->easy_handle);
		while (*at != j)
			at = &(*at)->next;
		*at = j->next;
		f->n_active--;
		host_queues_back(
		    j->host, stamp_ticks() + j->delay * STAMP_SECOND);
		if (host_lease_give(f->state, j->host->name,
			wall() + j->delay * STAMP_SECOND, e) != 0 ||
		    take_answer(f, j, code, e) != 0)
			return -1;
	}
	return 0;
}

static bool may_read(const struct fetcher *f)
{
	return f->input && f->queues.waiting < FETCHER_JOBS_MAX &&
	       !emit_is_behind(&f->emit);
}

static int wait_ms(const struct fetcher *f)
{
	int64_t now = stamp_ticks(), most = POLL_MS * INT64_C(1000), noted;

	if (has_room(f))
		most = host_queues_wait(&f->queues, now, most);
	if (fetch_state_notes(f->state, &noted) > 0 &&
	    noted + NOTES_MS * 1000L - now < most)
		most = noted + NOTES_MS * 1000L - now;
	if (f->deadline && f->deadline - now < most)
		most = f->deadline - now;
	return most > 0 ? (int)(most / 1000) + 1 : 0;
}

/* Nothing is asked any more; what waits or is under way stays for another
 * time. */
static void check_deadline(struct fetcher *f)
{
	if (!f->deadline || stamp_ticks() < f->deadline)
		return;
	f->left += (long long)(f->n_active + f->queues.waiting);
	drop_active(f);
	host_queues_release(&f->queues);
	f->over = true;
	f->deadline = 0;
}

/* What became of feeds and items is remembered in groups: first the archive
 * is on disk, then the state says so. */
static int remember(struct fetcher *f, bool all, struct err *e)
{
	int64_t since;
	size_t n = fetch_state_notes(f->state, &since);

	if (n == 0 ||
	    (!all && n < NOTES_MAX && stamp_ticks() - since < NOTES_MS * 1000L))
		return 0;
	if (archive_sync(&f->emit.archive, e) != 0)
		return -1;
	return fetch_state_flush(f->state, e);
}

/* wait for the network, the reader or the input, and take what came in */
static int wait_and_read(struct fetcher *f, bool writing, struct err *e)
{
	struct curl_waitfd fds[2];
	bool reading = may_read(f);
	unsigned n = 0;

	if (writing)
		fds[n++] =
		    (struct curl_waitfd){STDOUT_FILENO, CURL_WAIT_POLLOUT, 0};
	if (reading)
		fds[n++] =
		    (struct curl_waitfd){STDIN_FILENO, CURL_WAIT_POLLIN, 0};
	(void)curl_multi_poll(f->multi, fds, n, wait_ms(f), NULL);
	return reading && fds[n - 1].revents ? f->input(f, f->input_user, e)
					     : 0;
}

int fetcher_run(struct fetcher *f, struct err *e)
{
	int running;

	for (;;) {
		check_deadline(f);
		if (start_some(f, e) != 0)
			return -1;
		if (curl_multi_perform(f->multi, &running) != CURLM_OK)
			return err_set(e, EXIT_INTERNAL, "curl cannot go on");
		if (take_done(f, e) != 0 || remember(f, false, e) != 0 ||
		    emit_write(&f->emit, e) != 0)
			return -1;
		bool writing = emit_is_waiting(&f->emit);

		if (!f->input && !f->queues.waiting && !f->n_active && !writing)
			return remember(f, true, e);
		if (wait_and_read(f, writing, e) != 0)
			return -1;
	}
}
