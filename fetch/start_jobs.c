#include "fetch/start_jobs.h"

#include "fetch/host_lease.h"
#include "fetch/page_file.h"

enum { LEASE_SECONDS = 60 /* beyond the time-out of the request */ };

bool start_jobs_held(const struct job *j)
{
	return j->delay > 0 && j->parallel <= 1 && !j->rate;
}

bool start_jobs_room(const struct fetcher *f)
{
	return f->n_active < FETCHER_ACTIVE_MAX && !emit_is_behind(&f->emit);
}

static int finish_file(struct fetcher *f, struct job *j, struct err *e)
{
	struct answer a = {.url = j->at, .is_file = true};
	struct err mine = {0};
	struct buf body;
	int rc;

	buf_init(&body, (size_t)j->max_bytes);
	if (!j->allow_file) {
		rc = fetcher_fail(
		    f, j, "file: URLs are not allowed by this list", e);
	} else if (page_file_read(j->at, &body, &mine) != 0) {
		rc = fetcher_fail(f, j, mine.text, e);
	} else {
		a.ok = true;
		a.body = a.begin = buf_view(&body);
		rc = fetcher_finish(f, j, &a, e);
	}
	buf_release(&body);
	return rc;
}

int start_jobs_again(struct fetcher *f, struct job *j, struct err *e)
{
	bool mine = j->validated.p && str_eq(j->at, j->validated);
	struct transfer_asks asks = {
	    .url = j->at.p,
	    .etag = mine ? j->etag : (struct str){NULL, 0},
	    .modified = mine ? j->modified : (struct str){NULL, 0},
	    .max_bytes = (size_t)j->max_bytes,
	    .timeout = j->timeout,
	};

	asks.allow_private = feedlist_allows_host(f->list, j->spec, j->name);
	asks.fresh = j->fresh || (!asks.allow_private &&
				     feedlist_names_private(f->list, j->name));
	asks.judge = *config_get(f->config, CONFIG_PROXY) && !j->judged &&
		     !asks.allow_private;
	asks.keep_request = f->emit.archive.wanted;
	j->transfer = transfer_new(f->n_spare ? f->spare[--f->n_spare] : NULL,
	    f->config, &asks, &f->budget);
	curl_easy_setopt(j->transfer->easy, CURLOPT_PRIVATE, (char *)j);
	j->next = f->active;
	f->active = j;
	f->n_active++;
	return curl_multi_add_handle(f->multi, j->transfer->easy) == CURLM_OK
		   ? 0
		   : err_set(e, EXIT_INTERNAL, "curl takes no handle");
}

/* the lease for the host's next job: 0 it is ours, the time to wait, or -1 */
static int64_t lease(struct fetcher *f, struct host_leases *l,
    const struct host *h, struct err *e)
{
	const struct job *j = h->first;
	int64_t hold = (j->timeout + LEASE_SECONDS) * STAMP_SECOND;

	/* a rate limit is kept with jitter, never exceeded for its sake */
	int64_t gap = j->delay + j->delay / 5 * (stamp_ticks() & 0xFF) / 0x100;

	if (j->delay > 0)
		return host_leases_take(l, h->name,
		    stamp_now(&(struct stamp_clock){STAMP_NONE}), hold,
		    start_jobs_held(j) ? 0 : gap, e);
	/* nothing to hold, but somebody may have been told to go away; a read
	 * needs the open transaction ended */
	if (host_leases_end(l, e) != 0)
		return -1;
	return host_lease_wait(
	    f->state, h->name, stamp_now(&(struct stamp_clock){STAMP_NONE}), e);
}

/* all jobs of a host that is not to be asked for long */
static int put_off_host(
    struct fetcher *f, struct host *h, int64_t span, struct err *e)
{
	int rc = 0;

	for (struct job *j = host_queues_take_all(&f->queues, h), *next; j;
	     j = next) {
		next = j->next;
		if (rc == 0)
			rc = fetcher_put_off(f, j, span, e);
		else
			job_free(j);
	}
	return rc;
}

/* Hosts whose turn it is: their leases in one transaction, then the requests.
 * 1 there may be more, 0 that was all. */
int start_jobs(struct fetcher *f, struct err *e)
{
	struct job *got[FETCHER_ACTIVE_MAX];
	struct host_leases leases;
	struct host *h, *quiet = NULL;
	int64_t now = stamp_ticks(), wait = 0;
	size_t n = 0;
	int rc = 0;

	host_leases_begin(&leases, f->state);
	while (start_jobs_room(f) && f->n_active + n < FETCHER_ACTIVE_MAX &&
	       !quiet && (h = host_queues_ready(&f->queues, now)) != NULL) {
		if (h->first->is_file) {
			if (host_leases_end(&leases, e) != 0)
				break;
			struct job *j = host_queues_take(&f->queues, h);

			host_queues_back(h, now);
			if (finish_file(f, j, e) != 0)
				break;
			continue;
		}
		wait = lease(f, &leases, h, e);
		if (wait < 0)
			break;
		if (wait > START_JOBS_PATIENCE)
			quiet = h;
		else if (wait > 0)
			/* another process may give it back sooner */
			h->not_before =
			    now + (wait < STAMP_SECOND ? wait : STAMP_SECOND);
		else
			got[n++] = host_queues_take(&f->queues, h);
	}
	if (host_leases_end(&leases, e) != 0 || e->code)
		rc = -1;
	for (size_t i = 0; i < n; i++) {
		if (rc == 0)
			rc = start_jobs_again(f, got[i], e);
		else
			job_free(got[i]);
	}
	if (rc == 0 && quiet)
		return put_off_host(f, quiet, wait, e) == 0 ? 1 : -1;
	return rc;
}
