/*
 * The commands of jevons-query: each prints its answer and says whether there
 * was one.
 *
 * Fails: as question_open(), and EXIT_IO for the output.
 * Users: query_main.c.
 */
#ifndef STORE_QUERY_CMD_H
#define STORE_QUERY_CMD_H

#include "store/query/ask.h"

/* EXIT_GOOD, EXIT_SOME where nothing matched, -1 with e set */
int cmd_series(const struct ask *a, struct err *e);
int cmd_list(const struct ask *a, struct err *e);
int cmd_facts(const struct ask *a, struct err *e);
int cmd_explain(const struct ask *a, struct err *e);
int cmd_features(const struct ask *a, struct err *e);
int cmd_index(const struct ask *a, struct err *e);
int cmd_plot(const struct ask *a, struct err *e);
int cmd_report(const struct ask *a, struct err *e);
int cmd_compare(const struct ask *a, struct err *e);
int cmd_status(const struct ask *a, struct err *e);

#endif
