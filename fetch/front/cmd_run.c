/* jevons run: the whole pipe, once. */
#include "fetch/base/log.h"
#include "fetch/base/out.h"
#include "fetch/front/command.h"
#include "fetch/front/run.h"

static int work(struct run *r)
{
	struct err e = {0};

	/* what is wrong before the lock is held is told in any case */
	if (run_open(r, &e) != 0)
		return log_error(&e);
	if (run_work(r, &e) != 0 && e.code == EXIT_TEMPFAIL && r->lock.fd < 0)
		return run_report_locked(r);
	if (r->lock.fd < 0)
		return log_error(&e);
	return run_report(r, &e);
}

int cmd_run(int argc, char **argv, struct stamp_clock clock)
{
	struct run r = {.max_time = "50m", .clock = clock};
	const struct opt table[] = {
	    {"feeds", 'f', OPT_LIST, &r.given, "LIST",
		"read this list, not feeds.d/*.ini (repeatable)"},
	    {"due-now", 0, OPT_FLAG, &r.due_now, NULL,
		"poll every feed, due or not"},
	    {"jobs", 'j', OPT_COUNT, &r.jobs, "N",
		"workers in parse and in score"},
	    {"quiet", 'q', OPT_FLAG, &r.quiet, NULL,
		"for cron: speak only when a condition begins or ends"},
	    {"strict", 0, OPT_FLAG, &r.strict, NULL,
		"exit with the worst stage, though the batch is committed"},
	    {"max-time", 0, OPT_TEXT, &r.max_time, "S",
		"stop fetching after S (90, 50m, 2h); default 50m"},
	    {"config", 0, OPT_TEXT, &r.config_path, "FILE",
		"read this jevons.ini"},
	    {0},
	};
	const struct opts_program p = {"jevons run", "[options]",
	    "Polls the feeds that are due, fetches their new pages, and brings "
	    "articles, scores\nand signals into the store. What an earlier run "
	    "left unfinished is taken up first.",
	    table,
	    "exit status: 0 committed, 69 no feed answered, 75 another run has "
	    "the lock,\n78 no feed lists, else the stage that failed",
	    false};
	struct err e = {0};
	int first, code;
	enum opts_result got = opts_read(&p, argc, argv, &r.clock, &first, &e);

	if (got == OPTS_RUN && first < argc)
		err_set(&e, EXIT_USAGE,
		    "no operands are taken: '%s'; lists go with --feeds",
		    argv[first]);
	if (e.code)
		return log_error(&e);
	if (got == OPTS_DONE)
		return out_finish(&e) == 0 ? EXIT_GOOD : log_error(&e);
	code = work(&r);
	run_close(&r);
	return code;
}
