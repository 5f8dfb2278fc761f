#include "fetch/front/lock.h"

#include "fetch/base/buf.h"
#include "fetch/base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { TEXT_MAX_BYTES = 128, STEP_MS = 50 };

/* "PID since TIME"; what is not there stays unknown */
static void read_holder(struct lock *l, int fd)
{
	char text[TEXT_MAX_BYTES] = {0};
	ssize_t n = pread(fd, text, sizeof text - 1, 0);
	const char *since = n > 0 ? strstr(text, "since ") : NULL;

	l->pid = 0;
	l->since = STAMP_NONE;
	if (!since)
		return;
	l->pid = (pid_t)strtol(text, NULL, 10);
	(void)stamp_parse(str_trim(str_of(since + 6)), &l->since);
}

static int write_holder(struct lock *l, struct err *e)
{
	struct stamp_clock real = {STAMP_NONE};
	char when[STAMP_TEXT_BYTES];
	struct buf b;

	l->pid = getpid();
	l->since = stamp_now(&real);
	l->since -= l->since % STAMP_SECOND;
	buf_init(&b, TEXT_MAX_BYTES);
	buf_printf(
	    &b, "%ld since %s\n", (long)l->pid, stamp_format(l->since, when));
	int rc = ftruncate(l->fd, 0) == 0
		     ? out_all(l->fd, buf_view(&b), e)
		     : err_sys(e, EXIT_IO, "cannot write the lock");

	buf_release(&b);
	return rc;
}

static bool holder_is_dead(const struct lock *l)
{
	return l->pid > 0 && kill(l->pid, 0) != 0 && errno == ESRCH;
}

int lock_take(struct lock *l, const char *path, long wait_ms, struct err *e)
{
	const struct timespec step = {0, STEP_MS * 1000000L};

	/* no O_CLOEXEC: the stages keep it */
	*l = (struct lock){.fd = open(path, O_RDWR | O_CREAT, 0666)};
	if (l->fd < 0)
		return err_sys(e, EXIT_CANTCREAT, "cannot make '%s'", path);
	while (flock(l->fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno != EWOULDBLOCK && errno != EINTR) {
			err_sys(e, EXIT_OS, "cannot lock '%s'", path);
			lock_drop(l);
			return -1;
		}
		read_holder(l, l->fd);
		if (!holder_is_dead(l) || wait_ms <= 0) {
			(void)close(l->fd);
			l->fd = -1;
			return 0;
		}
		(void)nanosleep(&step, NULL);
		wait_ms -= STEP_MS;
	}
	if (write_holder(l, e) != 0) {
		lock_drop(l);
		return -1;
	}
	return 1;
}

void lock_drop(struct lock *l)
{
	if (l->fd < 0)
		return;
	/* closing our descriptor is enough where no stage is left */
	(void)flock(l->fd, LOCK_UN);
	(void)close(l->fd);
	l->fd = -1;
}

int lock_look(struct lock *l, const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), held = 0;

	*l = (struct lock){.fd = -1, .since = STAMP_NONE};
	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd < 0)
		return err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
	if (flock(fd, LOCK_SH | LOCK_NB) != 0) {
		held = 1;
		read_holder(l, fd);
	}
	(void)close(fd);
	return held;
}
