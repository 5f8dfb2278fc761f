/*
 * A store in a folder of its own, and article lines to fill it, for the unit
 * tests of the store and of the query tool.
 */
#ifndef TESTS_UNIT_STORE_HELP_H
#define TESTS_UNIT_STORE_HELP_H

#include "parse/record/record.h"
#include "score/record/score.h"
#include "store/db/check.h"
#include "store/dump.h"
#include "store/load.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct shop {
	char dir[64], path[96];
	struct env *env;
	struct writer w;
	struct load load;
};

static inline void shop_open(struct shop *s, size_t map_bytes)
{
	struct env_options o = {.map_bytes = map_bytes};
	struct err e = {0};

	s->env = env_open(s->path, &o, &e);
	cr_assert(s->env, "%s", e.text);
	write_init(&s->w, s->env);
}

static inline void shop_begin(struct shop *s)
{
	*s = (struct shop){0};
	(void)snprintf(s->dir, sizeof s->dir, "/tmp/jevons-unit-XXXXXX");
	cr_assert(mkdtemp(s->dir), "mkdtemp");
	(void)snprintf(s->path, sizeof s->path, "%s/s.lmdb", s->dir);
	shop_open(s, 0);
}

static inline void shop_close(struct shop *s)
{
	write_release(&s->w);
	env_close(s->env);
	s->env = NULL;
}

/* path of another file of the folder */
static inline const char *shop_file(
    const struct shop *s, const char *name, char to[128])
{
	(void)snprintf(to, 128, "%s/%s", s->dir, name);
	return to;
}

static inline void shop_end(struct shop *s)
{
	char name[128];
	static const char *const names[] = {"s.lmdb", "s.lmdb-lock",
	    "s.lmdb-writer", "s.lmdb.new", "s.lmdb.new-lock",
	    "s.lmdb.new-writer", "b.lmdb", "b.lmdb-lock", "b.lmdb-writer", "in",
	    "out"};

	shop_close(s);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		(void)unlink(shop_file(s, names[i], name));
	(void)rmdir(s->dir);
}

/* what an article of a test says; NULL and 0 are left out */
struct sample {
	const char *id;
	const char *title, *text, *url, *canonical, *feed, *source, *lang;
	const char *kind, *published, *precision, *fetched;
	const char *model; /* NULL: not scored */
	uint64_t fingerprint;
	const char *entity, *signal; /* one mention, one signal */
	int demand;
	double strength;
	const char *value; /* of one claim: share-price of the entity, in % */
	const char *horizon;
	bool filing;
	const char *content; /* default: full */
	const char *fact;    /* a value of us-gaap:Revenues in USD */
};

static inline int64_t stamp_at(const char *iso)
{
	int64_t t = STAMP_NONE;

	if (iso)
		cr_assert(stamp_parse(str_of(iso), &t), "%s", iso);
	return t;
}

static inline struct str or_else(const char *is, const char *other)
{
	return str_of(is ? is : other);
}

static inline void sample_score(struct buf *to, const struct sample *s)
{
	struct score_mention m = {.at = {.begin = 0, .end = 4},
	    .surface = STR("text"),
	    .tone = {true, 0.25, {0.25, 0.25, 0.5}}};
	struct score_entity en = {.entity = or_else(s->entity, "nvidia"),
	    .relevance = 0.5,
	    .tone = {true, -0.5, {0.75, 0, 0.25}},
	    .mentions = &m,
	    .n_mentions = 1};
	struct score_signal g = {.signal = str_of(s->signal),
	    .entity = str_of(s->entity),
	    .demand = s->demand,
	    .strength = s->strength,
	    .modality = STR("asserted"),
	    .at = {.begin = 0, .end = 4, .sentence = 1},
	    .cue = STR("text")};
	struct score_claim c = {.metric = STR("share-price"),
	    .entity = or_else(s->entity, "nvidia"),
	    .value = str_of(s->value),
	    .unit = STR("%"),
	    .direction = STR("down"),
	    .modality = STR("reported"),
	    .horizon = str_of(s->horizon),
	    .at = {.begin = 0, .end = 4, .sentence = 1}};
	struct score sc = {.model = str_of(s->model),
	    .fingerprint = s->fingerprint,
	    .sentences = 2,
	    .words = 9,
	    .tone = {true, 0.5, {0, 0.5, 0.5}},
	    .entities = &en,
	    .n_entities = s->entity ? 1 : 0,
	    .signals = &g,
	    .n_signals = s->signal ? 1 : 0,
	    .claims = &c,
	    .n_claims = s->value ? 1 : 0};

	score_write(to, &sc);
}

static inline void sample_line(struct buf *to, const struct sample *s)
{
	struct fact fact = {.concept = STR("us-gaap:Revenues"),
	    .value = str_of(s->fact),
	    .unit = STR("USD"),
	    .start = STR("2024-10-28"),
	    .end = STR("2025-01-26"),
	    .decimals = STR("-6")};
	struct filing filing = {.cik = STR("0001045810"),
	    .form = STR("8-K"),
	    .accepted = STAMP_NONE,
	    .facts = &fact,
	    .n_facts = s->fact ? 1 : 0};
	struct article a = {.id = str_of(s->id),
	    .url = str_of(s->url),
	    .canonical_url = str_of(s->canonical),
	    .feed = str_of(s->feed),
	    .source = or_else(s->source, "Test"),
	    .kind = or_else(s->kind, "news"),
	    .lang = or_else(s->lang, "en"),
	    .title = or_else(s->title, "A title"),
	    .text = or_else(s->text, "text of the article"),
	    .published = stamp_at(s->published),
	    .published_precision = str_of(s->precision),
	    .updated = STAMP_NONE,
	    .fetched = stamp_at(s->fetched),
	    .content = or_else(s->content, "full"),
	    .raw = {.offset = -1},
	    .filing = s->filing || s->fact ? &filing : NULL};
	struct buf plain, score;
	struct err e = {0};

	buf_init(&plain, 1 << 20);
	buf_init(&score, 1 << 20);
	buf_clear(to);
	article_write(&plain, &a);
	if (s->model) {
		sample_score(&score, s);
		cr_assert_eq(record_splice(to, buf_view(&plain), "score",
				 buf_view(&score), &e),
		    0);
	} else {
		buf_str(to, buf_view(&plain));
	}
	buf_release(&plain);
	buf_release(&score);
}

/* Load lines as one run does, at a given time; returns what was done. */
static inline void shop_load_begin(
    struct shop *s, const char *now, bool backfill)
{
	load_init(
	    &s->load, &s->w, (struct stamp_clock){stamp_at(now)}, backfill);
}

static inline void shop_add_line(struct shop *s, const char *line)
{
	struct err why = {0}, e = {0};

	cr_assert_eq(load_line(&s->load, str_of(line), &why, &e), 0, "%s%s",
	    why.text, e.text);
}

static inline void shop_add(struct shop *s, const struct sample *what)
{
	struct buf line;

	buf_init(&line, 1 << 20);
	sample_line(&line, what);
	shop_add_line(s, buf_text(&line));
	buf_release(&line);
}

static inline struct batch_counts shop_load_end(struct shop *s)
{
	struct err e = {0};

	cr_assert_eq(load_end(&s->load, &e), 0, "%s", e.text);
	struct batch_counts done = s->load.done;

	load_release(&s->load);
	return done;
}

static inline struct batch_counts shop_load(
    struct shop *s, const char *now, const struct sample *v, size_t n)
{
	shop_load_begin(s, now, false);
	for (size_t i = 0; i < n; i++)
		shop_add(s, &v[i]);
	return shop_load_end(s);
}

static inline struct reader *shop_read(struct shop *s, const char *as_of)
{
	struct err e = {0};
	struct reader *r = read_begin(s->env, stamp_at(as_of), &e);

	cr_assert(r, "%s", e.text);
	return r;
}

static inline void shop_verify(struct shop *s)
{
	struct reader *r = shop_read(s, NULL);
	struct err e = {0};
	uint64_t rows;

	cr_expect_eq(check_store(r, &rows, &e), 0, "%s", e.text);
	read_end(r);
}

static inline int add_to_buf(void *user, struct str line, struct err *e)
{
	(void)e;
	buf_str(user, line);
	return 0;
}

static inline void shop_dump(struct shop *s, bool known, struct buf *to)
{
	struct reader *r = shop_read(s, NULL);
	struct err e = {0};

	buf_init(to, (size_t)1 << 30);
	cr_assert_eq(dump_store(r, known, add_to_buf, to, &e), 0, "%s", e.text);
	read_end(r);
}

static inline uint64_t shop_table(struct shop *s, enum schema_table t)
{
	struct reader *r = shop_read(s, NULL);
	struct read_size size = {0, 0};
	struct err e = {0};

	cr_assert_eq(read_size(r, t, &size, &e), 0, "%s", e.text);
	read_end(r);
	return size.rows;
}

static inline int64_t shop_watermark(struct shop *s)
{
	struct reader *r = shop_read(s, NULL);
	int64_t known = read_watermark(r);

	read_end(r);
	return known;
}

/* all rows of a series as of T: count, and the last one */
static inline size_t shop_rows(
    struct shop *s, const char *series, const char *as_of, struct obs_row *last)
{
	struct reader *r = shop_read(s, as_of);
	struct err e = {0};
	struct read_rows *rows;
	struct obs_row row;
	uint32_t id;
	size_t n = 0;
	int rc = read_id(r, NAME_SERIES, str_of(series), &id, &e);

	cr_assert(rc >= 0, "%s", e.text);
	if (rc == 1) {
		rows = read_rows_begin(
		    r, id, STAMP_NONE, INT64_MAX, READ_ANY_MODEL, &e);
		cr_assert(rows, "%s", e.text);
		while ((rc = read_rows_next(rows, &row, &e)) == 1) {
			n++;
			if (last)
				*last = row;
		}
		cr_assert_eq(rc, 0, "%s", e.text);
		read_rows_end(rows);
	}
	if (last)
		last->items = NULL; /* it borrowed */
	read_end(r);
	return n;
}

#endif
