#include "store/db/rollup_check.h"

#include "store/db/bytes.h"
#include "store/db/check.h"
#include "store/db/names.h"
#include "store/db/rollup_read.h"

#define BODY_MAX_BYTES ((size_t)512 << 20)

struct checking {
	struct reader *r;
	struct rollup_articles articles;
	struct buf body; /* as counted now */
};

static int differs(uint32_t month, uint32_t series, struct err *e)
{
	char day[STAMP_TEXT_BYTES];

	return err_set(e, EXIT_DATA,
	    "the rollup of series %u, month %.7s, is not what its rows say",
	    series, stamp_format(check_month_begin(month), day));
}

/* the kind of a series, and the URL of a feed */
static int kind_of(
    struct reader *r, uint32_t series, struct series_name *name, struct err *e)
{
	struct str text;
	int rc = names_text(r->env, r->txn, NAME_SERIES, series, &text, e);

	if (rc < 0)
		return -1;
	if (rc == 0 || !series_parse(text, name) ||
	    (name->kind != OBS_ARTICLE && name->kind != OBS_OUTCOME))
		return err_set(e, EXIT_DATA,
		    "the rollup has series %u, of which there is none", series);
	return 0;
}

static int count(struct checking *c, uint32_t month, uint32_t series,
    const struct series_name *name, int64_t *known, struct err *e)
{
	unsigned char p[4];
	struct rollup_feed feed;
	uint32_t days;

	buf_clear(&c->body);
	if (name->kind == OBS_ARTICLE) {
		if (rollup_articles_read(
			&c->articles, c->r, series, month, INT64_MAX, e) != 0)
			return -1;
		*known = c->articles.known;
		rollup_articles_write(&c->body, &c->articles);
		return 0;
	}
	if (rollup_feed_of(c->r, name->entity, &feed, e) != 0 ||
	    rollup_polls_read(c->r, series, month, &feed, &days, known, e) != 0)
		return -1;
	bytes_put_le(p, days, sizeof p);
	buf_add(&c->body, p, sizeof p);
	return 0;
}

static int check_row(
    struct checking *c, struct str key, struct str value, struct err *e)
{
	const unsigned char *p = (const unsigned char *)key.p;
	struct reader *r = c->r;
	struct series_name name = {.kind = OBS_ARTICLE};
	struct rollup_head h;
	int64_t known = STAMP_NONE;

	if (env_check(TABLE_ROLLUP, key, &value, e) != 0)
		return -1;
	if (key.n != ROLLUP_KEY_BYTES)
		return err_set(
		    e, EXIT_DATA, "a row of table 'rollup' is broken");
	uint32_t month = (uint32_t)bytes_get_be(p, 4);
	uint32_t series = (uint32_t)bytes_get_be(p + 4, 4);

	if (value.n == 0)
		return 0; /* it says nothing */
	if (rollup_head_read(&value, &h, e) != 0 ||
	    kind_of(r, series, &name, e) != 0)
		return -1;
	int rc = rollup_is_current(
	    r->env, r->txn, month, series, name.kind == OBS_OUTCOME, &h, e);

	if (rc == 1)
		rc = count(c, month, series, &name, &known, e) == 0 ? 1 : -1;
	if (rc < 0)
		return -1;
	return rc == 1 && known == h.known && str_eq(value, buf_view(&c->body))
		   ? 0
		   : differs(month, series, e);
}

static int check_rows(struct checking *c, struct err *e)
{
	struct reader *r = c->r;
	MDB_cursor *cur;
	MDB_val k, v;
	int out = 0;
	int rc = mdb_cursor_open(r->txn, r->env->dbi[TABLE_ROLLUP], &cur);

	if (rc != 0)
		return env_read_error(e, rc, TABLE_ROLLUP);
	while (out == 0 && (rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT)) == 0)
		out = check_row(c, (struct str){k.mv_data, k.mv_size},
		    (struct str){v.mv_data, v.mv_size}, e);
	mdb_cursor_close(cur);
	if (out == 0 && rc != MDB_NOTFOUND)
		return env_read_error(e, rc, TABLE_ROLLUP);
	return out;
}

int rollup_check(struct reader *r, struct err *e)
{
	struct checking c = {.r = r};

	buf_init(&c.body, BODY_MAX_BYTES);
	int rc = check_rows(&c, e);

	buf_release(&c.body);
	rollup_articles_release(&c.articles);
	return rc;
}
