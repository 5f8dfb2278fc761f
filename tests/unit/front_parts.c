#include "fetch/front/counts.h"
#include "fetch/front/disk.h"
#include "fetch/front/lock.h"
#include "fetch/front/notices.h"
#include "fetch/front/runlog.h"

#include "fetch/base/durable.h"
#include "fetch/base/ini.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static const int64_t now = INT64_C(1741219200000000); /* 2025-03-06 */

static const struct {
	const char *text;
	int64_t bytes; /* -1: refused */
	const char *why;
} sizes[] = {
    {"0", 0, "nothing"},
    {"1048576", 1048576, "plain bytes"},
    {"64K", 65536, "K"},
    {"500 M", 524288000, "a space"},
    {"2g", INT64_C(2147483648), "small letters"},
    {"1T", INT64_C(1) << 40, "T"},
    {"", -1, "nothing at all"},
    {"G", -1, "no number"},
    {"-1", -1, "negative"},
    {"1.5G", -1, "a fraction"},
    {"2GB", -1, "two letters"},
    {"2P", -1, "a unit we do not know"},
    {"9999999999999", -1, "too many digits"},
    {"999999999999T", -1, "beyond 64 bits"},
};

Test(disk, sizes_are_read_or_refused)
{
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct err e = {0};
		int64_t v = -1;

		(void)ini_size(str_of(sizes[i].text), &v, &e);
		cr_expect_eq(v, sizes[i].bytes, "'%s' (%s): %lld",
		    sizes[i].text, sizes[i].why, (long long)v);
		cr_expect_eq(e.code, sizes[i].bytes < 0 ? EXIT_CONFIG : 0);
	}
}

Test(disk, sizes_are_written_short)
{
	char t[DISK_TEXT_BYTES];

	cr_assert_str_eq(disk_format(0, t), "0B");
	cr_assert_str_eq(disk_format(1023, t), "1023B");
	cr_assert_str_eq(disk_format(1024, t), "1.0K");
	cr_assert_str_eq(disk_format(INT64_C(2040109466), t), "1.9G");
	cr_assert_str_eq(disk_format(INT64_MAX, t), "819.1P");
}

Test(notices, tell_a_begin_and_an_end_once)
{
	char path[] = "/tmp/jevons-notices-XXXXXX";
	struct notices n;
	struct err e = {0};
	int64_t since;

	(void)close(mkstemp(path));
	cr_assert_eq(notices_open(&n, path, &e), 0);
	cr_assert_eq(
	    notices_set(&n, STR("feed a"), false, STR(""), now, &since),
	    NOTICES_SAME, "all was well and is");
	cr_assert_eq(
	    notices_set(&n, STR("feed a"), true, STR("b\tc\nd"), now, &since),
	    NOTICES_BEGAN);
	cr_assert_eq(
	    notices_set(&n, STR("feed b"), true, STR("x"), now, NULL),
	    NOTICES_BEGAN);
	cr_assert_eq(notices_save(&n, STR("feed "), &e), 0, "%s", e.text);
	notices_release(&n);

	/* the next run: a still fails, b is in no list any more */
	cr_assert_eq(notices_open(&n, path, &e), 0);
	cr_assert_eq(n.n, 2);
	cr_assert_eq(notices_set(&n, STR("feed a"), true, STR("other words"),
			 now + STAMP_HOUR, &since),
	    NOTICES_SAME);
	cr_assert_eq(since, now);
	cr_assert_eq(notices_save(&n, STR("feed "), &e), 0);
	notices_release(&n);

	cr_assert_eq(notices_open(&n, path, &e), 0);
	cr_assert_eq(n.n, 1);
	cr_assert_eq(notices_set(&n, STR("feed a"), false, STR(""),
			 now + STAMP_DAY, &since),
	    NOTICES_ENDED);
	cr_assert_eq(since, now);
	cr_assert_eq(notices_save(&n, STR("feed "), &e), 0);
	cr_assert_neq(access(path, F_OK), 0, "nothing holds: no file");
	notices_release(&n);
}

Test(notices, broken_lines_are_dropped)
{
	char path[] = "/tmp/jevons-notices-XXXXXX";
	struct notices n;
	struct err e = {0};

	(void)close(mkstemp(path));
	cr_assert_eq(durable_write(path,
			 STR("feed a\tyesterday\tx\n\n\t\t\nfeed b\n"
			     "feed c\t2025-03-06T00:00:00Z\twords\n"),
			 &e),
	    0);
	cr_assert_eq(notices_open(&n, path, &e), 0);
	cr_assert_eq(n.n, 1);
	cr_assert(str_eq(n.v[0].key, STR("feed c")));
	notices_release(&n);
	(void)unlink(path);
}

Test(runlog, finds_values_in_log_lines)
{
	struct str line = STR("level=warn prog=x msg=\"a \\\"b\\\" c\" url=u "
			      "xurl=no empty= last=1");

	cr_assert(str_eq(runlog_value(line, STR("level")), STR("warn")));
	cr_assert(str_eq(
	    runlog_value(line, STR("msg")), STR("a \\\"b\\\" c")));
	cr_assert(str_eq(runlog_value(line, STR("url")), STR("u")));
	cr_assert_eq(runlog_value(line, STR("empty")).n, 0);
	cr_assert(str_eq(runlog_value(line, STR("last")), STR("1")));
	cr_assert_null(runlog_value(line, STR("b")).p);
	cr_assert_null(runlog_value(STR("msg=\"open"), STR("x")).p);
	cr_assert(str_eq(
	    runlog_value(STR("msg=\"open\\"), STR("msg")), STR("open\\")));
}

Test(runlog, rotates_and_finds_the_last_run_behind_it)
{
	char folder[] = "/tmp/jevons-runlog-XXXXXX", path[128];
	struct buf big, all;
	struct str last;
	struct err e = {0};

	cr_assert_not_null(mkdtemp(folder));
	buf_init(&big, 4L * RUNLOG_MAX_BYTES);
	buf_init(&all, 4L * RUNLOG_MAX_BYTES);
	for (int i = 0; i < RUNLOG_MAX_BYTES; i++)
		buf_char(&big, 'x');
	for (int i = 0; i < RUNLOG_KEEP + 3; i++)
		cr_assert_eq(
		    runlog_ended(folder, buf_view(&big), &e), 0, "%s", e.text);
	cr_assert_eq(runlog_ended(folder, STR("{\"n\":1}"), &e), 0);
	cr_assert_eq(runlog_last(folder, &all, &last, &e), 0);
	cr_assert(str_eq(last, STR("{\"n\":1}")));
	for (int i = 0; i <= RUNLOG_KEEP + 1; i++) {
		(void)snprintf(path, sizeof path,
		    i ? "%s/runs.jsonl.%d" : "%s/runs.jsonl", folder, i);
		cr_expect_eq(access(path, F_OK) == 0, i <= RUNLOG_KEEP, "%s",
		    path);
		if (i == 0)
			cr_assert_eq(truncate(path, 0), 0);
	}
	cr_assert_eq(runlog_last(folder, &all, &last, &e), 0);
	cr_assert_eq(last.n, RUNLOG_MAX_BYTES, "that of the file before");
	for (int i = 0; i <= RUNLOG_KEEP; i++) {
		(void)snprintf(path, sizeof path,
		    i ? "%s/runs.jsonl.%d" : "%s/runs.jsonl", folder, i);
		(void)unlink(path);
	}
	(void)rmdir(folder);
	buf_release(&big);
	buf_release(&all);
}

Test(counts, come_from_log_lines_and_the_report)
{
	char path[] = "/tmp/jevons-report-XXXXXX";
	struct counts c = {0};
	struct err e = {0};
	struct buf b;

	buf_init(&b, 1000);
	counts_line(&c, STAGE_FETCH, STR("level=info msg=\"feed polled\""));
	counts_line(&c, STAGE_FETCH, STR("level=warn msg=\"feed failed\""));
	counts_line(&c, STAGE_PARSE, STR("level=info msg=\"feed polled\""));
	counts_line(
	    &c, STAGE_FETCH_ITEMS, STR("level=info msg=\"page fetched\""));
	counts_line(
	    &c, STAGE_STORE, STR("level=error msg=\"cannot write\" exit=74"));
	counts_line(&c, STAGE_PARSE_PAGES,
	    STR("level=info msg=progress articles=12"));
	counts_line(&c, STAGE_STORE, STR("no log line at all"));
	cr_assert_eq(c.polled, 1);
	cr_assert_eq(c.polls_failed, 1);
	cr_assert_eq(c.pages, 1);
	cr_assert_eq(c.articles, 12);
	cr_assert_str_eq(c.error[STAGE_STORE], "cannot write");
	counts_progress(&c, 4, &b);
	cr_assert_str_eq(buf_text(&b),
	    "feeds 1 (1 failed), pages 1, articles 12, stored 0, 4 s");

	(void)close(mkstemp(path));
	cr_assert_eq(durable_write(path,
			 STR("{\"articles\":9,\"added\":3,\"repeated\":6,"
			     "\"refused\":1,\"observations\":77}\n"),
			 &e),
	    0);
	cr_assert_eq(counts_report(&c, path, &e), 0);
	cr_assert_eq(c.added, 3);
	cr_assert_eq(c.repeated, 6);
	cr_assert_eq(c.refused, 1);
	cr_assert_eq(c.observations, 77);
	cr_assert_eq(durable_write(path, STR("[]"), &e), 0);
	cr_assert_eq(counts_report(&c, path, &e), -1);
	cr_assert_eq(e.code, EXIT_DATA);
	(void)unlink(path);
	err_clear(&e);
	cr_assert_eq(counts_report(&c, path, &e), 0, "none: nothing changes");
	cr_assert_eq(c.added, 3);
	buf_release(&b);
}

Test(lock, one_holder_whom_the_others_see)
{
	char path[] = "/tmp/jevons-lock-XXXXXX";
	struct lock mine, look;
	struct err e = {0};
	int status = -1;

	(void)close(mkstemp(path));
	cr_assert_eq(lock_look(&look, path, &e), 0);
	cr_assert_eq(lock_take(&mine, path, 0, &e), 1, "%s", e.text);
	cr_assert_eq(mine.pid, getpid());
	pid_t pid = fork();

	if (pid == 0) {
		struct lock other;
		struct err why = {0};

		/* the descriptor that we inherited is the holder's */
		_exit(lock_look(&look, path, &why) == 1 &&
			      look.pid == getppid() &&
			      lock_take(&other, path, 500, &why) == 0 &&
			      other.pid == getppid() &&
			      other.since == mine.since
			  ? 0
			  : 1);
	}
	(void)waitpid(pid, &status, 0);
	cr_assert_eq(status, 0);
	lock_drop(&mine);
	cr_assert_eq(lock_look(&look, path, &e), 0);
	cr_assert_eq(lock_take(&mine, path, 0, &e), 1);
	lock_drop(&mine);
	(void)unlink(path);
}

Test(lock, a_folder_that_is_not_there)
{
	struct lock l;
	struct err e = {0};

	cr_assert_eq(lock_take(&l, "/nowhere/lock", 0, &e), -1);
	cr_assert_eq(e.code, EXIT_CANTCREAT);
	err_clear(&e);
	cr_assert_eq(lock_look(&l, "/nowhere/lock", &e), 0);
}
