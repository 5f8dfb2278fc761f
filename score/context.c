#include "score/context.h"

#include "score/chars.h"
#include "score/word.h"

#include <string.h>

/* rule P: so many words on each side */
enum { ADJACENT_WORDS = 3, COMPOUND_MAX_BYTES = 3 };

static const struct alias *alias_of(const struct context *x, size_t line)
{
	return &x->finder->table->alias[line];
}

static size_t owner_of(const struct context *x, size_t entity)
{
	return x->finder->table->entity[entity].owner;
}

/* the first line of the chain that is plain (A) or false (N) */
static size_t plain_line(const struct context *x, const struct candidate *c)
{
	for (size_t i = c->alias; i != ALIAS_NONE; i = alias_of(x, i)->next) {
		const struct alias *a = alias_of(x, i);

		if ((a->rule == RULE_ACCEPT || a->rule == RULE_FALSE) &&
		    alias_holds(a, x->published) &&
		    candidate_case(c, x->doc, a))
			return i;
	}
	return ALIAS_NONE;
}

static void take_named(void *user, const struct candidate *c)
{
	struct context *x = user;
	const struct alias *a = alias_of(x, plain_line(x, c));

	if (a->rule != RULE_ACCEPT)
		return;
	x->named[a->entity] = true;
	x->named[owner_of(x, a->entity)] = true;
}

static size_t skip(struct str s, size_t at)
{
	while (at < s.n && (s.p[at] == ' ' || s.p[at] == '"'))
		at++;
	return at;
}

/* a plain alias of the same owner fills the bracket that opens before `at` */
static bool is_gloss(
    const struct context *x, enum doc_field_name field, size_t owner, size_t at)
{
	struct str s = doc_norm(&x->doc->field[field]);

	for (size_t i = candidates_from(x->all, field, at); i < x->all->n;
	     i++) {
		const struct candidate *g = &x->all->v[i];
		size_t end = skip(s, g->norm_end);

		if (g->field != field || g->norm_begin != at)
			return false;
		size_t line = plain_line(x, g);

		if (line != ALIAS_NONE && end < s.n &&
		    memchr(")],:", s.p[end], 4) &&
		    alias_of(x, line)->rule == RULE_ACCEPT &&
		    owner_of(x, alias_of(x, line)->entity) == owner)
			return true;
	}
	return false;
}

/* "نيفادا" (Nvidia) */
static void find_glosses(struct context *x)
{
	for (size_t i = 0; i < x->all->n; i++) {
		const struct candidate *c = &x->all->v[i];
		struct str s = doc_norm(&x->doc->field[c->field]);

		for (size_t k = c->alias; k != ALIAS_NONE;
		     k = alias_of(x, k)->next) {
			const struct alias *a = alias_of(x, k);
			size_t at = skip(s, c->norm_end);

			if (a->rule != RULE_GLOSSED || at >= s.n ||
			    (s.p[at] != '(' && s.p[at] != '['))
				continue;
			at = skip(s, at + 1);
			x->glossed[k] |=
			    is_gloss(x, c->field, owner_of(x, a->entity), at);
		}
	}
}

void context_make(struct context *x, const struct finder *f,
    const struct doc *d, struct candidates *all, int64_t published,
    struct arena *arena)
{
	const struct entities *t = f->table;

	*x = (struct context){.finder = f,
	    .doc = d,
	    .all = all,
	    .published = published,
	    .named = arena_new(arena, (t->n_entities + 1) * sizeof(bool)),
	    .glossed = arena_new(arena, (t->n_aliases + 1) * sizeof(bool))};
	for (size_t i = 0; i < all->n; i++)
		all->v[i].accepted = plain_line(x, &all->v[i]) != ALIAS_NONE;
	candidates_leftmost_longest(all, take_named, x);
	for (size_t i = 0; i < all->n; i++)
		all->v[i].accepted = false;
	find_glosses(x);
}

static bool is_adjacent(
    const struct context *x, const struct candidate *c, const struct alias *a)
{
	const struct doc_field *f = &x->doc->field[c->field];
	const struct doc_sentence *s = &f->sentences[c->sentence];
	size_t begin = c->norm_begin, end = c->norm_end;

	word_window(f->norm.text, s->norm_begin, s->norm_end, ADJACENT_WORDS,
	    &begin, &end);
	/* words are looked for on both sides, not in the alias itself */
	struct str left = str_sub(f->norm.text, 0, c->norm_begin);
	struct str right = str_sub(f->norm.text, 0, end);

	for (size_t i = 0; i < a->n_args; i++)
		if (word_find(left, a->args[i], begin) < left.n ||
		    word_find(right, a->args[i], c->norm_end) < right.n)
			return true;
	return false;
}

/* YZF-R1: a short name behind a hyphen is part of another one */
static bool is_compound(const struct context *x, const struct candidate *c)
{
	struct str s = doc_norm(&x->doc->field[c->field]);

	return c->norm_end - c->norm_begin <= COMPOUND_MAX_BYTES &&
	       c->norm_begin >= 2 && s.p[c->norm_begin - 1] == '-' &&
	       char_class_before(s, c->norm_begin - 1) == CHAR_LATIN;
}

struct place {
	const struct context *x;
	enum doc_field_name field;
};

static bool is_ours(const void *user, size_t at)
{
	const struct place *p = user;
	const struct candidate *c = candidates_at(p->x->all, p->field, at);

	return c && plain_line(p->x, c) != ALIAS_NONE;
}

static bool is_other(
    const struct context *x, const struct candidate *c, const struct alias *a)
{
	struct place place = {x, c->field};
	struct names_place p = {.field = &x->doc->field[c->field],
	    .begin = c->norm_begin,
	    .end = c->norm_end,
	    .person =
		str_eq(x->finder->table->entity[a->entity].type, STR("person")),
	    .is_ours = is_ours,
	    .user = &place};

	return a->case_matters && names_apply(a->cased) &&
	       names_other(x->finder->names, &p);
}

static bool is_named(const struct context *x, const struct alias *a)
{
	for (size_t i = 0; i < a->n_args; i++)
		if (x->named[a->arg[i]])
			return true;
	return false;
}

size_t context_line(const struct context *x, const struct candidate *c)
{
	for (size_t i = c->alias; i != ALIAS_NONE; i = alias_of(x, i)->next) {
		const struct alias *a = alias_of(x, i);

		if (!alias_holds(a, x->published) ||
		    !candidate_case(c, x->doc, a))
			continue;
		switch (a->rule) {
		case RULE_ACCEPT:
		case RULE_FALSE:
			return i;
		case RULE_ADJACENT:
			if (is_adjacent(x, c, a) && !is_compound(x, c) &&
			    !is_other(x, c, a))
				return i;
			break;
		case RULE_CONTEXT:
			if (is_named(x, a) && !is_compound(x, c) &&
			    !is_other(x, c, a))
				return i;
			break;
		case RULE_GLOSSED:
			if (x->glossed[i])
				return i;
			break;
		default:
			BUG("unknown rule");
		}
	}
	return ALIAS_NONE;
}
