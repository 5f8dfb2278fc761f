#include "fetch/base/workers.h"

#include "fetch/base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const size_t message_max_bytes = (size_t)1 << 30;

/* Job k goes to worker k mod n, and each worker answers in order: so results
 * are taken round the ring, and one that is early waits in its buffer. */
struct worker {
	pid_t pid;
	int to, from;
	struct buf out; /* jobs not yet written */
	size_t out_at;
	struct buf in;    /* results not yet taken */
	size_t under_way; /* jobs given and not taken back */
	size_t lost;      /* of these: died with the worker */
};

struct workers {
	size_t n, next_give, next_take;
	workers_job *job;
	workers_take *take;
	void *user;
	struct worker worker[WORKERS_MAX];
};

static bool read_all(int fd, void *to, size_t n)
{
	char *p = to;

	while (n) {
		ssize_t got = read(fd, p, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
	}
	return true;
}

static _Noreturn void serve(struct workers *w, int in, int out)
{
	struct buf job, result;
	struct err e = {0};
	uint64_t n;

	buf_init(&job, message_max_bytes);
	buf_init(&result, message_max_bytes);
	while (read_all(in, &n, sizeof n)) {
		buf_clear(&job);
		buf_clear(&result);
		char *room = buf_room(&job, (size_t)n);

		if (!room || !read_all(in, room, (size_t)n))
			_exit(EXIT_IO);
		job.n = (size_t)n;
		w->job(w->user, buf_view(&job), &result);
		n = result.n;
		if (out_all(out, (struct str){(char *)&n, sizeof n}, &e) != 0 ||
		    out_all(out, buf_view(&result), &e) != 0)
			_exit(EXIT_IO);
	}
	_exit(EXIT_GOOD);
}

/* the pipe ends of all workers are closed in a new one, so that a worker sees
 * the end of its own input */
static void close_ends(struct workers *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->worker[i].pid > 0) {
			(void)close(w->worker[i].to);
			(void)close(w->worker[i].from);
		}
}

static int start(struct workers *w, struct worker *k, struct err *e)
{
	int to[2], from[2];

	k->pid = 0;
	if (pipe(to) != 0)
		return err_sys(e, EXIT_OS, "no pipe for a worker");
	if (pipe(from) != 0) {
		(void)close(to[0]);
		(void)close(to[1]);
		return err_sys(e, EXIT_OS, "no pipe for a worker");
	}
	pid_t pid = fork();

	if (pid == 0) {
		close_ends(w);
		(void)close(to[1]);
		(void)close(from[0]);
		serve(w, to[0], from[1]);
	}
	(void)close(to[0]);
	(void)close(from[1]);
	k->to = to[1];
	k->from = from[0];
	if (pid < 0) {
		(void)close(k->to);
		(void)close(k->from);
		return err_sys(e, EXIT_OS, "no process for a worker");
	}
	k->pid = pid;
	(void)fcntl(k->to, F_SETFL, O_NONBLOCK);
	(void)fcntl(k->to, F_SETFD, FD_CLOEXEC);
	(void)fcntl(k->from, F_SETFD, FD_CLOEXEC);
	return 0;
}

struct workers *workers_open(
    size_t n, workers_job *job, workers_take *take, void *user, struct err *e)
{
	struct workers *w = mem_new(1, sizeof *w);

	w->n = n < 1 ? 1 : n > WORKERS_MAX ? WORKERS_MAX : n;
	w->job = job;
	w->take = take;
	w->user = user;
	for (size_t i = 0; i < w->n; i++) {
		buf_init(&w->worker[i].out, message_max_bytes * 2);
		buf_init(&w->worker[i].in, message_max_bytes * 2);
	}
	for (size_t i = 0; i < w->n; i++)
		if (start(w, &w->worker[i], e) != 0) {
			workers_close(w);
			return NULL;
		}
	return w;
}

static void stop(struct worker *k)
{
	int status;

	if (k->pid <= 0)
		return;
	(void)close(k->to);
	(void)close(k->from);
	while (waitpid(k->pid, &status, 0) < 0 && errno == EINTR)
		;
	k->pid = 0;
}

void workers_close(struct workers *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < w->n; i++)
		stop(&w->worker[i]);
	for (size_t i = 0; i < w->n; i++) {
		buf_release(&w->worker[i].out);
		buf_release(&w->worker[i].in);
	}
	free(w);
}

/* whole results at the front of k->in */
static size_t whole(const struct worker *k, size_t *bytes)
{
	uint64_t n;

	if (k->in.n < sizeof n)
		return 0;
	memcpy(&n, k->in.p, sizeof n);
	*bytes = (size_t)n;
	return k->in.n - sizeof n >= n;
}

/* results that are next in order */
static int take_ready(struct workers *w, struct err *e)
{
	for (;;) {
		struct worker *k = &w->worker[w->next_take % w->n];
		const struct str none = {NULL, 0};
		size_t n = 0;
		int rc;

		if (k->under_way == 0)
			return 0;
		if (whole(k, &n)) {
			rc = w->take(w->user,
			    str_sub(buf_view(&k->in), 8, 8 + n), false, e);
			buf_drop(&k->in, 8 + n);
		} else if (k->lost) {
			k->lost--;
			rc = w->take(w->user, none, true, e);
		} else {
			return 0;
		}
		k->under_way--;
		w->next_take++;
		if (rc != 0)
			return -1;
	}
}

static int died(struct workers *w, struct worker *k, struct err *e)
{
	size_t bytes, whole_ones = 0, at = 0;

	/* results that came whole before the end are good */
	while (k->in.n - at >= 8) {
		uint64_t n;

		memcpy(&n, k->in.p + at, sizeof n);
		bytes = (size_t)n;
		if (k->in.n - at - 8 < bytes)
			break;
		at += 8 + bytes;
		whole_ones++;
	}
	k->in.n = at;
	stop(k);
	k->lost = k->under_way - whole_ones;
	buf_clear(&k->out);
	k->out_at = 0;
	return start(w, k, e);
}

static int write_jobs(struct worker *k, struct err *e)
{
	while (k->out_at < k->out.n) {
		ssize_t n =
		    write(k->to, k->out.p + k->out_at, k->out.n - k->out_at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && (errno == EAGAIN || errno == EPIPE))
			return 0; /* a dead one is seen at its output */
		if (n < 0)
			return err_sys(e, EXIT_IO, "cannot write to a worker");
		k->out_at += (size_t)n;
	}
	buf_clear(&k->out);
	k->out_at = 0;
	return 0;
}

static int read_results(struct workers *w, struct worker *k, struct err *e)
{
	char *room = buf_room(&k->in, 64 * 1024);

	if (!room)
		return err_set(e, EXIT_INTERNAL, "a result is too big");
	ssize_t n = read(k->from, room, 64 * 1024);

	if (n < 0)
		return errno == EINTR
			   ? 0
			   : err_sys(e, EXIT_IO, "cannot read from a worker");
	k->in.n += (size_t)n;
	return n == 0 ? died(w, k, e) : 0;
}

/* move bytes both ways once, waiting for some */
static int pump(struct workers *w, struct err *e)
{
	struct pollfd p[2 * WORKERS_MAX];

	for (size_t i = 0; i < w->n; i++) {
		struct worker *k = &w->worker[i];
		bool writing = k->out_at < k->out.n;

		p[2 * i] =
		    (struct pollfd){k->under_way ? k->from : -1, POLLIN, 0};
		p[2 * i + 1] =
		    (struct pollfd){writing ? k->to : -1, POLLOUT, 0};
	}
	if (poll(p, (nfds_t)(2 * w->n), -1) < 0)
		return errno == EINTR ? 0 : err_sys(e, EXIT_OS, "cannot poll");
	for (size_t i = 0; i < w->n; i++) {
		struct worker *k = &w->worker[i];

		if (p[2 * i + 1].revents && write_jobs(k, e) != 0)
			return -1;
		if (p[2 * i].revents && read_results(w, k, e) != 0)
			return -1;
	}
	return take_ready(w, e);
}

int workers_add(struct workers *w, struct str job, struct err *e)
{
	struct worker *k = &w->worker[w->next_give % w->n];
	uint64_t n = job.n;

	while (k->under_way >= WORKERS_BACKLOG)
		if (pump(w, e) != 0)
			return -1;
	buf_add(&k->out, &n, sizeof n);
	buf_str(&k->out, job);
	if (k->out.over)
		return err_set(e, EXIT_DATA, "a job is too big");
	k->under_way++;
	w->next_give++;
	return write_jobs(k, e);
}

int workers_drain(struct workers *w, struct err *e)
{
	while (w->next_take < w->next_give)
		if (take_ready(w, e) != 0 ||
		    (w->next_take < w->next_give && pump(w, e) != 0))
			return -1;
	return 0;
}
