/* jevons help [COMMAND] */
#include "fetch/base/home.h"
#include "fetch/base/log.h"
#include "fetch/base/opts.h"
#include "fetch/base/out.h"
#include "fetch/front/command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *name, *about;
} stages[] = {
    {"fetch", "feeds and pages to WARC"},
    {"parse", "WARC or documents to records"},
    {"score", "entities, tone and signals added to articles"},
    {"store", "scored records into the store; its backups"},
    {"query", "series, mentions, signals and their explanation"},
};

static bool is_there(const char *name)
{
	struct err ignored = {0};
	struct buf path, program;

	buf_init(&path, 8192);
	buf_init(&program, 64);
	buf_printf(&program, "jevons-%s", name);
	bool there = home_bin(&path, buf_text(&program), &ignored) == 0 &&
		     access(buf_text(&path), X_OK) == 0;

	buf_release(&path);
	buf_release(&program);
	return there;
}

static void list(void)
{
	printf("usage: jevons COMMAND [options]\n\n");
	for (const struct command *c = command_all(); c->name; c++)
		printf("  %-8s %s\n", c->name, c->about);
	printf("\nthe stages, each a program of its own (jevons-fetch and so "
	       "on):\n");
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
		if (is_there(stages[i].name))
			printf("  %-8s %s\n", stages[i].name, stages[i].about);
	printf("\n'jevons help COMMAND' or 'jevons COMMAND --help' says "
	       "more.\n");
}

int cmd_help(int argc, char **argv, struct stamp_clock clock)
{
	const struct opts_program p = {"jevons help", "[COMMAND]",
	    "Lists the commands, or prints the help of one.", NULL, NULL, true};
	static char flag[] = "--help";
	struct err e = {0};
	int first;
	enum opts_result r = opts_read(&p, argc, argv, &clock, &first, &e);

	if (r == OPTS_BAD)
		return log_error(&e);
	if (r == OPTS_RUN && first < argc) {
		const struct command *c = command_find(argv[first]);
		char *words[] = {flag, NULL},
		     *own[] = {argv[first], flag, NULL};

		return c ? c->run(2, own, clock)
			 : command_become(argv[first], words, clock);
	}
	if (r == OPTS_RUN)
		list();
	return out_finish(&e) == 0 ? EXIT_GOOD : log_error(&e);
}
