/*
 * As-of reads over a random history, compared with a naive model in memory:
 * articles new, late, corrected, retracted, scored by another model, repeated,
 * with a clock that jumps.
 */
#include "tests/unit/store_help.h"

enum {
	DOCS = 9,
	MODELS = 2,
	TEXTS = 5,
	ENTITIES = 4,
	BATCHES = 60,
	RENDER_MAX_BYTES = 1 << 20
};

static const char *const entity_names[ENTITIES] = {
    "amd", "deepseek", "nvidia", "tsmc"};
static const char *const model_names[MODELS] = {"core-a", "core-b"};

/* what a version says: which entities, and how relevant */
struct saying {
	bool some;
	int relevance[ENTITIES]; /* 0: not named; else hundredths */
};

struct naive_doc {
	bool some;
	const char *published; /* of the first version */
	bool seen[MODELS][TEXTS];
	struct saying now[MODELS];
};

struct naive {
	struct naive_doc docs[DOCS];
	int64_t known;
};

static const char *const dates[] = {NULL, "2025-01-10T08:00:00Z",
    "2025-01-10T08:00:00.000001Z", "2025-02-28T23:59:59Z", "2025-03-01"};

/* one line a row: series, time, document, model, relevance */
static void render_naive(const struct naive *n, struct buf *to)
{
	for (int s = -1; s < ENTITIES; s++)
		for (int d = 0; d < DOCS; d++)
			for (int m = 0; m < MODELS; m++) {
				const struct saying *x = &n->docs[d].now[m];

				if (!x->some || (s >= 0 && !x->relevance[s]))
					continue;
				buf_printf(to, "%s %s %d %s %d\n",
				    s < 0 ? "article" : entity_names[s],
				    n->docs[d].published ? n->docs[d].published
							 : "-",
				    d, model_names[m],
				    s < 0 ? 0 : x->relevance[s]);
			}
}

static const char *date_of(int64_t t)
{
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
		if (dates[i] && stamp_at(dates[i]) == t)
			return dates[i];
	return "-";
}

static void render_rows(struct reader *r, uint32_t series, const char *name,
    const char *const ids[DOCS], int rows[DOCS][MODELS], int64_t *times)
{
	struct err e = {0};
	struct obs_row row;
	struct read_rows *it = read_rows_begin(
	    r, series, STAMP_NONE, INT64_MAX, READ_ANY_MODEL, &e);
	int rc;

	cr_assert(it);
	while ((rc = read_rows_next(it, &row, &e)) == 1) {
		struct str model;
		int d = 0;

		while (d < DOCS && doc_of_id(str_of(ids[d])) != row.key.doc)
			d++;
		cr_assert(d < DOCS, "%s: no such document", name);
		cr_assert_eq(
		    read_name(r, NAME_MODEL, row.key.model, &model, &e), 1);
		int m = str_eq(model, str_of(model_names[1]));

		cr_assert_eq(rows[d][m], -1, "%s: a row twice", name);
		rows[d][m] = row.relevance / 10000;
		times[d] = row.key.time;
	}
	cr_assert_eq(rc, 0, "%s", e.text);
	read_rows_end(it);
}

static void render_store(
    struct shop *s, int64_t as_of, const char *const ids[DOCS], struct buf *to)
{
	struct err e = {0};
	struct reader *r = read_begin(s->env, as_of, &e);

	cr_assert(r, "%s", e.text);
	for (int i = -1; i < ENTITIES; i++) {
		int rows[DOCS][MODELS];
		int64_t times[DOCS];
		char name[64] = "article";
		uint32_t id;

		memset(rows, -1, sizeof rows);
		if (i >= 0)
			(void)snprintf(
			    name, sizeof name, "mention/%s", entity_names[i]);
		if (read_id(r, NAME_SERIES, str_of(name), &id, &e) != 1)
			continue;
		render_rows(r, id, name, ids, rows, times);
		cr_assert_eq(
		    read_check_months(r, id, STAMP_NONE, INT64_MAX, &e), 0,
		    "%s", e.text);
		for (int d = 0; d < DOCS; d++)
			for (int m = 0; m < MODELS; m++)
				if (rows[d][m] >= 0)
					buf_printf(to, "%s %s %d %s %d\n",
					    i < 0 ? "article" : entity_names[i],
					    date_of(times[d]), d,
					    model_names[m], rows[d][m]);
	}
	read_end(r);
}

/* the article line, with as many mentions as the saying has */
static void line_of(struct buf *to, const char *id, int text, const char *model,
    const char *published, const struct saying *x)
{
	struct score_entity en[ENTITIES];
	struct score sc = {
	    .model = str_of(model), .sentences = 1, .words = 1, .entities = en};
	char body[32];
	struct sample bare = {.id = id, .text = body, .published = published};
	struct buf plain, score;
	struct err e = {0};

	(void)snprintf(body, sizeof body, "text %d", text);
	for (int i = 0; i < ENTITIES; i++)
		if (x->relevance[i])
			en[sc.n_entities++] = (struct score_entity){
			    .entity = str_of(entity_names[i]),
			    .relevance = x->relevance[i] / 100.0};
	buf_init(&plain, 1 << 16);
	buf_init(&score, 1 << 16);
	sample_line(&plain, &bare);
	score_write(&score, &sc);
	cr_assert_eq(
	    record_splice(to, buf_view(&plain), "score", buf_view(&score), &e),
	    0);
	buf_release(&plain);
	buf_release(&score);
}

/* a version says what its document, text and model make of it */
static struct saying saying_of(int doc, int text, int model)
{
	unsigned seed = (unsigned)(doc * 100 + text * 10 + model + 1);
	struct saying x = {.some = true};

	for (int i = 0; i < ENTITIES; i++)
		x.relevance[i] =
		    rand_r(&seed) % 2 ? rand_r(&seed) % 100 + 1 : 0;
	return x;
}

static void one_batch(struct shop *s, struct naive *n, unsigned *seed,
    const char *const ids[DOCS], int64_t now)
{
	bool used[DOCS] = {false}, adds = false;
	int lines = rand_r(seed) % 5;

	load_init(&s->load, &s->w, (struct stamp_clock){now}, false);
	s->load.batch.max_rows = 100000;
	for (int i = 0; i < lines; i++) {
		int d = rand_r(seed) % DOCS, m = rand_r(seed) % MODELS;
		int text = rand_r(seed) % TEXTS;
		struct naive_doc *doc = &n->docs[d];
		struct saying x = saying_of(d, text, m);
		const char *published = dates[(unsigned)rand_r(seed) %
					      (sizeof dates / sizeof *dates)];
		struct buf line;

		if (used[d]) /* another version would be another batch */
			continue;
		used[d] = true;
		buf_init(&line, 1 << 16);
		line_of(&line, ids[d], text, model_names[m], published, &x);
		shop_add_line(s, buf_text(&line));
		buf_release(&line);
		if (doc->seen[m][text])
			continue;
		adds = doc->seen[m][text] = true;
		if (!doc->some)
			doc->published = published;
		doc->some = true;
		doc->now[m] = x;
	}
	if (adds)
		n->known = now > n->known ? now : n->known + 1;
	(void)shop_load_end(s);
}

static void run_history(unsigned seed)
{
	static const char *const ids[DOCS] = {"a", "b", "c", "d", "e", "f", "g",
	    "h", "00112233445566778899aabbccddeeff"};
	static struct naive after[BATCHES];
	struct naive n = {0};
	struct shop s;
	int64_t now = stamp_at("2025-03-10");

	shop_begin(&s);
	for (int i = 0; i < BATCHES; i++) {
		/* mostly on, at times back */
		now += (int64_t)(rand_r(&seed) % 100 - 20) * STAMP_MINUTE;
		one_batch(&s, &n, &seed, ids, now);
		after[i] = n;
	}
	for (int i = 0; i < BATCHES; i++) {
		struct buf want, is;

		/* what was known at that commit, and until the next one */
		int64_t until = STAMP_NONE;

		for (int k = i + 1; k < BATCHES && until == STAMP_NONE; k++)
			if (after[k].known > after[i].known)
				until = after[k].known - 1;
		buf_init(&want, RENDER_MAX_BYTES);
		buf_init(&is, RENDER_MAX_BYTES);
		render_naive(&after[i], &want);
		render_store(&s, after[i].known, ids, &is);
		cr_assert_str_eq(buf_text(&is), buf_text(&want),
		    "seed %u, batch %d", seed, i);
		buf_clear(&is);
		render_store(&s, until, ids, &is);
		cr_assert_str_eq(buf_text(&is), buf_text(&want),
		    "seed %u, before batch %d", seed, i + 1);
		buf_release(&want);
		buf_release(&is);
	}
	shop_verify(&s);
	shop_end(&s);
}

Test(history, an_as_of_answers_what_was_answered_then)
{
	for (unsigned seed = 1; seed <= 8; seed++)
		run_history(seed);
}
