/*
 * Reads a table of words: tab-separated, the first line names the columns, #
 * begins a comment.
 *
 * Owns: nothing; fields are borrowed for the call.
 * Fails: EXIT_NOINPUT; EXIT_CONFIG where a column is not in the head line.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_WORDTABLE_H
#define STORE_QUERY_WORDTABLE_H

#include "fetch/base/err.h"
#include "fetch/base/str.h"

enum { WORDTABLE_COLUMNS_MAX = 16 };

/* fields: those of the columns asked for, in that order; empty where a line
 * is short */
typedef void wordtable_fn(void *to, const struct str *fields);

/* columns: n names, n <= WORDTABLE_COLUMNS_MAX; NULL: the first n, and no line
 * of names */
int wordtable_read(const char *path, const char *const *columns, size_t n,
    wordtable_fn *fn, void *to, struct err *e);

#endif
