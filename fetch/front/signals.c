#include "fetch/front/signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

static const int ending[] = {SIGTERM, SIGINT, SIGHUP};

int signals_watch(struct signals *s, struct err *e)
{
	sigset_t mine;

	(void)sigemptyset(&mine);
	(void)sigaddset(&mine, SIGCHLD);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		(void)sigaddset(&mine, ending[i]);
	(void)sigprocmask(SIG_BLOCK, &mine, &s->old);
	s->fd = signalfd(-1, &mine, SFD_NONBLOCK | SFD_CLOEXEC);
	return s->fd >= 0 ? 0 : err_sys(e, EXIT_OS, "cannot take signals");
}

void signals_release(struct signals *s)
{
	if (s->fd >= 0)
		(void)close(s->fd);
	s->fd = -1;
	(void)sigprocmask(SIG_SETMASK, &s->old, NULL);
}

int signals_next(struct signals *s)
{
	struct signalfd_siginfo got;

	while (read(s->fd, &got, sizeof got) == (ssize_t)sizeof got)
		if (got.ssi_signo != SIGCHLD)
			return (int)got.ssi_signo;
	return 0;
}

void signals_attr(posix_spawnattr_t *attr)
{
	sigset_t none, plain;

	(void)sigemptyset(&none);
	(void)sigemptyset(&plain);
	(void)sigaddset(&plain, SIGPIPE);
	for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
		(void)sigaddset(&plain, ending[i]);
	(void)posix_spawnattr_init(attr);
	(void)posix_spawnattr_setsigmask(attr, &none);
	(void)posix_spawnattr_setsigdefault(attr, &plain);
	(void)posix_spawnattr_setflags(
	    attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}
