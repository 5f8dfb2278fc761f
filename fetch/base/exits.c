#include "fetch/base/exits.h"

#include <stddef.h>

static size_t badness(int code)
{
	static const int order[] = {EXIT_GOOD, EXIT_SOME, EXIT_TEMPFAIL,
	    EXIT_UNAVAILABLE, EXIT_DATA, EXIT_NOINPUT, EXIT_USAGE, EXIT_CONFIG,
	    EXIT_CANTCREAT, EXIT_IO, EXIT_OS, EXIT_INTERNAL};
	size_t n = sizeof order / sizeof *order;

	for (size_t i = 0; i < n; i++)
		if (order[i] == code)
			return i;
	return n - 1;
}

int exit_worse(int a, int b)
{
	return badness(a) >= badness(b) ? a : b;
}
