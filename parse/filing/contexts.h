/*
 * The contexts and units of XBRL: what a fact's references stand for.
 *
 * Owns: its arrays, until contexts_release(); strings live in the arena.
 * Keeps: a context without a period, or with names that are none, has no id:
 *   it was damaged, and what refers to it is lost. An end given as midnight is
 * the day before (XBRL 2.1, 4.7.2). Users: ixbrl.c.
 */
#ifndef PARSE_FILING_CONTEXTS_H
#define PARSE_FILING_CONTEXTS_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "parse/filing/markup.h"

enum { DIMENSIONS_MAX = 64 };

struct context {
	struct str id, start, end, instant;
	struct str dims; /* JSON object, axes in order; absent: none */
};

struct unit {
	struct str id, name;
};

struct dimension {
	struct str axis, member;
	bool typed; /* its member is a value, no name */
};

struct contexts {
	struct arena *arena;
	struct context *contexts;
	struct unit *units;
	size_t n_contexts, n_units, contexts_cap, units_cap;
	/* the one that is being read */
	struct context now;
	struct unit unit;
	struct dimension dims[DIMENSIONS_MAX];
	size_t n_dims;
	struct str axis, below; /* below: the denominator's measures */
	bool in_denominator, grabbing;
	bool lacking; /* a part of the context could not be kept */
	struct buf grab;
	/* places by hash of the id, built when first asked for */
	size_t *context_slots, *unit_slots, slots_of[2];
};

void contexts_init(struct contexts *c, struct arena *a);
void contexts_release(struct contexts *c);
void contexts_open(struct contexts *c, const struct tag *t);
void contexts_close(struct contexts *c, enum element e);
void contexts_text(struct contexts *c, struct str s);
/* the one that is being read is not whole: its id is taken from it */
void contexts_broken(struct contexts *c);
/* forget those from these numbers on */
void contexts_cut(struct contexts *c, size_t n_contexts, size_t n_units);

/* NULL for an unknown id */
const struct context *contexts_find(struct contexts *c, struct str id);
const struct unit *contexts_unit(struct contexts *c, struct str id);

#endif
