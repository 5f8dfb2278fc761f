#include "store/query/explain.h"

#include "store/db/check.h"
#include "store/query/plain.h"
#include "store/query/sentence.h"

#include <string.h>

enum { TEXT_BYTES = 1 << 18, SHOWN = 12 };

/* the row that a reference names, with its place */
struct at {
	const struct question *q;
	const struct explain_article *x;
	const struct ref *r;
	struct fold *f;
	struct buf *b;
};

/* 1, 0, -1: the row of that article in the series */
static int find_row(const struct at *at, struct obs_row *row, struct err *e)
{
	struct series_name name = at->r->series;
	uint32_t id;
	int rc = read_series(at->q->reader, &name, &id, e);

	if (rc == 0 && name.kind == OBS_FACT) {
		name.kind = OBS_HARD; /* a user's own series */
		rc = read_series(at->q->reader, &name, &id, e);
	}
	if (rc != 1)
		return rc;
	uint16_t model =
	    at->r->series.kind == OBS_FACT ? READ_ANY_MODEL : at->q->model;
	/* a figure that came alone has no article, so its time is unknown */
	bool known = at->x->row.doc == at->r->doc;
	int64_t from = known ? at->x->row.time : STAMP_NONE;
	int64_t to = known ? from + 1 : INT64_MAX;
	if (read_check_months(at->q->reader, id, from, to, e) != 0)
		return -1;
	struct read_rows *it =
	    read_rows_begin(at->q->reader, id, from, to, model, e);

	if (!it)
		return -1;
	while ((rc = read_rows_next(it, row, e)) == 1)
		if (row->key.doc == at->r->doc)
			break;
	read_rows_end(it);
	if (rc == 1 && known && model != READ_ANY_MODEL &&
	    at->x->row.known < row->key.known)
		return err_set(e, EXIT_DATA,
		    "the version of the article that states this is lost");
	return rc;
}

static void say_sentence(const struct at *at, const char *label,
    enum text_field field, size_t begin, size_t end)
{
	struct str text = field == FIELD_TITLE ? at->x->a.title : at->x->a.text;

	if (!at->x->has_line) {
		fold_line(at->f, label, STR("(the text was removed)"));
		return;
	}
	if (begin >= end || end > text.n) {
		fold_line(at->f, label, STR("(outside the stored text)"));
		return;
	}
	buf_clear(at->b);
	sentence_mark(at->b, text, begin, end);
	fold_line(at->f, label, buf_view(at->b));
}

static void say_place(const struct at *at, enum text_field field,
    uint32_t begin, uint32_t end, uint32_t sentence)
{
	fold_printf(at->f, "place", "%s, bytes %u–%u, sentence %u",
	    schema_word(LIST_FIELD, field), begin, end, sentence);
}

static void say_tone(const struct at *at, const struct obs_row *row)
{
	if (row->tone == OBS_NONE) {
		fold_line(at->f, "tone",
		    STR("unknown: no word lists for the language"));
		return;
	}
	fold_printf(at->f, "tone",
	    "%+.3f (negative %.2f, neutral %.2f, positive %.2f)",
	    OBS_REAL(row->tone), OBS_REAL(row->p[0]), OBS_REAL(row->p[1]),
	    OBS_REAL(row->p[2]));
}

static const char *demand_words(int demand)
{
	return demand > 0   ? "▲ more demand for compute"
	       : demand < 0 ? "▼ less demand for compute"
			    : "· nothing about the demand for compute";
}

static int say_signal(const struct at *at, const struct obs_row *row)
{
	if (at->r->item >= row->n)
		return 0;
	struct obs_signal s = obs_signal_item(row, at->r->item);

	say_sentence(at, "sentence", s.field, s.begin, s.end);
	struct str means =
	    families_definition(&at->q->families, at->r->series.what);

	if (means.n)
		fold_line(at->f, "means", means);
	fold_printf(at->f, "says", "%s; strength %.2f, %s",
	    demand_words(s.demand), OBS_REAL(s.strength),
	    schema_word(LIST_MODALITY, s.modality));
	say_place(at, s.field, s.begin, s.end, s.sentence);
	return 1;
}

static void add_word(const struct at *at, const char *what, uint32_t id)
{
	struct err none = {0};
	struct str text;

	if (id && read_name(at->q->reader, NAME_WORD, id, &text, &none) == 1) {
		buf_printf(at->b, "%s", what);
		plain_write(at->b, text);
	}
}

static void add_days(const struct at *at, int32_t start, int32_t end)
{
	char text[STAMP_TEXT_BYTES];

	if (start != OBS_NONE)
		buf_printf(at->b, ", from %s",
		    stamp_format_day((int64_t)start * STAMP_DAY, text));
	if (end != OBS_NONE)
		buf_printf(at->b, "%s %s", start == OBS_NONE ? ", at" : " to",
		    stamp_format_day((int64_t)end * STAMP_DAY, text));
}

static int say_claim(const struct at *at, const struct obs_row *row)
{
	if (at->r->item >= row->n)
		return 0;
	struct obs_claim c = obs_claim_item(row, at->r->item);

	say_sentence(at, "sentence", c.field, c.begin, c.end);
	buf_clear(at->b);
	if (c.approx)
		buf_puts(at->b, "about ");
	decimal_write(at->b, c.value);
	add_word(at, " ", c.unit);
	add_word(at, ", ", c.direction);
	add_word(at, ", ", c.role);
	add_word(at, ", over ", c.horizon);
	add_days(at, c.start_day, c.end_day);
	buf_printf(at->b, ", %s", schema_word(LIST_MODALITY, c.modality));
	fold_line(at->f, "states", buf_view(at->b));
	say_place(at, c.field, c.begin, c.end, c.sentence);
	return 1;
}

static int say_fact(const struct at *at, const struct obs_row *row)
{
	if (at->r->item >= row->n)
		return 0;
	struct obs_fact v = obs_fact_item(row, at->r->item);

	buf_clear(at->b);
	decimal_write(at->b, v.value);
	add_days(at, v.start_day, v.end_day);
	if (v.decimals != 127)
		buf_printf(at->b, ", decimals %d", v.decimals);
	fold_line(at->f, "states", buf_view(at->b));
	if (at->x->row.doc != at->r->doc) {
		char text[ZONE_TEXT_BYTES];

		buf_clear(at->b);
		add_word(at, "accession ", row->reason);
		fold_line(at->f, "filing", buf_view(at->b));
		fold_printf(at->f, "clocks", "published %s",
		    zone_format(at->q->zone, row->key.time, text));
		fold_printf(at->f, "", "known     %s",
		    zone_format(at->q->zone, row->first_known, text));
	} else if (at->x->has_line && at->x->a.filing)
		fold_printf(at->f, "filing", "%.*s %.*s, filed %.*s",
		    STR_ARG(at->x->a.filing->form),
		    STR_ARG(at->x->a.filing->accession),
		    STR_ARG(at->x->a.filing->filed));
	return 1;
}

static int say_mentions(const struct at *at, const struct obs_row *row)
{
	fold_printf(at->f, "relevance", "%.2f", OBS_REAL(row->relevance));
	say_tone(at, row);
	for (size_t i = 0; i < row->n && i < SHOWN; i++) {
		struct obs_mention m = obs_mention_item(row, i);

		say_sentence(
		    at, i == 0 ? "sentences" : "", m.field, m.begin, m.end);
		if (m.tone == OBS_NONE)
			fold_printf(at->f, "", "  %s, bytes %u–%u",
			    schema_word(LIST_FIELD, m.field), m.begin, m.end);
		else
			fold_printf(at->f, "", "  %s, bytes %u–%u: tone %+.3f",
			    schema_word(LIST_FIELD, m.field), m.begin, m.end,
			    OBS_REAL(m.tone));
	}
	if (row->n > SHOWN)
		fold_printf(at->f, "", "and %zu more", row->n - SHOWN);
	if (row->n == 0)
		fold_line(at->f, "sentences",
		    STR("it names only what this entity owns"));
	return 1;
}

static void add_entities(const struct at *at)
{
	const struct score *s = &at->x->score;

	buf_clear(at->b);
	for (size_t i = 0; i < s->n_entities; i++) {
		buf_puts(at->b, i ? ", " : "");
		plain_write(at->b, s->entities[i].entity);
		if (s->entities[i].tone.known)
			buf_printf(at->b, " %+.2f", s->entities[i].tone.tone);
	}
	fold_line(at->f, "entities",
	    at->b->n ? buf_view(at->b) : STR("none of ours"));
	buf_clear(at->b);
	for (size_t i = 0; i < s->n_signals; i++) {
		buf_puts(at->b, i ? ", " : "");
		plain_write(at->b, s->signals[i].signal);
		if (s->signals[i].entity.n) {
			buf_char(at->b, ' ');
			plain_write(at->b, s->signals[i].entity);
		}
	}
	fold_line(at->f, "signals", at->b->n ? buf_view(at->b) : STR("none"));
}

static int say_article_itself(const struct at *at, struct err *e)
{
	const struct at self = {at->q, at->x,
	    &(struct ref){.doc = at->r->doc, .series = {.kind = OBS_ARTICLE}},
	    at->f, at->b};
	struct obs_row row;
	int rc = find_row(&self, &row, e);

	if (rc < 0)
		return -1;
	if (rc == 1) {
		say_tone(at, &row);
		fold_printf(at->f, "words", "%u", row.count);
	}
	if (at->x->has_score)
		add_entities(at);
	return 1;
}

static int say(const struct at *at, struct err *e)
{
	struct obs_row row;
	int rc = find_row(at, &row, e);

	if (rc != 1)
		return rc;
	switch (row.kind) {
	case OBS_MENTION:
		return say_mentions(at, &row);
	case OBS_SIGNAL:
		return say_signal(at, &row);
	case OBS_CLAIM:
		return say_claim(at, &row);
	case OBS_FACT:
	case OBS_HARD:
		return say_fact(at, &row);
	case OBS_ARTICLE:
	case OBS_INDEX:
	case OBS_OUTCOME:
		break;
	}
	return 0;
}

static void head(const struct at *at)
{
	const struct series_name *s = &at->r->series;

	buf_clear(at->b);
	buf_puts(at->b, s->kind == 0 ? "article"
			: s->kind == OBS_FACT
			    ? "fact"
			    : schema_word(LIST_KIND_OF_SERIES, s->kind));
	if (s->what.n) {
		buf_puts(at->b, " · ");
		plain_write(at->b, s->what);
	}
	if (s->entity.n) {
		buf_puts(at->b, " · ");
		plain_write(at->b, s->entity);
	}
	fold_head(at->f, buf_view(at->b));
}

int explain_row(const struct question *q, const struct ref *r, struct fold *f,
    struct err *e)
{
	struct explain_article x;
	struct buf b;
	const struct at at = {q, &x, r, f, &b};

	buf_init(&b, TEXT_BYTES);
	int rc = explain_article_read(&x, q, r->doc, e);

	bool article = rc == 1;

	if (article || (rc == 0 && r->series.kind == OBS_FACT)) {
		head(&at);
		rc = r->series.kind ? say(&at, e) : say_article_itself(&at, e);
	}
	if (rc == 1 && article && explain_source(&x, q, f, e) != 0)
		rc = -1;
	explain_article_release(&x);
	buf_release(&b);
	/* before "nothing" is said: it may have been lost */
	if (rc == 0 && check_table(q->reader, TABLE_DOC, e) != 0)
		rc = -1;
	return rc;
}
