/*
 * Stories by number: which of them a range has to do with, so that nothing is
 * kept of the others.
 *
 * Owns: its table, until story_set_release().
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STORY_SET_H
#define STORE_QUERY_STORY_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct story_set {
	uint64_t *v; /* open addressing; 0 free */
	size_t n, cap;
	bool has_zero;
};

void story_set_add(struct story_set *s, uint64_t story);
bool story_set_has(const struct story_set *s, uint64_t story);
void story_set_release(struct story_set *s);

#endif
