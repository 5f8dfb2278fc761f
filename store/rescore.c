#include "store/rescore.h"

#include "fetch/base/buf.h"
#include "fetch/base/log.h"
#include "store/matching.h"
#include "store/texts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

struct printing {
	FILE *to;
	bool some;
	struct matching *matching; /* NULL: all */
};

static int print(void *user, struct str line, struct err *e)
{
	struct printing *p = user;
	FILE *to = p->to;
	int rc =
	    p->matching && p->some ? matching_holds(p->matching, line, e) : 1;

	if (rc != 1)
		return rc;
	p->some = true;
	if (fwrite(line.p, 1, line.n, to) != line.n || putc('\n', to) == EOF)
		return err_sys(e, EXIT_IO, "cannot write to the scorer");
	return 0;
}

/* in the first child */
static _Noreturn void print_texts(const struct rescore *r, int to)
{
	struct err e = {0};
	struct env_options o = {.read_only = true};
	FILE *f = fdopen(to, "w");
	struct matching m;
	struct printing p = {f, false, r->matching ? &m : NULL};
	struct texts t = {
	    .since = r->since, .until = r->until, .write = print, .user = &p};

	if (r->matching && matching_init(&m, str_of(r->matching), &e) != 0)
		_exit(log_error(&e));
	struct env *env = f ? env_open(r->db, &o, &e) : NULL;
	int rc = env ? texts_write(env, &t, &e) : -1;

	env_close(env);
	if (rc == 0 && fclose(f) != 0)
		rc = err_sys(&e, EXIT_IO, "cannot write to the scorer");
	if (rc == 0 && t.pruned)
		log_event(LOG_WARN,
		    "articles without a text were left out: it was pruned",
		    NULL);
	if (rc != 0)
		(void)log_error(&e);
	_exit(rc == 0 ? EXIT_GOOD : e.code ? e.code : EXIT_OS);
}

union arg { /* execv takes char *, and does not write to them */
	const char *is;
	char *takes;
};

/* in the second child */
static _Noreturn void run_scorer(const struct rescore *r, int in, int out)
{
	union arg *args = mem_new(2 * r->n_entities + 5, sizeof *args);
	size_t n = 0;

	args[n++].is = "jevons-score";
	if (r->model) {
		args[n++].is = "--model";
		args[n++].is = r->model;
	}
	for (size_t i = 0; i < r->n_entities; i++) {
		args[n++].is = "--entities";
		args[n++].is = r->entities[i];
	}
	if (r->quiet)
		args[n++].is = "--quiet";
	if (dup2(in, STDIN_FILENO) >= 0 && dup2(out, STDOUT_FILENO) >= 0)
		(void)execv(r->scorer, &args->takes);
	_exit(EXIT_UNAVAILABLE);
}

static int close_on_exec(const int fd[2])
{
	return fcntl(fd[0], F_SETFD, FD_CLOEXEC) == 0 &&
		       fcntl(fd[1], F_SETFD, FD_CLOEXEC) == 0
		   ? 0
		   : -1;
}

int rescore_start(struct rescore *r, struct err *e)
{
	int texts[2], scored[2];

	r->texts = r->score = -1;
	if (pipe(texts) != 0)
		return err_sys(e, EXIT_OS, "cannot make a pipe");
	if (pipe(scored) != 0) {
		(void)close(texts[0]);
		(void)close(texts[1]);
		return err_sys(e, EXIT_OS, "cannot make a pipe");
	}
	if (close_on_exec(texts) == 0 && close_on_exec(scored) == 0)
		r->texts = fork();
	if (r->texts == 0) {
		(void)close(texts[0]);
		print_texts(r, texts[1]);
	}
	if (r->texts > 0)
		r->score = fork();
	if (r->score == 0)
		run_scorer(r, texts[0], scored[1]);
	(void)close(texts[0]);
	(void)close(texts[1]);
	(void)close(scored[1]);
	if (r->score > 0) {
		r->out = scored[0];
		return 0;
	}
	err_sys(e, EXIT_OS, "cannot start a process");
	(void)close(scored[0]);
	return -1;
}

static int wait_for(pid_t child, const char *who, struct err *e)
{
	int status = 0;
	pid_t got;

	if (child < 0)
		return 0;
	do
		got = waitpid(child, &status, 0);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_sys(e, EXIT_OS, "cannot wait for '%s'", who);
	if (WIFSIGNALED(status))
		return err_set(e, EXIT_INTERNAL, "'%s' died of signal %d", who,
		    WTERMSIG(status));
	if (WEXITSTATUS(status) == EXIT_GOOD ||
	    WEXITSTATUS(status) == EXIT_SOME)
		return 0;
	return err_set(e, WEXITSTATUS(status), "'%s' failed with status %d",
	    who, WEXITSTATUS(status));
}

int rescore_wait(struct rescore *r, struct err *e)
{
	/* a scorer that fails kills the one in front of it: name it first */
	int a = wait_for(r->score, r->scorer, e);
	int b = wait_for(r->texts, "the reading of texts", e);

	return a == 0 && b == 0 ? 0 : -1;
}
