/* Any bytes as an input of the program: WARC or a document, gzip or not. */
#include "parse/stream.h"

#include <stdio.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int drop(void *user, struct str lines, struct err *e)
{
	(void)user;
	(void)e;
	if (lines.n && lines.p[lines.n - 1] != '\n')
		BUG("a line that is not whole");
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct stream_settings set = {.fetched = 0, .write = drop};
	struct err e = {0};
	FILE *f = tmpfile();
	struct stream *s = stream_open(&set, &e);
	char path[64];

	if (!f || !s)
		return 0;
	(void)fwrite(data, 1, size, f);
	(void)fflush(f);
	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(f));
	if (stream_file(s, path, &e) != 0 && e.code != EXIT_DATA)
		BUG("broken bytes end the stream");
	stream_close(s);
	(void)fclose(f);
	return 0;
}
