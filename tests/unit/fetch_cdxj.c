/* The index beside an archive file, and files that begin anew. */
#include "fetch/archive.h"
#include "fetch/base/durable.h"
#include "fetch/warc/cdxj.h"
#include "fetch/warc/warc_read.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
	const char *url, *key, *why;
} keys[] = {
    {"http://www.example.com/a?b=C", "com,example)/a?b=c", "turned round"},
    {"https://News.Example.co.uk", "uk,co,example,news)/", "no path"},
    {"http://example.com:8080/x#y", "com,example:8080)/x", "port, fragment"},
    {"http://127.0.0.1:99/x", "127.0.0.1:99)/x", "an address stays"},
    {"http://[::1]/x", "[::1])/x", "of either kind"},
    {"http://u:p@example.com/", "com,example)/", "no login"},
    {"http://example.com?q", "com,example)/?q", "a query alone"},
    {"http://localhost/a b", "localhost)/a%20b", "no space in a key"},
    {"urn:x", "urn:x)/", "no URL of the web"},
    {"", ")/", "nothing"},
};

Test(cdxj, turns_hosts_round)
{
	struct buf b;

	buf_init(&b, 4096);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		buf_clear(&b);
		cdxj_key(&b, str_of(keys[i].url));
		cr_expect_str_eq(buf_text(&b), keys[i].key, "%s", keys[i].why);
	}
	buf_release(&b);
}

static void make_folder(char folder[64])
{
	(void)snprintf(folder, 64, "/tmp/jevons-cdxj-XXXXXX");
	cr_assert_not_null(mkdtemp(folder));
}

static int remove_folder(const char *folder)
{
	DIR *d = opendir(folder);
	const struct dirent *entry;
	char path[400];
	int n = 0;

	while ((entry = readdir(d)) != NULL) {
		(void)snprintf(
		    path, sizeof path, "%s/%s", folder, entry->d_name);
		n += unlink(path) == 0;
	}
	(void)closedir(d);
	(void)rmdir(folder);
	return n;
}

static const int64_t now = INT64_C(1741219200000000); /* 2025-03-06 */

static struct warc_record page(const char *url)
{
	return (struct warc_record){
	    .type = "response",
	    .uri = str_of(url),
	    .date = now,
	    .content_type = "application/http; msgtype=response",
	    .head = STR("HTTP/1.1 200 OK\r\n"
			"Content-Type: text/html; charset=utf-8\r\n\r\n"),
	    .body = str_of(url),
	};
}

static void add(
    struct archive *a, const char *url, char id[WARC_ID_BYTES], int64_t *offset)
{
	struct warc_record r = page(url);
	struct err e = {0};

	cr_assert_eq(archive_add(a, &r, &e), 0, "%s", e.text);
	memcpy(id, r.id, WARC_ID_BYTES);
	*offset = r.offset;
}

Test(cdxj, finds_a_record_and_equals_one_that_was_built)
{
	struct archive a;
	struct err e = {0};
	char folder[64], path[128], id[3][WARC_ID_BYTES];
	int64_t offset[3], found;
	struct buf written, built;

	make_folder(folder);
	cr_assert_eq(archive_open(&a, folder, "r", "items", now, &e), 0);
	add(&a, "http://b.example/", id[0], &offset[0]);
	add(&a, "http://a.example/\xE6\x96\xB0", id[1], &offset[1]);
	add(&a, "http://c.example/\"\\", id[2], &offset[2]);
	cr_assert_eq(archive_close(&a, &e), 0, "%s", e.text);
	(void)snprintf(path, sizeof path, "%s/r-items.warc.gz", folder);
	for (int i = 0; i < 3; i++) {
		cr_assert_eq(cdxj_find(path, str_of(id[i]), &found, &e), 1);
		cr_assert_eq(found, offset[i]);
	}
	cr_assert_eq(cdxj_find(path, STR("<urn:uuid:0>"), &found, &e), 0);
	cr_assert_eq(cdxj_find(path, STR(""), &found, &e), 0);
	cr_assert_eq(cdxj_find("/nowhere/x", str_of(id[0]), &found, &e), 0);

	buf_init(&written, 1 << 20);
	buf_init(&built, 1 << 20);
	(void)snprintf(path, sizeof path, "%s/r-items.warc.gz.cdxj", folder);
	cr_assert_eq(durable_read(path, &written, &e), 1);
	cr_assert(str_starts(buf_view(&written),
	    STR("example,a)/\xE6\x96\xB0 20250306000000 {\"url\":")));
	path[strlen(path) - 5] = '\0';
	cr_assert_eq(cdxj_build_as(path, path, &e), 0, "%s", e.text);
	path[strlen(path)] = '.';
	cr_assert_eq(durable_read(path, &built, &e), 1);
	cr_assert_str_eq(buf_text(&written), buf_text(&built));
	buf_release(&written);
	buf_release(&built);
	cr_assert_eq(remove_folder(folder), 2);
}

Test(archive, a_file_has_its_name_when_it_is_whole)
{
	struct archive a;
	struct err e = {0};
	char folder[64], path[128], id[WARC_ID_BYTES];
	int64_t offset;

	make_folder(folder);
	cr_assert_eq(archive_open(&a, folder, "r", "items", now, &e), 0);
	add(&a, "http://a/", id, &offset);
	(void)snprintf(path, sizeof path, "%s/r-items.warc.gz.open", folder);
	cr_assert_eq(access(path, F_OK), 0);
	path[strlen(path) - 5] = '\0';
	cr_assert_neq(access(path, F_OK), 0);
	cr_assert_eq(archive_close(&a, &e), 0);
	cr_assert_eq(access(path, F_OK), 0);
	/* it is never written over */
	cr_assert_eq(archive_open(&a, folder, "r", "items", now, &e), 0);
	struct warc_record r = page("http://a/");

	cr_assert_eq(archive_add(&a, &r, &e), -1);
	cr_assert_eq(e.code, EXIT_CANTCREAT);
	(void)archive_close(&a, &e);
	cr_assert_eq(remove_folder(folder), 2);
}

Test(archive, begins_anew_by_size_and_day)
{
	struct archive a;
	struct err e = {0};
	char folder[64], id[WARC_ID_BYTES];
	int64_t offset;

	make_folder(folder);
	cr_assert_eq(archive_open(&a, folder, "r", "items", now, &e), 0);
	cr_assert_eq(archive_turn(&a, now, &e), 0);
	add(&a, "http://a/", id, &offset);
	cr_assert_eq(archive_turn(&a, now + STAMP_HOUR, &e), 0);
	add(&a, "http://b/", id, &offset);
	cr_assert_eq(a.number, 1, "neither full nor of another day");
	cr_assert_eq(archive_turn(&a, now + STAMP_DAY, &e), 0);
	add(&a, "http://c/", id, &offset);
	cr_assert_eq(a.number, 2, "another day");
	cr_assert_str_eq(a.name, "r-items-2.warc.gz");
	a.most = 10;
	cr_assert_eq(archive_turn(&a, now + STAMP_DAY, &e), 0);
	cr_assert_eq(a.fd, -1, "full");
	cr_assert_eq(archive_turn(&a, now + 2 * STAMP_DAY, &e), 0,
	    "nothing is made before there is a record");
	cr_assert_eq(archive_close(&a, &e), 0);
	cr_assert_eq(remove_folder(folder), 4, "two files, two indexes");
}

Test(archive, a_large_record_is_read_as_it_was)
{
	struct archive a;
	struct err e = {0};
	char folder[64], path[128];
	size_t n = 5000000;
	char *body = mem_new(n, 1);
	struct warc_record r = page("http://a/");
	struct warc_in in;

	for (size_t i = 0; i < n; i++)
		body[i] = (char)(i * i >> 7);
	r.body = (struct str){body, n};
	make_folder(folder);
	cr_assert_eq(archive_open(&a, folder, "r", "items", now, &e), 0);
	cr_assert_eq(archive_add(&a, &r, &e), 0);
	cr_assert_eq(archive_add(&a, &r, &e), 0, "again, by one compressor");
	cr_assert_eq(archive_close(&a, &e), 0);
	(void)snprintf(path, sizeof path, "%s/r-items.warc.gz", folder);
	struct warc_reader *reader = warc_read_open(path, &e);

	cr_assert_eq(warc_read_next(reader, &in, &e), WARC_RECORD);
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(warc_read_next(reader, &in, &e), WARC_RECORD);
		cr_assert_eq(in.block.n, r.head.n + n);
		cr_assert(
		    str_eq(str_sub(in.block, r.head.n, in.block.n), r.body));
	}
	cr_assert_eq(in.offset, r.offset);
	warc_read_close(reader);
	free(body);
	(void)remove_folder(folder);
}
