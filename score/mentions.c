#include "score/mentions.h"

#include "fetch/base/buf.h"
#include "fetch/base/utf8.h"
#include "score/candidates.h"
#include "score/context.h"
#include "score/echoes.h"

#include <stdlib.h>
#include <string.h>

int finder_make(struct finder *f, const struct entities *table,
    const struct names *names, struct err *e)
{
	struct str *patterns = mem_new(table->n_aliases + 1, sizeof *patterns);
	size_t n = 0;
	int rc = 0;

	*f = (struct finder){.table = table, .names = names};
	f->heads = mem_new(table->n_aliases + 1, sizeof *f->heads);
	for (size_t i = 0; i < table->n_aliases; i++) {
		if (!table->alias[i].first)
			continue;
		patterns[n] = table->alias[i].norm;
		f->heads[n++] = i;
	}
	if (n) {
		f->automaton = automaton_build(patterns, n, e);
		rc = f->automaton ? 0 : -1;
	}
	free(patterns);
	if (rc != 0)
		finder_release(f);
	return rc;
}

void finder_release(struct finder *f)
{
	automaton_free(f->automaton);
	free(f->heads);
	*f = (struct finder){0};
}

struct taking {
	const struct finder *finder;
	struct doc *doc;
	struct arena *arena;
	size_t cap;
};

static void add(struct taking *t, const struct doc_mention *m)
{
	struct doc *d = t->doc;

	d->mentions = arena_more(
	    t->arena, d->mentions, d->n_mentions, &t->cap, sizeof *m);
	d->mentions[d->n_mentions++] = *m;
}

static void take(void *user, const struct candidate *c)
{
	struct taking *t = user;
	const struct alias *a = &t->finder->table->alias[c->line];

	if (a->rule == RULE_FALSE)
		return;
	struct doc_mention m = {.entity = a->entity,
	    .field = c->field,
	    .begin = c->begin,
	    .end = c->end,
	    .norm_begin = c->norm_begin,
	    .norm_end = c->norm_end,
	    .sentence = t->doc->field[c->field].first_sentence + c->sentence};

	add(t, &m);
}

/* the range is of whole characters and holds some */
static bool is_whole(struct str s, size_t begin, size_t end)
{
	return begin < end && end <= s.n &&
	       ((unsigned char)s.p[begin] & 0xc0) != 0x80 &&
	       (end == s.n || ((unsigned char)s.p[end] & 0xc0) != 0x80);
}

static int take_given(
    struct taking *t, const struct given_mention *g, struct err *e)
{
	struct doc_mention m = {.given = g->entity,
	    .field = g->in_title ? DOC_TITLE : DOC_TEXT,
	    .begin = g->begin,
	    .end = g->end};
	const struct doc_field *f = &t->doc->field[m.field];

	if (!is_whole(f->text, g->begin, g->end) || f->n_sentences == 0)
		return err_set(e, EXIT_DATA,
		    "given mention of '%.*s' covers no whole characters",
		    STR_ARG(g->entity));
	m.entity = entities_find(t->finder->table, g->entity);
	const struct doc_sentence *s = doc_sentence_at(f, g->begin);

	/* one that begins in the blank between two belongs to the second */
	if (g->begin >= s->end && s + 1 < f->sentences + f->n_sentences)
		s++;
	m.sentence = f->first_sentence + (size_t)(s - f->sentences);
	m.norm_begin = norm_at(&f->norm, g->begin);
	m.norm_end = norm_at(&f->norm, g->end);
	if (m.norm_begin < s->norm_begin)
		m.norm_begin = s->norm_begin;
	if (m.norm_end > s->norm_end)
		m.norm_end = s->norm_end;
	if (str_trim(str_sub(f->norm.text, m.norm_begin, m.norm_end)).n == 0)
		return err_set(e, EXIT_DATA,
		    "given mention of '%.*s' covers no letters",
		    STR_ARG(g->entity));
	add(t, &m);
	return 0;
}

/* ours and the given ones in one order; of those at one place the given first,
 * in their own order */
static int by_place(const void *va, const void *vb)
{
	const struct doc_mention *a = va, *b = vb;

	if (a->field != b->field)
		return a->field < b->field ? -1 : 1;
	if (a->begin != b->begin)
		return a->begin < b->begin ? -1 : 1;
	if (a->end != b->end)
		return a->end < b->end ? -1 : 1;
	if ((a->given.p != NULL) != (b->given.p != NULL))
		return a->given.p ? -1 : 1;
	return str_cmp(a->given, b->given);
}

/* Leave out our own mentions that overlap a given one of the same entity. Ours
 * do not overlap each other, so the look ahead passes each given one once. */
static void drop_twins(struct taking *t)
{
	struct doc *d = t->doc;
	size_t entities = t->finder->table->n_entities, kept = 0;
	size_t *reach =
	    arena_new(t->arena, (entities + 1) * DOC_FIELDS * sizeof *reach);

	for (size_t i = 0; i < d->n_mentions; i++) {
		const struct doc_mention m = d->mentions[i];
		size_t *end = &reach[m.entity == ENTITY_NONE
					 ? 0
					 : m.entity * DOC_FIELDS + m.field];
		bool twin = false;

		if (m.given.p && m.entity != ENTITY_NONE && m.end > *end)
			*end = m.end;
		if (!m.given.p) {
			twin = *end > m.begin;
			for (size_t k = i + 1; !twin && k < d->n_mentions;
			     k++) {
				const struct doc_mention *g = &d->mentions[k];

				if (g->field != m.field || g->begin >= m.end)
					break;
				twin = g->given.p && g->entity == m.entity;
			}
		}
		if (!twin)
			d->mentions[kept++] = m;
	}
	d->n_mentions = kept;
}

int mentions_find(const struct finder *f, const struct article *a,
    struct doc *d, struct arena *arena, struct err *e)
{
	struct taking t = {.finder = f, .doc = d, .arena = arena};
	struct candidates all;
	struct context x;

	d->mentions = NULL;
	d->n_mentions = 0;
	for (size_t i = 0; i < a->n_given; i++)
		if (take_given(&t, &a->given[i], e) != 0)
			return -1;
	candidates_find(&all, f, d, arena);
	context_make(&x, f, d, &all, article_event_time(a), arena);
	for (size_t i = 0; i < all.n; i++) {
		all.v[i].line = context_line(&x, &all.v[i]);
		all.v[i].accepted = all.v[i].line != ALIAS_NONE;
	}
	candidates_leftmost_longest(&all, take, &t);
	if (d->n_mentions)
		qsort(
		    d->mentions, d->n_mentions, sizeof *d->mentions, by_place);
	if (a->n_given == 0)
		return 0;
	drop_twins(&t);
	size_t listed = d->n_mentions;

	echoes_find(d, arena);
	if (d->n_mentions > listed)
		qsort(
		    d->mentions, d->n_mentions, sizeof *d->mentions, by_place);
	return 0;
}
