#include "fetch/base/durable.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

Test(durable, files_are_replaced_whole)
{
	char folder[] = "/tmp/jevons-durable-XXXXXX", path[64], other[64];
	struct err e = {0};
	struct buf b;

	cr_assert_not_null(mkdtemp(folder));
	(void)snprintf(path, sizeof path, "%s/a", folder);
	(void)snprintf(other, sizeof other, "%s/b", folder);
	buf_init(&b, 6);
	cr_assert_eq(durable_read(path, &b, &e), 0, "none yet");
	cr_assert_eq(durable_write(path, STR("first"), &e), 0, "%s", e.text);
	cr_assert_eq(durable_write(path, STR("2nd"), &e), 0);
	cr_assert_eq(durable_rename(path, other, &e), 0);
	buf_release(&b);
	buf_init(&b, 1 << 16);
	cr_assert_eq(durable_read(other, &b, &e), 1);
	cr_assert_str_eq(buf_text(&b), "2nd");
	cr_assert_eq(durable_remove(other, &e), 0);
	cr_assert_eq(durable_remove(other, &e), 0, "again");
	cr_assert_eq(rmdir(folder), 0, "nothing else is left");
	buf_release(&b);
}

Test(durable, links_and_pipes_stay_what_they_are)
{
	char folder[] = "/tmp/jevons-durable-XXXXXX", path[3][64];
	static const char *const names[] = {"file", "link", "pipe"};
	struct err e = {0};
	struct stat st;
	struct buf b;
	char text[8];

	cr_assert_not_null(mkdtemp(folder));
	for (size_t i = 0; i < 3; i++)
		(void)snprintf(
		    path[i], sizeof path[i], "%s/%s", folder, names[i]);
	cr_assert_eq(durable_write(path[0], STR("first"), &e), 0);
	cr_assert_eq(symlink(path[0], path[1]), 0);
	cr_assert_eq(durable_write(path[1], STR("2nd"), &e), 0, "%s", e.text);
	cr_expect(lstat(path[1], &st) == 0 && S_ISLNK(st.st_mode));
	buf_init(&b, 1 << 16);
	cr_assert_eq(durable_read(path[0], &b, &e), 1);
	cr_expect_str_eq(buf_text(&b), "2nd");
	buf_release(&b);

	cr_assert_eq(mkfifo(path[2], 0600), 0);
	int fd = open(path[2], O_RDWR | O_NONBLOCK);

	cr_assert_eq(durable_write(path[2], STR("3rd"), &e), 0, "%s", e.text);
	cr_expect_eq(read(fd, text, sizeof text), 3);
	cr_expect(lstat(path[2], &st) == 0 && S_ISFIFO(st.st_mode));
	(void)close(fd);
	cr_expect_eq(durable_write("/dev/full", STR("x"), &e), -1);
	cr_expect_eq(e.code, EXIT_IO);
	err_clear(&e);
	cr_expect_eq(durable_write(folder, STR("x"), &e), -1);
	cr_expect_eq(e.code, EXIT_CANTCREAT);
	for (size_t i = 0; i < 3; i++)
		(void)unlink(path[i]);
	cr_assert_eq(rmdir(folder), 0, "nothing else is left");
}

Test(durable, what_cannot_be_is_told)
{
	struct err e = {0};
	struct buf b;

	cr_assert_eq(durable_write("/nowhere/a", STR("x"), &e), -1);
	cr_assert_eq(e.code, EXIT_CANTCREAT);
	err_clear(&e);
	cr_assert_eq(durable_write("/dev/full/a", STR("x"), &e), -1);
	cr_assert_eq(e.code, EXIT_CANTCREAT);
	err_clear(&e);
	cr_assert_eq(durable_rename("/nowhere/a", "/nowhere/b", &e), -1);
	cr_assert_eq(e.code, EXIT_CANTCREAT);
	err_clear(&e);
	buf_init(&b, 100);
	cr_assert_eq(durable_read("/etc/passwd", &b, &e), -1, "too big");
	cr_assert_eq(e.code, EXIT_DATA);
	err_clear(&e);
	cr_assert_eq(durable_read("/", &b, &e), -1, "a folder");
	buf_release(&b);
}
