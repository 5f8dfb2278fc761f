/*
 * When to ask a feed again.
 *
 * The interval is the largest of what the list says, what the feed says (ttl)
 * and what its headers say (max-age, Expires), at most a day. It grows by half
 * while nothing changes and shrinks by a fifth when something does; where the
 * list says nothing, a feed is asked once an hour, and once a day if its
 * server gives no validators, so that each request costs it a whole answer.
 * Failures double the wait, from the interval on: later, never sooner. What
 * Retry-After asks for is waited for. Up to a twentieth is added, different for
 * each feed and poll, so that feeds do not come in step.
 *
 * Keeps: pure: equal arguments, equal plans.
 * Users: poll_feeds.c.
 */
#ifndef FETCH_POLL_PLAN_H
#define FETCH_POLL_PLAN_H

#include "fetch/feedlist.h"
#include "fetch/fetch_state.h"

enum {
	POLL_PLAN_MAX = 86400, /* seconds */
	POLL_PLAN_BLIND = 86400,
	POLL_PLAN_MOVED = 3 /* sightings until a new address is believed */
};

/* what a poll came to */
struct poll_result {
	bool changed;    /* there was something new; false: unchanged */
	int64_t fresh;   /* http_when_fresh() */
	int64_t put_off; /* Retry-After, or 0 */
	struct str etag, modified, at; /* validators, and the URL they are of */
	struct str digest;             /* of the answer */
	struct str moved;   /* where only permanent redirects led; absent */
	const char *reason; /* of a failure */
	bool gone;          /* 410 */
};

void poll_plan_success(struct feed_memory *m, const struct feed_spec *s,
    const struct poll_result *r, int64_t now);
void poll_plan_failure(struct feed_memory *m, const struct feed_spec *s,
    const struct poll_result *r, int64_t now);
/* Only put off: the host is not to be asked yet. No failure. */
void poll_plan_put_off(
    struct feed_memory *m, const struct feed_spec *s, int64_t until);

/* is the feed due? A time that a clock set back left far ahead does not hold
 * it up. */
bool poll_plan_due(
    const struct feed_memory *m, const struct feed_spec *s, int64_t now);

#endif
