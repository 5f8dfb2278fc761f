#include "fetch/front/ask_store.h"

#include "fetch/base/buf.h"
#include "fetch/base/home.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS_MAX = 12 };

extern char **environ;

static int spawn_and_wait(
    const char *path, char **words, bool quiet, int *code, struct err *e)
{
	posix_spawn_file_actions_t files;
	int status = 0;
	pid_t pid;

	(void)posix_spawn_file_actions_init(&files);
	if (quiet) {
		(void)posix_spawn_file_actions_addopen(
		    &files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
		(void)posix_spawn_file_actions_addopen(
		    &files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	}
	int rc = posix_spawn(&pid, path, &files, NULL, words, environ);

	(void)posix_spawn_file_actions_destroy(&files);
	if (rc != 0) {
		errno = rc;
		return err_sys(e, EXIT_OS, "cannot start '%s'", path);
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return err_sys(e, EXIT_OS, "lost '%s'", path);
	*code = WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_INTERNAL;
	return 0;
}

/* the program beside us with these words, NULL-ended, at most WORDS_MAX */
static int ask(const char *const *plain, bool quiet, int *code, struct err *e)
{
	char *words[WORDS_MAX + 1] = {NULL};
	struct buf path;

	for (size_t i = 0; i < WORDS_MAX && plain[i]; i++)
		words[i] = mem_text(str_of(plain[i]));
	buf_init(&path, 8192);
	int rc = home_bin(&path, plain[0], e);

	if (rc == 0 && access(path.p, X_OK) != 0)
		rc = err_set(e, EXIT_UNAVAILABLE,
		    "the store was not asked: no program '%s'", path.p);
	if (rc == 0)
		rc = spawn_and_wait(path.p, words, quiet, code, e);
	buf_release(&path);
	for (size_t i = 0; words[i]; i++)
		free(words[i]);
	return rc;
}

int ask_store(const char *db, const char *format,
    const struct stamp_clock *clock, int *code, struct err *e)
{
	bool fixed = clock->fixed != STAMP_NONE;
	char now[STAMP_TEXT_BYTES];
	const char *words[WORDS_MAX + 1] = {"jevons-query", "status", "--db",
	    db, format ? "--format" : "--verify", format ? format : "--quiet",
	    fixed ? "--now" : NULL,
	    fixed ? stamp_format(clock->fixed, now) : NULL};

	*code = EXIT_GOOD;
	if (access(db, F_OK) != 0)
		return 0;
	return ask(words, format == NULL, code, e);
}

int ask_store_prune(const char *db, int64_t before,
    const struct stamp_clock *clock, int *code, struct err *e)
{
	bool fixed = clock->fixed != STAMP_NONE;
	char now[STAMP_TEXT_BYTES], when[STAMP_TEXT_BYTES];
	const char *words[WORDS_MAX + 1] = {"jevons-store", "prune", "--db", db,
	    "--before", stamp_format(before, when), "--quiet",
	    fixed ? "--now" : NULL,
	    fixed ? stamp_format(clock->fixed, now) : NULL};

	*code = EXIT_GOOD;
	if (access(db, F_OK) != 0)
		return 0;
	return ask(words, true, code, e);
}
