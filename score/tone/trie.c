#include "score/tone/trie.h"

#include "fetch/base/buf.h"
#include "score/wordhash.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024, SHORT_BYTES = 8 };

static uint64_t hash_key(uint64_t k)
{
	k *= 0x9E3779B97F4A7C15U;
	return k ^ (k >> 32);
}

static bool is_word(const struct trie *t, const struct trie_word *s,
    struct str w, uint64_t hash)
{
	return s->hash == hash && s->n == w.n &&
	       (w.n <= SHORT_BYTES || memcmp(t->texts[s->id], w.p, w.n) == 0);
}

/* the slot of the word, or the free one where it would go */
static struct trie_word *word_at(
    const struct trie *t, struct str w, uint64_t hash)
{
	size_t i = (size_t)hash & (t->cap_words - 1);

	while (t->words[i].id && !is_word(t, &t->words[i], w, hash))
		i = (i + 1) & (t->cap_words - 1);
	return &t->words[i];
}

static struct trie_edge *edge_at(const struct trie *t, uint64_t key)
{
	size_t i = hash_key(key) & (t->cap_edges - 1);

	while (t->edges[i].key && t->edges[i].key != key)
		i = (i + 1) & (t->cap_edges - 1);
	return &t->edges[i];
}

static uint64_t bit_of(uint32_t word)
{
	return (uint64_t)1 << word % 64;
}

static void grow_words(struct trie *t)
{
	struct trie_word *old = t->words;
	size_t n = t->cap_words;

	t->cap_words = n ? n * 2 : FIRST_SLOTS;
	t->words = mem_new(t->cap_words, sizeof *t->words);
	for (size_t i = 0; i < n; i++) {
		size_t at = (size_t)old[i].hash & (t->cap_words - 1);

		if (!old[i].id)
			continue;
		while (t->words[at].id)
			at = (at + 1) & (t->cap_words - 1);
		t->words[at] = old[i];
	}
	free(old);
}

static void grow_edges(struct trie *t)
{
	struct trie_edge *old = t->edges;
	size_t n = t->cap_edges;

	t->cap_edges = n ? n * 2 : FIRST_SLOTS;
	t->edges = mem_new(t->cap_edges, sizeof *t->edges);
	for (size_t i = 0; i < n; i++)
		if (old[i].key)
			*edge_at(t, old[i].key) = old[i];
	free(old);
}

/* room for the entry at n of an array that grows by a half: one that doubles
 * in an arena leaves twice its size behind */
static void *more(void *array, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return array;
	*cap = *cap ? *cap + *cap / 2 : FIRST_SLOTS;
	return mem_grow(array, *cap, size);
}

static uint32_t add_node(struct trie *t)
{
	t->nodes = more(t->nodes, t->n_nodes, &t->cap_nodes, sizeof *t->nodes);
	t->nodes[t->n_nodes] = (struct trie_node){0};
	return (uint32_t)t->n_nodes++;
}

void trie_init(struct trie *t)
{
	*t = (struct trie){0};
	grow_words(t);
	grow_edges(t);
	(void)add_node(t);
	t->first = more(NULL, 0, &t->cap_first, sizeof *t->first);
	t->texts = more(NULL, 0, &t->cap_texts, sizeof *t->texts);
}

void trie_release(struct trie *t)
{
	free(t->words);
	free(t->edges);
	free(t->nodes);
	free(t->first);
	free(t->texts);
	arena_release(&t->arena);
	memset(t, 0, sizeof *t);
}

static uint32_t intern(struct trie *t, struct str w)
{
	if (t->n_words * 2 >= t->cap_words)
		grow_words(t);
	uint64_t hash = wordhash(w, 0, w.n);
	struct trie_word *s = word_at(t, w, hash);

	if (!s->id) {
		s->hash = hash;
		s->n = (uint32_t)w.n;
		s->id = (uint32_t)++t->n_words;
		t->first =
		    more(t->first, s->id, &t->cap_first, sizeof *t->first);
		t->first[s->id] = 0;
		t->texts =
		    more(t->texts, s->id, &t->cap_texts, sizeof *t->texts);
		t->texts[s->id] = arena_str(&t->arena, w).p;
	}
	return s->id;
}

/* below the root the word itself tells the node */
static uint32_t add_first(struct trie *t, uint32_t word)
{
	if (t->first[word] == 0)
		t->first[word] = add_node(t);
	return t->first[word];
}

/* the edge of a node that has another already */
static uint32_t add_edge(struct trie *t, uint32_t node, uint32_t word)
{
	uint64_t key = (uint64_t)node << 32 | word;

	if (t->n_edges * 2 >= t->cap_edges)
		grow_edges(t);
	struct trie_edge *s = edge_at(t, key);

	if (!s->key) {
		s->key = key;
		s->to = add_node(t);
		t->nodes[node].onward |= bit_of(word);
		t->n_edges++;
	}
	return s->to;
}

uint32_t trie_add(struct trie *t, uint32_t node, struct str word)
{
	uint32_t id = intern(t, word);

	if (node == 0)
		return add_first(t, id);
	if (t->nodes[node].word == 0) {
		uint32_t to = add_node(t);

		t->nodes[node].word = id;
		t->nodes[node].to = to;
	}
	if (t->nodes[node].word == id)
		return t->nodes[node].to;
	return add_edge(t, node, id);
}

uint32_t trie_word(const struct trie *t, struct str word, uint64_t hash)
{
	const struct trie_word *s = word_at(t, word, hash);

	return s->id;
}

uint32_t trie_step(const struct trie *t, uint32_t node, uint32_t word)
{
	const struct trie_node *n = &t->nodes[node];

	if (node == 0)
		return t->first[word];
	if (n->word == word)
		return n->to;
	if (!(n->onward & bit_of(word)))
		return 0;
	const struct trie_edge *s = edge_at(t, (uint64_t)node << 32 | word);

	return s->key ? s->to : 0;
}
