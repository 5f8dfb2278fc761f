#include "fetch/host_lease.h"

#include "fetch/state_db.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

struct lease {
	int64_t next;   /* wall clock: not before */
	int64_t expiry; /* of the hold */
	int64_t holder; /* process; 0: not held */
};

static bool is_dead(int64_t pid)
{
	return pid > 0 && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

static int64_t wait_for(const struct lease *l, int64_t now)
{
	int64_t at = l->next;

	if (l->holder && !is_dead(l->holder) && l->expiry > at)
		at = l->expiry;
	if (at <= now || at - now > STAMP_HOUR)
		return 0;
	return at - now;
}

static int put(
    struct fetch_state *s, MDB_txn *txn, struct str host, const struct lease *l)
{
	const struct str v = {(const char *)l, sizeof *l};

	return state_db_put(s, txn, STATE_HOST, host, v);
}

int64_t host_lease_take(struct fetch_state *s, struct str host, int64_t now,
    int64_t hold_us, struct err *e)
{
	struct lease l = {STAMP_NONE, STAMP_NONE, 0};
	struct str v;
	MDB_txn *txn;

	if (state_db_begin_light(s, &txn, e) != 0)
		return -1;
	int rc = state_db_get(s, txn, STATE_HOST, host, &v);

	if (rc == 0 && v.n == sizeof l)
		memcpy(&l, v.p, sizeof l);
	int64_t wait = rc == 0 ? wait_for(&l, now) : 0;

	if (wait > 0) {
		mdb_txn_abort(txn);
		return wait;
	}
	l = (struct lease){now, now + hold_us, getpid()};
	if (rc == 0 || rc == MDB_NOTFOUND)
		rc = put(s, txn, host, &l);
	return state_db_end(txn, rc, e);
}

int host_lease_give(
    struct fetch_state *s, struct str host, int64_t next, struct err *e)
{
	const struct lease l = {next, next, 0};
	MDB_txn *txn;

	if (state_db_begin_light(s, &txn, e) != 0)
		return -1;
	return state_db_end(txn, put(s, txn, host, &l), e);
}
