#include "fetch/robots_state.h"

#include "fetch/state_db.h"

#include <string.h>

/* two times, then the rules */
struct head {
	int64_t at, failed;
};

int robots_state_get(struct fetch_state *s, struct str origin, struct arena *a,
    struct robots_memory *m, struct err *e)
{
	const struct state_note *w = state_db_noted(s, STATE_ROBOTS, origin);
	struct head head;
	struct str v;
	MDB_txn *txn;
	int found = 0;

	*m = (struct robots_memory){.at = STAMP_NONE, .failed = STAMP_NONE};
	if (state_db_begin(s, false, &txn, e) != 0)
		return -1;
	int rc = w ? 0 : state_db_get(s, txn, STATE_ROBOTS, origin, &v);

	if (w)
		v = w->value;
	if (rc == 0 && v.n >= sizeof head) {
		memcpy(&head, v.p, sizeof head);
		m->at = head.at;
		m->failed = head.failed;
		m->rules = arena_str(a, str_sub(v, sizeof head, v.n));
		found = 1;
	}
	mdb_txn_abort(txn);
	if (rc != 0 && rc != MDB_NOTFOUND)
		return state_db_fail(e, rc, "cannot read");
	return found;
}

void robots_state_note(
    struct fetch_state *s, struct str origin, const struct robots_memory *m)
{
	const struct head head = {m->at, m->failed};
	struct buf b;

	buf_init(&b, sizeof head + m->rules.n + 1);
	buf_add(&b, &head, sizeof head);
	buf_str(&b, m->rules);
	state_db_note(s,
	    &(struct state_note){
		.table = STATE_ROBOTS, .key = origin, .value = buf_view(&b)});
	buf_release(&b);
}
