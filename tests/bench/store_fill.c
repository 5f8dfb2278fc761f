/*
 * A large store of invented observations, for benches of the query tool: a
 * tenth of the rows are articles (over three years, 40 sources, three
 * languages), the others mentions of 400 entities, signals and claims; every
 * source has a feed that is polled every six hours.
 *
 * usage: bench_store_fill PATH [ROWS [FOLDER]]      default 10000000
 * FOLDER: the same articles and mentions as CSV, for other programs
 */
#include "fetch/base/log.h"
#include "store/db/bytes.h"
#include "store/db/doc.h"
#include "store/rows.h"

#include <stdio.h>
#include <stdlib.h>

enum { BATCH = 20000, ENTITIES = 400, SOURCES = 40, MENTIONS = 4, CUES = 4 };
enum { SIGNALS = 8, YEARS = 3 };
#define END (1767225600 * STAMP_SECOND) /* 2026-01-01 */
#define BEGIN (END - YEARS * 365 * STAMP_DAY)

static const char *const signals[SIGNALS] = {"demand-up", "demand-down",
    "adoption", "supply-shortage", "efficiency-gain", "price-cut",
    "market-fall", "export-control"};

struct job {
	struct rows rows;
	size_t from, n, articles;
	int64_t polled; /* until */
	FILE *csv[2];   /* articles, mentions; NULL: not wanted */
};

static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

/* few entities are named often, most seldom */
static unsigned entity_of(uint64_t r)
{
	double u = (double)(mix(r) >> 11) / 9007199254740992.0;

	return (unsigned)(ENTITIES * u * u * u);
}

static int series(
    struct writer *w, const char *name, uint32_t *id, struct err *e)
{
	return write_name(w, NAME_SERIES, str_of(name), id, e);
}

struct article {
	size_t i;
	struct obs_row base;
	uint32_t ids[1 + MENTIONS + CUES + 1];
	size_t n;
};

static int add(struct writer *w, struct job *j, struct article *a,
    const char *name, struct obs_row *r, struct str items, struct err *e)
{
	if (series(w, name, &r->key.series, e) != 0)
		return -1;
	for (size_t i = 0; i < a->n; i++)
		if (a->ids[i] == r->key.series)
			return 0;
	a->ids[a->n++] = r->key.series;
	rows_add(&j->rows, r, items);
	return 0;
}

static int add_mentions(
    struct writer *w, struct job *j, struct article *a, struct err *e)
{
	struct buf items;
	char name[80];
	int rc = 0;

	buf_init(&items, 1024);
	for (unsigned k = 0; k < MENTIONS && rc == 0; k++) {
		struct obs_row r = a->base;
		uint64_t x = mix(a->i * 31 + k);

		(void)snprintf(
		    name, sizeof name, "mention/entity-%03u", entity_of(x));
		r.kind = OBS_MENTION;
		r.tone = (int32_t)(x % 2000001) - 1000000;
		r.relevance = 100000 + (int32_t)(x >> 40) % 900000;
		r.count = 1;
		buf_clear(&items);
		obs_add_mention(
		    &items, &(struct obs_mention){0, 3, 0, r.tone, FIELD_TEXT});
		rc = add(w, j, a, name, &r, buf_view(&items), e);
		if (j->csv[1])
			(void)fprintf(j->csv[1], "%s,%lld,%lld,%f,%f\n",
			    name + sizeof "mention/" - 1,
			    (long long)r.key.time, (long long)r.story,
			    (double)r.tone / 1e6, (double)r.relevance / 1e6);
	}
	for (unsigned k = 0; k < CUES && rc == 0; k++) {
		struct obs_row r = a->base;
		uint64_t x = mix(a->i * 37 + k);
		unsigned s = (unsigned)(x % SIGNALS);

		(void)snprintf(name, sizeof name, "signal/%s/entity-%03u",
		    signals[s], entity_of(x >> 7));
		r.kind = OBS_SIGNAL;
		buf_clear(&items);
		obs_add_signal(
		    &items, &(struct obs_signal){0, 3, k, 500000, FIELD_TEXT,
				MODALITY_ASSERTED, s == 1 ? -1 : s < 4});
		rc = add(w, j, a, name, &r, buf_view(&items), e);
	}
	buf_release(&items);
	return rc;
}

static int add_doc(struct writer *w, const struct article *a, struct err *e)
{
	unsigned char key[DOC_KEY_BYTES];
	char line[160];
	struct buf b;
	const struct obs_row *r = &a->base;
	struct doc_row d = {.doc = r->key.doc,
	    .model = r->key.model,
	    .known = r->key.known,
	    .origin = ORIGIN_LIVE,
	    .content = CONTENT_FULL,
	    .kind = KIND_NEWS,
	    .scope = SCOPE_GENERAL,
	    .lang = r->lang,
	    .source = r->source,
	    .story = r->story,
	    .time = r->key.time,
	    .published = r->key.time,
	    .seen = r->seen};

	(void)snprintf(line, sizeof line,
	    "{\"v\":1,\"record\":\"article\",\"feed\":\"https://%u.example/\"}",
	    (unsigned)(a->i % SOURCES));
	buf_init(&b, 4096);
	doc_key_write(key, d.doc, d.model, d.known);
	doc_write(&b, &d, a->ids, a->n, str_of(line));
	int rc = write_whole(w, TABLE_DOC,
	    (struct str){(char *)key, sizeof key}, buf_view(&b), 0, e);

	buf_release(&b);
	return rc;
}

static int add_article(
    struct writer *w, struct job *j, size_t i, uint16_t model, struct err *e)
{
	static const char *const langs[] = {"en", "ar", "zh-Hans"};
	struct article a = {.i = i};
	int64_t time =
	    BEGIN + (END - BEGIN) / (int64_t)j->articles * (int64_t)i;
	uint32_t lang;
	char name[64];

	a.base = (struct obs_row){.key = {0, time, mix(i + 1), model, w->known},
	    .kind = OBS_ARTICLE,
	    .origin = ORIGIN_LIVE,
	    .content = CONTENT_FULL,
	    .precision = PRECISION_SECOND,
	    .article_kind = KIND_NEWS,
	    .scope = SCOPE_GENERAL,
	    .story = mix((i % 5 ? i : i & ~(size_t)1) + 1),
	    .seen = time + STAMP_MINUTE};
	(void)snprintf(name, sizeof name, "Source %u", (unsigned)(i % SOURCES));
	if (write_name(w, NAME_SOURCE, str_of(name), &a.base.source, e) != 0 ||
	    write_name(
		w, NAME_LANG, str_of(langs[i % SOURCES % 3]), &lang, e) != 0)
		return -1;
	a.base.lang = (uint16_t)lang;
	struct obs_row r = a.base;

	if (j->csv[0])
		(void)fprintf(j->csv[0], "%lld,%lld,%u\n", (long long)time,
		    (long long)r.story, (unsigned)r.source);
	if (add(w, j, &a, "article", &r, (struct str){"", 0}, e) != 0 ||
	    add_mentions(w, j, &a, e) != 0)
		return -1;
	return add_doc(w, &a, e);
}

static int add_polls(
    struct writer *w, struct job *j, int64_t until, struct err *e)
{
	char feed[64], name[80];

	for (; j->polled < until; j->polled += STAMP_HOUR * 6)
		for (unsigned s = 0; s < SOURCES; s++) {
			(void)snprintf(
			    feed, sizeof feed, "https://%u.example/", s);
			(void)snprintf(name, sizeof name, "outcome/%s", feed);
			struct obs_row r = {
			    .key = {0, j->polled + (int64_t)s * STAMP_SECOND,
				doc_of_id(str_of(feed)), 0, w->known},
			    .kind = OBS_OUTCOME,
			    .seen = j->polled,
			    .status = 200};

			if (series(w, name, &r.key.series, e) != 0)
				return -1;
			rows_add(&j->rows, &r, (struct str){"", 0});
		}
	return 0;
}

static int put(struct writer *w, void *user, struct err *e)
{
	struct job *j = user;
	int64_t polled = j->polled;
	unsigned char key[10];
	uint16_t model;

	rows_clear(&j->rows);
	if (write_model(w, STR("tiny-0000000000000001"), &model, e) != 0)
		return -1;
	if (j->from == 0) {
		bytes_put_be(key, (uint64_t)w->known, 8);
		bytes_put_be(key + 8, model, 2);
		if (write_put(w, TABLE_MODEL,
			(struct str){(char *)key, sizeof key}, STR(""), e) != 0)
			return -1;
	}
	for (size_t i = j->from; i < j->from + j->n; i++)
		if (add_article(w, j, i, model, e) != 0)
			return -1;
	int64_t until = BEGIN + (END - BEGIN) / (int64_t)j->articles *
				    (int64_t)(j->from + j->n);

	if (add_polls(w, j, until, e) != 0)
		return -1;
	int rc = rows_put(&j->rows, w, e);

	if (w->full)
		j->polled = polled; /* the map grows, all is done again */
	return rc;
}

int main(int argc, char **argv)
{
	size_t rows = argc > 2 ? strtoull(argv[2], NULL, 10) : 10000000;
	struct err e = {0};
	struct env_options o = {.bulk = true};
	struct job j = {.articles = rows / 10, .polled = BEGIN};
	struct writer w;

	if (argc < 2 || rows < 1000) {
		(void)fputs("usage: bench_store_fill PATH [ROWS]\n", stderr);
		return EXIT_USAGE;
	}
	for (int i = 0; i < 2 && argc > 3; i++) {
		static const char *const names[] = {"articles", "mentions"};
		char path[4096];

		(void)snprintf(
		    path, sizeof path, "%s/%s.csv", argv[3], names[i]);
		j.csv[i] = fopen(path, "w");
	}
	struct env *env = env_open(argv[1], &o, &e);

	if (!env)
		return log_error(&e);
	write_init(&w, env);
	rows_init(&j.rows);
	int rc = 0;

	for (; j.from < j.articles && rc == 0; j.from += j.n) {
		j.n = j.articles - j.from < BATCH ? j.articles - j.from : BATCH;
		/* known as the articles of the batch come in */
		int64_t now = BEGIN + (END - BEGIN) / (int64_t)j.articles *
					  (int64_t)(j.from + j.n);

		rc = write_run(&w, now, put, &j, &e);
	}
	rows_release(&j.rows);
	write_release(&w);
	for (int i = 0; i < 2; i++)
		if (j.csv[i] && fclose(j.csv[i]) != 0)
			rc = err_sys(&e, EXIT_IO, "cannot write");
	if (rc == 0)
		rc = env_sync(env, &e);
	env_close(env);
	return rc == 0 ? EXIT_GOOD : log_error(&e);
}
