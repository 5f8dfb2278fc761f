/*
 * All series of the store by kind, entity and what they hold, for picking
 * those that an answer is made of.
 *
 * Owns: its memory; names are borrowed from the reader, which must outlive
 *   it.
 * Keeps: series are in the order of their names, whatever order they came in;
 *   entities and "whats" (signals, metrics, concepts) are numbered from 0 in
 *   order of first appearance.
 * Fails: EXIT_DATA.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_CATALOG_H
#define STORE_QUERY_CATALOG_H

#include "fetch/base/nearest.h"
#include "store/db/read.h"

#define CATALOG_NONE UINT32_MAX

struct catalog_series {
	uint32_t id;
	enum obs_kind kind;
	uint32_t what, entity; /* CATALOG_NONE: has none */
};

struct catalog_names {
	struct str *v;
	size_t n, cap;
	uint32_t *slots; /* open addressing, number + 1; a power of two */
	size_t n_slots;
};

struct catalog {
	struct catalog_series *v;
	size_t n, cap;
	struct catalog_names entities, whats;
};

int catalog_read(struct catalog *c, struct reader *r, struct err *e);
void catalog_release(struct catalog *c);

/* The number of a name, which is added where it is new; it is borrowed. */
uint32_t catalog_number(struct catalog_names *names, struct str name);
/* CATALOG_NONE where the store has no such name */
uint32_t catalog_find(const struct catalog_names *names, struct str name);
void catalog_offer(const struct catalog_names *names, struct nearest *to);

#endif
