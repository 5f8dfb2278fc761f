/* conform-robots: the robots.txt rules on their own, for files of cases. Built
 * beside the programs and not installed.
 *
 * usage: conform-robots FILE AGENT URL     prints "allow" or "disallow" */
#include "fetch/base/durable.h"
#include "fetch/base/log.h"
#include "fetch/base/out.h"
#include "fetch/robots.h"

#include <stdio.h>

enum { FILE_MAX_BYTES = 64 * 1024 * 1024 };

int main(int argc, char **argv)
{
	/* the public cases take escapes as they are written */
	struct robots r = {.as_written = true};
	struct err e = {0};
	struct buf text;

	out_setup();
	log_open("conform-robots", LOG_INFO);
	if (argc != 4) {
		err_set(&e, EXIT_USAGE, "usage: conform-robots FILE AGENT URL");
		return log_error(&e);
	}
	buf_init(&text, FILE_MAX_BYTES);
	int rc = durable_read(argv[1], &text, &e);

	if (rc == 0)
		err_set(&e, EXIT_NOINPUT, "no file '%s'", argv[1]);
	if (rc == 1) {
		robots_parse(&r, buf_view(&text), str_of(argv[2]));
		(void)puts(
		    robots_allows(&r, str_of(argv[3])) ? "allow" : "disallow");
		(void)out_finish(&e);
	}
	robots_release(&r);
	buf_release(&text);
	return e.code ? log_error(&e) : EXIT_GOOD;
}
