/*
 * The user's own tables of entities that a model takes in: those that lie in
 * its folder (user-001.tsv and on: a frozen model has them), then those given
 * on the command line.
 *
 * Owns: its list, until user_tables_release().
 * Keeps: their order is the order in which they are read.
 * Fails: EXIT_CONFIG for a path too long.
 * Users: model.c, freeze.c.
 */
#ifndef SCORE_USER_TABLES_H
#define SCORE_USER_TABLES_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

enum { USER_TABLES_MAX = 999 };

struct user_tables {
	struct arena arena;
	const char **v; /* paths */
	size_t n, cap;
};

int user_tables_find(struct user_tables *t, const char *dir,
    const char *const *given, size_t n_given, struct err *e);
void user_tables_release(struct user_tables *t);
/* the name that the i-th has (from 0) in a folder */
const char *user_tables_name(struct arena *a, size_t i);

#endif
