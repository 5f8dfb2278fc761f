#include "parse/record/lines.h"
#include "parse/record/record.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

static const struct {
	const char *line, *kind; /* kind NULL: refused */
	long version;
	const char *why;
} peek_rows[] = {
    {"{\"v\":1,\"record\":\"article\"}", "article", 1, "plain"},
    {" { \"record\" : \"item\" , \"v\" : 2 } ", "item", 2, "blanks"},
    {"{\"a\":{\"record\":\"no\"},\"record\":\"yes\"}", "yes", 0, "nested"},
    {"{\"a\":\"}{\\\"\",\"record\":\"x\"}", "x", 0, "braces in strings"},
    {"{}", "", 0, "an empty object"},
    {"{\"v\":1", NULL, 0, "cut"},
    {"{\"v\":1}}", NULL, 0, "a tail"},
    {"[1]", NULL, 0, "no object"},
    {"{\"v\" 1}", NULL, 0, "no colon"},
    {"{\"v\":1,}", NULL, 0, "a comma too many"},
    {"{\"v\":\"x}", NULL, 0, "an open string"},
    {"", NULL, 0, "nothing"},
};

Test(record, peek_reads_the_top_level_only)
{
	for (size_t i = 0; i < sizeof peek_rows / sizeof *peek_rows; i++) {
		struct err e = {0};
		struct str kind;
		long v;
		int rc = record_peek(str_of(peek_rows[i].line), &kind, &v, &e);

		cr_expect_eq(
		    rc, peek_rows[i].kind ? 0 : -1, "%s", peek_rows[i].why);
		if (rc != 0)
			continue;
		cr_expect(str_eq(kind, str_of(peek_rows[i].kind)), "%s",
		    peek_rows[i].why);
		cr_expect_eq(v, peek_rows[i].version, "%s", peek_rows[i].why);
	}
}

static const struct {
	const char *line, *want, *why;
} splice_rows[] = {
    {"{\"a\":1}", "{\"a\":1,\"score\":[2]}", "added at the end"},
    {"{}", "{\"score\":[2]}", "into nothing"},
    {"{\"a\":1,\"score\":0,\"b\":2}", "{\"a\":1,\"b\":2,\"score\":[2]}",
	"an old one in the middle"},
    {"{\"score\":0,\"b\":2}", "{\"b\":2,\"score\":[2]}", "an old one first"},
    {"{\"b\":2,\"score\":0}", "{\"b\":2,\"score\":[2]}", "an old one last"},
    {"{\"score\":0}", "{\"score\":[2]}", "an old one alone"},
    {"{\"x\":{\"score\":0}}", "{\"x\":{\"score\":0},\"score\":[2]}",
	"a nested one stays"},
    {"nonsense", NULL, "no object"},
};

Test(record, splice_leaves_other_bytes)
{
	for (size_t i = 0; i < sizeof splice_rows / sizeof *splice_rows; i++) {
		struct err e = {0};
		struct buf b;

		buf_init(&b, 4096);
		int rc = record_splice(
		    &b, str_of(splice_rows[i].line), "score", STR("[2]"), &e);

		if (splice_rows[i].want)
			cr_expect_str_eq(buf_text(&b), splice_rows[i].want,
			    "%s", splice_rows[i].why);
		else
			cr_expect_eq(rc, -1, "%s", splice_rows[i].why);
		buf_release(&b);
	}
}

/* a file with the bytes, gzip-compressed in two members or not */
static char *make_file(const char *text, bool gz, off_t cut)
{
	char *path = mem_text(STR("/tmp/jevons-lines-XXXXXX"));
	int fd = mkstemp(path);
	size_t half = strlen(text) / 2;

	if (!gz) {
		cr_assert_eq(
		    write(fd, text, strlen(text)), (ssize_t)strlen(text));
	} else {
		gzFile f = gzdopen(dup(fd), "wb");

		gzwrite(f, text, (unsigned)half);
		gzclose(f);
		f = gzdopen(dup(fd), "ab");
		gzwrite(f, text + half, (unsigned)(strlen(text) - half));
		gzclose(f);
	}
	if (cut)
		cr_assert_eq(ftruncate(fd, lseek(fd, 0, SEEK_END) - cut), 0);
	close(fd);
	return path;
}

static void expect_lines(char *path, const char *const *want)
{
	struct err e = {0};
	struct lines *l = lines_open(path, &e);
	struct str line;
	enum lines_result r;
	size_t n = 0;

	cr_assert_not_null(l);
	while ((r = lines_next(l, &line, &e)) == LINES_LINE) {
		cr_assert_not_null(want[n]);
		cr_expect(str_eq(line, str_of(want[n])), "line %zu", n + 1);
		n++;
	}
	cr_expect_null(want[n]);
	cr_expect_eq(r, LINES_END);
	lines_close(l);
	unlink(path);
	free(path);
}

Test(lines, reads_plain_and_gzip_alike)
{
	static const char *const want[] = {"one", "", "three", "last", NULL};
	static const char *const none[] = {NULL};
	const char *text = "one\n\nthree\r\nlast";

	expect_lines(make_file(text, false, 0), want);
	expect_lines(make_file(text, true, 0), want);
	expect_lines(make_file("", false, 0), none);
}

Test(lines, cut_gzip_is_told_after_what_came)
{
	struct err e = {0};
	char *path = make_file("one\ntwo\nthree\nfour\n", true, 4);
	struct lines *l = lines_open(path, &e);
	enum lines_result r = LINES_LINE;
	struct str line;

	while (r == LINES_LINE)
		r = lines_next(l, &line, &e);
	cr_assert_eq(r, LINES_ERROR);
	cr_assert_eq(e.code, EXIT_DATA);
	lines_close(l);
	unlink(path);
	free(path);
}

Test(lines, missing_file_is_no_input)
{
	struct err e = {0};

	cr_assert_null(lines_open("/nonexistent/x", &e));
	cr_assert_eq(e.code, EXIT_NOINPUT);
}

Test(lines, a_line_in_a_pipe_is_told_before_the_next_is_written)
{
	struct err e = {0};
	struct str line;
	int ends[2];

	cr_assert_eq(pipe(ends), 0);
	struct lines *l = lines_open_fd(ends[0], "pipe", &e);

	for (int i = 0; i < 3; i++) {
		cr_assert_eq(write(ends[1], "line\n", 5), 5);
		alarm(10); /* a reader that waits for more ends here */
		cr_assert_eq(lines_next(l, &line, &e), LINES_LINE);
		cr_expect(str_eq(line, STR("line")));
	}
	close(ends[1]);
	cr_expect_eq(lines_next(l, &line, &e), LINES_END);
	lines_close(l);
}

Test(lines, members_follow_each_other_and_padding_is_left_out)
{
	static const char *const want[] = {"one", "two", "three", NULL};
	char *path = make_file("one\ntw", true, 0);
	char *more = make_file("o\nthree\n", true, 0);
	char bytes[4096] = {0};
	FILE *from = fopen(more, "rb"), *to = fopen(path, "ab");
	size_t n = fread(bytes, 1, sizeof bytes, from);

	/* the zeros behind the member are the padding */
	cr_assert_eq(fwrite(bytes, 1, n + 100, to), n + 100);
	fclose(from);
	fclose(to);
	unlink(more);
	free(more);
	expect_lines(path, want);
}
