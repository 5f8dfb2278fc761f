/* Which archive files go, and what stays in their place. */
#include "fetch/front/retain.h"

#include "fetch/base/buf.h"
#include "fetch/base/durable.h"
#include "fetch/base/stamp.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int64_t now = INT64_C(1741219200000000); /* 2025-03-06 */

struct place {
	char folder[64];
	struct err e;
	struct retain_done done;
};

static void put(const struct place *p, const char *name, size_t bytes)
{
	char path[400];
	struct err e = {0};
	char *body = mem_new(bytes + 1, 1);

	(void)snprintf(path, sizeof path, "%s/%s", p->folder, name);
	cr_assert_eq(durable_write(path, (struct str){body, bytes}, &e), 0);
	free(body);
}

static bool is_there(const struct place *p, const char *name)
{
	char path[400];

	(void)snprintf(path, sizeof path, "%s/%s", p->folder, name);
	return access(path, F_OK) == 0;
}

static void begin(struct place *p)
{
	*p = (struct place){0};
	(void)snprintf(p->folder, sizeof p->folder, "/tmp/jevons-keep-XXXXXX");
	cr_assert_not_null(mkdtemp(p->folder));
	put(p, "20250101T000000Z-feeds.warc.gz", 100);
	put(p, "20250101T000000Z-feeds.warc.gz.cdxj", 10);
	put(p, "20250201T000000Z-feeds.warc.gz", 100);
	put(p, "20250201T000000Z.2-feeds.warc.gz", 100);
	put(p, "20250305T000000Z-items.warc.gz", 100);
	put(p, "20250305T000000Z-items-2.warc.gz.open", 100);
	put(p, "20250306T000000Z.run", 2);
}

static void end(struct place *p)
{
	DIR *d = opendir(p->folder);
	const struct dirent *entry;
	char path[400];

	while ((entry = readdir(d)) != NULL) {
		(void)snprintf(
		    path, sizeof path, "%s/%s", p->folder, entry->d_name);
		(void)unlink(path);
	}
	(void)closedir(d);
	(void)rmdir(p->folder);
}

static void apply(struct place *p, struct retain_limits l, int64_t free_bytes)
{
	cr_assert_eq(
	    retain_apply(p->folder, &l, free_bytes, now, &p->done, &p->e), 0,
	    "%s", p->e.text);
}

Test(retain, nothing_goes_without_a_limit)
{
	struct place p;

	begin(&p);
	apply(&p, (struct retain_limits){0}, 0);
	cr_expect_eq(p.done.files, 0);
	end(&p);
}

Test(retain, the_old_go_and_leave_a_note)
{
	struct place p;
	struct buf note;
	char path[400];

	begin(&p);
	apply(&p, (struct retain_limits){.age = 40 * STAMP_DAY}, 0);
	cr_expect_eq(p.done.files, 1);
	cr_expect_eq(p.done.bytes, 100);
	cr_expect_not(is_there(&p, "20250101T000000Z-feeds.warc.gz"));
	cr_expect_not(is_there(&p, "20250101T000000Z-feeds.warc.gz.cdxj"));
	cr_expect(is_there(&p, "20250201T000000Z-feeds.warc.gz"));
	(void)snprintf(path, sizeof path,
	    "%s/20250101T000000Z-feeds.warc.gz.removed", p.folder);
	buf_init(&note, 64 * 1024);
	cr_assert_eq(durable_read(path, &note, &p.e), 1);
	cr_expect_str_eq(
	    buf_text(&note), "2025-03-06\nolder than retain.archive\n");
	buf_release(&note);
	apply(&p, (struct retain_limits){.age = 40 * STAMP_DAY}, 0);
	cr_expect_eq(p.done.files, 0, "once");
	end(&p);
}

Test(retain, the_oldest_go_until_the_rest_fits)
{
	struct place p;

	begin(&p);
	apply(&p, (struct retain_limits){.most = 250}, 0);
	cr_expect_eq(p.done.files, 2);
	cr_expect_not(is_there(&p, "20250201T000000Z-feeds.warc.gz"));
	cr_expect(is_there(&p, "20250201T000000Z.2-feeds.warc.gz"));
	cr_expect(is_there(&p, "20250305T000000Z-items-2.warc.gz.open"),
	    "a file that is written is not looked at");
	end(&p);
}

Test(retain, runs_that_are_not_done_keep_their_files)
{
	struct place p;

	begin(&p);
	put(&p, "20250101T000000Z.run", 2);
	put(&p, "20250201T000000Z.stuck", 2);
	apply(&p, (struct retain_limits){.age = STAMP_HOUR}, 0);
	cr_expect(is_there(&p, "20250101T000000Z-feeds.warc.gz"));
	cr_expect(is_there(&p, "20250201T000000Z-feeds.warc.gz"));
	cr_expect_not(is_there(&p, "20250201T000000Z.2-feeds.warc.gz"),
	    "another run of that second");
	end(&p);
}

Test(retain, a_low_disk_takes_what_is_not_young)
{
	struct place p;

	begin(&p);
	apply(&p, (struct retain_limits){.free_min = 1000}, 850);
	cr_expect_eq(p.done.files, 2, "until there is room");
	apply(&p, (struct retain_limits){.free_min = 1000}, 0);
	cr_expect_eq(p.done.files, 1);
	cr_expect(is_there(&p, "20250305T000000Z-items.warc.gz"), "young");
	end(&p);
}

Test(retain, tells_how_fast_the_archive_grows)
{
	struct place p;

	begin(&p);
	put(&p, "20250303T000000Z-items.warc.gz", 600);
	cr_expect_eq(retain_growth(p.folder, now), 100);
	cr_expect_eq(retain_growth("/nowhere", now), 0);
	end(&p);
}

static const struct {
	const char *name;
	bool good;
} names[] = {
    {"20250306T000000Z-feeds.warc.gz", true},
    {"20250306T000000Z.2-feeds.warc.gz", true},
    {"20250306T000000Z", true},
    {"20251306T000000Z-feeds.warc.gz", false},
    {"20250306T000000-feeds.warc.gz", false},
    {"2025030", false},
    {"a-feeds.warc.gz", false},
};

Test(retain, reads_the_time_in_a_name)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		cr_expect_eq(retain_began(str_of(names[i].name)),
		    names[i].good ? now : STAMP_NONE, "%s", names[i].name);
}
