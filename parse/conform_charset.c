/* conform-charset: which charset a document is taken to be in, for files of
 * cases. Built beside the programs and not installed.
 *
 * usage: conform-charset FILE [CONTENT-TYPE]     prints its name */
#include "fetch/base/durable.h"
#include "fetch/base/log.h"
#include "fetch/base/out.h"
#include "parse/text/charset.h"

#include <stdio.h>

enum { FILE_MAX_BYTES = 256 * 1024 * 1024 };

int main(int argc, char **argv)
{
	struct err e = {0};
	struct buf bytes;
	int rc = -1;

	out_setup();
	log_open("conform-charset", LOG_INFO);
	buf_init(&bytes, FILE_MAX_BYTES);
	if (argc != 2 && argc != 3)
		err_set(&e, EXIT_USAGE,
		    "usage: conform-charset FILE [CONTENT-TYPE]");
	else
		rc = durable_read(argv[1], &bytes, &e);
	if (rc == 0)
		err_set(&e, EXIT_NOINPUT, "no file '%s'", argv[1]);
	if (rc == 1) {
		struct str name = charset_told(
		    buf_view(&bytes), str_of(argc == 3 ? argv[2] : NULL));

		if (!name.n)
			name = charset_guessed(buf_view(&bytes));
		(void)printf("%.*s\n", STR_ARG(name));
		(void)out_finish(&e);
	}
	buf_release(&bytes);
	return e.code ? log_error(&e) : EXIT_GOOD;
}
