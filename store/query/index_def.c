#include "store/query/index_def.h"

#include "fetch/base/jsonw.h"
#include "store/query/ask_options.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_MOST = 64, QUESTION_MAX_BYTES = 1 << 16 };

bool index_name_ok(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		bool more = (c >= '0' && c <= '9') || c == '-' || c == '_';

		if (!letter && !(i && more))
			return false;
	}
	return name.n > 0 && name.n <= NAME_MOST &&
	       !str_eq(name, STR("define"));
}

/* the options that say which stories are counted, and in which buckets */
static bool fixes(const char *name)
{
	static const char *const names[] = {"entity", "signal", "lang",
	    "source", "kind", "every", "tz", "day-ends", "calendar", "clock",
	    "origin", "modality"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

void index_question(struct buf *to, const struct ask *a)
{
	struct ask_option table[ASK_OPTIONS_MAX];
	struct ask copy = *a;
	size_t n = ask_options(&copy, table);
	struct jsonw w;

	jsonw_begin(&w, to);
	jsonw_object(&w, NULL);
	for (size_t i = 0; i < n; i++) {
		const struct opt *o = &table[i].opt;

		if (!fixes(o->name))
			continue;
		if (o->kind == OPT_LIST)
			ask_option_write(&w, o);
		else
			jsonw_text(&w, o->name, str_of(*(const char **)o->to));
	}
	jsonw_object_end(&w);
}

static int fill_list(struct opt_list *l, const json_t *v, struct arena *arena)
{
	size_t i;
	json_t *one;

	if (l->n)
		return 0;
	json_array_foreach(v, i, one)
	{
		const char *word = json_string_value(one);

		if (!word || l->n == OPT_LIST_MAX)
			return -1;
		l->v[l->n++] = arena_str(arena, str_of(word)).p;
	}
	return 0;
}

int index_fill_ask(
    const struct index_def *d, struct ask *a, struct arena *arena)
{
	struct ask_option table[ASK_OPTIONS_MAX];
	size_t n = ask_options(a, table);
	json_t *q = json_loadb(d->question.p, d->question.n, 0, NULL);
	int rc = q ? 0 : -1;

	for (size_t i = 0; i < n && rc == 0; i++) {
		const struct opt *o = &table[i].opt;
		const json_t *v = json_object_get(q, o->name);

		if (!v || !fixes(o->name))
			continue;
		if (o->kind == OPT_LIST)
			rc = fill_list(o->to, v, arena);
		else if (json_is_string(v) && !*(const char **)o->to)
			*(const char **)o->to =
			    arena_str(arena, str_of(json_string_value(v))).p;
	}
	json_decref(q);
	return rc;
}

/* ---- reading ---- */

static struct str text_of(const json_t *o, const char *key, struct arena *a)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? arena_str(a, str_of(s)) : (struct str){NULL, 0};
}

static double real_of(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return json_is_number(v) ? json_number_value(v) : (double)NAN;
}

static bool stamp_of(const json_t *o, const char *key, int64_t *t)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s && stamp_parse(str_of(s), t);
}

static bool read_panel(struct index_def *d, const json_t *o, struct arena *a)
{
	const json_t *panel = json_object_get(o, "panel");
	const json_t *out = json_object_get(o, "left-out");
	size_t i;
	json_t *v;

	d->n_panel = json_array_size(panel);
	d->panel = arena_new(a, (d->n_panel + 1) * sizeof *d->panel);
	json_array_foreach(panel, i, v)
	{
		d->panel[i] = (struct index_source){text_of(v, "source", a), 0,
		    {real_of(v, "sigma"), real_of(v, "mean")}};
		if (!d->panel[i].name.p || !(d->panel[i].is.sigma > 0) ||
		    !(d->panel[i].is.mean > 0))
			return false;
	}
	d->n_out = json_array_size(out);
	d->out = arena_new(a, (d->n_out + 1) * sizeof *d->out);
	json_array_foreach(out, i, v) d->out[i] =
	    (struct index_out){text_of(v, "source", a), text_of(v, "why", a)};
	return true;
}

static bool read_text(struct index_def *d, struct arena *a)
{
	json_t *o = json_loadb(d->text.p, d->text.n, 0, NULL);
	const json_t *base = json_object_get(o, "base");
	char *q = json_dumps(json_object_get(o, "question"), JSON_COMPACT);
	bool ok = q && stamp_of(base, "since", &d->since) &&
		  stamp_of(base, "until", &d->until) && read_panel(d, o, a);

	d->buckets =
	    (size_t)json_integer_value(json_object_get(base, "buckets"));
	d->model = text_of(o, "model", a);
	d->mean = real_of(o, "mean");
	d->demand_sd = real_of(o, "demand-sd");
	d->cost_sd = real_of(o, "cost-sd");
	if (q)
		d->question = arena_str(a, str_of(q));
	free(q);
	json_decref(o);
	return ok;
}

struct search {
	struct reader *r;
	struct arena *arena;
	struct err *e;
	struct str name; /* absent: every one */
	struct index_def *v;
	size_t n, cap;
	struct nearest near;
};

/* when the definition became known; STAMP_NONE: not yet */
static int known_of(struct search *s, uint32_t series, int64_t *known)
{
	struct read_rows *it = read_rows_begin(
	    s->r, series, STAMP_NONE, INT64_MAX, READ_ANY_MODEL, s->e);
	struct obs_row row;
	int rc = it ? read_rows_next(it, &row, s->e) : -1;

	*known = rc == 1 ? row.key.known : STAMP_NONE;
	read_rows_end(it);
	return rc < 0 ? -1 : 0;
}

static int look(void *to, uint32_t id, struct str text)
{
	struct search *s = to;
	struct series_name name;
	struct index_def d = {0};
	size_t at = 0;

	if (!series_parse(text, &name) || name.kind != OBS_INDEX)
		return 0;
	nearest_offer(&s->near, name.what);
	if (s->name.p && !str_eq(name.what, s->name))
		return 0;
	if (known_of(s, id, &d.known) != 0)
		return -1;
	if (d.known == STAMP_NONE)
		return 0;
	d.name = arena_str(s->arena, name.what);
	d.text = arena_str(s->arena, name.entity);
	while (at < s->n && !str_eq(s->v[at].name, d.name))
		at++;
	if (at < s->n) {
		if (s->v[at].known < d.known)
			s->v[at] = d;
		return 0;
	}
	s->v = arena_more(s->arena, s->v, s->n, &s->cap, sizeof *s->v);
	s->v[s->n++] = d;
	return 0;
}

static int find_all(struct search *s)
{
	nearest_begin(&s->near, s->name.p ? s->name : STR(""));
	if (read_each_name(s->r, NAME_SERIES, look, s, s->e) != 0)
		return -1;
	for (size_t i = 0; i < s->n; i++)
		if (!read_text(&s->v[i], s->arena))
			return err_set(s->e, EXIT_DATA,
			    "the index definition '%.*s' cannot be read",
			    STR_ARG(s->v[i].name));
	return 0;
}

static int find_ids(struct index_def *d, struct reader *r, struct err *e)
{
	for (size_t i = 0; i < d->n_panel; i++)
		if (read_id(r, NAME_SOURCE, d->panel[i].name, &d->panel[i].id,
			e) < 0)
			return -1;
	return 0;
}

int index_find(struct index_def *d, struct reader *r, struct str name,
    struct arena *arena, struct err *e)
{
	struct search s = {.r = r, .arena = arena, .e = e, .name = name};
	struct buf b;

	if (find_all(&s) != 0)
		return -1;
	if (s.n) {
		*d = s.v[0];
		return find_ids(d, r, e);
	}
	buf_init(&b, 1024);
	nearest_write(&s.near, &b);
	err_set(e, EXIT_USAGE, "no index is called '%.*s'%s", STR_ARG(name),
	    buf_text(&b));
	buf_release(&b);
	return -1;
}

static int by_name(const void *a, const void *b)
{
	const struct index_def *x = a, *y = b;

	return str_cmp(x->name, y->name);
}

int index_list(struct index_def **to, size_t *n, struct reader *r,
    struct arena *arena, struct err *e)
{
	struct search s = {.r = r, .arena = arena, .e = e};

	if (find_all(&s) != 0)
		return -1;
	if (s.n > 1)
		qsort(s.v, s.n, sizeof *s.v, by_name);
	*to = s.v;
	*n = s.n;
	return 0;
}
