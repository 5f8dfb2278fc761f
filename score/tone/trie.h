/*
 * A trie whose steps are words: words are numbered from 1, nodes from 0, the
 * root.
 *
 * Owns: its memory until trie_release(); words are copied.
 * Keeps: a look-up costs one probe or few, whatever is looked up: nothing but
 *   word lists is ever added.
 * Users: score/tone/lexicon.c.
 */
#ifndef SCORE_TONE_TRIE_H
#define SCORE_TONE_TRIE_H

#include "fetch/base/arena.h"

#include <stdint.h>

/* Of words of one length up to eight bytes no two have the same hash
 * (wordhash.h), so that the letters of long ones alone are looked at. */
struct trie_word {
	uint64_t hash;
	uint32_t id; /* 0: free */
	uint32_t n;  /* bytes */
};

/* Most nodes lead to one other, which they know; edges are the rest. */
struct trie_edge {
	uint64_t key; /* node << 32 | word; 0: free */
	uint32_t to;
};

struct trie_node {
	void *value;       /* NULL where nothing was put */
	uint32_t word, to; /* the first step on; word 0: none */
	/* a bit for each sixty-fourth of the words of its edges: nearly all
	 * steps that lead nowhere are told by it */
	uint64_t onward;
};

struct trie {
	struct arena arena;
	struct trie_word *words;
	const char **texts; /* of the words, by id */
	struct trie_edge *edges;
	struct trie_node *nodes;
	uint32_t *first; /* the node below the root, by word; 0: none */
	size_t n_words, cap_words;
	size_t n_edges, cap_edges;
	size_t n_nodes, cap_nodes, cap_first, cap_texts;
};

void trie_init(struct trie *t);
void trie_release(struct trie *t);

/* the node below `node` for this word, made where it is not there */
uint32_t trie_add(struct trie *t, uint32_t node, struct str word);

/* the number of a word, 0 where it is in no phrase; hash is its wordhash() */
uint32_t trie_word(const struct trie *t, struct str word, uint64_t hash);
/* the node below `node` for a word's number, 0 where there is none */
uint32_t trie_step(const struct trie *t, uint32_t node, uint32_t word);

#endif
