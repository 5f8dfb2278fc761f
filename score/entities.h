/*
 * The entity table: who is looked for, under which names, by which rule.
 *
 * Columns of the file (table.h): entity, owner, from, to, type, alias,
 *   language, rule. One line an alias. owner "-" or the entity itself: its
 *   own, or what an earlier line says. from, to (ISO dates, half-open, "-" for
 *   open): the alias holds for articles published then; undated articles take
 *   all. type "-": what an earlier line says.
 * Rules: A accept; P adjacency (`P:word|word`: one of them stands within three
 *   words of the alias, in its sentence); C needs its owner named elsewhere in
 *   the document by an A alias (`C:id|id`: one of these entities, or what they
 *   own, instead); D only when glossed somewhere in the document by a bracket
 *   with an A alias of the same owner; N a false friend, which consumes its
 *   bytes and yields nothing (its entity may be "-"). A second letter C (AC,
 *   PC, CC, NC) asks for upper and lower case as in the table.
 * Owns: its memory until entities_release().
 * Keeps: several lines of one file may share a normalised alias: the first
 *   whose rule accepts counts. A later file wins over an earlier one for the
 *   same normalised alias. Owners are entities too; an owner has no owner but
 *   itself.
 * Fails: EXIT_NOINPUT; EXIT_CONFIG with file and line.
 * Users: score.
 */
#ifndef SCORE_ENTITIES_H
#define SCORE_ENTITIES_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"
#include "score/strindex.h"

#include <stdint.h>

#define ENTITY_NONE SIZE_MAX
#define ALIAS_NONE SIZE_MAX

enum { ALIAS_MAX_BYTES = 256 };

enum alias_rule {
	RULE_ACCEPT,   /* A */
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
	size_t entity; /* ENTITY_NONE for N lines without one */
	enum alias_rule rule;
	bool case_matters;
	struct str *args; /* P: normalised words; C: entity ids */
	size_t *arg;      /* C: indexes of the entities */
	size_t n_args;
	int64_t from, to; /* STAMP_NONE: open */
	size_t file;      /* 0 the first file that was read */
	bool replaced;    /* by a later file */
	bool first;       /* of the lines that share its normalised form */
	size_t next;      /* the next of these, or ALIAS_NONE */
};

struct entities {
	struct arena arena;
	struct entity *entity;
	struct alias *alias;
	size_t n_entities, n_aliases, n_files;
	size_t cap_entities, cap_aliases;
	struct strindex ids;   /* of entities */
	struct strindex norms; /* normalised form to its first alias */
};

/* Add the file at path; `{0}` is an empty table. On failure the table may be
 * released, and nothing else. */
int entities_read(struct entities *t, const char *path, struct err *e);
void entities_release(struct entities *t);

/* index of an id, ENTITY_NONE where it is unknown */
size_t entities_find(const struct entities *t, struct str id);

/* May the alias stand in an article published at `at` (STAMP_NONE: undated)? */
bool alias_holds(const struct alias *a, int64_t at);

#endif
