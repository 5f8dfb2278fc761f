#include "store/query/health.h"

#include "store/query/polls.h"

#include <stdlib.h>

static int read_feed(struct health_feed *f, const struct catalog_series *s,
    struct reader *r, int64_t now, struct err *e)
{
	int64_t from = now - HEALTH_DAYS * STAMP_DAY;
	struct obs_row row;
	int rc;

	if (read_check_months(r, s->id, from, now + 1, e) != 0)
		return -1;
	struct read_rows *it =
	    read_rows_begin(r, s->id, from, INT64_MAX, READ_ANY_MODEL, e);

	if (!it)
		return -1;
	while ((rc = read_rows_next(it, &row, e)) == 1) {
		bool good = polls_good(r, &row, e);

		if (!polls_is_feed(&row, f->feed)) {
			f->refused += !good;
			continue;
		}
		f->last = row.key.time;
		f->status = row.status;
		f->reason = row.reason;
		f->failed = good ? 0 : f->failed + 1;
		if (good)
			f->last_good = row.key.time;
	}
	read_rows_end(it);
	return rc;
}

int health_read(struct health *h, const struct catalog *c, struct reader *r,
    int64_t now, struct err *e)
{
	*h = (struct health){mem_new(c->n + 1, sizeof *h->v), 0};
	for (size_t i = 0; i < c->n; i++) {
		if (c->v[i].kind != OBS_OUTCOME)
			continue;
		struct health_feed *f = &h->v[h->n++];

		f->feed = c->entities.v[c->v[i].entity];
		f->last = f->last_good = STAMP_NONE;
		if (read_feed(f, &c->v[i], r, now, e) != 0)
			return -1;
	}
	return 0;
}

void health_release(struct health *h)
{
	free(h->v);
	*h = (struct health){0};
}
