#include "parse/filing/ixbrl.h"

#include "parse/filing/contexts.h"
#include "parse/filing/fact_merge.h"
#include "parse/filing/fact_value.h"
#include "parse/filing/xbrl_word.h"

#include <stdlib.h>

enum { WORDS_MAX_BYTES = 1 << 20 };

/* a fact as it stands in the document */
struct raw_fact {
	struct str concept, context, unit, decimals;
	struct fact_words words;
	bool nil, broken; /* broken: cut off, counted as lost */
};

/* an ix element that is open */
struct open_fact {
	size_t fact;    /* of `facts`; none for texts */
	size_t words;   /* where its text begins */
	struct str *to; /* of the cover, or NULL */
	bool number;
};

struct ixbrl {
	struct arena *arena;
	struct contexts contexts;
	struct raw_fact *facts;
	size_t n_facts, cap;
	struct open_fact open[MARKUP_DEPTH_MAX];
	size_t n_open, wanted; /* of the open ones */
	struct buf words;
	struct ixbrl_cover cover;
	struct str period_context, amendment;
	size_t contexts_before, units_before; /* of earlier documents */
};

struct ixbrl *ixbrl_new(struct arena *a)
{
	struct ixbrl *x = mem_new(1, sizeof *x);

	x->arena = a;
	contexts_init(&x->contexts, a);
	buf_init(&x->words, WORDS_MAX_BYTES);
	return x;
}

void ixbrl_free(struct ixbrl *x)
{
	if (!x)
		return;
	contexts_release(&x->contexts);
	buf_release(&x->words);
	free(x->facts);
	free(x);
}

void ixbrl_begin(struct ixbrl *x)
{
	x->contexts_before = x->contexts.n_contexts;
	x->units_before = x->contexts.n_units;
	ixbrl_again(x);
}

void ixbrl_again(struct ixbrl *x)
{
	contexts_cut(&x->contexts, x->contexts_before, x->units_before);
	x->n_facts = x->n_open = x->wanted = 0;
	x->cover = (struct ixbrl_cover){.amendment = false};
	x->period_context = x->amendment = (struct str){NULL, 0};
	buf_clear(&x->words);
}

void ixbrl_cut(struct ixbrl *x)
{
	for (size_t i = 0; i < x->n_open; i++) {
		if (x->open[i].number)
			x->facts[x->open[i].fact].broken = true;
		x->open[i].to = NULL;
	}
	contexts_broken(&x->contexts);
}

static struct str keep(struct ixbrl *x, const struct tag *t, const char *name)
{
	return arena_str(x->arena, tag_attr(t, name));
}

/* one that is none of theirs was damaged: it may have been the scale */
static bool has_strange_attribute(const struct tag *t)
{
	static const char *const known[] = {"name", "contextRef", "unitRef",
	    "decimals", "format", "scale", "sign", "id", "nil", "precision",
	    "order", "target", "tupleRef", "footnoteRefs", "lang", "base",
	    "style", "class", "title", NULL};

	for (size_t i = 0; i < t->n_attrs; i++) {
		const char *const *k = known;

		while (*k && !str_eq_nocase(t->attrs[i].name, str_of(*k)))
			k++;
		/* those of other namespaces may stand there */
		if (!*k && !t->attrs[i].prefixed)
			return true;
	}
	return false;
}

static void open_number(struct ixbrl *x, const struct tag *t)
{
	struct str sign = tag_attr(t, "sign");
	struct raw_fact f = {
	    .concept = keep(x, t, "name"),
	    .context = keep(x, t, "contextRef"),
	    .unit = keep(x, t, "unitRef"),
	    .decimals = keep(x, t, "decimals"),
	    .words = {.format = keep(x, t, "format"),
		.scale = keep(x, t, "scale"),
		.negative = str_eq(sign, STR("-"))},
	    .broken =
		(sign.n && !str_eq(sign, STR("-"))) || has_strange_attribute(t),
	    .nil = str_eq(tag_attr(t, "nil"), STR("true")) ||
		   str_eq(tag_attr(t, "nil"), STR("1")),
	};

	if (x->n_facts == x->cap) {
		x->cap = x->cap ? x->cap * 2 : 256;
		x->facts = mem_grow(x->facts, x->cap, sizeof f);
	}
	x->open[x->n_open++] = (struct open_fact){
	    .fact = x->n_facts, .words = x->words.n, .number = true};
	x->facts[x->n_facts++] = f;
	x->wanted++;
}

static void open_text(struct ixbrl *x, const struct tag *t)
{
	struct str name = tag_attr(t, "name");
	struct open_fact o = {.words = x->words.n};

	/* the first that is tagged counts: co-registrants come later */
	if (str_eq(name, STR("dei:DocumentType")))
		o.to = &x->cover.form;
	else if (str_eq(name, STR("dei:EntityRegistrantName")))
		o.to = &x->cover.company;
	else if (str_eq(name, STR("dei:EntityCentralIndexKey")))
		o.to = &x->cover.cik;
	else if (str_eq(name, STR("dei:AmendmentFlag")))
		o.to = &x->amendment;
	else if (str_eq(name, STR("dei:DocumentPeriodEndDate")) &&
		 !x->period_context.p)
		x->period_context = keep(x, t, "contextRef");
	if (o.to && o.to->p)
		o.to = NULL;
	x->wanted += o.to != NULL;
	x->open[x->n_open++] = o;
}

void ixbrl_open(struct ixbrl *x, const struct tag *t)
{
	if (t->element == ELEMENT_IX_NUMBER)
		open_number(x, t);
	else if (t->element == ELEMENT_IX_TEXT)
		open_text(x, t);
	else if (t->element >= ELEMENT_CONTEXT)
		contexts_open(&x->contexts, t);
}

static void close_fact(struct ixbrl *x, bool number)
{
	if (!x->n_open || x->open[x->n_open - 1].number != number)
		return;
	const struct open_fact *o = &x->open[--x->n_open];
	struct str s = str_sub(buf_view(&x->words), o->words, x->words.n);

	if (o->number)
		x->facts[o->fact].words.text = arena_str(x->arena, str_trim(s));
	else if (o->to)
		*o->to = arena_str(x->arena, str_trim(s));
	x->wanted -= o->number || o->to;
	if (!x->wanted)
		buf_clear(&x->words);
}

void ixbrl_close(struct ixbrl *x, enum element e)
{
	if (e == ELEMENT_IX_NUMBER || e == ELEMENT_IX_TEXT)
		close_fact(x, e == ELEMENT_IX_NUMBER);
	else if (e >= ELEMENT_CONTEXT)
		contexts_close(&x->contexts, e);
}

void ixbrl_text(struct ixbrl *x, struct str s)
{
	contexts_text(&x->contexts, s);
	/* blocks of text are tagged whole: only what is asked for is kept */
	if (x->wanted)
		buf_str(&x->words, s);
}

static bool resolve(
    struct ixbrl *x, const struct raw_fact *raw, struct fact *to)
{
	const struct context *c = contexts_find(&x->contexts, raw->context);
	const struct unit *u = contexts_unit(&x->contexts, raw->unit);

	if (!c || !u || raw->broken || !raw->context.n || !raw->unit.n ||
	    !xbrl_name_is(raw->concept) || !xbrl_decimals_is(raw->decimals))
		return false;
	*to = (struct fact){
	    .concept = raw->concept,
	    .unit = u->name,
	    .start = c->start,
	    .end = c->end,
	    .instant = c->instant,
	    .decimals = raw->decimals,
	    .dims = c->dims,
	};
	return fact_value(x->arena, &raw->words, &to->value);
}

void ixbrl_facts(struct ixbrl *x, struct fact **facts, size_t *n, size_t *lost)
{
	*facts = arena_new(x->arena, (x->n_facts + 1) * sizeof **facts);
	*n = *lost = 0;
	for (size_t i = 0; i < x->n_facts; i++) {
		if (x->facts[i].nil)
			continue;
		if (resolve(x, &x->facts[i], &(*facts)[*n]))
			(*n)++;
		else
			(*lost)++;
	}
	*n = fact_merge(x->arena, *facts, *n);
}

void ixbrl_cover(struct ixbrl *x, struct ixbrl_cover *to)
{
	const struct context *c =
	    contexts_find(&x->contexts, x->period_context);

	*to = x->cover;
	to->amendment = str_eq_nocase(x->amendment, STR("true"));
	if (c)
		to->period = c->end.p ? c->end : c->instant;
}
