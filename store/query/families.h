/*
 * The families of signals, and what they mean: columns signal, family and
 * definition of the signal table.
 *
 * Owns: its memory, until families_release().
 * Fails: EXIT_NOINPUT, EXIT_CONFIG.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_FAMILIES_H
#define STORE_QUERY_FAMILIES_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"
#include "fetch/base/nearest.h"

struct families_signal {
	struct str signal, family, definition;
};

struct families {
	struct arena arena;
	struct families_signal *v;
	size_t n, cap;
};

int families_read(struct families *f, const char *path, struct err *e);
void families_release(struct families *f);

/* the family of a signal; absent where it is unknown */
struct str families_of(const struct families *f, struct str signal);
/* what a signal means; absent likewise */
struct str families_definition(const struct families *f, struct str signal);
bool families_knows(const struct families *f, struct str word); /* either */
void families_offer(const struct families *f, struct nearest *to);

#endif
