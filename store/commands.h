/*
 * The commands of jevons-store: one function each.
 *
 * Fails: -1 with e; else the exit code.
 * Users: store_main.c.
 */
#ifndef STORE_COMMANDS_H
#define STORE_COMMANDS_H

#include "fetch/base/opts.h"

struct store_settings { /* NULL, STAMP_NONE, false: not given */
	const char *db, *origin, *report, *series, *unit, *model, *matching;
	int64_t before, since, until;
	bool quiet, no_known, diff;
	struct opt_list entities;
	struct stamp_clock clock;
};

typedef int store_command(
    const struct store_settings *s, int n, char **args, struct err *e);

/* load_command.c */
store_command store_load;
store_command store_rescore;
store_command store_observe;
/* diff_command.c: the model of that name beside the adopted one; 0 or -1 */
int store_tell_diff(
    const struct store_settings *s, const char *name, struct err *e);
/* keep_command.c */
store_command store_adopt;
store_command store_backup;
store_command store_compact;
store_command store_migrate;
store_command store_prune;
/* dump_command.c */
store_command store_dump;
store_command store_texts;

#endif
