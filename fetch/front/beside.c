#include "fetch/front/beside.h"

#include "fetch/base/home.h"
#include "fetch/base/stamp.h"
#include "fetch/front/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHUNK_BYTES = 4096, GRACE_MS = 10000 };

extern char **environ;

struct child {
	const char *path;
	struct signals signals;
	pid_t pid; /* 0: it has ended */
	int fd;    /* what it says; -1: no more */
	int status, stopped;
	int64_t kill_at; /* 0: never */
};

/* take: the pipe that gets its stdout, or -1 */
static int spawn(const struct beside *b, struct child *c, char **words,
    int take, struct err *e)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;

	signals_attr(&attr);
	(void)posix_spawn_file_actions_init(&files);
	if (take >= 0)
		(void)posix_spawn_file_actions_adddup2(
		    &files, take, STDOUT_FILENO);
	else if (b->quiet)
		(void)posix_spawn_file_actions_addopen(
		    &files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	if (b->quiet)
		(void)posix_spawn_file_actions_addopen(
		    &files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int rc = posix_spawn(&c->pid, c->path, &files, &attr, words, environ);

	(void)posix_spawnattr_destroy(&attr);
	(void)posix_spawn_file_actions_destroy(&files);
	if (rc == 0)
		return 0;
	c->pid = 0;
	errno = rc;
	return err_sys(e, EXIT_OS, "cannot start '%s'", c->path);
}

/* nothing is heard of it any more: it meets a closed pipe, if it goes on */
static void close_ear(struct child *c)
{
	if (c->fd >= 0)
		(void)close(c->fd);
	c->fd = -1;
}

static int hear(struct child *c, struct buf *to, struct err *e)
{
	char *room = buf_room(to, CHUNK_BYTES);
	ssize_t n = room ? read(c->fd, room, CHUNK_BYTES) : 0;

	if (n > 0) {
		to->n += (size_t)n;
		return 0;
	}
	if (n < 0 && errno == EINTR)
		return 0;
	close_ear(c);
	if (n < 0)
		return err_sys(e, EXIT_OS, "cannot read from '%s'", c->path);
	return room ? 0 : err_set(e, EXIT_DATA, "'%s' says too much", c->path);
}

static int reap(struct child *c, struct err *e)
{
	pid_t got = c->pid ? waitpid(c->pid, &c->status, WNOHANG) : 0;

	if (got < 0 && errno != EINTR) {
		c->pid = 0;
		return err_sys(e, EXIT_OS, "lost '%s'", c->path);
	}
	if (got > 0)
		c->pid = 0;
	return 0;
}

static void pass_on(struct child *c)
{
	int64_t now = stamp_ticks();
	int number;

	while ((number = signals_next(&c->signals)) != 0) {
		c->stopped = number;
		c->kill_at = now + GRACE_MS * 1000L;
		if (c->pid)
			(void)kill(c->pid, number);
	}
	if (c->kill_at && now > c->kill_at && c->pid)
		(void)kill(c->pid, SIGKILL);
}

/* until it has ended, and all that it said was heard */
static int attend(struct child *c, struct buf *said, struct err *e)
{
	int rc = 0;

	while (c->pid || c->fd >= 0) {
		struct pollfd fds[] = {
		    {c->fd, POLLIN, 0}, {c->signals.fd, POLLIN, 0}};

		(void)poll(fds, 2, c->kill_at ? GRACE_MS / 10 : -1);
		pass_on(c);
		if (fds[0].revents && hear(c, said, e) != 0)
			rc = -1;
		if (reap(c, e) != 0)
			rc = -1;
	}
	if (c->stopped)
		return err_set(e, EXIT_INTERNAL,
		    "stopped by signal %d (%s) while '%s' was at work",
		    c->stopped, strsignal(c->stopped), c->path);
	return rc;
}

static int run(struct beside *b, const char *path, char **words, struct err *e)
{
	struct child c = {.path = path, .fd = -1};
	int fd[2] = {-1, -1};

	if (b->said && pipe(fd) != 0)
		return err_sys(e, EXIT_OS, "no pipe for '%s'", path);
	for (int i = 0; b->said && i < 2; i++)
		(void)fcntl(fd[i], F_SETFD, FD_CLOEXEC);
	c.fd = fd[0];
	int rc = signals_watch(&c.signals, e);

	if (rc == 0)
		rc = spawn(b, &c, words, fd[1], e);
	if (fd[1] >= 0)
		(void)close(fd[1]);
	if (rc == 0)
		rc = attend(&c, b->said, e);
	b->code = WIFEXITED(c.status) ? WEXITSTATUS(c.status) : EXIT_INTERNAL;
	close_ear(&c);
	signals_release(&c.signals);
	return rc;
}

int beside_run(struct beside *b, struct err *e)
{
	char **words = mem_new(BESIDE_WORDS_MAX + 1, sizeof *words);
	struct buf path;

	size_t n = 0;

	for (; n < BESIDE_WORDS_MAX && b->words[n]; n++)
		words[n] = mem_text(str_of(b->words[n]));
	buf_init(&path, 8192);
	int rc = home_bin(&path, b->words[0], e);

	if (rc == 0 && b->words[n])
		rc = err_set(e, EXIT_USAGE, "too many words for '%s'", path.p);
	if (rc == 0 && access(path.p, X_OK) != 0)
		rc = err_set(e, EXIT_UNAVAILABLE, "no program '%s'", path.p);
	if (rc == 0)
		rc = run(b, path.p, words, e);
	buf_release(&path);
	while (n)
		free(words[--n]);
	free(words);
	return rc;
}
