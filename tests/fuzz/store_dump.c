/* A dump as `jevons-store load` reads it, into a store of its own; in memory
 * where there is such a folder, for each commit is synced. */
#include "store/undump_load.h"

#include "store/replace.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void load(const char *in, const char *db)
{
	struct undump_file u = {0};
	struct err e = {0};

	u.from = lines_open(in, &e);
	if (u.from && lines_next(u.from, &u.head, &e) == LINES_LINE)
		(void)undump_load(db, &u, &e);
	lines_close(u.from);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char dir[] = "/dev/shm/jevons-fuzz-XXXXXX", in[64], db[64];
	char other[] = "/tmp/jevons-fuzz-XXXXXX";

	if (!mkdtemp(dir)) {
		if (!mkdtemp(other))
			abort();
		(void)snprintf(dir, sizeof dir, "%s", other);
	}
	(void)snprintf(in, sizeof in, "%s/in", dir);
	(void)snprintf(db, sizeof db, "%s/db", dir);
	int fd = open(in, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	(void)close(fd);
	load(in, db);
	replace_remove(db);
	(void)unlink(in);
	(void)rmdir(dir);
	return 0;
}
