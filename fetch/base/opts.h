/*
 * The option table of a program: drives getopt_long, --help and the check
 * that the man page names every option.
 *
 * Keeps: long options only get a short form where the table gives one;
 *   --help, --version and --now are added to every table by itself.
 * Fails: EXIT_USAGE with the option named and where to look.
 * Users: program files.
 */
#ifndef FETCH_BASE_OPTS_H
#define FETCH_BASE_OPTS_H

#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

enum opt_kind {
	OPT_FLAG,  /* bool *: set to true */
	OPT_TEXT,  /* const char **: the argument */
	OPT_COUNT, /* long *: a number >= 0 */
	OPT_STAMP, /* int64_t *: an ISO 8601 time */
	OPT_LIST   /* struct opt_list *: may be repeated */
};

enum { OPT_LIST_MAX = 256 };

struct opt_list {
	const char *v[OPT_LIST_MAX];
	size_t n;
};

struct opt {
	const char *name; /* long name; NULL ends the table */
	char letter;      /* short form, or 0 */
	enum opt_kind kind;
	void *to;
	const char *arg; /* name of the argument in the help, NULL for flags */
	const char *help;
};

struct opts_program {
	const char *name;     /* "jevons-parse" */
	const char *synopsis; /* "[options] [FILE…]" */
	const char *about;    /* what it does, a few lines */
	const struct opt *table;
	const char *after;    /* examples, exit codes; NULL for none */
	bool stop_at_operand; /* for programs with commands: +optstring */
};

enum opts_result { OPTS_RUN, OPTS_DONE, OPTS_BAD };

/* Read argv. OPTS_RUN: *first is the index of the first operand. OPTS_DONE:
 * --help or --version was printed on stdout (the one module that prints, for
 * all programs alike); exit 0. OPTS_BAD: e is set. May be called again on a
 * command's own argv. */
enum opts_result opts_read(const struct opts_program *p, int argc, char **argv,
    struct stamp_clock *clock, int *first, struct err *e);

#endif
