#include "fetch/fetcher.h"

#include "fetch/ask_robots.h"
#include "fetch/feedlist_sec.h"
#include "fetch/host_lease.h"
#include "fetch/start_jobs.h"
#include "fetch/take_answer.h"
#include "fetch/web_url.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	POLL_MS = 1000,
	CHECK_MS = 200,       /* transfers under way are looked at so often, */
	CHECK_MIN_US = 20000, /* and no more often than that */
	SEC_PARALLEL = 4,
	NOTES_MAX = 8192
};

static const int64_t notes_gap_min = 20000, notes_gap_max = 500000;
/* 8 requests a second to all of sec.gov */
static const int64_t sec_delay = STAMP_SECOND / 8;
static const int64_t delay_adapted_max = 30 * STAMP_SECOND;

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
	f->notes_gap = notes_gap_min;
	emit_init(&f->emit);
}

/* the transfers under way are given up; their hosts are free again */
static void drop_active(struct fetcher *f)
{
	for (struct job *j = f->active, *next; j; j = next) {
		next = j->next;
		(void)curl_multi_remove_handle(f->multi, j->transfer->easy);
		if (start_jobs_held(j))
			host_lease_give(
			    f->state, j->host->name, wall(), wall() + j->delay);
		job_free(j);
	}
	f->active = NULL;
	f->n_active = 0;
}

void fetcher_release(struct fetcher *f)
{
	drop_active(f);
	host_queues_release(&f->queues);
	robots_sites_release(&f->sites);
	while (f->n_spare)
		curl_easy_cleanup(f->spare[--f->n_spare]);
	if (f->multi)
		(void)curl_multi_cleanup(f->multi);
	emit_release(&f->emit);
}

int fetcher_finish(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e)
{
	if (a->ok && (a->is_file || (a->status >= 200 && a->status < 400)))
		f->fetched++;
	else
		f->failed++;
	int rc = j->done(f, j, a, e);

	if (j->transfer && f->n_spare < FETCHER_ACTIVE_MAX)
		f->spare[f->n_spare++] = transfer_take_easy(j->transfer);
	job_free(j);
	return rc;
}

int fetcher_fail(
    struct fetcher *f, struct job *j, const char *reason, struct err *e)
{
	struct answer a = {.url = j->at, .reason = reason};

	return fetcher_finish(f, j, &a, e);
}

int fetcher_put_off(
    struct fetcher *f, struct job *j, int64_t span, struct err *e)
{
	struct answer a = {.url = j->at,
	    .reason = "the host wants to be left alone",
	    .put_off = span};

	return fetcher_finish(f, j, &a, e);
}

void fetcher_quiet_host(struct fetcher *f, struct host *h, int64_t span)
{
	int64_t now = wall();

	/* where it is long the lease tells so, and the jobs are put off */
	if (span <= START_JOBS_PATIENCE)
		h->not_before = stamp_ticks() + span;
	host_lease_give(f->state, h->name, now, now + span);
}

/* how the host of this hop is to be treated */
static void settle_manners(struct fetcher *f, struct job *j, struct str name)
{
	struct manners m = feedlist_manners(f->list, j->spec, name);

	j->delay = m.delay * STAMP_SECOND;
	j->adapt = m.adapt;
	j->parallel = m.parallel;
	j->backoff = m.backoff;
	j->rate = feedlist_is_sec(name);
	if (j->rate) {
		j->delay = sec_delay;
		j->adapt = false;
		j->parallel = SEC_PARALLEL;
		j->backoff = BACKOFF_HOST;
	}
}

/* the address taken apart, once for this hop; *host: with its port */
static int split_url(struct job *j, struct str *host, struct err *e)
{
	struct buf parts[3];
	struct str *to[] = {host, &j->name, &j->origin};

	for (size_t i = 0; i < 3; i++)
		buf_init(&parts[i], 8192);
	int rc = web_url_split(j->at.p, &parts[0], &parts[1], &parts[2], e);

	for (size_t i = 0; i < 3; i++) {
		*to[i] = arena_str(&j->arena, buf_view(&parts[i]));
		buf_release(&parts[i]);
	}
	return rc;
}

static int queue_web(struct fetcher *f, struct job *j, struct err *e)
{
	struct str host;
	struct err mine = {0};
	const char *why = NULL;
	enum robots_word word = ROBOTS_MAY;

	if (split_url(j, &host, &mine) != 0)
		return fetcher_fail(f, j, mine.text, e);
	settle_manners(f, j, j->name);
	if (j->rate && !*config_get(f->config, CONFIG_CONTACT))
		why = "no contact is configured, and the SEC wants one";
	else if (j->obey)
		word = ask_robots(f, j, &why, e);
	if (why)
		return fetcher_fail(f, j, why, e);
	if (word == ROBOTS_MAY)
		/* all hosts of the SEC are one */
		host_queues_add(&f->queues, j->rate ? STR("sec.gov") : host, j);
	return word == ROBOTS_ERROR ? -1 : 0;
}

int fetcher_queue(struct fetcher *f, struct job *j, struct err *e)
{
	j->is_file = str_starts_nocase(j->at, STR("file:"));
	if (f->over) {
		f->left++;
		job_free(j);
		return 0;
	}
	if (!j->is_file)
		return queue_web(f, j, e);
	host_queues_add(&f->queues, STR("file:"), j);
	return 0;
}

/* the pause behind a request: longer for a slow server, never the same */
static int64_t pause_of(const struct job *j, int64_t now)
{
	int64_t pause = j->delay;

	if (j->adapt && j->transfer) {
		int64_t slow = 5 * (now - j->transfer->began);

		if (slow > delay_adapted_max)
			slow = delay_adapted_max;
		if (slow > pause)
			pause = slow;
	}
	return pause + pause / 4 * (now & 0xFF) / 0x100;
}

/* Out of the multi handle; its host may be asked again. A host that was only
 * looked up, for a proxy, is asked at once. */
static int end_transfer(
    struct fetcher *f, struct job *j, CURLcode code, struct err *e)
{
	struct job **at = &f->active;
	int64_t now = stamp_ticks();
	const struct transfer *t = j->transfer;

	(void)curl_multi_remove_handle(f->multi, t->easy);
	while (*at != j)
		at = &(*at)->next;
	*at = j->next;
	f->n_active--;
	if (t->asks.judge && t->addressed && !t->refused && !t->fault) {
		j->judged = true;
		transfer_free(j->transfer);
		j->transfer = NULL;
		return start_jobs_again(f, j, e);
	}
	int64_t pause = pause_of(j, now);

	host_queues_back(j->host, now + pause);
	if (start_jobs_held(j))
		host_lease_give(
		    f->state, j->host->name, wall(), wall() + pause);
	return take_answer(f, j, code, e);
}

static int take_done(struct fetcher *f, struct err *e)
{
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(f->multi, &left)) != NULL) {
		if (m->msg != CURLMSG_DONE)
			continue;
		CURLcode code = m->data.result;
		struct job *j = NULL;

		(void)curl_easy_getinfo(
		    m->easy_handle, CURLINFO_PRIVATE, (char **)&j);
		if (end_transfer(f, j, code, e) != 0)
			return -1;
	}
	return 0;
}

/* those under way that take too long, or wait for room */
static int check_active(struct fetcher *f, struct err *e)
{
	int64_t now = stamp_ticks();

	if (now - f->checked_at < CHECK_MIN_US)
		return 0;
	f->checked_at = now;
	f->budget.behind = emit_behind(&f->emit);
	for (struct job *j = f->active, *next; j; j = next) {
		next = j->next;
		const char *fault = transfer_check(j->transfer, now);

		if (!fault)
			continue;
		j->transfer->fault = fault;
		if (end_transfer(f, j, CURLE_OK, e) != 0)
			return -1;
	}
	return 0;
}

/* What became of feeds and items is remembered in groups: first the archive
 * is on disk, then the state says so. */
static int remember(struct fetcher *f, bool all, struct err *e)
{
	int64_t since, now = stamp_ticks();
	size_t n = fetch_state_notes(f->state, &since);

	if (n == 0 || (!all && n < NOTES_MAX && now - since < f->notes_gap))
		return 0;
	if (archive_sync(&f->emit.archive, e) != 0 ||
	    fetch_state_flush(f->state, e) != 0)
		return -1;
	/* a slow disk is not to be all we wait for */
	f->notes_gap = 16 * (stamp_ticks() - now);
	if (f->notes_gap < notes_gap_min)
		f->notes_gap = notes_gap_min;
	if (f->notes_gap > notes_gap_max)
		f->notes_gap = notes_gap_max;
	return 0;
}

static bool may_read(const struct fetcher *f)
{
	return f->input &&
	       f->queues.waiting + f->sites.waiting < FETCHER_JOBS_MAX &&
	       !emit_is_behind(&f->emit);
}

static int wait_ms(const struct fetcher *f)
{
	int64_t now = stamp_ticks(), most = POLL_MS * INT64_C(1000), noted;

	if (f->n_active)
		most = CHECK_MS * INT64_C(1000);
	if (fetch_state_notes(f->state, &noted) > 0 &&
	    noted + f->notes_gap - now < most)
		most = noted + f->notes_gap - now;
	if (start_jobs_room(f))
		most = host_queues_wait(&f->queues, now, most);
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
	f->left +=
	    (long long)(f->n_active + f->queues.waiting + f->sites.waiting);
	drop_active(f);
	host_queues_release(&f->queues);
	robots_sites_drop_jobs(&f->sites);
	f->over = true;
	f->deadline = 0;
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

static bool is_idle(const struct fetcher *f)
{
	return !f->input && !f->queues.waiting && !f->sites.waiting &&
	       !f->n_active;
}

int fetcher_run(struct fetcher *f, struct err *e)
{
	int running, more;

	for (;;) {
		check_deadline(f);
		if (archive_turn(
			&f->emit.archive, stamp_now(&f->emit.clock), e) != 0)
			return -1;
		do
			more = start_jobs(f, e);
		while (more == 1);
		if (more < 0)
			return -1;
		if (curl_multi_perform(f->multi, &running) != CURLM_OK)
			return err_set(e, EXIT_INTERNAL, "curl cannot go on");
		if (take_done(f, e) != 0 || check_active(f, e) != 0 ||
		    emit_write(&f->emit, e) != 0 ||
		    remember(f, is_idle(f), e) != 0)
			return -1;
		bool writing = emit_is_waiting(&f->emit);

		if (is_idle(f) && !writing)
			return 0;
		if (wait_and_read(f, writing, e) != 0)
			return -1;
	}
}
