/* jevons: the front: `jevons X` is its own command X, or jevons-X. */
#include "fetch/base/log.h"
#include "fetch/base/opts.h"
#include "fetch/base/out.h"
#include "fetch/front/command.h"

#include <string.h>

int main(int argc, char **argv)
{
	struct stamp_clock clock = {STAMP_NONE};
	const struct opts_program p = {"jevons", "COMMAND [options]",
	    "Reads news and filings, and keeps what they say about the demand "
	    "for compute.\n'jevons help' lists the commands.",
	    NULL, NULL, true};
	struct err e = {0};
	int first;

	out_setup();
	log_open(p.name, LOG_INFO);
	switch (opts_read(&p, argc, argv, &clock, &first, &e)) {
	case OPTS_DONE:
		return out_finish(&e) == 0 ? EXIT_GOOD : log_error(&e);
	case OPTS_BAD:
		return log_error(&e);
	case OPTS_RUN:
		break;
	}
	if (first >= argc) {
		err_set(&e, EXIT_USAGE, "no command; see 'jevons help'");
		return log_error(&e);
	}
	const struct command *c = command_find(argv[first]);

	if (c)
		return c->run(argc - first, argv + first, clock);
	return command_become(argv[first], argv + first + 1, clock);
}
