#include "fetch/front/beside.h"

#include "fetch/base/home.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHUNK_BYTES = 4096 };

extern char **environ;

/* take: the pipe that gets its stdout, or -1 */
static int spawn(const struct beside *b, const char *path, char **words,
    int take, pid_t *pid, struct err *e)
{
	posix_spawn_file_actions_t files;

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
	int rc = posix_spawn(pid, path, &files, NULL, words, environ);

	(void)posix_spawn_file_actions_destroy(&files);
	if (rc == 0)
		return 0;
	errno = rc;
	return err_sys(e, EXIT_OS, "cannot start '%s'", path);
}

static int read_all(int fd, struct buf *to, const char *path, struct err *e)
{
	for (;;) {
		char *room = buf_room(to, CHUNK_BYTES);
		ssize_t n = room ? read(fd, room, CHUNK_BYTES) : 0;

		if (!room)
			return err_set(
			    e, EXIT_DATA, "'%s' says too much", path);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_sys(
			    e, EXIT_OS, "cannot read from '%s'", path);
		if (n == 0)
			return 0;
		to->n += (size_t)n;
	}
}

static int wait_for(pid_t pid, const char *path, int *code, struct err *e)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return err_sys(e, EXIT_OS, "lost '%s'", path);
	*code = WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_INTERNAL;
	return 0;
}

static int run(struct beside *b, const char *path, char **words, struct err *e)
{
	int fd[2] = {-1, -1}, rc;
	pid_t pid;

	if (b->said && pipe(fd) != 0)
		return err_sys(e, EXIT_OS, "no pipe for '%s'", path);
	for (int i = 0; b->said && i < 2; i++)
		(void)fcntl(fd[i], F_SETFD, FD_CLOEXEC);
	rc = spawn(b, path, words, fd[1], &pid, e);
	if (fd[1] >= 0)
		(void)close(fd[1]);
	if (rc == 0) {
		if (b->said)
			rc = read_all(fd[0], b->said, path, e);
		if (wait_for(pid, path, &b->code, e) != 0)
			rc = -1;
	}
	if (fd[0] >= 0)
		(void)close(fd[0]);
	return rc;
}

int beside_run(struct beside *b, struct err *e)
{
	char **words = mem_new(BESIDE_WORDS_MAX + 1, sizeof *words);
	struct buf path;

	for (size_t i = 0; i < BESIDE_WORDS_MAX && b->words[i]; i++)
		words[i] = mem_text(str_of(b->words[i]));
	buf_init(&path, 8192);
	int rc = home_bin(&path, b->words[0], e);

	if (rc == 0 && access(path.p, X_OK) != 0)
		rc = err_set(e, EXIT_UNAVAILABLE, "no program '%s'", path.p);
	if (rc == 0)
		rc = run(b, path.p, words, e);
	buf_release(&path);
	for (size_t i = 0; words[i]; i++)
		free(words[i]);
	free(words);
	return rc;
}
