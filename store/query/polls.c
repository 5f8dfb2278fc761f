#include "store/query/polls.h"

bool polls_is_feed(const struct obs_row *row, struct str feed)
{
	return row->key.doc == doc_of_id(feed);
}

bool polls_good(struct reader *r, const struct obs_row *row, struct err *e)
{
	struct str reason;

	if (row->status == 200 || row->status == 304)
		return true;
	return row->status == 0 && row->reason &&
	       read_name(r, NAME_WORD, row->reason, &reason, e) == 1 &&
	       str_eq(reason, STR("fetched"));
}

static int polled(struct reader *r, const struct catalog_series *s,
    struct str feed, const int64_t range[2], struct err *e)
{
	struct read_rows *it =
	    read_rows_begin(r, s->id, range[0], range[1], READ_ANY_MODEL, e);
	struct obs_row row;
	int rc, good = 0;

	if (!it)
		return -1;
	while ((rc = read_rows_next(it, &row, e)) == 1 && !good)
		good = polls_is_feed(&row, feed) && polls_good(r, &row, e);
	read_rows_end(it);
	return rc < 0 || e->code ? -1 : good;
}

int polls_any(const struct catalog *c, struct reader *r, int64_t from,
    int64_t to, struct err *e)
{
	const int64_t range[2] = {from, to};

	for (size_t i = 0; i < c->n; i++) {
		if (c->v[i].kind != OBS_OUTCOME)
			continue;
		int rc = polled(
		    r, &c->v[i], c->entities.v[c->v[i].entity], range, e);

		if (rc != 0)
			return rc;
	}
	return 0;
}
