/*
 * Addresses of the SEC's feeds, made from what a feed list says:
 *   sec-submissions, sec-facts   data.sec.gov, by cik
 *   sec-company                  EDGAR's Atom of a company, by cik
 *   sec-current                  EDGAR's Atom of the latest filings, by form
 *   sec-index                    master.idx of each day (up to a month), or of
 *                                each quarter, from `since` to `until`
 *
 * Fails: EXIT_CONFIG where something is missing or cannot be.
 * Users: feedlist.c, fetch.
 */
#ifndef FETCH_FEEDLIST_SEC_H
#define FETCH_FEEDLIST_SEC_H

#include "fetch/feedlist.h"

#include "fetch/base/stamp.h"

/* does the spec say what its kind needs? */
int feedlist_sec_check(const struct feed_spec *f, struct err *e);
/* the one address of the kind; absent for sec-index */
struct str feedlist_sec_url(const struct feed_spec *f, struct arena *a);

/* The files of a sec-index, one after another: begin with *at of the first
 * function. *part names it: "NAME 2025-QTR1". false: that was all. */
int64_t feedlist_sec_begin(const struct feed_spec *f);
bool feedlist_sec_next(const struct feed_spec *f, struct arena *a, int64_t *at,
    struct str *part, struct str *url);

/* is it sec.gov, or a host of it */
/* Is it the index of a day more than a week ago? One that is still not there
 * then never comes: nothing was filed, on a holiday. */
bool feedlist_sec_is_over(struct str url, int64_t now);
bool feedlist_is_sec(struct str host);

#endif
