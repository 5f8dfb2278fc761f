#include "fetch/poll_plan.h"

enum { SHARE = 20, HASH_BITS = 16 };

/* up to a SHAREth of the wait, by feed and poll */
static int64_t jitter(
    const struct feed_memory *m, const struct feed_spec *s, int64_t wait)
{
	uint64_t h = str_hash(s->url) ^ (uint64_t)(m->polls + m->failures + 1) *
					    UINT64_C(0x9E3779B97F4A7C15);

	h ^= h >> 32;
	return wait / SHARE * (int64_t)(h & ((1 << HASH_BITS) - 1)) /
	       (1 << HASH_BITS);
}

static long largest(long a, long b)
{
	return a > b ? a : b;
}

/* the least interval of the feed, in seconds */
static long least(const struct feed_memory *m, const struct feed_spec *s)
{
	bool file = str_starts_nocase(s->url, STR("file:"));
	long v = s->interval;

	if (!file && !s->interval_set && m->polls > 0 && !m->etag.n &&
	    !m->modified.n)
		v = POLL_PLAN_BLIND;
	v = largest(v, m->ttl);
	/* what the list says may be longer than a day */
	return v > POLL_PLAN_MAX ? largest(s->interval, POLL_PLAN_MAX) : v;
}

static void learn_moved(struct feed_memory *m, struct str moved)
{
	if (!moved.n) {
		m->moved_seen = 0;
		m->moved = (struct str){NULL, 0};
	} else if (str_eq(m->moved, moved)) {
		m->moved_seen++;
	} else {
		m->moved = moved;
		m->moved_seen = 1;
	}
}

void poll_plan_success(struct feed_memory *m, const struct feed_spec *s,
    const struct poll_result *r, int64_t now)
{
	bool same_url = str_eq(m->validated, r->at);
	long interval = m->interval ? m->interval : s->interval;
	long fresh = (long)(r->fresh / STAMP_SECOND);

	/* both are updated on every 200 and 304; a 304 may leave one out */
	if (r->digest.p || !same_url || r->etag.p)
		m->etag = r->etag;
	if (r->digest.p || !same_url || r->modified.p)
		m->modified = r->modified;
	m->validated = r->at;
	if (r->digest.p)
		m->digest = r->digest;
	if (m->polls > 0)
		interval = r->changed ? interval * 4 / 5 : interval * 3 / 2;
	m->polls++;
	if (interval > POLL_PLAN_MAX)
		interval = POLL_PLAN_MAX;
	m->interval = largest(interval, least(m, s));
	/* freshness is of this answer alone: it is not learnt */
	long wait = largest(m->interval, fresh);

	m->next_due = now + wait * STAMP_SECOND;
	m->next_due += jitter(m, s, m->next_due - now);
	m->planned = now;
	m->last_success = now;
	m->failures = 0;
	m->reason = (struct str){NULL, 0};
	m->gone = false;
	learn_moved(m, r->moved);
}

void poll_plan_failure(struct feed_memory *m, const struct feed_spec *s,
    const struct poll_result *r, int64_t now)
{
	long wait =
	    largest(s->interval ? s->interval : FEEDLIST_INTERVAL, m->interval);

	for (long i = 0; i < m->failures && wait < POLL_PLAN_MAX; i++)
		wait *= 2;
	if (wait > POLL_PLAN_MAX)
		wait = largest(POLL_PLAN_MAX, s->interval);
	m->failures++;
	m->reason = str_of(r->reason);
	m->gone = r->gone;
	/* an address that was learnt and fails is forgotten */
	m->moved_seen = 0;
	m->moved = (struct str){NULL, 0};
	int64_t us = wait * STAMP_SECOND;

	if (r->put_off > us)
		us = r->put_off;
	m->next_due = now + us + jitter(m, s, us);
	m->planned = now;
}

void poll_plan_put_off(
    struct feed_memory *m, const struct feed_spec *s, int64_t until)
{
	m->next_due = until + jitter(m, s, STAMP_MINUTE);
}

bool poll_plan_due(
    const struct feed_memory *m, const struct feed_spec *s, int64_t now)
{
	int64_t most = largest(POLL_PLAN_MAX, s->interval) * STAMP_SECOND;

	if (m->next_due == STAMP_NONE || m->next_due <= now)
		return true;
	/* planned later than now: the clock was set back since */
	if (m->planned != STAMP_NONE && m->planned - now > STAMP_MINUTE)
		return true;
	/* nothing is ever planned further ahead than this */
	return m->next_due - now > most + most / SHARE + STAMP_HOUR;
}
