/* conform-dates: the date reader on its own, for files of cases. Built beside
 * the programs and not installed.
 *
 * usage: conform-dates     a date a line on stdin; prints its seconds since
 *                          1970, or - where it is no date */
#include "fetch/base/log.h"
#include "fetch/base/out.h"
#include "parse/text/date_wide.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void answer(struct str line)
{
	int64_t t;

	if (date_read_wide(line, &t))
		(void)printf("%" PRId64 "\n", t / STAMP_SECOND);
	else
		(void)puts("-");
}

int main(int argc, char **argv)
{
	struct err e = {0};
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	(void)argv;
	out_setup();
	log_open("conform-dates", LOG_INFO);
	if (argc != 1) {
		err_set(&e, EXIT_USAGE, "usage: conform-dates <lines");
		return log_error(&e);
	}
	while ((n = getline(&line, &cap, stdin)) > 0)
		answer(str_trim((struct str){line, (size_t)n}));
	free(line);
	if (ferror(stdin))
		err_sys(&e, EXIT_IO, "cannot read stdin");
	else
		(void)out_finish(&e);
	return e.code ? log_error(&e) : EXIT_GOOD;
}
