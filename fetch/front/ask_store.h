/*
 * What the store says of itself and does to itself, by its own programs.
 * Keeps: where there is no store yet, nothing is asked: EXIT_GOOD.
 * Fails: EXIT_OS, EXIT_UNAVAILABLE where that program is not beside us.
 * Users: the front's commands.
 */
#ifndef FETCH_FRONT_ASK_STORE_H
#define FETCH_FRONT_ASK_STORE_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

/* `jevons-query status`. format: "table" or "jsonl", on our stdout; NULL:
 * check every row, and say nothing. *code: its exit code. */
int ask_store(const char *db, const char *format,
    const struct stamp_clock *clock, int *code, struct err *e);

/* `jevons-store prune`: texts of before that time go */
int ask_store_prune(const char *db, int64_t before,
    const struct stamp_clock *clock, int *code, struct err *e);

/* `jevons-store adopt`: the name of the adopted model; nothing where there is
 * none, or where the store cannot tell (the run's own stage says why) */
int ask_store_model(const char *db, struct buf *name, struct err *e);

#endif
