/*
 * What the store says of itself: `jevons-query status`, run as a child.
 * Fails: EXIT_OS, EXIT_UNAVAILABLE where that program is not beside us.
 * Users: the front's commands.
 */
#ifndef FETCH_FRONT_ASK_STORE_H
#define FETCH_FRONT_ASK_STORE_H

#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

/* format: "table" or "jsonl", on our stdout; NULL: check every row, and say
 * nothing. *code: its exit code, EXIT_GOOD where there is no store yet. */
int ask_store(const char *db, const char *format,
    const struct stamp_clock *clock, int *code, struct err *e);

/* `jevons-store prune`: texts of before that time go */
int ask_store_prune(const char *db, int64_t before,
    const struct stamp_clock *clock, int *code, struct err *e);

#endif
