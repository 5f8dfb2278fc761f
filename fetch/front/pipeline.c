#include "fetch/front/pipeline.h"

#include "fetch/base/stamp.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int make_pipe(int fd[2], struct err *e)
{
	if (pipe(fd) != 0)
		return err_sys(e, EXIT_OS, "no pipe for a stage");
	for (int i = 0; i < 2; i++)
		(void)fcntl(fd[i], F_SETFD, FD_CLOEXEC);
	return 0;
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

/* the stage gets default signals, and an empty mask */
static int spawn(struct stage *s, int in, int out, int err, struct err *e)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;

	(void)posix_spawn_file_actions_init(&files);
	signals_attr(&attr);
	(void)posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	(void)posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	(void)posix_spawn_file_actions_adddup2(&files, err, STDERR_FILENO);
	int rc = posix_spawn(&s->pid, s->path, &files, &attr, s->argv, environ);

	(void)posix_spawnattr_destroy(&attr);
	(void)posix_spawn_file_actions_destroy(&files);
	if (rc == 0)
		return 0;
	s->pid = 0;
	errno = rc;
	return err_sys(
	    e, EXIT_OS, "stage %s: cannot start '%s'", s->name, s->path);
}

/* Stage i reads *in; *in is then the read end of its output. */
static int start_stage(struct pipeline *p, size_t i, int *in, struct err *e)
{
	struct stage *s = &p->stage[i];
	bool last = i + 1 == p->n;
	int out[2] = {-1, -1}, err[2] = {-1, -1};
	int rc = make_pipe(err, e);

	if (rc == 0)
		rc = last ? 0 : make_pipe(out, e);
	if (rc == 0 && last) {
		out[1] = open("/dev/null", O_WRONLY | O_CLOEXEC);
		rc = out[1] >= 0 ? 0 : err_sys(e, EXIT_OS, "no /dev/null");
	}
	if (rc == 0)
		rc = spawn(s, *in, out[1], err[1], e);
	close_fd(in);
	*in = out[0];
	close_fd(&err[1]);
	s->err_fd = err[0];
	if (rc == 0 && i + 2 == p->n)
		p->hold_fd = out[1];
	else
		close_fd(&out[1]);
	return rc;
}

static int start(struct pipeline *p, struct err *e)
{
	int in = open("/dev/null", O_RDONLY | O_CLOEXEC);
	int rc = in >= 0 ? 0 : err_sys(e, EXIT_OS, "no /dev/null");

	for (size_t i = 0; i < p->n && rc == 0; i++)
		rc = start_stage(p, i, &in, e);
	close_fd(&in);
	return rc;
}

static void signal_all(struct pipeline *p, int number)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->stage[i].pid > 0)
			(void)kill(p->stage[i].pid, number);
}

static void reap(struct pipeline *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct stage *s = &p->stage[i];

		if (s->pid > 0 &&
		    waitpid(s->pid, &s->status, WNOHANG) == s->pid)
			s->pid = 0;
	}
}

static bool ended(const struct pipeline *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p->stage[i].pid > 0)
			return false;
	return true;
}

/* Did the stage before the last one meet a closed pipe? Then the last one is
 * about to end by itself, and how it does is what we want to know. */
static bool last_stopped_reading(const struct pipeline *p)
{
	int status = p->stage[p->n - 2].status;

	return WIFEXITED(status) ? WEXITSTATUS(status) == EXIT_IO
				 : WTERMSIG(status) == SIGPIPE;
}

/* all before the last one have ended: it commits, or it is ended */
static void release_last(struct pipeline *p)
{
	struct stage *last = &p->stage[p->n - 1];
	int64_t now = stamp_ticks();

	if (p->hold_fd < 0 || !ended(p, p->n - 1))
		return;
	if (!p->withheld &&
	    (p->stopped || (p->commit && !p->commit(p->user, p)))) {
		p->withheld = true;
		p->term_at = last_stopped_reading(p)
				 ? now + PIPELINE_PATIENCE_MS * 1000L
				 : now;
		p->kill_at = now + PIPELINE_GRACE_MS * 1000L;
	}
	if (p->withheld && last->pid > 0 && p->term_at && now >= p->term_at) {
		(void)kill(last->pid, SIGTERM);
		p->term_at = 0;
	}
	/* withheld, the descriptor stays open until it has ended */
	if (!p->withheld || last->pid == 0)
		close_fd(&p->hold_fd);
}

static void take_signals(struct pipeline *p)
{
	int number;

	while ((number = signals_next(&p->signals)) != 0) {
		p->stopped = number;
		p->kill_at = stamp_ticks() + PIPELINE_GRACE_MS * 1000L;
		signal_all(p, number);
	}
}

static void tell(struct pipeline *p, struct stage *s)
{
	struct str all = buf_view(&s->line), line = {NULL, 0};
	size_t used = 0, nl;

	while ((nl = str_find(all, STR("\n"), used)) < all.n) {
		line = str_sub(all, used, nl);
		used = nl + 1;
		if (p->line && line.n)
			p->line(p->user, s, line);
	}
	buf_drop(&s->line, used);
	/* a line without an end is told in pieces */
	if (s->line.n == PIPELINE_LINE_MAX_BYTES) {
		if (p->line)
			p->line(p->user, s, buf_view(&s->line));
		buf_clear(&s->line);
	}
}

/* what is there now of a stage's stderr */
static void take_words(struct pipeline *p, struct stage *s)
{
	for (;;) {
		size_t room = PIPELINE_LINE_MAX_BYTES - s->line.n;
		char *to = buf_room(&s->line, room);
		ssize_t n = to ? read(s->err_fd, to, room) : -1;

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			if (n == 0 || errno != EAGAIN)
				close_fd(&s->err_fd);
			return;
		}
		s->line.n += (size_t)n;
		tell(p, s);
	}
}

static void last_words(struct pipeline *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct stage *s = &p->stage[i];

		if (s->err_fd >= 0)
			take_words(p, s);
		if (p->line && s->line.n)
			p->line(p->user, s, buf_view(&s->line));
		close_fd(&s->err_fd);
		buf_release(&s->line);
	}
}

static void wait_some(struct pipeline *p)
{
	struct pollfd fds[PIPELINE_STAGES_MAX + 1];

	for (size_t i = 0; i < p->n; i++)
		fds[i] = (struct pollfd){p->stage[i].err_fd, POLLIN, 0};
	fds[p->n] = (struct pollfd){p->signals.fd, POLLIN, 0};
	if (poll(fds, (nfds_t)p->n + 1, PIPELINE_TICK_MS) > 0) {
		for (size_t i = 0; i < p->n; i++)
			if (fds[i].revents)
				take_words(p, &p->stage[i]);
		if (fds[p->n].revents)
			take_signals(p);
	}
	if (p->tick)
		p->tick(p->user);
}

static void prepare(struct pipeline *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct stage *s = &p->stage[i];

		s->pid = 0;
		s->status = 0;
		s->err_fd = -1;
		buf_init(&s->line, PIPELINE_LINE_MAX_BYTES);
	}
	p->hold_fd = -1;
	p->stopped = 0;
	p->withheld = p->killed = false;
	p->term_at = p->kill_at = 0;
}

int pipeline_run(struct pipeline *p, struct err *e)
{
	prepare(p);
	int rc = signals_watch(&p->signals, e);

	if (rc == 0)
		rc = start(p, e);
	if (rc != 0) /* what was started already ends again */
		signal_all(p, SIGTERM);
	for (size_t i = 0; i < p->n; i++)
		if (p->stage[i].err_fd >= 0)
			(void)fcntl(p->stage[i].err_fd, F_SETFL, O_NONBLOCK);
	while (!ended(p, p->n)) {
		wait_some(p);
		reap(p);
		release_last(p);
		if (p->kill_at && stamp_ticks() > p->kill_at) {
			p->killed = true;
			signal_all(p, SIGKILL);
		}
	}
	close_fd(&p->hold_fd);
	last_words(p);
	signals_release(&p->signals);
	return rc;
}
