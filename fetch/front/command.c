#include "fetch/front/command.h"

#include "fetch/base/buf.h"
#include "fetch/base/home.h"
#include "fetch/base/log.h"
#include "fetch/base/nearest.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAMES_MAX_BYTES = 4096 };

const struct command *command_all(void)
{
	static const struct command all[] = {
	    {"run", "fetch what is due and bring it into the store", cmd_run},
	    {"status", "how feeds, runs, archive and store are doing",
		cmd_status},
	    {"feeds", "what is configured to be read", cmd_feeds},
	    {"config", "each setting and where it comes from", cmd_config},
	    {"help", "this list, or the help of a command", cmd_help},
	    {NULL, NULL, NULL},
	};

	return all;
}

const struct command *command_find(const char *name)
{
	for (const struct command *c = command_all(); c->name; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

/* our commands and the programs beside us that look like `typed` */
static void near_names(struct buf *to, const char *typed)
{
	struct buf folder;
	struct err ignored = {0};
	struct dirent **found = NULL;
	struct nearest near;

	nearest_begin(&near, str_of(typed));
	for (const struct command *c = command_all(); c->name; c++)
		nearest_offer(&near, str_of(c->name));
	buf_init(&folder, 8192);
	int n = home_bin(&folder, NULL, &ignored) == 0
		    ? scandir(buf_text(&folder), &found, NULL, alphasort)
		    : 0;

	for (int i = 0; i < n; i++)
		if (strncmp(found[i]->d_name, "jevons-", 7) == 0)
			nearest_offer(&near, str_of(found[i]->d_name + 7));
	nearest_write(&near, to);
	for (int i = 0; i < n; i++)
		free(found[i]);
	free(found);
	buf_release(&folder);
}

static int unknown(const char *name)
{
	struct err e = {0};
	struct buf near;

	buf_init(&near, NAMES_MAX_BYTES);
	near_names(&near, name);
	err_set(&e, EXIT_USAGE, "no command '%s'%s; see 'jevons help'", name,
	    buf_text(&near));
	buf_release(&near);
	return log_error(&e);
}

int command_become(const char *name, char **argv, struct stamp_clock clock)
{
	char now[STAMP_TEXT_BYTES];
	struct buf program, path;
	struct err e = {0};
	size_t n = 0;

	/* a name, not a path */
	if (!*name || strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") !=
			  strlen(name))
		return unknown(name);
	while (argv[n])
		n++;
	buf_init(&program, 256);
	buf_init(&path, 8192);
	buf_printf(&program, "jevons-%s", name);
	char **words = mem_new(n + 4, sizeof *words);
	size_t k = 0;

	words[k++] = program.p;
	if (clock.fixed != STAMP_NONE) {
		static char option[] = "--now";

		(void)stamp_format(clock.fixed, now);
		words[k++] = option;
		words[k++] = now;
	}
	memcpy(words + k, argv, n * sizeof *words);
	int code = EXIT_USAGE;

	if (program.over || home_bin(&path, buf_text(&program), &e) != 0 ||
	    access(buf_text(&path), X_OK) != 0) {
		code = e.code ? log_error(&e) : unknown(name);
	} else {
		(void)execv(path.p, words);
		err_sys(&e, EXIT_OS, "cannot start '%s'", path.p);
		code = log_error(&e);
	}
	free(words);
	buf_release(&program);
	buf_release(&path);
	return code;
}
