/*
 * Finishing stdout, and whole writes to descriptors.
 * Users: program files and stages.
 */
#ifndef FETCH_BASE_OUT_H
#define FETCH_BASE_OUT_H

#include "fetch/base/err.h"
#include "fetch/base/str.h"

/* Ignore SIGPIPE (a closed pipe is an error that write reports) and make sure
 * that descriptors 0 to 2 are open. Called first in every main. */
void out_setup(void);

/* Flush stdout and tell whether everything got out (EXIT_IO). Called last. */
int out_finish(struct err *e);

/* Write all bytes to a blocking descriptor; EXIT_IO on failure. */
int out_all(int fd, struct str bytes, struct err *e);

#endif
