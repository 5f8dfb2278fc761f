#include "store/db/bytes.h"
#include "store/db/names.h"
#include "store/dump.h"

#include <stdio.h>
#include <stdlib.h>

static void real(struct jsonw *j, const char *key, int32_t v)
{
	if (v == OBS_NONE)
		jsonw_null(j, key);
	else
		jsonw_int(j, key, v);
}

static void word(struct jsonw *j, enum schema_list l, unsigned v)
{
	jsonw_text(j, NULL, str_of(schema_word(l, v)));
}

static void decimal(struct jsonw *j, struct decimal d)
{
	char text[40];

	(void)snprintf(
	    text, sizeof text, "%llde%d", (long long)d.mantissa, d.exponent);
	jsonw_text(j, NULL, str_of(text));
}

static int name(struct dump *d, uint32_t id, struct err *e)
{
	if (id == 0) {
		jsonw_text(&d->j, NULL, STR(""));
		return 0;
	}
	return dump_name(d, NULL, NAME_WORD, id, e);
}

static void span(struct jsonw *j, uint32_t begin, uint32_t end,
    uint32_t sentence, enum text_field field)
{
	jsonw_int(j, NULL, begin);
	jsonw_int(j, NULL, end);
	jsonw_int(j, NULL, sentence);
	word(j, LIST_FIELD, field);
}

static int claim(struct dump *d, const struct obs_claim *c, struct err *e)
{
	span(&d->j, c->begin, c->end, c->sentence, c->field);
	word(&d->j, LIST_MODALITY, c->modality);
	jsonw_bool(&d->j, NULL, c->approx);
	decimal(&d->j, c->value);
	if (name(d, c->unit, e) != 0 || name(d, c->direction, e) != 0 ||
	    name(d, c->role, e) != 0 || name(d, c->horizon, e) != 0)
		return -1;
	real(&d->j, NULL, c->start_day);
	real(&d->j, NULL, c->end_day);
	return 0;
}

static void mention(struct jsonw *j, const struct obs_mention *m)
{
	span(j, m->begin, m->end, m->sentence, m->field);
	real(j, NULL, m->tone);
}

static void signal_item(struct jsonw *j, const struct obs_signal *s)
{
	span(j, s->begin, s->end, s->sentence, s->field);
	word(j, LIST_MODALITY, s->modality);
	jsonw_int(j, NULL, s->demand);
	jsonw_int(j, NULL, s->strength);
}

static void fact(struct jsonw *j, const struct obs_fact *f)
{
	decimal(j, f->value);
	real(j, NULL, f->start_day);
	real(j, NULL, f->end_day);
	jsonw_int(j, NULL, f->decimals);
}

static int item(
    struct dump *d, const struct obs_row *row, size_t i, struct err *e)
{
	struct obs_mention m;
	struct obs_signal s;
	struct obs_claim c;
	struct obs_fact f;
	struct obs_novelty n;

	switch (row->kind) {
	case OBS_MENTION:
		m = obs_mention_item(row, i);
		mention(&d->j, &m);
		break;
	case OBS_SIGNAL:
		s = obs_signal_item(row, i);
		signal_item(&d->j, &s);
		break;
	case OBS_CLAIM:
		c = obs_claim_item(row, i);
		return claim(d, &c, e);
	case OBS_FACT:
	case OBS_HARD:
		f = obs_fact_item(row, i);
		fact(&d->j, &f);
		break;
	case OBS_ARTICLE:
		n = obs_novelty_item(row, i);
		for (size_t k = 0; k < OBS_WINDOWS; k++)
			jsonw_int(&d->j, NULL, n.copies[k]);
		break;
	case OBS_OUTCOME:
	case OBS_INDEX:
		break;
	}
	return 0;
}

static int write_items(struct dump *d, const struct obs_row *row, struct err *e)
{
	int rc = 0;

	/* novelty is of what was known then */
	if (!row->n || (row->kind == OBS_ARTICLE && !d->known))
		return 0;
	jsonw_array(&d->j, "items");
	for (size_t i = 0; i < row->n && rc == 0; i++) {
		jsonw_array(&d->j, NULL);
		rc = item(d, row, i, e);
		jsonw_array_end(&d->j);
	}
	jsonw_array_end(&d->j);
	return rc;
}

static void count(struct jsonw *j, const char *key, uint32_t v)
{
	if (v)
		jsonw_int(j, key, v);
}

static void write_tone(struct dump *d, const struct obs_row *row)
{
	if (row->tone != OBS_NONE)
		jsonw_int(&d->j, "tone", row->tone);
	if (row->p[0] == OBS_NONE)
		return;
	jsonw_array(&d->j, "p");
	for (size_t i = 0; i < 3; i++)
		jsonw_int(&d->j, NULL, row->p[i]);
	jsonw_array_end(&d->j);
}

static int write_numbers(
    struct dump *d, const struct obs_row *row, struct err *e)
{
	if (obs_has_reason(row->kind)) {
		count(&d->j, "status", row->status);
		return dump_name(d, "reason", NAME_WORD, row->reason, e);
	}
	write_tone(d, row);
	if (row->relevance)
		jsonw_int(&d->j, "relevance", row->relevance);
	count(&d->j, "count", row->count);
	return 0;
}

static int write_obs(
    struct dump *d, const struct dump_row *which, struct err *e)
{
	struct obs_row row;

	if (obs_read(which->key, which->value, &row, e) != 0)
		return -1;
	dump_begin(d, "obs");
	jsonw_text(&d->j, "series", which->series);
	jsonw_stamp(&d->j, "time", row.key.time);
	dump_hex(d, "doc", row.key.doc);
	jsonw_text(&d->j, "model", which->model);
	dump_known(d, row.key.known);
	if (row.flags & OBS_RETRACTED)
		jsonw_bool(&d->j, "retracted", true);
	dump_word(d, "origin", LIST_ORIGIN, row.origin);
	dump_word(d, "content", LIST_CONTENT, row.content);
	dump_word(d, "precision", LIST_PRECISION, row.precision);
	dump_word(d, "kind", LIST_ARTICLE_KIND, row.article_kind);
	dump_word(d, "scope", LIST_SCOPE, row.scope);
	if (row.story)
		dump_hex(d, "story", dump_story_name(d, row.story));
	jsonw_stamp(&d->j, "seen", row.seen);
	if (dump_name(d, "lang", NAME_LANG, row.lang, e) != 0 ||
	    dump_name(d, "source", NAME_SOURCE, row.source, e) != 0 ||
	    write_numbers(d, &row, e) != 0 || write_items(d, &row, e) != 0)
		return -1;
	return dump_end(d, e);
}

int dump_obs(struct dump *d, struct err *e)
{
	struct dump_names series;
	int rc = dump_names(d, NAME_SERIES, &series, e);

	for (size_t i = 0; i < series.n && rc == 0; i++)
		rc = dump_each(d, TABLE_OBS, &series.v[i],
		    (struct dump_shape){OBS_KEY_BYTES, 20, 20}, write_obs, e);
	free(series.v);
	return rc;
}
