#include "fetch/front/verdict.h"

#include <signal.h>
#include <sys/wait.h>

int verdict_code(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_INTERNAL;
}

bool verdict_is_complete(int status)
{
	if (!WIFEXITED(status))
		return false;
	switch (WEXITSTATUS(status)) {
	case EXIT_GOOD:
	case EXIT_SOME:
	case EXIT_DATA:
	case EXIT_UNAVAILABLE:
	case EXIT_TEMPFAIL:
		return true;
	default:
		return false;
	}
}

bool verdict_is_crash(int status)
{
	if (WIFEXITED(status))
		return WEXITSTATUS(status) == EXIT_INTERNAL;
	switch (WTERMSIG(status)) {
	case SIGSEGV:
	case SIGBUS:
	case SIGABRT:
	case SIGILL:
	case SIGFPE:
	case SIGSYS:
		return true;
	default:
		return false;
	}
}

/* the signal that ended the last stage was ours: its input was incomplete */
static bool is_withheld(const struct pipeline *p)
{
	int status = p->stage[p->n - 1].status;

	if (!p->withheld || !WIFSIGNALED(status))
		return false;
	return WTERMSIG(status) == SIGTERM ||
	       (p->killed && WTERMSIG(status) == SIGKILL);
}

/* The last stage has only two good ends, and one that we ended ourselves has
 * not failed. */
static bool failed(const struct pipeline *p, size_t i)
{
	int status = p->stage[i].status;

	if (i + 1 < p->n)
		return !verdict_is_complete(status);
	if (WIFSIGNALED(status))
		return !is_withheld(p);
	return WEXITSTATUS(status) != EXIT_GOOD &&
	       WEXITSTATUS(status) != EXIT_SOME;
}

static bool met_dead_reader(const struct pipeline *p, size_t i)
{
	int status = p->stage[i].status;
	bool pipe_died = WIFEXITED(status) ? WEXITSTATUS(status) == EXIT_IO
					   : WTERMSIG(status) == SIGPIPE;

	return pipe_died && i + 1 < p->n && failed(p, i + 1);
}

int verdict_culprit(const struct pipeline *p)
{
	int worst = VERDICT_NOBODY;

	for (size_t i = 0; i < p->n; i++) {
		int code = verdict_code(p->stage[i].status);

		if (!failed(p, i) || met_dead_reader(p, i))
			continue;
		int had = worst == VERDICT_NOBODY
			      ? EXIT_GOOD
			      : verdict_code(p->stage[worst].status);

		if (worst == VERDICT_NOBODY ||
		    (code != had && exit_worse(code, had) == code))
			worst = (int)i;
	}
	return worst;
}

int verdict_worst(const struct pipeline *p)
{
	int code = EXIT_GOOD;

	for (size_t i = 0; i < p->n; i++) {
		bool ours = i + 1 == p->n && is_withheld(p);

		if (!met_dead_reader(p, i) && !ours)
			code =
			    exit_worse(code, verdict_code(p->stage[i].status));
	}
	return code;
}
