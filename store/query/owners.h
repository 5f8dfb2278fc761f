/*
 * Who owns what, and by which names: columns entity, owner, alias and rule of
 * the entity table that scored the articles.
 *
 * Owns: its memory, until owners_release().
 * Keeps: an owner owns itself; what the table does not know owns itself.
 * Fails: EXIT_NOINPUT, EXIT_CONFIG.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_OWNERS_H
#define STORE_QUERY_OWNERS_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"
#include "fetch/base/nearest.h"

struct owners_entity {
	struct str id, owner;
	struct str name; /* its first alias; absent where none is known */
};

struct owners {
	struct arena arena;
	struct owners_entity *v; /* sorted by id */
	size_t n, cap;
	const char *path;
};

int owners_read(struct owners *o, const char *path, struct err *e);
void owners_release(struct owners *o);

/* the owner of an id: itself where it has none or is unknown */
struct str owners_of(const struct owners *o, struct str id);
/* what people call it: its first alias, else the id */
struct str owners_name(const struct owners *o, struct str id);
bool owners_knows(const struct owners *o, struct str id);
/* Offers the ids; to a word of other letters than theirs the aliases, too,
 * which are kept in the arena. */
int owners_offer(
    const struct owners *o, struct nearest *to, struct arena *a, struct err *e);

/* The id that a word stands for: the id itself in any case, or an alias that
 * is taken as it stands ("英伟达", "إنفيديا"). 1 found, 0 not, -1 error. */
int owners_resolve(const struct owners *o, struct str word, struct arena *a,
    struct str *id, struct err *e);

#endif
