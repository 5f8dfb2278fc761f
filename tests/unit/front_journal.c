#include "fetch/front/journal.h"

#include "fetch/archive.h"
#include "fetch/base/durable.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int64_t now = INT64_C(1741219200000000); /* 2025-03-06 */

static void make_folder(char folder[64])
{
	(void)snprintf(folder, 64, "/tmp/jevons-journal-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
}

static void remove_folder(const char *folder)
{
	DIR *d = opendir(folder);
	const struct dirent *entry;
	char path[400];

	while ((entry = readdir(d)) != NULL) {
		(void)snprintf(
		    path, sizeof path, "%s/%s", folder, entry->d_name);
		(void)unlink(path);
	}
	(void)closedir(d);
	(void)rmdir(folder);
}

static bool is_there(const char *folder, const char *name)
{
	char path[400];

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	return access(path, F_OK) == 0;
}

/* an archive file of that run with one record, torn where asked for */
static void make_archive(
    const char *folder, const char *run, const char *part, bool torn)
{
	struct archive a;
	struct err e = {0};
	struct warc_record r = {
	    .type = "metadata",
	    .uri = STR("urn:x"),
	    .content_type = "application/json",
	    .body = STR("{}"),
	};

	cr_assert_eq(archive_open(&a, folder, run, part, now, &e), 0);
	cr_assert_eq(archive_add(&a, &r, &e), 0, "%s", e.text);
	if (torn) { /* its writer was killed */
		cr_assert_eq(ftruncate(a.fd, a.offset - 3), 0);
		(void)close(a.fd);
		a.fd = -1;
		cdxj_release(&a.index);
	}
	(void)archive_close(&a, &e);
}

static void begin(struct journal *j, const char *folder)
{
	static struct str lists[] = {{"/etc/a.ini", 10}, {"/etc/b \".ini", 12}};
	struct err e = {0};

	cr_assert_eq(journal_open(j, folder, &e), 0, "%s", e.text);
	cr_assert_eq(journal_begin(j, now, lists, 2, &e), 0, "%s", e.text);
}

Test(journal, a_run_is_unfinished_until_it_is_done)
{
	struct journal j;
	struct err e = {0};
	char folder[64];

	make_folder(folder);
	begin(&j, folder);
	cr_assert_eq(j.n, 0);
	cr_assert(str_eq(j.current.id, STR("20250306T000000Z")));
	cr_assert(is_there(folder, "20250306T000000Z.run"));
	journal_release(&j); /* it dies here */

	make_archive(folder, "20250306T000000Z", "feeds", false);
	make_archive(folder, "20250306T000000Z", "items", true);
	begin(&j, folder);
	cr_assert_eq(j.n, 1);
	const struct journal_run *old = &j.runs[0];

	cr_assert_eq(old->n_lists, 2);
	cr_assert(str_eq(old->lists[1], STR("/etc/b \".ini")));
	cr_assert_eq(old->n_feeds, 1);
	cr_assert(str_ends(old->feeds[0], STR("Z-feeds.warc.gz")));
	cr_assert_eq(old->n_items, 1);
	cr_assert(str_ends(old->items[0], STR("Z-items.warc.gz")));
	cr_assert(is_there(folder, "20250306T000000Z-items.warc.gz"));
	cr_assert(is_there(folder, "20250306T000000Z-items.warc.gz.cdxj"));
	cr_assert_not(is_there(folder, "20250306T000000Z-items.warc.gz.open"));
	cr_assert_gt(j.mended, 0, "the torn end was cut off");
	cr_assert(str_eq(j.current.id, STR("20250306T000000Z.2")),
	    "no file is written over");
	journal_release(&j); /* and here */

	begin(&j, folder);
	cr_assert_eq(j.n, 2, "a replay that dies is an unfinished run too");
	cr_assert_eq(j.mended, 0, "mended once");
	cr_assert_eq(j.runs[1].n_feeds, 0, "it had no files yet");
	cr_assert_eq(journal_done(&j, &e), 0);
	cr_assert_not(is_there(folder, "20250306T000000Z.run"));
	cr_assert_not(is_there(folder, "20250306T000000Z.2.run"));
	cr_assert_not(is_there(folder, "20250306T000000Z.3.run"));
	cr_assert(is_there(folder, "20250306T000000Z-items.warc.gz"));
	journal_release(&j);
	begin(&j, folder);
	cr_assert_eq(j.n, 0);
	journal_release(&j);
	remove_folder(folder);
}

Test(journal, a_file_with_nothing_whole_in_it_is_left_out)
{
	struct journal j;
	char folder[64], path[128];

	make_folder(folder);
	begin(&j, folder);
	journal_release(&j);
	(void)snprintf(
	    path, sizeof path, "%s/20250306T000000Z-feeds.warc.gz", folder);
	FILE *f = fopen(path, "w");

	(void)fputs("\x1f\x8b\x08", f);
	(void)fclose(f);
	begin(&j, folder);
	cr_assert_eq(j.n, 1);
	cr_assert_eq(j.runs[0].n_feeds, 0);
	cr_assert_eq(j.mended, 3);
	journal_release(&j);
	remove_folder(folder);
}

Test(journal, all_files_of_a_part_are_taken_in_their_order)
{
	struct journal j;
	struct archive a;
	struct err e = {0};
	char folder[64];

	make_folder(folder);
	begin(&j, folder);
	journal_release(&j);
	cr_assert_eq(
	    archive_open(&a, folder, "20250306T000000Z", "items", now, &e), 0);
	a.most = 1;
	for (int k = 0; k < 12; k++) {
		struct warc_record r = {
		    .type = "metadata",
		    .uri = STR("urn:x"),
		    .content_type = "application/json",
		    .body = STR("{}"),
		};

		cr_assert_eq(archive_turn(&a, now, &e), 0);
		cr_assert_eq(archive_add(&a, &r, &e), 0);
	}
	/* the twelfth stays open: its writer is killed */
	cr_assert_eq(archive_sync(&a, &e), 0);
	(void)close(a.fd);
	a.fd = -1;
	cdxj_release(&a.index);
	(void)archive_close(&a, &e);
	cr_assert(is_there(folder, "20250306T000000Z-items-12.warc.gz.open"));
	begin(&j, folder);
	cr_assert_eq(j.runs[0].n_items, 12);
	cr_assert(str_ends(j.runs[0].items[0], STR("Z-items.warc.gz")));
	cr_assert(str_ends(j.runs[0].items[9], STR("Z-items-10.warc.gz")));
	cr_assert(is_there(folder, "20250306T000000Z-items-12.warc.gz"));
	journal_release(&j);
	remove_folder(folder);
}

Test(journal, a_run_file_that_cannot_be_read_still_names_its_files)
{
	struct journal j;
	struct err e = {0};
	char folder[64], path[128];

	make_folder(folder);
	make_archive(folder, "old", "items", false);
	(void)snprintf(path, sizeof path, "%s/old.run", folder);
	cr_assert_eq(durable_write(path, STR("no JSON"), &e), 0);
	begin(&j, folder);
	cr_assert_eq(j.n, 1);
	cr_assert_eq(j.runs[0].n_items, 1);
	cr_assert(str_ends(j.runs[0].items[0], STR("/old-items.warc.gz")));
	cr_assert_eq(j.runs[0].n_lists, 0);
	journal_release(&j);
	remove_folder(folder);
}

Test(journal, what_crashes_again_and_again_is_set_aside)
{
	struct journal j;
	struct err e = {0};
	long unfinished, stuck;
	char folder[64];

	make_folder(folder);
	begin(&j, folder);
	journal_release(&j);
	for (int k = 1; k < JOURNAL_CRASHES_MAX; k++) {
		cr_assert_eq(journal_open(&j, folder, &e), 0);
		cr_assert_eq(j.runs[0].crashes, k - 1);
		cr_assert_not(journal_is_stuck(&j), "crash %d", k);
		cr_assert_eq(journal_crashed(&j, &e), 0);
		journal_release(&j);
	}
	cr_assert_eq(journal_open(&j, folder, &e), 0);
	cr_assert(journal_is_stuck(&j));
	cr_assert_eq(journal_crashed(&j, &e), 0);
	journal_release(&j);
	cr_assert(is_there(folder, "20250306T000000Z.stuck"));
	cr_assert_eq(journal_count(folder, &unfinished, &stuck, &e), 0);
	cr_assert_eq(unfinished, 0);
	cr_assert_eq(stuck, 1);
	begin(&j, folder);
	cr_assert_eq(j.n, 0);
	cr_assert(str_eq(j.current.id, STR("20250306T000000Z.2")),
	    "its name stays taken");
	journal_release(&j);
	remove_folder(folder);
}

Test(journal, a_folder_that_is_not_there)
{
	struct journal j;
	struct err e = {0};
	long unfinished, stuck;

	cr_assert_eq(journal_open(&j, "/nowhere/archive", &e), -1);
	cr_assert_eq(e.code, EXIT_IO);
	journal_release(&j);
	err_clear(&e);
	cr_assert_eq(
	    journal_count("/nowhere/archive", &unfinished, &stuck, &e), 0);
	cr_assert_eq(unfinished + stuck, 0);
}
