#include "store/rollup_put.h"

#include "store/db/bytes.h"

#define ROW_MAX_BYTES ((size_t)511 << 20)

struct reader rollup_put_reader(const struct writer *w)
{
	return (struct reader){.env = w->env,
	    .txn = w->txn,
	    .watermark = INT64_MAX,
	    .as_of = INT64_MAX,
	    .map = w->map};
}

static int put(struct writer *w, uint32_t month, uint32_t series,
    const struct buf *value, struct err *e)
{
	unsigned char key[ROLLUP_KEY_BYTES];

	if (value->over)
		return err_set(
		    e, EXIT_DATA, "a month has too many stories to be counted");
	rollup_key(key, month, series);
	return write_derived(w, TABLE_ROLLUP,
	    (struct str){(const char *)key, sizeof key}, buf_view(value), e);
}

int rollup_put_none(
    struct writer *w, uint32_t month, uint32_t series, struct err *e)
{
	const struct buf none = {0};

	return put(w, month, series, &none, e);
}

int rollup_put_articles(
    struct writer *w, uint32_t month, uint32_t series, struct err *e)
{
	struct reader r = rollup_put_reader(w);
	struct rollup_articles a = {0};
	struct rollup_head h;
	struct buf value;
	int rc = rollup_head_of(w->env, w->txn, month, series, false, &h, e);

	if (rc == 0)
		rc = rollup_articles_read(&a, &r, series, month, INT64_MAX, e);
	buf_init(&value, ROW_MAX_BYTES);
	if (rc == 0) {
		h.known = a.known;
		rollup_head_write(&value, &h);
		rollup_articles_write(&value, &a);
		rc = put(w, month, series, &value, e);
	}
	buf_release(&value);
	rollup_articles_release(&a);
	return rc;
}

int rollup_put_polls(struct writer *w, uint32_t month, uint32_t series,
    const struct rollup_head *h, uint32_t days, struct err *e)
{
	unsigned char body[4];
	struct buf value;

	buf_init(&value, ROLLUP_HEAD_BYTES + sizeof body);
	rollup_head_write(&value, h);
	bytes_put_le(body, days, sizeof body);
	buf_add(&value, body, sizeof body);
	int rc = put(w, month, series, &value, e);

	buf_release(&value);
	return rc;
}

int rollup_put_feed(struct writer *w, uint32_t month, uint32_t series,
    struct str url, struct err *e)
{
	struct reader r = rollup_put_reader(w);
	struct rollup_feed feed;
	struct rollup_head h;
	uint32_t days;

	if (rollup_head_of(w->env, w->txn, month, series, true, &h, e) != 0 ||
	    rollup_feed_of(&r, url, &feed, e) != 0 ||
	    rollup_polls_read(&r, series, month, &feed, &days, &h.known, e) !=
		0)
		return -1;
	return rollup_put_polls(w, month, series, &h, days, e);
}
