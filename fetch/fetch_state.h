/*
 * fetch.lmdb: what fetch must remember between runs: feeds and items.
 *
 * Owns: the environment, until fetch_state_close().
 * Keeps: transactions are short: none is held across a network wait or a
 *   write. Values are JSON objects, so that a field can be added.
 * Fails: EXIT_CANTCREAT, EXIT_IO (disk), EXIT_DATA (a value that cannot be
 *   read counts as absent and is written anew).
 * Users: fetch; the front reads feeds for `jevons status`.
 */
#ifndef FETCH_FETCH_STATE_H
#define FETCH_FETCH_STATE_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

struct fetch_state;

struct feed_memory {
	struct str name;           /* in its list */
	struct str etag, modified; /* opaque bytes, sent back as they came */
	struct str reason;         /* of the last failure */
	struct str validated;      /* the URL that the validators are of */
	struct str digest;         /* of the last answer's body */
	struct str moved;          /* where permanent redirects led last */
	int64_t next_due, last_try, last_success;
	int64_t planned; /* when next_due was set */
	long failures;   /* in a row */
	long items;      /* different ones seen; counted by the flush */
	long polls;
	long moved_seen; /* polls in a row that led to `moved` */
	long ttl;        /* seconds, what the feed says: fetch_state_note_ttl */
	long interval;   /* adaptive, seconds; 0 unknown */
	bool gone;       /* answered 410 */
};

struct item_memory {
	struct str updated, digest; /* of the item when its page was fetched */
	struct str feed;            /* that brought it first */
	long attempts;              /* failed ones in a row */
	long rechecks;              /* of a page that was fetched */
	int64_t next_try;
	bool fetched, told; /* told: this version went out, page or not */
};

struct fetch_state *fetch_state_open(
    const char *path, bool read_only, struct err *e);
void fetch_state_close(struct fetch_state *s);

/* 1 found, 0 not, -1 error; views live in the arena. What is noted is
 * found, but for the number of items. */
int fetch_state_feed(struct fetch_state *s, struct str url, struct arena *a,
    struct feed_memory *m, struct err *e);
int fetch_state_item(struct fetch_state *s, struct str id, struct arena *a,
    struct item_memory *m, struct err *e);

/* To be written by the next fetch_state_flush(), all in one transaction: the
 * archive is synced before that. An item that was not known yet counts for
 * its feed. */
void fetch_state_note_feed(
    struct fetch_state *s, struct str url, const struct feed_memory *m);
void fetch_state_note_item(
    struct fetch_state *s, struct str id, const struct item_memory *m);
/* how long a feed says that it stays as it is */
void fetch_state_note_ttl(struct fetch_state *s, struct str feed, long seconds);
/* number of notes; *since: stamp_ticks() of the oldest */
size_t fetch_state_notes(const struct fetch_state *s, int64_t *since);
int fetch_state_flush(struct fetch_state *s, struct err *e);

/* every feed that was ever polled, in the order of URLs; rows live in the
 * arena */
struct feed_row {
	struct str url;
	struct feed_memory memory;
};
int fetch_state_feeds(struct fetch_state *s, struct arena *a,
    struct feed_row **rows, size_t *n, struct err *e);

#endif
