/* jevons-query: asks the store. */
#include "fetch/base/log.h"
#include "fetch/base/out.h"
#include "store/db/fault.h"
#include "store/query/cmd.h"

typedef int command_fn(const struct ask *a, struct err *e);

static command_fn *function_of(enum ask_command c)
{
	switch (c) {
	case ASK_SERIES:
		return cmd_series;
	case ASK_MENTIONS:
	case ASK_SIGNALS:
	case ASK_CLAIMS:
	case ASK_ARTICLES:
		return cmd_list;
	case ASK_FACTS:
		return cmd_facts;
	case ASK_EXPLAIN:
		return cmd_explain;
	case ASK_STATUS:
		return cmd_status;
	case ASK_FEATURES:
		return cmd_features;
	case ASK_INDEX:
		return cmd_index;
	case ASK_PLOT:
		return cmd_plot;
	case ASK_REPORT:
		return cmd_report;
	case ASK_COMPARE:
		return cmd_compare;
	case ASK_COMMANDS:
		break;
	}
	BUG("no such command");
}

int main(int argc, char **argv)
{
	struct err e = {0};
	struct ask a;
	int code = -1;

	out_setup();
	fault_setup();
	enum opts_result r = ask_read(&a, argc, argv, &e);

	log_open(
	    "jevons-query", r == OPTS_RUN && a.quiet ? LOG_WARN : LOG_INFO);
	if (r == OPTS_DONE)
		code = out_finish(&e) == 0 ? EXIT_GOOD : -1;
	else if (r == OPTS_RUN)
		code = function_of(a.command)(&a, &e);
	return code >= 0 && e.code == 0 ? code : log_error(&e);
}
