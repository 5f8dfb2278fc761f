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
	int64_t set;    /* when it was written */
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
	if (at <= now || at - now > HOST_LEASE_MAX ||
	    l->set > now + STAMP_SECOND)
		return 0;
	return at - now;
}

/* LMDB codes; a lease of nobody where there is none */
static int read_lease(
    struct fetch_state *s, MDB_txn *txn, struct str host, struct lease *l)
{
	const struct state_note *w = state_db_noted(s, STATE_HOST, host);
	struct str v;
	int rc = w ? 0 : state_db_get(s, txn, STATE_HOST, host, &v);

	*l = (struct lease){STAMP_NONE, STAMP_NONE, 0, STAMP_NONE};
	if (w)
		v = w->value;
	if (rc == 0 && v.n == sizeof *l)
		memcpy(l, v.p, sizeof *l);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

void host_leases_begin(struct host_leases *l, struct fetch_state *s)
{
	*l = (struct host_leases){.state = s};
}

int64_t host_leases_take(struct host_leases *l, struct str host, int64_t now,
    int64_t hold_us, int64_t gap_us, struct err *e)
{
	struct fetch_state *s = l->state;
	struct lease lease;
	MDB_txn *txn = l->txn;

	if (!txn && state_db_begin_light(s, &txn, e) != 0)
		return -1;
	l->txn = txn;
	int rc = read_lease(s, txn, host, &lease);
	int64_t wait = rc == 0 ? wait_for(&lease, now) : 0;

	if (rc == 0 && wait > 0)
		return wait;
	lease = gap_us > 0 ? (struct lease){now + gap_us, now + gap_us, 0, now}
			   : (struct lease){now, now + hold_us, getpid(), now};
	if (rc == 0)
		rc = state_db_put(s, txn, STATE_HOST, host,
		    (struct str){(const char *)&lease, sizeof lease});
	if (rc != 0)
		return state_db_fail(e, rc, "cannot write");
	/* what waits to be written is older than this */
	state_db_drop_note(s, STATE_HOST, host);
	l->wrote = true;
	return 0;
}

int host_leases_end(struct host_leases *l, struct err *e)
{
	MDB_txn *txn = l->txn;

	l->txn = NULL;
	if (!txn)
		return 0;
	if (!l->wrote || e->code) {
		mdb_txn_abort(txn);
		return e->code ? -1 : 0;
	}
	return state_db_end(txn, 0, e);
}

int64_t host_lease_wait(
    struct fetch_state *s, struct str host, int64_t now, struct err *e)
{
	struct lease lease;
	MDB_txn *txn;

	if (state_db_begin(s, false, &txn, e) != 0)
		return -1;
	int rc = read_lease(s, txn, host, &lease);

	mdb_txn_abort(txn);
	return rc == 0 ? wait_for(&lease, now)
		       : state_db_fail(e, rc, "cannot read");
}

void host_lease_give(
    struct fetch_state *s, struct str host, int64_t now, int64_t next)
{
	const struct lease lease = {next, next, 0, now};

	state_db_note(s, &(struct state_note){.table = STATE_HOST,
			     .key = host,
			     .value = {(const char *)&lease, sizeof lease}});
}
