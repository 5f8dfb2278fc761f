#include "store/db/rollup_read.h"

#include "store/db/bytes.h"
#include "store/db/check.h"
#include "store/db/names.h"

void rollup_reader_begin(
    struct rollup_reader *rr, struct reader *r, uint32_t series)
{
	*rr = (struct rollup_reader){.r = r, .series = series};
}

void rollup_reader_end(struct rollup_reader *rr)
{
	rollup_articles_release(&rr->articles);
}

/* ---- rows of the tables ---- */

int rollup_sum_of(struct env *env, MDB_txn *txn, uint32_t series,
    uint32_t month, struct rollup_sum *to, struct err *e)
{
	unsigned char key[CHECK_SUM_KEY_BYTES];
	struct str v;

	*to = (struct rollup_sum){0, 0};
	bytes_put_be(key, series, 4);
	bytes_put_be(key + 4, month, 4);
	int rc = env_get(env, txn, TABLE_SUM,
	    (struct str){(const char *)key, sizeof key}, &v, e);

	if (rc == 1 && v.n != 16)
		return err_set(e, EXIT_DATA, "a row of table 'sum' is broken");
	if (rc == 1)
		*to = (struct rollup_sum){
		    bytes_get_le((const unsigned char *)v.p, 8),
		    bytes_get_le((const unsigned char *)v.p + 8, 8)};
	return rc < 0 ? -1 : 0;
}

int rollup_get(struct env *env, MDB_txn *txn, uint32_t month, uint32_t series,
    struct rollup_head *h, struct str *body, struct err *e)
{
	unsigned char key[ROLLUP_KEY_BYTES];

	rollup_key(key, month, series);
	int rc = env_get(env, txn, TABLE_ROLLUP,
	    (struct str){(const char *)key, sizeof key}, body, e);

	if (rc != 1 || body->n == 0)
		return rc < 0 ? -1 : 0;
	return rollup_head_read(body, h, e) == 0 ? 1 : -1;
}

static bool same(struct rollup_sum x, struct rollup_sum y)
{
	return x.rows == y.rows && x.sum == y.sum;
}

int rollup_head_of(struct env *env, MDB_txn *txn, uint32_t month,
    uint32_t series, bool polls, struct rollup_head *to, struct err *e)
{
	*to = (struct rollup_head){.known = INT64_MIN};
	if (rollup_sum_of(env, txn, series, month, &to->own, e) != 0)
		return -1;
	/* a poll, or an undated article, has nothing to do with the month
	 * before */
	return month == 0 || polls
		   ? 0
		   : rollup_sum_of(env, txn, series, month - 1, &to->before, e);
}

int rollup_is_current(struct env *env, MDB_txn *txn, uint32_t month,
    uint32_t series, bool polls, const struct rollup_head *h, struct err *e)
{
	struct rollup_head now;

	if (rollup_head_of(env, txn, month, series, polls, &now, e) != 0)
		return -1;
	return same(now.own, h->own) && same(now.before, h->before);
}

/* the row, where it says what was known at as-of */
static int usable(const struct rollup_reader *rr, uint32_t month, bool polls,
    struct str *body, struct err *e)
{
	struct reader *r = rr->r;
	struct rollup_head h;
	int rc = rr->from_rows ? 0
			       : rollup_get(r->env, r->txn, month, rr->series,
				     &h, body, e);

	if (rc != 1)
		return rc;
	if (h.known > r->as_of)
		return 0;
	return rollup_is_current(
	    r->env, r->txn, month, rr->series, polls, &h, e);
}

/* ---- the month as asked ---- */

static int64_t end_of(uint32_t month)
{
	return month ? check_month_begin(month + 1) : STAMP_NONE + 1;
}

/* whether its newest articles are those before `to` */
static bool fits(const struct rollup_view *v, int64_t to)
{
	for (size_t i = 0; i < v->n_newest; i++)
		if (v->newest[i].at >= to)
			return false;
	return true;
}

static int from_table(const struct rollup_reader *rr, uint32_t month,
    const struct rollup_which *w, int64_t to, struct rollup_view *v,
    struct err *e)
{
	struct str body, view;
	int rc = usable(rr, month, false, &body, e);

	if (rc == 1)
		rc = rollup_section_find(body, w, &view, e);
	else
		return rc;
	if (rc == 0)
		return 1; /* there are no such articles */
	if (rc < 0 ||
	    rollup_view_read(view, check_month_begin(month), v, e) != 0)
		return -1;
	if (to < end_of(month) && !fits(v, to)) {
		rollup_view_clear(v);
		return 0;
	}
	return 1;
}

static int from_rows(struct rollup_reader *rr, uint32_t month,
    const struct rollup_which *w, int64_t to, struct rollup_view *v,
    struct err *e)
{
	int64_t begin = check_month_begin(month), end = end_of(month);

	if (to > end)
		to = end;
	if (!rr->articles.v || rr->month != month || rr->to != to) {
		rr->month = month;
		rr->to = to;
		if (read_check_months(rr->r, rr->series,
			month ? begin - ROLLUP_SPREAD : begin, end, e) != 0 ||
		    rollup_articles_read(
			&rr->articles, rr->r, rr->series, month, to, e) != 0)
			return -1;
	}
	rollup_view_of(v, &rr->articles, w);
	return 0;
}

int rollup_read(struct rollup_reader *rr, uint32_t month,
    const struct rollup_which *w, int64_t to, struct rollup_view *v,
    struct err *e)
{
	int rc = from_table(rr, month, w, to, v, e);

	rr->from_table += rc == 1;
	rr->counted += rc == 0;
	if (rc == 0)
		return from_rows(rr, month, w, to, v, e);
	return rc < 0 ? -1 : 0;
}

int rollup_read_polls(struct rollup_reader *rr, uint32_t month,
    const struct rollup_feed *f, uint32_t *days, struct err *e)
{
	struct str body;
	int64_t known;
	int rc = usable(rr, month, true, &body, e);

	if (rc == 1 && body.n != 4)
		return err_set(
		    e, EXIT_DATA, "a row of table 'rollup' is broken");
	rr->from_table += rc == 1;
	rr->counted += rc == 0;
	if (rc == 1) {
		*days =
		    (uint32_t)bytes_get_le((const unsigned char *)body.p, 4);
		return 0;
	}
	if (rc < 0 || read_check_months(rr->r, rr->series,
			  check_month_begin(month), end_of(month), e) != 0)
		return -1;
	return rollup_polls_read(rr->r, rr->series, month, f, days, &known, e);
}
