/*
 * Asks for robots.txt before the first page of an origin, and judges by it
 * (RFC 9309, 2.3 and 2.4).
 *
 * Keeps: rules hold for a day, in fetch.lmdb too. 4xx: all is allowed; 5xx, 429
 *   and an origin that cannot be reached: nothing is, but for rules we had
 *   within 30 days. Redirects as for any page; more than five count as 4xx.
 * Crawl-delay lengthens the pause between two requests. Users: fetcher.c.
 */
#ifndef FETCH_ASK_ROBOTS_H
#define FETCH_ASK_ROBOTS_H

#include "fetch/fetcher.h"

enum robots_word {
	ROBOTS_ERROR = -1,
	ROBOTS_MAY,
	ROBOTS_MAY_NOT, /* *reason says why */
	ROBOTS_WAIT     /* the job is parked until the answer is there */
};

enum robots_word ask_robots(
    struct fetcher *f, struct job *j, const char **reason, struct err *e);

#endif
