#include "fetch/page_file.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
	const char *path; /* behind the folder; NULL: the whole URL follows */
	const char *before;
	int code; /* 0: it is read */
	const char *why;
} rows[] = {
    {"a%20b.html", "file://", 0, "an escaped space"},
    {"a%20b.html", "file://localhost", 0, "this host by name"},
    {"a%20b.html", "file:", 0, "without the slashes of an authority"},
    {"missing.html", "file://", EXIT_NOINPUT, "no such file"},
    {"", "file://", EXIT_NOINPUT, "a folder"},
    {"fifo", "file://", EXIT_NOINPUT, "a pipe would block for ever"},
    {"a%00b.html", "file://", EXIT_DATA, "a NUL"},
    {"a%20b.html", "file://other.example", EXIT_DATA, "another host"},
    {"a%20b.html", "file:///", EXIT_DATA, "two slashes in front"},
    {"large", "file://", EXIT_DATA, "larger than we take"},
    {NULL, "file:relative.html", EXIT_DATA, "no absolute path"},
    {NULL, "file:", EXIT_DATA, "nothing"},
    {NULL, "file:///dev/zero", EXIT_NOINPUT, "a device"},
};

static void make_file(const char *folder, const char *name, const char *text)
{
	char path[128];

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *f = fopen(path, "w");

	cr_assert_not_null(f);
	(void)fputs(text, f);
	(void)fclose(f);
}

static void remove_file(const char *folder, const char *name)
{
	char path[128];

	(void)snprintf(path, sizeof path, "%s/%s", folder, name);
	(void)unlink(path);
}

Test(page_file, regular_files_of_this_host_only)
{
	char folder[64] = "/tmp/jevons-page-XXXXXX", path[128];

	cr_assert_not_null(mkdtemp(folder));
	make_file(folder, "a b.html", "<p>words");
	make_file(folder, "large", "0123456789012345678901234567890123456789");
	(void)snprintf(path, sizeof path, "%s/fifo", folder);
	cr_assert_eq(mkfifo(path, 0600), 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err e = {0};
		struct buf url, got;

		buf_init(&url, 1000);
		buf_init(&got, 20);
		buf_puts(&url, rows[i].before);
		if (rows[i].path)
			buf_printf(&url, "%s/%s", folder, rows[i].path);
		(void)page_file_read(buf_view(&url), &got, &e);
		cr_expect_eq(
		    e.code, rows[i].code, "%s: %s", rows[i].why, e.text);
		if (!rows[i].code)
			cr_expect_str_eq(
			    buf_text(&got), "<p>words", "%s", rows[i].why);
		buf_release(&url);
		buf_release(&got);
	}
	remove_file(folder, "a b.html");
	remove_file(folder, "large");
	remove_file(folder, "fifo");
	(void)rmdir(folder);
}

Test(page_file, types_by_ending)
{
	cr_assert_str_eq(page_file_type(STR("file:///x/a.html")), "text/html");
	cr_assert_str_eq(page_file_type(STR("file:///x/a.txt")), "text/plain");
	cr_assert_str_eq(
	    page_file_type(STR("file:///x/a")), "application/octet-stream");
}
