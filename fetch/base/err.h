/*
 * An error: an exit code and a line of text, owned by the caller.
 *
 * Owns: nothing on the heap.
 * Keeps: the first error wins; the struct is untouched on success, so a
 *   caller starts with `struct err e = {0};` and passes it as last parameter.
 * Text: lower case, fault first, subject quoted, no full stop.
 * Users: everyone.
 */
#ifndef FETCH_BASE_ERR_H
#define FETCH_BASE_ERR_H

#include "fetch/base/exits.h"

struct err {
	int code; /* an exit code; 0 = no error */
	char text[512];
};

/* Set the error unless one is set already; always returns -1, so that a
 * function may `return err_set(...)`. */
int err_set(struct err *e, int code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* As err_set, with ": " and strerror(errno) behind the text. */
int err_sys(struct err *e, int code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Put "context: " in front of a set error; does nothing on an unset one.
 * Returns -1. */
int err_context(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Forget the error. */
void err_clear(struct err *e);

/* Abort for a fault of ours, never for an input. */
#define BUG(why) err_bug(__FILE__, __LINE__, why)
_Noreturn void err_bug(const char *file, int line, const char *why);

#endif
