/*
 * What a transfer came to: a redirect, an answer, or a failure.
 *
 * Keeps: redirects are followed here, by hand: FETCHER_REDIRECTS_MAX, scheme,
 *   address and robots.txt checked again, no login taken along; codings are
 *   checked against their ceiling (body_check.h); a Retry-After, or a block
 *   page of the SEC, quiets the host where the feed list or the status says
 *   that it is meant.
 * Users: fetcher.c.
 */
#ifndef FETCH_TAKE_ANSWER_H
#define FETCH_TAKE_ANSWER_H

#include "fetch/fetcher.h"

/* the reason of a request that no list allows */
#define TAKE_ANSWER_PRIVATE "the address is not public"

/* The job ends, or is queued again. */
int take_answer(struct fetcher *f, struct job *j, CURLcode code, struct err *e);

#endif
