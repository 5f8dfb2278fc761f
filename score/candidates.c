#include "score/candidates.h"

#include "score/chars.h"
#include "score/mask.h"
#include "score/word.h"

#include <stdlib.h>
#include <string.h>

enum { CAPITALS_WORDS_MIN = 4, CAPITALS_MAX_BYTES = 256 };

struct search {
	const struct finder *finder;
	const struct doc *doc;
	struct arena *arena;
	enum doc_field_name field;
	struct mask mask;
	struct candidates *found;
	size_t cap;
};

static void add(void *user, size_t pattern, size_t end)
{
	struct search *s = user;
	const struct doc_field *f = &s->doc->field[s->field];
	size_t head = s->finder->heads[pattern];
	const struct alias *a = &s->finder->table->alias[head];
	struct candidate c = {.alias = head,
	    .field = s->field,
	    .norm_begin = end - a->norm.n,
	    .norm_end = end};

	if (!word_stands(f->norm.text, c.norm_begin, end) ||
	    f->n_sentences == 0)
		return;
	norm_range(&f->norm, c.norm_begin, end, &c.begin, &c.end);
	const struct doc_sentence *in = doc_sentence_at(f, c.begin);

	if (c.begin < in->begin || c.end > in->end ||
	    mask_covers(&s->mask, c.begin, c.end))
		return;
	c.sentence = (size_t)(in - f->sentences);
	struct candidates *to = s->found;

	to->v = arena_more(s->arena, to->v, to->n, &s->cap, sizeof *to->v);
	to->v[to->n++] = c;
}

static int by_place(const void *va, const void *vb)
{
	const struct candidate *a = va, *b = vb;

	if (a->field != b->field)
		return a->field < b->field ? -1 : 1;
	if (a->norm_begin != b->norm_begin)
		return a->norm_begin < b->norm_begin ? -1 : 1;
	if (a->norm_end != b->norm_end)
		return a->norm_end > b->norm_end ? -1 : 1;
	return 0;
}

void candidates_find(struct candidates *c, const struct finder *f,
    const struct doc *d, struct arena *arena)
{
	struct search s = {.finder = f, .doc = d, .arena = arena, .found = c};

	*c = (struct candidates){0};
	if (!f->automaton)
		return;
	for (s.field = 0; s.field < DOC_FIELDS; s.field++) {
		const struct doc_field *field = &d->field[s.field];

		mask_make(&s.mask, field->text, arena);
		automaton_run(f->automaton, field->norm.text, add, &s);
	}
	if (c->n)
		qsort(c->v, c->n, sizeof *c->v, by_place);
}

void candidates_leftmost_longest(
    const struct candidates *c, candidates_take *take, void *user)
{
	size_t behind[DOC_FIELDS] = {0};

	for (size_t i = 0; i < c->n; i++) {
		const struct candidate *one = &c->v[i];

		if (!one->accepted || one->norm_begin < behind[one->field])
			continue;
		behind[one->field] = one->norm_end;
		take(user, one);
	}
}

size_t candidates_from(
    const struct candidates *c, enum doc_field_name field, size_t at)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		const struct candidate *one = &c->v[mid];

		if (one->field < field ||
		    (one->field == field && one->norm_begin < at))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct candidate *candidates_at(
    const struct candidates *c, enum doc_field_name field, size_t at)
{
	/* no alias is longer, so what begins further off does not cover it */
	for (size_t i = candidates_from(c, field, at + 1); i > 0; i--) {
		const struct candidate *one = &c->v[i - 1];

		if (one->field != field ||
		    one->norm_begin + 2 * ALIAS_MAX_BYTES < at)
			return NULL;
		if (one->norm_end > at)
			return one;
	}
	return NULL;
}

/* a headline in capitals: no small letter in the sentence, as far as it is
 * looked at */
static bool is_in_capitals(const struct candidate *c, const struct doc *d)
{
	const struct doc_field *f = &d->field[c->field];
	const struct doc_sentence *s = &f->sentences[c->sentence];
	size_t end = s->norm_end;

	if (s->n_words < CAPITALS_WORDS_MIN)
		return false;
	if (end > s->norm_begin + CAPITALS_MAX_BYTES)
		end = s->norm_begin + CAPITALS_MAX_BYTES;
	for (size_t i = s->norm_begin; i < end; i++)
		if (char_is_lower(f->norm.cased[i]))
			return false;
	return true;
}

bool candidate_case(
    const struct candidate *c, const struct doc *d, const struct alias *line)
{
	const struct norm *n = &d->field[c->field].norm;
	const char *found = n->cased + c->norm_begin;

	if (!line->case_matters ||
	    memcmp(found, line->cased.p, line->cased.n) == 0)
		return true;
	for (size_t i = 0; i < line->cased.n; i++)
		if (char_is_lower(found[i]))
			return false;
	return is_in_capitals(c, d);
}
