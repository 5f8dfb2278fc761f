/*
 * Exit codes of every program (sysexits(3) numbers, design of the contract).
 *
 * Keeps: the order of badness; a program that met several conditions ends
 * with the worst of them.
 * Users: everyone.
 */
#ifndef FETCH_BASE_EXITS_H
#define FETCH_BASE_EXITS_H

enum {
	EXIT_GOOD = 0,     /* an empty input too */
	EXIT_SOME = 1,     /* nothing found (query); some records refused */
	EXIT_USAGE = 64,   /* wrong option or operand */
	EXIT_DATA = 65,    /* no record could be read, or corrupt */
	EXIT_NOINPUT = 66, /* an input file cannot be opened */
	EXIT_UNAVAILABLE = 69,
	EXIT_INTERNAL = 70, /* our own fault; death by a signal */
	EXIT_OS = 71,
	EXIT_CANTCREAT = 73,
	EXIT_IO = 74,       /* full disk, closed pipe */
	EXIT_TEMPFAIL = 75, /* a lock is held: try later */
	EXIT_CONFIG = 78
};

/* The worse of two exit codes: 70 71 74 73 78 64 66 65 69 75 1 0, worst first;
 * a number that is not in the list counts as 70. */
int exit_worse(int a, int b);

#endif
