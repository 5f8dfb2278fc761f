#include "fetch/base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

void out_setup(void)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};

	(void)sigaction(SIGPIPE, &ignore, NULL);
	/* a descriptor 0-2 left closed would be given to the next open(); one
	 * opened the wrong way round keeps failing as the caller meant */
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
			(void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

int out_finish(struct err *e)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		return err_sys(e, EXIT_IO, "cannot write to stdout");
	return 0;
}

int out_all(int fd, struct str bytes, struct err *e)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_sys(e, EXIT_IO, "cannot write");
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	return 0;
}
