/*
 * The front's own commands.
 *
 * Keeps: a command gets its own argv (argv[0] = its name) and the clock that
 *   was given before its name; it prints, and returns an exit code.
 * Users: front_main.c and the commands.
 */
#ifndef FETCH_FRONT_COMMAND_H
#define FETCH_FRONT_COMMAND_H

#include "fetch/base/stamp.h"

#include <stddef.h>

struct command {
	const char *name, *about;
	int (*run)(int argc, char **argv, struct stamp_clock clock);
};

/* ended by a NULL name */
const struct command *command_all(void);
/* NULL where there is none */
const struct command *command_find(const char *name);

int cmd_run(int argc, char **argv, struct stamp_clock clock);
int cmd_status(int argc, char **argv, struct stamp_clock clock);
int cmd_feeds(int argc, char **argv, struct stamp_clock clock);
int cmd_config(int argc, char **argv, struct stamp_clock clock);
int cmd_help(int argc, char **argv, struct stamp_clock clock);

/* Become jevons-NAME, with these arguments behind its name. Returns only
 * where that cannot be: an exit code, after telling so (with the nearest
 * names). */
int command_become(const char *name, char **argv, struct stamp_clock clock);

#endif
