#include "score/automaton.h"

#include "fetch/base/buf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A cell of the table is the place of the next row, and whether something
 * ends there. */
static const uint32_t ends_flag = UINT32_C(1) << 31;

struct automaton {
	unsigned char class_of[256];
	size_t classes, n_states;
	uint32_t *next; /* n_states rows */
	uint32_t *out;  /* pattern + 1 that ends in the state, 0 none */
	uint32_t
	    *link; /* the longest proper suffix in which one ends, 0 none */
};

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

static void add_pattern(struct automaton *a, struct str p, size_t number)
{
	uint32_t state = 0;

	for (size_t k = 0; k < p.n; k++) {
		uint32_t *cell = &a->next[state * a->classes +
					  a->class_of[(unsigned char)p.p[k]]];

		if (!*cell)
			*cell = (uint32_t)a->n_states++;
		state = *cell;
	}
	a->out[state] = (uint32_t)number + 1;
}

/* Make the trie a complete automaton, level by level: a missing step goes
 * where the longest proper suffix goes. order gets the states by level. */
static void complete(struct automaton *a, uint32_t *order)
{
	uint32_t *fail = mem_new(a->n_states, sizeof *fail);
	size_t head = 1, tail = 1;

	order[0] = 0;
	for (size_t c = 0; c < a->classes; c++)
		if (a->next[c])
			order[tail++] = a->next[c];
	while (head < tail) {
		uint32_t s = order[head++], f = fail[s];
		uint32_t *row = &a->next[s * a->classes];
		const uint32_t *other = &a->next[f * a->classes];

		a->link[s] = a->out[f] ? f : a->link[f];
		for (size_t c = 0; c < a->classes; c++) {
			if (row[c]) {
				fail[row[c]] = other[c];
				order[tail++] = row[c];
			} else {
				row[c] = other[c];
			}
		}
	}
	free(fail);
}

/* Put the rows in the order of their levels, so that those which nearly every
 * byte of a text meets lie together; cells become places of rows. */
static void place_rows(struct automaton *a, const uint32_t *order)
{
	size_t n = a->n_states;
	uint32_t *place = mem_new(n, sizeof *place);
	uint32_t *next = mem_new(n * a->classes, sizeof *next);
	uint32_t *out = mem_new(n, sizeof *out);
	uint32_t *link = mem_new(n, sizeof *link);

	uint32_t *cell = mem_new(n, sizeof *cell);

	for (size_t i = 0; i < n; i++) {
		uint32_t s = order[i];

		place[s] = (uint32_t)i;
		cell[s] = (uint32_t)(i * a->classes) |
			  (a->out[s] || a->link[s] ? ends_flag : 0);
	}
	for (size_t i = 0; i < n; i++) {
		const uint32_t *row = &a->next[order[i] * a->classes];

		out[i] = a->out[order[i]];
		link[i] = place[a->link[order[i]]];
		for (size_t c = 0; c < a->classes; c++)
			next[i * a->classes + c] = cell[row[c]];
	}
	free(cell);
	free(place);
	free(a->next);
	free(a->out);
	free(a->link);
	a->next = next;
	a->out = out;
	a->link = link;
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

	find_classes(a, patterns, n);
	a->next = mem_new(bytes * a->classes, sizeof *a->next);
	a->out = mem_new(bytes, sizeof *a->out);
	a->link = mem_new(bytes, sizeof *a->link);
	a->n_states = 1;
	for (size_t i = 0; i < n; i++)
		add_pattern(a, patterns[i], i);
	uint32_t *order = mem_new(a->n_states, sizeof *order);

	complete(a, order);
	place_rows(a, order);
	free(order);
	return a;
}

void automaton_free(struct automaton *a)
{
	if (!a)
		return;
	free(a->next);
	free(a->out);
	free(a->link);
	free(a);
}

void automaton_run(
    const struct automaton *a, struct str text, automaton_hit *hit, void *user)
{
	const uint32_t *next = a->next;
	const unsigned char *class_of = a->class_of;
	uint32_t row = 0;

	for (size_t i = 0; i < text.n; i++) {
		uint32_t cell = next[row + class_of[(unsigned char)text.p[i]]];

		row = cell & ~ends_flag;
		if (!(cell & ends_flag))
			continue;
		uint32_t s = row / (uint32_t)a->classes;

		if (!a->out[s])
			s = a->link[s];
		for (; s; s = a->link[s])
			hit(user, a->out[s] - 1, i + 1);
	}
}
