#include "fetch/front/feeds_check.h"

#include "fetch/base/buf.h"
#include "fetch/base/home.h"
#include "fetch/base/jsonw.h"
#include "fetch/front/table.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 32 * 1024 * 1024, READ_BYTES = 64 * 1024 };

extern char **environ;

struct found {
	const char *state; /* good empty dead no-feed */
	struct str reason;
	long items;
	bool answered, is_feed;
};

struct checking {
	const struct feeds_check *x;
	struct arena arena;
	struct found *found; /* of each feed */
	char folder[64];     /* of the state that is thrown away */
};

static struct str text_of(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return (struct str){json_string_value(v), json_string_length(v)};
}

static void take_line(struct checking *c, struct str line)
{
	json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, NULL);
	struct str record = text_of(o, "record");
	bool feed = str_eq(record, STR("feed"));
	bool refusal = text_of(o, "stage").n > 0; /* of parse */
	struct str url = text_of(o, feed || refusal ? "url" : "feed");
	const struct feed_spec *spec =
	    url.n ? feedlist_find(c->x->list, url) : NULL;
	struct found *f = spec ? &c->found[spec - c->x->list->feeds] : NULL;

	if (f && feed) {
		f->is_feed = true;
		f->items =
		    (long)json_integer_value(json_object_get(o, "items"));
	} else if (f && str_eq(record, STR("outcome"))) {
		f->reason = arena_str(&c->arena, text_of(o, "reason"));
		if (!refusal)
			f->answered = str_starts(f->reason, STR("fetched"));
	}
	json_decref(o);
}

/* the output of the second program, line by line; a line that is too long is
 * an item of no interest */
static int read_lines(struct checking *c, int fd, struct err *e)
{
	struct buf held;
	ssize_t n;

	buf_init(&held, LINE_MAX_BYTES);
	do {
		char *room = buf_room(&held, READ_BYTES);

		if (!room) {
			buf_clear(&held);
			room = buf_room(&held, READ_BYTES);
		}
		n = read(fd, room, READ_BYTES);
		if (n < 0 && errno == EINTR) {
			n = 1;
			continue;
		}
		held.n += n > 0 ? (size_t)n : 0;
		struct str rest = buf_view(&held), line;
		size_t used = 0;

		for (size_t nl; (nl = str_find(rest, STR("\n"), used)) < rest.n;
		     used = nl + 1) {
			line = str_sub(rest, used, nl);
			take_line(c, line);
		}
		buf_drop(&held, used);
	} while (n > 0);
	buf_release(&held);
	return n < 0 ? err_sys(e, EXIT_IO, "cannot read from parse") : 0;
}

static int start(struct checking *c, const char **words, int in, int out,
    pid_t *pid, struct err *e)
{
	posix_spawn_file_actions_t files;
	struct buf path;
	char **argv;
	size_t n = 0;

	while (words[n])
		n++;
	argv = arena_new(&c->arena, (n + 1) * sizeof *argv);
	for (size_t i = 0; i < n; i++)
		argv[i] = mem_text(str_of(words[i]));
	buf_init(&path, 8192);
	(void)posix_spawn_file_actions_init(&files);
	if (in != STDIN_FILENO)
		(void)posix_spawn_file_actions_adddup2(
		    &files, in, STDIN_FILENO);
	(void)posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	int rc = home_bin(&path, words[0], e);

	errno =
	    rc == 0 ? posix_spawn(pid, path.p, &files, NULL, argv, environ) : 0;
	if (rc == 0 && errno != 0)
		rc = err_sys(e, EXIT_OS, "cannot start '%s'", path.p);
	(void)posix_spawn_file_actions_destroy(&files);
	for (size_t i = 0; i < n; i++)
		free(argv[i]);
	buf_release(&path);
	return rc;
}

static int start_fetch(struct checking *c, int out, pid_t *pid, struct err *e)
{
	const struct lists *l = c->x->files;
	const char **words = arena_new(&c->arena, (l->n + 10) * sizeof *words);
	size_t n = 0;

	words[n++] = "jevons-fetch";
	words[n++] = "--due-now";
	words[n++] = "--quiet";
	words[n++] = "--state";
	words[n++] = arena_printf(&c->arena, "%s/state", c->folder).p;
	if (c->x->config) {
		words[n++] = "--config";
		words[n++] = c->x->config;
	}
	for (size_t i = 0; i < l->n; i++)
		words[n++] = l->v[i].p;
	return start(c, words, STDIN_FILENO, out, pid, e);
}

static void close_both(int fd[2])
{
	(void)close(fd[0]);
	(void)close(fd[1]);
}

static int run(struct checking *c, struct err *e)
{
	static const char *parse[] = {
	    "jevons-parse", "--type", "warc", "--quiet", "-", NULL};
	int a[2], b[2], status;
	pid_t pid[2] = {0, 0};

	if (pipe(a) != 0)
		return err_sys(e, EXIT_OS, "cannot make a pipe");
	if (pipe(b) != 0) {
		close_both(a);
		return err_sys(e, EXIT_OS, "cannot make a pipe");
	}
	/* the children get their ends by number, and no other */
	for (int i = 0; i < 2; i++) {
		(void)fcntl(a[i], F_SETFD, FD_CLOEXEC);
		(void)fcntl(b[i], F_SETFD, FD_CLOEXEC);
	}
	int rc = start_fetch(c, a[1], &pid[0], e);

	if (rc == 0)
		rc = start(c, parse, a[0], b[1], &pid[1], e);
	close_both(a);
	(void)close(b[1]);
	if (rc == 0)
		rc = read_lines(c, b[0], e);
	(void)close(b[0]);
	for (int i = 0; i < 2; i++)
		while (
		    pid[i] && waitpid(pid[i], &status, 0) < 0 && errno == EINTR)
			;
	return rc;
}

static int make_folder(struct checking *c, struct err *e)
{
	const char *tmp = getenv("TMPDIR");

	if (snprintf(c->folder, sizeof c->folder, "%s/jevons-check-XXXXXX",
		tmp && *tmp ? tmp : "/tmp") >= (int)sizeof c->folder)
		(void)snprintf(
		    c->folder, sizeof c->folder, "/tmp/jevons-check-XXXXXX");
	return mkdtemp(c->folder)
		   ? 0
		   : err_sys(e, EXIT_CANTCREAT, "cannot make a folder in '%s'",
			 c->folder);
}

static void remove_folder(struct checking *c)
{
	(void)unlink(arena_printf(&c->arena, "%s/state", c->folder).p);
	(void)unlink(arena_printf(&c->arena, "%s/state-lock", c->folder).p);
	(void)rmdir(c->folder);
}

static int judge(struct checking *c)
{
	size_t good = 0, n = c->x->list->n_feeds;

	for (size_t i = 0; i < n; i++) {
		struct found *f = &c->found[i];

		f->state = !f->answered  ? "dead"
			   : !f->is_feed ? "no-feed"
			   : !f->items   ? "empty"
					 : "good";
		if (!f->reason.n)
			f->reason = STR("not asked: is a contact missing?");
		good += f->is_feed && f->items > 0;
	}
	return good == n ? EXIT_GOOD : good ? EXIT_SOME : EXIT_UNAVAILABLE;
}

static int print_table(struct checking *c, struct err *e)
{
	static const char *const names[] = {
	    "FEED", "STATE", ">ITEMS", "ANSWER", "URL", NULL};
	const struct feedlist *l = c->x->list;
	struct table t;

	table_begin(&t, names);
	for (size_t i = 0; i < l->n_feeds; i++) {
		const struct found *f = &c->found[i];
		const struct str cells[] = {l->feeds[i].section,
		    str_of(f->state), arena_printf(&c->arena, "%ld", f->items),
		    f->reason, l->feeds[i].url};

		table_row(&t, cells);
	}
	int rc = l->n_feeds ? table_print(&t, e) : 0;

	table_release(&t);
	return rc;
}

static int print_lines(struct checking *c, struct err *e)
{
	const struct feedlist *l = c->x->list;
	struct jsonw j;
	struct buf b;
	int rc = 0;

	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < l->n_feeds && rc == 0; i++) {
		const struct found *f = &c->found[i];

		buf_clear(&b);
		jsonw_begin(&j, &b);
		jsonw_object(&j, NULL);
		jsonw_int(&j, "v", 1);
		jsonw_text(&j, "record", STR("feed-check"));
		jsonw_text(&j, "feed", l->feeds[i].section);
		jsonw_text(&j, "url", l->feeds[i].url);
		jsonw_text(&j, "state", str_of(f->state));
		jsonw_int(&j, "items", f->items);
		jsonw_text(&j, "reason", f->reason);
		jsonw_object_end(&j);
		buf_char(&b, '\n');
		if (fwrite(b.p, 1, b.n, stdout) != b.n)
			rc = err_sys(e, EXIT_IO, "cannot write to stdout");
	}
	buf_release(&b);
	return rc;
}

int feeds_check(const struct feeds_check *x, int *code, struct err *e)
{
	struct checking c = {.x = x};
	int rc = make_folder(&c, e);

	if (rc == 0) {
		c.found = arena_new(
		    &c.arena, (x->list->n_feeds + 1) * sizeof *c.found);
		rc = run(&c, e);
		remove_folder(&c);
	}
	if (rc == 0) {
		*code = judge(&c);
		rc = x->lines ? print_lines(&c, e) : print_table(&c, e);
	}
	arena_release(&c.arena);
	return rc;
}
