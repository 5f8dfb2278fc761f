/*
 * The entity table: who is looked for, under which names, by which rule.
 *
 * Columns of the file, tab-separated, a head line, # comments: entity, owner,
 *   from, to, type, alias, language, rule. One line an alias. owner "-" or the
 *   entity itself: its own. from, to (ISO dates, half-open, "-" for open): the
 *   alias holds for articles published then; undated articles take all.
 * Rules: A accept; AC accept where upper and lower case are as in the table;
 *   P adjacency (`P:word|word`: one of them next to the alias); C needs its
 *   owner named elsewhere in the document by an A or AC alias (`C:id|id`: one
 *   of these entities instead); D only when glossed somewhere in the document
 *   by a bracket with a plain alias of the same owner; N a false friend, which
 *   consumes its bytes and yields nothing.
 * Owns: its memory until entities_release().
 * Keeps: a later file wins over an earlier one for the same normalised alias;
 *   owners are entities too; an owner has no owner but itself.
 * Fails: EXIT_NOINPUT; EXIT_CONFIG with file and line.
 * Users: score.
 */
#ifndef SCORE_ENTITIES_H
#define SCORE_ENTITIES_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

#include <stdint.h>

#define ENTITY_NONE SIZE_MAX

enum alias_rule {
	RULE_ACCEPT,   /* A */
	RULE_CASE,     /* AC */
	RULE_ADJACENT, /* P */
	RULE_CONTEXT,  /* C */
	RULE_GLOSSED,  /* D */
	RULE_FALSE     /* N */
};

struct entity {
	struct str id;
	size_t owner;    /* index; its own where it has none */
	struct str type; /* company product person project publisher … */
};

struct alias {
	struct str norm;  /* normalised: what the automaton looks for */
	struct str cased; /* the same with ASCII case kept */
	struct str alias; /* as in the table */
	struct str language;
	size_t entity;
	enum alias_rule rule;
	struct str *args; /* P: normalised words; C: entity ids */
	size_t n_args;
	int64_t from, to; /* STAMP_NONE: open */
	bool user;        /* from a user's file */
};

struct entities {
	struct arena arena;
	struct entity *entity;
	struct alias *alias;
	size_t n_entities, n_aliases;
	size_t cap_entities, cap_aliases;
};

/* Add the file at path; `{0}` is an empty table. */
int entities_read(
    struct entities *t, const char *path, bool user, struct err *e);
void entities_release(struct entities *t);

/* index of an id, ENTITY_NONE where it is unknown */
size_t entities_find(const struct entities *t, struct str id);

#endif
