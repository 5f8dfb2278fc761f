#include "parse/filing/contexts.h"

#include "fetch/base/jsonw.h"
#include "fetch/base/stamp.h"
#include "parse/filing/flow.h"
#include "parse/filing/xbrl_word.h"

#include <stdlib.h>

enum { GRAB_MAX_BYTES = 64 * 1024 };

void contexts_init(struct contexts *c, struct arena *a)
{
	*c = (struct contexts){.arena = a};
	buf_init(&c->grab, GRAB_MAX_BYTES);
}

void contexts_release(struct contexts *c)
{
	free(c->contexts);
	free(c->units);
	free(c->context_slots);
	free(c->unit_slots);
	buf_release(&c->grab);
	*c = (struct contexts){.arena = c->arena};
}

static void *more(void *v, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return v;
	*cap = *cap ? *cap * 2 : 64;
	return mem_grow(v, *cap, size);
}

/* arena strings end with a NUL: an axis is a key of JSON */
static struct str axis_of(struct contexts *c, const struct tag *t)
{
	struct str axis = arena_str(c->arena, tag_attr(t, "dimension"));

	return axis.p ? axis : STR("");
}

void contexts_open(struct contexts *c, const struct tag *t)
{
	if (t->element == ELEMENT_CONTEXT) {
		c->now = (struct context){
		    .id = arena_str(c->arena, tag_attr(t, "id"))};
		c->n_dims = 0;
		c->lacking = false;
	} else if (t->element == ELEMENT_UNIT) {
		c->unit =
		    (struct unit){.id = arena_str(c->arena, tag_attr(t, "id"))};
		c->below = (struct str){NULL, 0};
		c->in_denominator = false;
	} else if (t->element == ELEMENT_DENOMINATOR) {
		c->in_denominator = true;
	} else if (t->element > ELEMENT_CONTEXT) {
		c->grabbing = true;
		buf_clear(&c->grab);
		if (t->element == ELEMENT_MEMBER || t->element == ELEMENT_TYPED)
			c->axis = axis_of(c, t);
	}
}

void contexts_text(struct contexts *c, struct str s)
{
	if (c->grabbing)
		buf_str(&c->grab, s);
}

static struct str grabbed(struct contexts *c)
{
	return arena_str(c->arena, str_trim(buf_view(&c->grab)));
}

/* "2024-01-29T00:00:00" as an end is the day before */
static struct str day_of(struct contexts *c, bool end)
{
	struct str s = grabbed(c);
	char text[STAMP_TEXT_BYTES];
	int64_t t;

	if (s.n <= 10)
		return s;
	if (end && str_starts(str_sub(s, 10, s.n), STR("T00:00:00")) &&
	    stamp_parse(str_sub(s, 0, 10), &t))
		return arena_str(
		    c->arena, str_of(stamp_format_day(t - STAMP_DAY, text)));
	return str_sub(s, 0, 10);
}

static void measure(struct contexts *c)
{
	struct str s = grabbed(c);
	size_t colon = str_find(s, STR(":"), 0);
	struct str *to = c->in_denominator ? &c->below : &c->unit.name;

	if (colon < s.n)
		s = str_sub(s, colon + 1, s.n);
	if (to->n > GRAB_MAX_BYTES)
		return;
	*to = to->p ? arena_printf(
			  c->arena, "%.*s*%.*s", STR_ARG(*to), STR_ARG(s))
		    : s;
}

static int by_axis(const void *a, const void *b)
{
	const struct dimension *x = a, *y = b;
	int order = str_cmp(x->axis, y->axis);

	return order ? order : str_cmp(x->member, y->member);
}

/* a period, and dimensions that have names */
static bool is_whole(const struct contexts *c)
{
	const struct context *now = &c->now;
	bool at = now->instant.p != NULL;

	for (size_t i = 0; i < c->n_dims; i++)
		if (!xbrl_name_is(c->dims[i].axis) ||
		    (!c->dims[i].typed && !xbrl_name_is(c->dims[i].member)))
			return false;
	if (c->lacking || at == (now->start.p || now->end.p))
		return false;
	return at ? xbrl_day_is(now->instant)
		  : xbrl_day_is(now->start) && xbrl_day_is(now->end);
}

static void end_context(struct contexts *c)
{
	struct jsonw j;
	struct buf b;

	if (!is_whole(c))
		c->now.id = STR("");
	if (c->n_dims) {
		qsort(c->dims, c->n_dims, sizeof *c->dims, by_axis);
		buf_init(&b, 1 << 20);
		jsonw_begin(&j, &b);
		jsonw_object(&j, NULL);
		for (size_t i = 0; i < c->n_dims; i++)
			jsonw_text(&j, c->dims[i].axis.p, c->dims[i].member);
		jsonw_object_end(&j);
		c->now.dims = arena_str(c->arena, buf_view(&b));
		buf_release(&b);
	}
	c->contexts = more(
	    c->contexts, c->n_contexts, &c->contexts_cap, sizeof *c->contexts);
	c->contexts[c->n_contexts++] = c->now;
	c->now = (struct context){.id = {NULL, 0}};
}

static void end_unit(struct contexts *c)
{
	if (c->below.p)
		c->unit.name = arena_printf(c->arena, "%.*s/%.*s",
		    STR_ARG(c->unit.name), STR_ARG(c->below));
	c->units = more(c->units, c->n_units, &c->units_cap, sizeof *c->units);
	c->units[c->n_units++] = c->unit;
}

static void dimension(struct contexts *c, bool typed)
{
	if (c->n_dims == DIMENSIONS_MAX)
		c->lacking = true;
	else
		c->dims[c->n_dims++] =
		    (struct dimension){c->axis, grabbed(c), typed};
}

void contexts_close(struct contexts *c, enum element e)
{
	if (e == ELEMENT_CONTEXT) {
		end_context(c);
	} else if (e == ELEMENT_UNIT) {
		end_unit(c);
	} else if (e == ELEMENT_DENOMINATOR) {
		c->in_denominator = false;
	} else if (e > ELEMENT_CONTEXT && c->grabbing) {
		c->grabbing = false;
		if (e == ELEMENT_START)
			c->now.start = day_of(c, false);
		else if (e == ELEMENT_END)
			c->now.end = day_of(c, true);
		else if (e == ELEMENT_INSTANT)
			c->now.instant = day_of(c, true);
		else if (e == ELEMENT_MEASURE)
			measure(c);
		else if (e == ELEMENT_MEMBER || e == ELEMENT_TYPED)
			dimension(c, e == ELEMENT_TYPED);
	}
}

void contexts_broken(struct contexts *c)
{
	c->now.id = c->unit.id = STR("");
	c->grabbing = false;
}

void contexts_cut(struct contexts *c, size_t n_contexts, size_t n_units)
{
	c->n_contexts = n_contexts;
	c->n_units = n_units;
	c->grabbing = c->in_denominator = false;
	c->slots_of[0] = c->slots_of[1] = 0;
}

/* an open-addressed table of indices + 1, twice as large as needed; the first
 * of equal ids is kept */
static size_t *index_of(const void *rows, size_t n, size_t size, size_t *cap)
{
	size_t *slots;

	for (*cap = 64; *cap < n * 2;)
		*cap *= 2;
	slots = mem_new(*cap, sizeof *slots);
	for (size_t i = 0; i < n; i++) {
		const struct str *id =
		    (const void *)((const char *)rows + i * size);
		size_t at = (size_t)flow_hash(*id) & (*cap - 1);

		while (slots[at])
			at = (at + 1) & (*cap - 1);
		slots[at] = i + 1;
	}
	return slots;
}

static const void *look_up(const void *rows, size_t size, const size_t *slots,
    size_t cap, struct str id)
{
	for (size_t at = (size_t)flow_hash(id) & (cap - 1); slots[at];
	     at = (at + 1) & (cap - 1)) {
		const char *row = (const char *)rows + (slots[at] - 1) * size;
		const struct str *its = (const void *)row;

		if (str_eq(*its, id))
			return row;
	}
	return NULL;
}

const struct context *contexts_find(struct contexts *c, struct str id)
{
	if (!c->n_contexts)
		return NULL;
	if (!c->slots_of[0]) {
		free(c->context_slots);
		c->context_slots = index_of(c->contexts, c->n_contexts,
		    sizeof *c->contexts, &c->slots_of[0]);
	}
	return look_up(c->contexts, sizeof *c->contexts, c->context_slots,
	    c->slots_of[0], id);
}

const struct unit *contexts_unit(struct contexts *c, struct str id)
{
	if (!c->n_units)
		return NULL;
	if (!c->slots_of[1]) {
		free(c->unit_slots);
		c->unit_slots = index_of(
		    c->units, c->n_units, sizeof *c->units, &c->slots_of[1]);
	}
	return look_up(
	    c->units, sizeof *c->units, c->unit_slots, c->slots_of[1], id);
}
