#include "score/automaton.h"

#include "fetch/base/buf.h"

#include <stdint.h>
#include <stdlib.h>

/* A place in the automaton: a state with few steps by its number, one with
 * many by where its row begins; and whether something ends there. The start is
 * the row at 0, so the place 0. */
static const uint32_t ends_flag = UINT32_C(1) << 31;
static const uint32_t few_flag = UINT32_C(1) << 30;
static const uint32_t number_bits = (UINT32_C(1) << 30) - 1;

/* The first levels have rows whatever follows: there most bytes of a text are
 * read. */
enum { FEW = 3, ROW_LEVELS = 6 };

/* States stand level by level, so that those which nearly every byte of a text
 * meets lie together, and what follows on a state stands in a row. */
struct state {
	uint32_t first; /* the first state that follows */
	uint32_t fail;  /* the place of the longest proper suffix */
	uint16_t n;     /* how many follow */
	unsigned char byte[FEW];
	unsigned char by; /* the byte that leads here */
};

struct automaton {
	unsigned char class_of[256];
	size_t classes, n_states, n_rows;
	size_t n_high; /* states of the first levels */
	struct state *states;
	uint32_t *place; /* of a state, by number */
	uint32_t *row;   /* n_rows rows: the place that each class leads to */
	uint32_t *row_state; /* whose row it is */
	uint32_t *out;       /* pattern + 1 that ends in the state, 0 none */
	uint32_t
	    *link; /* the longest proper suffix in which one ends, 0 none */
};

/* patterns in the order of their bytes, and of their numbers */
struct sorted {
	struct str p;
	size_t number;
};

static int by_bytes(const void *va, const void *vb)
{
	const struct sorted *a = va, *b = vb;
	int c = str_cmp(a->p, b->p);

	return c ? c : (a->number > b->number) - (a->number < b->number);
}

static void find_classes(
    struct automaton *a, const struct str *patterns, size_t n)
{
	bool used[256] = {false};

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < patterns[i].n; k++)
			used[(unsigned char)patterns[i].p[k]] = true;
	a->classes = 1;
	for (size_t b = 0; b < 256; b++)
		if (used[b])
			a->class_of[b] = (unsigned char)a->classes++;
	if (a->classes > 255) /* all bytes used: 0 is one of them */
		BUG("patterns hold bytes that no UTF-8 has");
}

/* the sorted patterns that go through a state, and how far it has read them */
struct span {
	uint32_t from, to, depth;
};

/* the states that follow on number i, and what ends in it */
static void follow(
    struct automaton *a, const struct sorted *v, struct span *spans, uint32_t i)
{
	struct span all = spans[i];
	struct state *s = &a->states[i];
	uint32_t at = all.from;

	for (; at < all.to && v[at].p.n == all.depth; at++)
		a->out[i] = (uint32_t)v[at].number + 1;
	s->first = (uint32_t)a->n_states;
	while (at < all.to) {
		char byte = v[at].p.p[all.depth];
		struct span one = {at, at, all.depth + 1};

		while (one.to < all.to && v[one.to].p.p[all.depth] == byte)
			one.to++;
		if (s->n < FEW)
			s->byte[s->n] = (unsigned char)byte;
		s->n++;
		spans[a->n_states] = one;
		a->states[a->n_states++].by = (unsigned char)byte;
		at = one.to;
	}
}

/* the place behind another by one byte; each step to a suffix is paid for by
 * a byte that led away from the start */
static inline uint32_t step(
    const struct automaton *a, uint32_t place, unsigned char byte)
{
	while (place & few_flag) {
		const struct state *s = &a->states[place & number_bits];

		for (unsigned k = 0; k < s->n; k++)
			if (s->byte[k] == byte)
				return a->place[s->first + k];
		place = s->fail;
	}
	return a->row[(place & number_bits) + a->class_of[byte]];
}

static uint32_t state_at(const struct automaton *a, uint32_t place)
{
	uint32_t number = place & number_bits;

	return place & few_flag ? number
				: a->row_state[number / (uint32_t)a->classes];
}

static bool has_row(const struct automaton *a, size_t i)
{
	return i < a->n_high || a->states[i].n > FEW;
}

static void give_places(struct automaton *a)
{
	for (size_t i = 0; i < a->n_states; i++)
		a->n_rows += has_row(a, i);
	a->place = mem_new(a->n_states, sizeof *a->place);
	a->row = mem_new(a->n_rows * a->classes, sizeof *a->row);
	a->row_state = mem_new(a->n_rows, sizeof *a->row_state);
	for (uint32_t i = 0, row = 0; i < a->n_states; i++) {
		if (!has_row(a, i)) {
			a->place[i] = i | few_flag;
			continue;
		}
		a->row_state[row] = i;
		a->place[i] = row++ * (uint32_t)a->classes;
	}
}

/* the suffixes of what follows on state i, and its row; all of lower levels
 * have theirs */
static void complete(
    struct automaton *a, uint32_t i, const unsigned char *bytes)
{
	const struct state *s = &a->states[i];

	for (uint32_t c = s->first; c < s->first + s->n; c++) {
		uint32_t fail = i ? step(a, s->fail, a->states[c].by) : 0;
		uint32_t f = state_at(a, fail);

		a->states[c].fail = fail & ~ends_flag;
		a->link[c] = a->out[f] ? f : a->link[f];
		if (a->out[c] || a->link[c])
			a->place[c] |= ends_flag;
	}
	if (a->place[i] & few_flag)
		return;
	uint32_t *row = &a->row[a->place[i] & number_bits];

	for (size_t c = 1; i && c < a->classes; c++)
		row[c] = step(a, s->fail, bytes[c]);
	for (uint32_t c = s->first; c < s->first + s->n; c++)
		row[a->class_of[a->states[c].by]] = a->place[c];
}

static void build(struct automaton *a, const struct sorted *v, size_t n)
{
	unsigned char bytes[256];
	size_t most = 1;

	for (size_t i = 0; i < n; i++)
		most += v[i].p.n;
	struct span *spans = mem_new(most, sizeof *spans);

	a->states = mem_new(most, sizeof *a->states);
	a->out = mem_new(most, sizeof *a->out);
	spans[0].to = (uint32_t)n;
	a->n_states = 1;
	for (uint32_t i = 0; i < a->n_states; i++) {
		follow(a, v, spans, i);
		a->n_high += spans[i].depth <= ROW_LEVELS;
	}
	free(spans);
	a->states = mem_grow(a->states, a->n_states, sizeof *a->states);
	a->out = mem_grow(a->out, a->n_states, sizeof *a->out);
	a->link = mem_new(a->n_states, sizeof *a->link);
	give_places(a);
	for (unsigned b = 0; b < 256; b++)
		bytes[a->class_of[b]] = (unsigned char)b;
	for (uint32_t i = 0; i < a->n_states; i++)
		complete(a, i, bytes);
}

struct automaton *automaton_build(
    const struct str *patterns, size_t n, struct err *e)
{
	size_t bytes = 1;

	for (size_t i = 0; i < n; i++) {
		if (patterns[i].n == 0)
			BUG("an empty pattern");
		bytes += patterns[i].n;
		if (bytes > AUTOMATON_STATES_MAX) {
			err_set(e, EXIT_CONFIG,
			    "aliases of more than %d bytes together",
			    AUTOMATON_STATES_MAX);
			return NULL;
		}
	}
	struct automaton *a = mem_new(1, sizeof *a);
	struct sorted *v = mem_new(n, sizeof *v);

	for (size_t i = 0; i < n; i++)
		v[i] = (struct sorted){patterns[i], i};
	if (n)
		qsort(v, n, sizeof *v, by_bytes);
	find_classes(a, patterns, n);
	build(a, v, n);
	free(v);
	return a;
}

void automaton_free(struct automaton *a)
{
	if (!a)
		return;
	free(a->states);
	free(a->place);
	free(a->row);
	free(a->row_state);
	free(a->out);
	free(a->link);
	free(a);
}

void automaton_run(
    const struct automaton *a, struct str text, automaton_hit *hit, void *user)
{
	uint32_t place = 0;

	for (size_t i = 0; i < text.n; i++) {
		place = step(a, place, (unsigned char)text.p[i]);
		if (!(place & ends_flag))
			continue;
		uint32_t s = state_at(a, place);

		if (!a->out[s])
			s = a->link[s];
		for (; s; s = a->link[s])
			hit(user, a->out[s] - 1, i + 1);
		place &= ~ends_flag;
	}
}
