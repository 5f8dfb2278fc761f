#include "store/db/obs.h"

#include "store/db/bytes.h"
#include "store/db/crc.h"
#include "store/db/env.h"

#include <string.h>

enum { HEAD = 32, NUMBERS = 24, CRC = 4, NOVELTY_BYTES = 2 * OBS_WINDOWS };

void obs_key_write(unsigned char to[OBS_KEY_BYTES], const struct obs_key *k)
{
	bytes_put_be(to, k->series, 4);
	bytes_put_be(to + 4, bytes_bias(k->time), 8);
	bytes_put_be(to + 12, k->doc, 8);
	bytes_put_be(to + 20, k->model, 2);
	bytes_put_be(to + 22, (uint64_t)k->known, 8);
}

void obs_key_read(const unsigned char *from, struct obs_key *k)
{
	k->series = (uint32_t)bytes_get_be(from, 4);
	k->time = bytes_unbias(bytes_get_be(from + 4, 8));
	k->doc = bytes_get_be(from + 12, 8);
	k->model = (uint16_t)bytes_get_be(from + 20, 2);
	k->known = (int64_t)bytes_get_be(from + 22, 8);
}

static size_t item_bytes(enum obs_kind kind)
{
	switch (kind) {
	case OBS_MENTION:
	case OBS_SIGNAL:
	case OBS_FACT:
	case OBS_HARD:
		return 20;
	case OBS_CLAIM:
		return 48;
	case OBS_ARTICLE:
		return NOVELTY_BYTES;
	case OBS_OUTCOME:
	case OBS_INDEX:
		break;
	}
	return 0;
}

bool obs_has_reason(enum obs_kind kind)
{
	return kind == OBS_OUTCOME || kind == OBS_FACT || kind == OBS_HARD;
}

static void write_head(
    unsigned char *h, const struct obs_row *r, size_t n_items)
{
	bool outcome = obs_has_reason(r->kind);

	h[0] = (unsigned char)r->kind;
	h[1] = (unsigned char)r->flags;
	h[2] = (unsigned char)r->origin;
	h[3] = (unsigned char)r->content;
	h[4] = (unsigned char)r->precision;
	h[5] = (unsigned char)r->article_kind;
	h[6] = (unsigned char)r->scope;
	h[7] = 0;
	bytes_put_le(h + 8, r->lang, 2);
	bytes_put_le(h + 10, n_items, 2);
	bytes_put_le(h + 12, r->source, 4);
	bytes_put_le(h + 16, r->story, 8);
	bytes_put_le(h + 24, (uint64_t)r->seen, 8);
	bytes_put_le(h + 32, outcome ? r->status : (uint32_t)r->tone, 4);
	bytes_put_le(h + 36, outcome ? r->reason : (uint32_t)r->p[0], 4);
	bytes_put_le(h + 40, (uint32_t)r->p[1], 4);
	bytes_put_le(h + 44, (uint32_t)r->p[2], 4);
	bytes_put_le(h + 48, (uint32_t)r->relevance, 4);
	bytes_put_le(h + 52, r->count, 4);
}

void obs_write(struct buf *to, const struct obs_row *r, struct str items)
{
	unsigned char key[OBS_KEY_BYTES];
	size_t one = item_bytes(r->kind);
	size_t n = one ? items.n / one : 0, body = HEAD + NUMBERS + items.n;

	if (n > OBS_ITEMS_MAX || n * one != items.n)
		BUG("items of an observation");
	char *p = buf_room(to, body + CRC);

	if (!p)
		return;
	write_head((unsigned char *)p, r, n);
	if (items.n)
		memcpy(p + HEAD + NUMBERS, items.p, items.n);
	obs_key_write(key, &r->key);
	bytes_put_le((unsigned char *)p + body,
	    env_crc(TABLE_OBS, (struct str){(const char *)key, OBS_KEY_BYTES},
		(struct str){p, body}),
	    CRC);
	to->n += body + CRC;
}

static uint32_t u32(const unsigned char *p)
{
	return (uint32_t)bytes_get_le(p, 4);
}

/* Every field is set one by one: clearing the whole row first costs a scan a
 * tenth of its time. */
static void read_numbers(const unsigned char *h, struct obs_row *r)
{
	if (obs_has_reason(r->kind)) {
		r->status = u32(h + 32);
		r->reason = u32(h + 36);
		r->tone = r->p[0] = r->p[1] = r->p[2] = r->relevance = 0;
		r->count = 0;
		return;
	}
	r->status = r->reason = 0;
	r->tone = (int32_t)u32(h + 32);
	r->p[0] = (int32_t)u32(h + 36);
	r->p[1] = (int32_t)u32(h + 40);
	r->p[2] = (int32_t)u32(h + 44);
	r->relevance = (int32_t)u32(h + 48);
	r->count = u32(h + 52);
}

static void read_head(const unsigned char *h, struct obs_row *r)
{
	r->kind = (enum obs_kind)h[0];
	r->flags = h[1];
	r->origin = (enum origin)h[2];
	r->content = h[3];
	r->precision = h[4];
	r->article_kind = h[5];
	r->scope = h[6];
	r->lang = (uint16_t)bytes_get_le(h + 8, 2);
	r->n = bytes_get_le(h + 10, 2);
	r->source = u32(h + 12);
	r->story = bytes_get_le(h + 16, 8);
	r->seen = (int64_t)bytes_get_le(h + 24, 8);
	r->first_known = r->first_seen = 0;
	read_numbers(h, r);
}

int obs_read(struct str key, struct str value, struct obs_row *r, struct err *e)
{
	const unsigned char *h = (const unsigned char *)value.p;

	/* as env_check(), in place: scans live on it */
	if (value.n < CRC ||
	    bytes_get_le(h + value.n - CRC, CRC) !=
		crc32c_row(TABLE_OBS, key.p, key.n, h, value.n - CRC))
		return env_bad_row(TABLE_OBS, key, e);
	return obs_read_checked(key, value, r, e);
}

int obs_read_checked(
    struct str key, struct str value, struct obs_row *r, struct err *e)
{
	const unsigned char *h = (const unsigned char *)value.p;

	value.n -= value.n < CRC ? value.n : CRC;
	if (key.n != OBS_KEY_BYTES || value.n < HEAD + NUMBERS)
		return err_set(
		    e, EXIT_DATA, "a row of table 'obs' is too short");
	obs_key_read((const unsigned char *)key.p, &r->key);
	read_head(h, r);
	r->items = h + HEAD + NUMBERS;
	if (value.n != HEAD + NUMBERS + r->n * item_bytes(r->kind))
		return err_set(
		    e, EXIT_DATA, "a row of table 'obs' has a wrong size");
	return 0;
}

struct str obs_items(const struct obs_row *r)
{
	return (struct str){(const char *)r->items, r->n * item_bytes(r->kind)};
}

static const unsigned char *item(
    const struct obs_row *r, enum obs_kind kind, size_t i)
{
	enum obs_kind is = r->kind == OBS_HARD ? OBS_FACT : r->kind;

	if (is != kind || i >= r->n)
		BUG("no such item");
	return r->items + i * item_bytes(r->kind);
}

void obs_add_novelty(struct buf *items, const struct obs_novelty *n)
{
	unsigned char p[NOVELTY_BYTES];

	for (size_t i = 0; i < OBS_WINDOWS; i++)
		bytes_put_le(p + 2 * i, n->copies[i], 2);
	buf_add(items, p, sizeof p);
}

struct obs_novelty obs_novelty_item(const struct obs_row *r, size_t i)
{
	const unsigned char *p = item(r, OBS_ARTICLE, i);
	struct obs_novelty n = {{0}};

	for (size_t k = 0; k < OBS_WINDOWS; k++)
		n.copies[k] = (uint16_t)bytes_get_le(p + 2 * k, 2);
	return n;
}

void obs_add_mention(struct buf *items, const struct obs_mention *m)
{
	unsigned char p[20] = {0};

	bytes_put_le(p, m->begin, 4);
	bytes_put_le(p + 4, m->end, 4);
	bytes_put_le(p + 8, m->sentence, 4);
	bytes_put_le(p + 12, (uint32_t)m->tone, 4);
	p[16] = (unsigned char)m->field;
	buf_add(items, p, sizeof p);
}

struct obs_mention obs_mention_item(const struct obs_row *r, size_t i)
{
	const unsigned char *p = item(r, OBS_MENTION, i);

	return (struct obs_mention){u32(p), u32(p + 4), u32(p + 8),
	    (int32_t)u32(p + 12), (enum text_field)p[16]};
}

void obs_add_signal(struct buf *items, const struct obs_signal *s)
{
	unsigned char p[20] = {0};

	bytes_put_le(p, s->begin, 4);
	bytes_put_le(p + 4, s->end, 4);
	bytes_put_le(p + 8, s->sentence, 4);
	bytes_put_le(p + 12, (uint32_t)s->strength, 4);
	p[16] = (unsigned char)s->field;
	p[17] = (unsigned char)s->modality;
	p[18] = (unsigned char)(s->demand + 1);
	buf_add(items, p, sizeof p);
}

struct obs_signal obs_signal_item(const struct obs_row *r, size_t i)
{
	const unsigned char *p = item(r, OBS_SIGNAL, i);

	return (struct obs_signal){u32(p), u32(p + 4), u32(p + 8),
	    (int32_t)u32(p + 12), (enum text_field)p[16], (enum modality)p[17],
	    p[18] - 1};
}

void obs_add_claim(struct buf *items, const struct obs_claim *c)
{
	unsigned char p[48] = {0};

	bytes_put_le(p, c->begin, 4);
	bytes_put_le(p + 4, c->end, 4);
	bytes_put_le(p + 8, c->sentence, 4);
	p[12] = (unsigned char)c->field;
	p[13] = (unsigned char)c->modality;
	p[14] = c->approx;
	p[15] = (unsigned char)(c->value.exponent + 128);
	bytes_put_le(p + 16, (uint64_t)c->value.mantissa, 8);
	bytes_put_le(p + 24, c->unit, 4);
	bytes_put_le(p + 28, c->direction, 4);
	bytes_put_le(p + 32, c->role, 4);
	bytes_put_le(p + 36, c->horizon, 4);
	bytes_put_le(p + 40, (uint32_t)c->start_day, 4);
	bytes_put_le(p + 44, (uint32_t)c->end_day, 4);
	buf_add(items, p, sizeof p);
}

struct obs_claim obs_claim_item(const struct obs_row *r, size_t i)
{
	const unsigned char *p = item(r, OBS_CLAIM, i);

	return (struct obs_claim){u32(p), u32(p + 4), u32(p + 8),
	    (enum text_field)p[12], (enum modality)p[13], p[14] != 0,
	    {(int64_t)bytes_get_le(p + 16, 8), p[15] - 128}, u32(p + 24),
	    u32(p + 28), u32(p + 32), u32(p + 36), (int32_t)u32(p + 40),
	    (int32_t)u32(p + 44)};
}

void obs_add_fact(struct buf *items, const struct obs_fact *f)
{
	unsigned char p[20] = {0};

	bytes_put_le(p, (uint64_t)f->value.mantissa, 8);
	bytes_put_le(p + 8, (uint32_t)f->start_day, 4);
	bytes_put_le(p + 12, (uint32_t)f->end_day, 4);
	p[16] = (unsigned char)(f->value.exponent + 128);
	p[17] = (unsigned char)(f->decimals + 128);
	buf_add(items, p, sizeof p);
}

struct obs_fact obs_fact_item(const struct obs_row *r, size_t i)
{
	const unsigned char *p = item(r, OBS_FACT, i);

	return (struct obs_fact){{(int64_t)bytes_get_le(p, 8), p[16] - 128},
	    (int32_t)u32(p + 8), (int32_t)u32(p + 12), p[17] - 128};
}
