#include "score/echoes.h"

#include <stdlib.h>
#include <string.h>

/* names that begin with one word and are looked at */
enum { SAME_WORD_MAX = 16 };

struct name {
	uint64_t first_word; /* its hash */
	struct str surface;  /* as it came */
	struct str norm;
	const struct doc_mention *of; /* NULL: given for two names */
};

struct search {
	struct doc *doc;
	struct arena *arena;
	struct name *names; /* by first word, the longest first */
	size_t n_names;
	struct doc_mention *found;
	size_t n, cap;
};

/* the word at or behind a byte */
static size_t word_at(const struct doc_field *f, size_t byte)
{
	size_t lo = 0, hi = f->n_words;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (f->words[mid].norm_begin < byte)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* does some word end here? */
static bool ends_word(const struct doc_field *f, size_t byte)
{
	size_t next = word_at(f, byte);

	return next > 0 && f->words[next - 1].norm_end == byte;
}

static bool one_character(struct str s)
{
	for (size_t i = 1; i < s.n; i++)
		if (((unsigned char)s.p[i] & 0xc0) != 0x80)
			return false;
	return true;
}

static int by_first_word(const void *va, const void *vb)
{
	const struct name *a = va, *b = vb;

	if (a->first_word != b->first_word)
		return a->first_word < b->first_word ? -1 : 1;
	if (a->surface.n != b->surface.n)
		return a->surface.n > b->surface.n ? -1 : 1;
	return str_cmp(a->surface, b->surface);
}

static void take_name(struct search *s, const struct doc_mention *m)
{
	const struct doc_field *f = &s->doc->field[m->field];
	struct str surface = doc_surface(s->doc, m);
	size_t word = word_at(f, m->norm_begin);

	if (!m->given.p || m->entity != ENTITY_NONE || surface.n > ECHO_BYTES ||
	    one_character(surface) || word == f->n_words ||
	    f->words[word].norm_begin != m->norm_begin ||
	    !ends_word(f, m->norm_end))
		return;
	s->names[s->n_names++] = (struct name){f->words[word].hash, surface,
	    str_sub(doc_norm(f), m->norm_begin, m->norm_end), m};
}

/* one entry a surface */
static void join_names(struct search *s)
{
	size_t kept = 0;

	if (s->n_names > 1)
		qsort(s->names, s->n_names, sizeof *s->names, by_first_word);
	for (size_t i = 0; i < s->n_names; i++) {
		const struct name *x = &s->names[i];
		struct name *last = kept ? &s->names[kept - 1] : NULL;

		if (!last || !str_eq(last->surface, x->surface))
			s->names[kept++] = *x;
		else if (last->of && !str_eq(last->of->given, x->of->given))
			last->of = NULL;
	}
	s->n_names = kept;
}

/* does something that is no part of [begin, end) hold some of it? at: the
 * first mention that does not begin before it */
static bool is_taken(const struct doc *d, size_t at, enum doc_field_name field,
    size_t begin, size_t end)
{
	for (; at < d->n_mentions; at++) {
		const struct doc_mention *m = &d->mentions[at];

		if (m->field != field || m->norm_begin >= end)
			return false;
		if (m->given.p || m->norm_end > end || m->norm_begin < begin)
			return true;
	}
	return false;
}

static size_t first_name(const struct search *s, uint64_t hash)
{
	size_t lo = 0, hi = s->n_names;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->names[mid].first_word < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* the name that stands at this word; where it ends, or 0 */
static size_t try_word(
    struct search *s, enum doc_field_name field, size_t word, size_t mention)
{
	const struct doc_field *f = &s->doc->field[field];
	const struct doc_word *w = &f->words[word];
	size_t from = first_name(s, w->hash);

	for (size_t i = from; i < s->n_names && i < from + SAME_WORD_MAX; i++) {
		const struct name *x = &s->names[i];
		struct doc_mention m = {.field = field,
		    .norm_begin = w->norm_begin,
		    .norm_end = w->norm_begin + x->norm.n};

		if (x->first_word != w->hash)
			break;
		if (!x->of || m.norm_end > doc_norm(f).n ||
		    memcmp(doc_norm(f).p + m.norm_begin, x->norm.p,
			x->norm.n) != 0 ||
		    !ends_word(f, m.norm_end))
			continue;
		norm_range(
		    &f->norm, m.norm_begin, m.norm_end, &m.begin, &m.end);
		if (!str_eq(str_sub(f->text, m.begin, m.end), x->surface) ||
		    is_taken(s->doc, mention, field, m.norm_begin, m.norm_end))
			continue;
		const struct doc_sentence *in = doc_sentence_at(f, m.begin);

		if (m.begin < in->begin || m.end > in->end)
			continue;
		m.entity = x->of->entity;
		m.given = x->of->given;
		m.echo = true;
		m.sentence = f->first_sentence + (size_t)(in - f->sentences);
		s->found = arena_more(
		    s->arena, s->found, s->n, &s->cap, sizeof *s->found);
		s->found[s->n++] = m;
		return m.norm_end;
	}
	return 0;
}

static void search_field(struct search *s, enum doc_field_name field)
{
	const struct doc *d = s->doc;
	const struct doc_field *f = &d->field[field];
	size_t at = 0, reach = 0; /* where mentions and echoes so far end */

	while (at < d->n_mentions && d->mentions[at].field < field)
		at++;
	for (size_t i = 0; i < f->n_words && s->n < ECHOES_MAX; i++) {
		size_t begin = f->words[i].norm_begin;

		for (; at < d->n_mentions && d->mentions[at].field == field &&
		       d->mentions[at].norm_begin < begin;
		     at++)
			if (d->mentions[at].norm_end > reach)
				reach = d->mentions[at].norm_end;
		if (reach > begin)
			continue;
		size_t end = try_word(s, field, i, at);

		if (end > reach)
			reach = end;
	}
}

void echoes_find(struct doc *d, struct arena *a)
{
	struct search s = {.doc = d, .arena = a};

	s.names = arena_new(a, (d->n_mentions + 1) * sizeof *s.names);
	for (size_t i = 0; i < d->n_mentions; i++)
		take_name(&s, &d->mentions[i]);
	if (s.n_names == 0)
		return;
	join_names(&s);
	for (unsigned i = 0; i < DOC_FIELDS; i++)
		search_field(&s, (enum doc_field_name)i);
	if (s.n == 0)
		return;
	struct doc_mention *all =
	    arena_new(a, (d->n_mentions + s.n) * sizeof *all);

	memcpy(all, d->mentions, d->n_mentions * sizeof *all);
	memcpy(all + d->n_mentions, s.found, s.n * sizeof *all);
	d->mentions = all;
	d->n_mentions += s.n;
}
