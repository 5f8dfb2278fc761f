/*
 * The commands of jevons-store: one function each.
 *
 * Fails: -1 with e; else the exit code.
 * Users: store_main.c.
 */
#ifndef STORE_COMMANDS_H
#define STORE_COMMANDS_H

#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

struct store_settings {
	const char *db, *origin, *report;
	bool quiet;
	struct stamp_clock clock;
};

typedef int store_command(
    const struct store_settings *s, int n, char **args, struct err *e);

store_command store_load;

#endif
