#include "fetch/front/pipeline.h"
#include "fetch/front/verdict.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* a row of shell stages; the last one has $OUT as its output */
static void shell(struct pipeline *p, const char *const *scripts)
{
	static char name[] = "sh", option[] = "-c";

	*p = (struct pipeline){0};
	for (; scripts[p->n]; p->n++) {
		static char *argv[PIPELINE_STAGES_MAX][4];
		char **words = argv[p->n];

		words[0] = name;
		words[1] = option;
		words[2] = mem_text(str_of(scripts[p->n]));
		words[3] = NULL;
		p->stage[p->n] = (struct stage){
		    .name = "sh", .path = "/bin/sh", .argv = words};
	}
}

static void free_shell(struct pipeline *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->stage[i].argv[2]);
}

static bool nobody_failed(void *user, const struct pipeline *p)
{
	(void)user;
	return verdict_culprit(p) == VERDICT_NOBODY;
}

struct heard {
	struct buf lines;
};

static void hear(void *user, const struct stage *s, struct str line)
{
	struct heard *h = user;

	(void)s;
	buf_str(&h->lines, line);
	buf_char(&h->lines, '|');
}

static const struct {
	const char *scripts[5];
	int culprit, code; /* of the culprit */
	bool committed;
	const char *why;
} rows[] = {
    {{"echo a", "cat", "cat >$OUT", NULL}, -1, 0, true, "all well"},
    {{"echo a", "cat; exit 1", "cat >$OUT", NULL}, -1, 0, true,
	"some records refused"},
    {{"exit 69", "cat", "cat >$OUT", NULL}, -1, 0, true, "no feed answered"},
    {{"echo a", "cat; exit 65", "cat >$OUT; exit 1", NULL}, -1, 0, true,
	"all of a stage's records refused"},
    {{"echo a", "kill -9 $$", "cat >$OUT", NULL}, 1, 70, false,
	"killed: its reader sees an end that is none"},
    {{"echo a; kill -9 $$", "cat", "cat >$OUT", NULL}, 0, 70, false,
	"the first one killed"},
    {{"echo a; exit 78", "cat", "cat >$OUT", NULL}, 0, 78, false,
	"a wrong configuration"},
    {{"echo a; exit 99", "cat", "cat >$OUT", NULL}, 0, 99, false,
	"a code that is none"},
    {{"yes; exit 74", "exec <&-; exit 71", "cat >$OUT", NULL}, 1, 71, false,
	"who met a closed pipe is not to blame"},
    {{"yes; exit 74", "cat; exit 74", "exec <&-; exit 65", NULL}, 2, 65, false,
	"two who met it, one behind the other"},
    {{"exec yes", "exec cat", "exec <&-; exit 73", NULL}, 2, 73, false,
	"the same by SIGPIPE"},
    {{"yes; exit 74", "head -n 1; exit 78", "cat >$OUT; exit 74", NULL}, 1, 78,
	false, "one in the middle"},
    {{"echo a; exit 74", "cat", "cat >$OUT", NULL}, 0, 74, false,
	"its own I/O error: the reader is well"},
    {{"echo a; exit 64", "cat; exit 71", "cat >$OUT", NULL}, 1, 71, false,
	"two of them: the worse"},
    {{"echo a", "cat", "cat >$OUT; exit 74", NULL}, 2, 74, true,
	"the last one fails by itself"},
    {{"echo a", "cat", "kill -9 $$", NULL}, 2, 70, false,
	"the last one is killed"},
};

Test(pipeline, blames_the_right_stage_and_commits_all_or_nothing)
{
	char out[] = "/tmp/jevons-pipeline-XXXXXX";
	int fd = mkstemp(out);

	cr_assert_geq(fd, 0);
	cr_assert_eq(setenv("OUT", out, 1), 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pipeline p;
		struct err e = {0};

		shell(&p, rows[i].scripts);
		p.commit = nobody_failed;
		cr_assert_eq(pipeline_run(&p, &e), 0, "%s", e.text);
		int who = verdict_culprit(&p);

		cr_expect_eq(who, rows[i].culprit, "%s: %d", rows[i].why, who);
		if (who >= 0)
			cr_expect_eq(verdict_code(p.stage[who].status),
			    rows[i].code, "%s", rows[i].why);
		if (rows[i].committed)
			cr_expect_not(p.withheld, "%s", rows[i].why);
		else if (who < 2)
			cr_expect(p.withheld, "%s", rows[i].why);
		free_shell(&p);
	}
	(void)close(fd);
	(void)unlink(out);
}

Test(pipeline, strict_is_the_worst_of_all_but_the_excused)
{
	static const char *const good[] = {
	    "exit 69", "exit 65", "cat; exit 1", NULL};
	static const char *const bad[] = {
	    "yes; exit 74", "exec <&-; exit 78", "cat", NULL};
	struct pipeline p;
	struct err e = {0};

	shell(&p, good);
	p.commit = nobody_failed;
	cr_assert_eq(pipeline_run(&p, &e), 0);
	cr_assert_eq(verdict_worst(&p), 65);
	free_shell(&p);
	shell(&p, bad);
	p.commit = nobody_failed;
	cr_assert_eq(pipeline_run(&p, &e), 0);
	cr_assert_eq(verdict_worst(&p), 78);
	free_shell(&p);
}

Test(pipeline, tells_crashes_from_kills)
{
	static const char *const scripts[] = {
	    "kill -SEGV $$", "kill -KILL $$", "exit 70", "kill -TERM $$", NULL};
	struct pipeline p;
	struct err e = {0};

	shell(&p, scripts);
	cr_assert_eq(pipeline_run(&p, &e), 0);
	cr_assert(verdict_is_crash(p.stage[0].status));
	cr_assert_not(verdict_is_crash(p.stage[1].status));
	cr_assert(verdict_is_crash(p.stage[2].status));
	cr_assert_not(verdict_is_crash(p.stage[3].status));
	free_shell(&p);
}

Test(pipeline, hears_what_stages_say_line_by_line)
{
	static const char *const scripts[] = {
	    "echo one >&2; printf 'two' >&2; sleep 0.1; echo ' halves >&' >&2",
	    "cat; printf 'no end' >&2",
	    "cat; head -c 20000 /dev/zero | tr '\\0' x >&2", NULL};
	struct heard h;
	struct pipeline p;
	struct err e = {0};

	buf_init(&h.lines, 1 << 20);
	shell(&p, scripts);
	p.line = hear;
	p.user = &h;
	cr_assert_eq(pipeline_run(&p, &e), 0);
	cr_assert(strstr(buf_text(&h.lines), "one|"));
	cr_assert(strstr(buf_text(&h.lines), "two halves >&|"));
	cr_assert(strstr(buf_text(&h.lines), "no end|"));
	cr_assert_geq(h.lines.n, 20000, "a line without an end is told too");
	buf_release(&h.lines);
	free_shell(&p);
}

Test(pipeline, a_program_that_is_not_there)
{
	static const char *const scripts[] = {"yes", "cat", "cat", NULL};
	struct pipeline p;
	struct err e = {0};

	shell(&p, scripts);
	p.stage[1].path = "/nowhere/jevons-parse";
	p.stage[1].name = "parse";
	cr_assert_eq(pipeline_run(&p, &e), -1);
	cr_assert_eq(e.code, EXIT_OS);
	cr_assert(strstr(e.text, "stage parse: cannot start '/nowhere/"));
	free_shell(&p);
}
