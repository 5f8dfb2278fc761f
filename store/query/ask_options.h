/*
 * The option table of jevons-query, and which command knows which option.
 *
 * Users: ask.c.
 */
#ifndef STORE_QUERY_ASK_OPTIONS_H
#define STORE_QUERY_ASK_OPTIONS_H

#include "fetch/base/jsonw.h"
#include "store/query/ask.h"

struct ask_option {
	struct opt opt;
	int commands; /* mask of enum ask_command */
};

enum { ASK_OPTIONS_MAX = 64 };

/* Fill the table, which ends with an empty entry; returns how many. */
size_t ask_options(struct ask *a, struct ask_option to[ASK_OPTIONS_MAX]);

/* what was given for an option that may be repeated, as a member; nothing for
 * nothing */
void ask_option_write(struct jsonw *w, const struct opt *o);

#endif
