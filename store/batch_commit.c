#include "store/batch.h"

#include "store/db/bytes.h"
#include "store/story.h"

#include <stdlib.h>

struct commit {
	struct batch *b;
	struct batch_counts done; /* of this transaction */
};

/* ---- order: equal content, equal store, whatever the order of arrival ---- */

static int by_time(int64_t ta, uint64_t da, int64_t tb, uint64_t db)
{
	if (ta != tb)
		return ta < tb ? -1 : 1;
	return (da > db) - (da < db);
}

static int by_article(const void *a, const void *b)
{
	const struct article_in *x = a, *y = b;

	return by_time(story_clock(x->time, x->seen), x->doc,
	    story_clock(y->time, y->seen), y->doc);
}

static int by_outcome(const void *a, const void *b)
{
	const struct outcome_in *x = a, *y = b;
	int order = by_time(x->at, x->doc, y->at, y->doc);

	return order ? order : str_cmp(x->of, y->of);
}

/* ---- outcomes ---- */

/* the first good poll of a feed: what it listed then was there before */
static int put_first_poll(
    struct writer *w, const struct outcome_in *o, struct err *e)
{
	unsigned char key[4], v[16];
	struct str k = {(char *)key, sizeof key}, old;
	uint32_t feed;

	if (!o->good_poll || o->at == STAMP_NONE)
		return 0;
	if (write_name(w, NAME_FEED, o->feed, &feed, e) != 0)
		return -1;
	bytes_put_be(key, feed, 4);
	int rc = env_get(w->env, w->txn, TABLE_FEED, k, &old, e);

	if (rc != 0)
		return rc < 0 ? -1 : 0;
	bytes_put_le(v, (uint64_t)o->at, 8);
	bytes_put_le(v + 8, (uint64_t)w->known, 8);
	return write_put(
	    w, TABLE_FEED, k, (struct str){(char *)v, sizeof v}, e);
}

static struct obs_row event_row(
    const struct writer *w, enum obs_kind kind, int64_t time, uint64_t doc)
{
	return (struct obs_row){
	    .key = {.time = time, .doc = doc, .known = w->known},
	    .kind = kind,
	    .seen = STAMP_NONE,
	};
}

/* An attempt is a point in time: the first that is told of it stays. */
static int put_outcome(struct commit *c, struct writer *w,
    const struct outcome_in *o, struct err *e)
{
	struct series_name name = {OBS_OUTCOME, {NULL, 0}, o->of};
	struct obs_row r = event_row(w, OBS_OUTCOME, o->at, o->doc), old;

	if (put_first_poll(w, o, e) != 0 ||
	    write_series(w, &name, &r.key.series, e) != 0)
		return -1;
	int rc = rows_last(w, &r.key, &old, e);

	if (rc != 0)
		return rc < 0 ? -1 : 0;
	r.status = o->status;
	r.seen = o->at;
	if (write_name(w, NAME_WORD, o->reason, &r.reason, e) != 0)
		return -1;
	rows_add(&c->b->rows, &r, (struct str){"", 0});
	c->done.events++;
	return 0;
}

/* ---- figures that come alone: a value that changed is a new vintage ---- */

static int put_figure(struct commit *c, struct writer *w, struct obs_row *r,
    const struct fact_in *f, struct err *e)
{
	struct series_name name = {r->kind, f->concept, f->entity};
	struct obs_row old;
	struct buf items;

	if (write_series(w, &name, &r->key.series, e) != 0)
		return -1;
	buf_init(&items, 64);
	obs_add_fact(&items, &f->value);
	int rc = rows_last(w, &r->key, &old, e);
	bool same = rc == 1 && !(old.flags & OBS_RETRACTED) &&
		    str_eq(obs_items(&old), buf_view(&items));

	if (rc >= 0 && !same) {
		rows_add(&c->b->rows, r, buf_view(&items));
		c->done.events++;
	}
	buf_release(&items);
	return rc < 0 ? -1 : 0;
}

static int put_fact(struct commit *c, struct writer *w,
    const struct fact_line *f, struct err *e)
{
	struct obs_row r = event_row(w, OBS_FACT, f->time, f->doc);

	/* they do not say when they were seen: at the latest, now */
	r.origin = c->b->backfill                      ? ORIGIN_BACKFILL
		   : w->known > f->time + STORY_WINDOW ? ORIGIN_LATE
						       : ORIGIN_LIVE;
	if (write_name(w, NAME_WORD, f->filing, &r.reason, e) != 0)
		return -1;
	return put_figure(c, w, &r, &f->fact, e);
}

static int put_hard(
    struct commit *c, struct writer *w, const struct hard_in *h, struct err *e)
{
	struct obs_row r = event_row(w, OBS_HARD, h->time, 0);

	r.precision = h->precision;
	r.seen = h->seen;
	return put_figure(c, w, &r, &h->fact, e);
}

/* ---- articles ---- */

/* The first model is adopted by itself; later ones wait for `adopt`. */
static int adopt_first(struct writer *w, const struct batch *b, struct err *e)
{
	MDB_stat st;
	unsigned char key[10];
	uint16_t model;
	int rc = mdb_stat(w->txn, w->env->dbi[TABLE_MODEL], &st);

	if (rc != 0)
		return env_error(e, rc, "cannot read table 'model'");
	for (size_t i = 0; i < b->n_articles && st.ms_entries == 0; i++) {
		if (!b->articles[i].score)
			continue;
		if (write_model(w, b->articles[i].score->model, &model, e) != 0)
			return -1;
		bytes_put_be(key, (uint64_t)w->known, 8);
		bytes_put_be(key + 8, model, 2);
		return write_put(w, TABLE_MODEL,
		    (struct str){(char *)key, sizeof key}, (struct str){"", 0},
		    e);
	}
	return 0;
}

static int put_articles(struct commit *c, struct writer *w, struct err *e)
{
	struct batch *b = c->b;
	struct article_put put = {.w = w,
	    .rows = &b->rows,
	    .arena = &b->scratch,
	    .backfill = b->backfill};
	enum article_fate fate;

	if (b->n_articles)
		qsort(b->articles, b->n_articles, sizeof *b->articles,
		    by_article);
	for (size_t i = 0; i < b->n_articles; i++) {
		arena_reset(&b->scratch);
		if (article_put(&put, &b->articles[i], &fate, e) != 0)
			return -1;
		c->done.added += fate == ARTICLE_NEW;
		c->done.versions += fate == ARTICLE_VERSION;
		c->done.repeated += fate == ARTICLE_REPEAT;
	}
	c->done.stories = put.stories;
	return adopt_first(w, b, e);
}

static int put_all(struct writer *w, void *user, struct err *e)
{
	struct commit *c = user;
	struct batch *b = c->b;

	rows_clear(&b->rows);
	c->done =
	    (struct batch_counts){.known = w->known, .watermark = w->watermark};
	if (b->n_outcomes)
		qsort(b->outcomes, b->n_outcomes, sizeof *b->outcomes,
		    by_outcome);
	for (size_t i = 0; i < b->n_outcomes; i++)
		if (put_outcome(c, w, &b->outcomes[i], e) != 0)
			return -1;
	if (put_articles(c, w, e) != 0)
		return -1;
	for (size_t i = 0; i < b->n_facts; i++)
		if (put_fact(c, w, &b->facts[i], e) != 0)
			return -1;
	for (size_t i = 0; i < b->n_hard; i++)
		if (put_hard(c, w, &b->hard[i], e) != 0)
			return -1;
	c->done.observations = (long long)b->rows.n;
	if (c->done.added + c->done.versions + c->done.events == 0)
		return WRITE_NOTHING;
	return rows_put(&b->rows, w, e);
}

int batch_commit(struct batch *b, struct writer *w, int64_t now,
    struct batch_counts *counts, struct err *e)
{
	struct commit c = {.b = b};

	counts->repeated += b->repeated;
	if (b->n_articles + b->n_outcomes + b->n_facts + b->n_hard == 0) {
		batch_drop(b);
		return 0;
	}
	int rc = write_run(w, now, put_all, &c, e);

	batch_drop(b);
	if (rc < 0)
		return -1;
	counts->added += c.done.added;
	counts->versions += c.done.versions;
	counts->repeated += c.done.repeated;
	counts->stories += c.done.stories;
	counts->events += c.done.events;
	if (counts->watermark == STAMP_NONE)
		counts->watermark = c.done.watermark;
	if (rc == WRITE_NOTHING)
		return 0;
	counts->observations += c.done.observations;
	counts->known = c.done.known;
	return 0;
}
