#include "store/batch.h"

#include "store/db/bytes.h"

#include <stdlib.h>

enum { IDENTITY_MAX_BYTES = 1 << 20 };

void batch_init(struct batch *b, bool backfill)
{
	*b = (struct batch){.backfill = backfill, .max_rows = BATCH_MAX_ROWS};
	rows_init(&b->rows);
}

void batch_release(struct batch *b)
{
	arena_release(&b->arena);
	arena_release(&b->scratch);
	identity_release(&b->seen);
	rows_release(&b->rows);
	*b = (struct batch){0};
}

/* what tells rows apart: kind, series, time and document */
static uint64_t key_of(
    char kind, struct str a, struct str b, int64_t time, uint64_t doc)
{
	unsigned char numbers[16];
	struct buf all;

	buf_init(&all, IDENTITY_MAX_BYTES + a.n + b.n);
	buf_char(&all, kind);
	buf_str(&all, a);
	buf_char(&all, '\0');
	buf_str(&all, b);
	bytes_put_be(numbers, bytes_bias(time), 8);
	bytes_put_be(numbers + 8, doc, 8);
	buf_add(&all, numbers, sizeof numbers);
	uint64_t key = identity_hash(buf_view(&all));

	buf_release(&all);
	return key;
}

static uint64_t value_of(const struct obs_fact *f)
{
	struct buf item;

	buf_init(&item, 64);
	obs_add_fact(&item, f);
	uint64_t v = identity_hash(buf_view(&item));

	buf_release(&item);
	return v;
}

static enum batch_add result_of(struct batch *b, uint64_t key, uint64_t value)
{
	switch (identity_put(&b->seen, key, value)) {
	case IDENTITY_SAME:
		return BATCH_REPEAT;
	case IDENTITY_OTHER:
		return BATCH_FIRST;
	case IDENTITY_NEW:
		break;
	}
	return BATCH_ADDED;
}

enum batch_add batch_article(struct batch *b, const struct article_in *a)
{
	struct str none = {"", 0};
	struct str digest = {(const char *)a->digest, DOC_DIGEST_BYTES};
	/* one version of a document a batch, whatever the model */
	uint64_t key = key_of('a', none, none, 0, a->doc);
	uint64_t value =
	    key_of('v', digest, a->score ? a->score->model : none, 0, 0);
	enum batch_add r = result_of(b, key, value);

	if (r == BATCH_REPEAT)
		b->repeated++;
	if (r != BATCH_ADDED)
		return r;
	b->articles = arena_more(&b->arena, b->articles, b->n_articles,
	    &b->cap_articles, sizeof *b->articles);
	b->articles[b->n_articles++] = *a;
	b->n_rows += 1 + a->n_facts;
	if (a->score)
		b->n_rows += a->score->n_entities + a->score->n_signals +
			     a->score->n_claims;
	return r;
}

enum batch_add batch_outcome(struct batch *b, const struct outcome_in *o)
{
	struct str none = {"", 0};
	uint64_t key = key_of('o', o->of, none, o->at, o->doc);

	if (result_of(b, key, 0) == BATCH_REPEAT)
		return BATCH_REPEAT;
	b->outcomes = arena_more(&b->arena, b->outcomes, b->n_outcomes,
	    &b->cap_outcomes, sizeof *b->outcomes);
	b->outcomes[b->n_outcomes++] = *o;
	b->n_rows++;
	return BATCH_ADDED;
}

enum batch_add batch_fact(struct batch *b, const struct fact_line *f)
{
	uint64_t key =
	    key_of('f', f->fact.concept, f->fact.entity, f->time, f->doc);
	enum batch_add r = result_of(b, key, value_of(&f->fact.value));

	if (r != BATCH_ADDED)
		return r;
	b->facts = arena_more(
	    &b->arena, b->facts, b->n_facts, &b->cap_facts, sizeof *b->facts);
	b->facts[b->n_facts++] = *f;
	b->n_rows++;
	return r;
}

enum batch_add batch_hard(struct batch *b, const struct hard_in *h)
{
	uint64_t key = key_of('h', h->fact.concept, h->fact.entity, h->time, 0);
	enum batch_add r = result_of(b, key, value_of(&h->fact.value));

	if (r != BATCH_ADDED)
		return r;
	b->hard = arena_more(
	    &b->arena, b->hard, b->n_hard, &b->cap_hard, sizeof *b->hard);
	b->hard[b->n_hard++] = *h;
	b->n_rows++;
	return r;
}

bool batch_full(const struct batch *b)
{
	return b->n_rows >= b->max_rows || b->arena.used >= BATCH_MAX_BYTES;
}

void batch_drop(struct batch *b)
{
	arena_reset(&b->arena);
	arena_reset(&b->scratch);
	identity_clear(&b->seen);
	rows_clear(&b->rows);
	b->articles = NULL;
	b->outcomes = NULL;
	b->facts = NULL;
	b->hard = NULL;
	b->n_articles = b->n_outcomes = b->n_facts = b->n_hard = 0;
	b->cap_articles = b->cap_outcomes = b->cap_facts = b->cap_hard = 0;
	b->n_rows = 0;
	b->repeated = 0;
}
