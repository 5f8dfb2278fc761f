/*
 * Items whose pages failed, with their lines, so that a page is tried again
 * although its feed does not bring the item any more.
 *
 * Keeps: an item stands here from its first failure until its page came, it
 *   went out for good, or it was given up.
 * Fails: EXIT_IO, EXIT_CANTCREAT.
 * Users: take_items.c; the front counts them for `jevons status`.
 */
#ifndef FETCH_RETRY_STATE_H
#define FETCH_RETRY_STATE_H

#include "fetch/fetch_state.h"

enum { RETRY_RUN_MAX = 500, RETRY_LINE_MAX_BYTES = 256 * 1024 };

/* line absent: no more; written by the next fetch_state_flush() */
void retry_state_note(struct fetch_state *s, struct str id, struct str line);

/* Lines of items that are due, RETRY_RUN_MAX at most, in the order of their
 * ids; they live in the arena. */
int retry_state_due(struct fetch_state *s, int64_t now, struct arena *a,
    struct str **lines, size_t *n, struct err *e);

/* how many wait, due or not */
int retry_state_count(struct fetch_state *s, size_t *n, struct err *e);

#endif
