#include "store/undump_obs.h"

#define ITEMS_MAX_BYTES ((size_t)64 * OBS_ITEMS_MAX)

static void add_mention(struct fields *f, struct buf *to)
{
	struct obs_mention m = {0};

	m.begin = (uint32_t)fields_next_int(f, 0, UINT32_MAX);
	m.end = (uint32_t)fields_next_int(f, 0, UINT32_MAX);
	m.sentence = (uint32_t)fields_next_int(f, 0, UINT32_MAX);
	m.field = (enum text_field)fields_next_word(f, LIST_FIELD);
	m.tone = fields_next_real(f);
	obs_add_mention(to, &m);
}

static void add_signal(struct fields *f, struct buf *to)
{
	struct obs_signal s = {0};

	s.begin = (uint32_t)fields_next_int(f, 0, UINT32_MAX);
	s.end = (uint32_t)fields_next_int(f, 0, UINT32_MAX);
	s.sentence = (uint32_t)fields_next_int(f, 0, UINT32_MAX);
	s.field = (enum text_field)fields_next_word(f, LIST_FIELD);
	s.modality = (enum modality)fields_next_word(f, LIST_MODALITY);
	s.demand = (int)fields_next_int(f, -1, 1);
	s.strength = fields_next_real(f);
	obs_add_signal(to, &s);
}

static int add_claim(
    struct writer *w, struct fields *f, struct buf *to, struct err *e)
{
	struct obs_claim c = {0};
	uint32_t *const words[] = {&c.unit, &c.direction, &c.role, &c.horizon};

	c.begin = (uint32_t)fields_next_int(f, 0, UINT32_MAX);
	c.end = (uint32_t)fields_next_int(f, 0, UINT32_MAX);
	c.sentence = (uint32_t)fields_next_int(f, 0, UINT32_MAX);
	c.field = (enum text_field)fields_next_word(f, LIST_FIELD);
	c.modality = (enum modality)fields_next_word(f, LIST_MODALITY);
	c.approx = fields_next_bool(f);
	c.value = fields_next_decimal(f);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (write_name(
			w, NAME_WORD, fields_next_text(f), words[i], e) != 0)
			return -1;
	c.start_day = fields_next_real(f);
	c.end_day = fields_next_real(f);
	obs_add_claim(to, &c);
	return 0;
}

static void add_fact(struct fields *f, struct buf *to)
{
	struct obs_fact t = {0};

	t.value = fields_next_decimal(f);
	t.start_day = fields_next_real(f);
	t.end_day = fields_next_real(f);
	t.decimals = (int)fields_next_int(f, -128, 127);
	obs_add_fact(to, &t);
}

static void add_novelty(struct fields *f, struct buf *to)
{
	struct obs_novelty n;

	for (size_t i = 0; i < OBS_WINDOWS; i++)
		n.copies[i] = (uint16_t)fields_next_int(f, 0, UINT16_MAX);
	obs_add_novelty(to, &n);
}

static int add_item(struct writer *w, enum obs_kind kind, struct fields *f,
    struct buf *to, struct err *e)
{
	switch (kind) {
	case OBS_MENTION:
		add_mention(f, to);
		break;
	case OBS_SIGNAL:
		add_signal(f, to);
		break;
	case OBS_CLAIM:
		return add_claim(w, f, to, e);
	case OBS_FACT:
	case OBS_HARD:
		add_fact(f, to);
		break;
	case OBS_ARTICLE:
		add_novelty(f, to);
		break;
	case OBS_OUTCOME:
	case OBS_INDEX:
		return err_set(
		    e, EXIT_DATA, "field 'items' is of another kind");
	}
	return 0;
}

static int read_items(struct writer *w, enum obs_kind kind, const json_t *o,
    struct buf *to, struct err *e)
{
	const json_t *items = json_object_get(o, "items");

	if (!items)
		return 0;
	if (!json_is_array(items) || json_array_size(items) > OBS_ITEMS_MAX)
		return err_set(e, EXIT_DATA, "field 'items' is no such array");
	for (size_t i = 0; i < json_array_size(items); i++) {
		struct fields f = {json_array_get(items, i), 0, e};

		if (add_item(w, kind, &f, to, e) != 0)
			return -1;
		fields_end(&f);
	}
	return e->code ? -1 : 0;
}

static void read_tone(struct fields *f, struct obs_row *r)
{
	const json_t *p = json_object_get(f->o, "p");
	struct fields three = {p, 0, f->e};

	r->tone = (int32_t)fields_int(f, "tone", -1000000, 1000000, OBS_NONE);
	for (size_t i = 0; i < 3; i++)
		r->p[i] =
		    p ? (int32_t)fields_next_int(&three, 0, 1000000) : OBS_NONE;
	if (p)
		fields_end(&three);
	r->relevance = (int32_t)fields_int(f, "relevance", 0, 1000000, 0);
	r->count = (uint32_t)fields_int(f, "count", 0, UINT32_MAX, 0);
}

static int read_names(
    struct writer *w, struct fields *f, struct obs_row *r, struct err *e)
{
	uint32_t lang;

	if (write_name(w, NAME_LANG, fields_text(f, "lang"), &lang, e) != 0 ||
	    write_name(
		w, NAME_SOURCE, fields_text(f, "source"), &r->source, e) != 0 ||
	    write_model(w, fields_text(f, "model"), &r->key.model, e) != 0)
		return -1;
	if (lang > UINT16_MAX)
		return err_set(e, EXIT_DATA, "too many languages");
	r->lang = (uint16_t)lang;
	if (!obs_has_reason(r->kind)) {
		read_tone(f, r);
		return 0;
	}
	r->status = (uint32_t)fields_int(f, "status", 0, UINT32_MAX, 0);
	return write_name(
	    w, NAME_WORD, fields_text(f, "reason"), &r->reason, e);
}

static void read_plain(struct fields *f, struct obs_row *r)
{
	r->key.time = fields_stamp(f, "time");
	r->key.doc = fields_hex(f, "doc");
	r->key.known = fields_stamp(f, "known");
	r->flags = json_is_true(json_object_get(f->o, "retracted"))
		       ? OBS_RETRACTED
		       : 0;
	r->origin = (enum origin)fields_word(f, "origin", LIST_ORIGIN);
	r->content = fields_word(f, "content", LIST_CONTENT);
	r->precision = fields_word(f, "precision", LIST_PRECISION);
	r->article_kind = fields_word(f, "kind", LIST_ARTICLE_KIND);
	r->scope = fields_word(f, "scope", LIST_SCOPE);
	r->story = fields_hex(f, "story");
	r->seen = fields_stamp(f, "seen");
}

int undump_obs(
    struct writer *w, struct rows *rows, const json_t *o, struct err *e)
{
	struct fields f = {o, 0, e};
	struct obs_row r = {0};
	struct series_name name;
	struct str series = fields_text(&f, "series");
	struct buf items;

	if (!series.p || !series_parse(series, &name))
		return err_set(e, EXIT_DATA, "field 'series' names none");
	r.kind = name.kind;
	read_plain(&f, &r);
	if (r.key.known == STAMP_NONE || r.key.known < 0)
		err_set(e, EXIT_DATA, "field 'known' is missing");
	if (e->code ||
	    write_name(w, NAME_SERIES, series, &r.key.series, e) != 0)
		return -1;
	buf_init(&items, ITEMS_MAX_BYTES);
	int rc = read_names(w, &f, &r, e);

	if (rc == 0)
		rc = read_items(w, r.kind, o, &items, e);
	if (rc == 0 && e->code)
		rc = -1;
	if (rc == 0)
		rows_add(rows, &r, buf_view(&items));
	buf_release(&items);
	return rc;
}
