#include "store/query/plain.h"
#include "store/query/sheet.h"
#include "store/query/spark.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

typedef void writer(struct buf *to, struct str s, bool safe);

static void plain(struct buf *to, struct str s, bool safe)
{
	(void)safe;
	plain_write(to, s);
}

static const struct {
	writer *write;
	const char *text;
	bool safe;
	const char *want;
	const char *why;
} texts[] = {
    {plain_csv, "plain", false, "plain", "no quotes without need"},
    {plain_csv, "a,b", false, "\"a,b\"", "a comma"},
    {plain_csv, "say \"no\"", false, "\"say \"\"no\"\"\"", "quotes"},
    {plain_csv, "a\nb", false, "\"a\nb\"", "a line end"},
    {plain_csv, "a\rb", false, "\"a\rb\"", "half a line end"},
    {plain_csv, "", false, "", "nothing"},
    {plain_csv, "رقائق، وسيرفرات", false, "رقائق، وسيرفرات",
	"an Arabic comma is none"},
    {plain_csv, "\x1b[2J", true, "\\x1b[2J", "a terminal is not cleared"},
    {plain_csv, "\x1b[2J", false, "\x1b[2J", "a pipe gets all bytes"},
    {plain_tsv, "a\tb", false, "a\\tb", "a tab"},
    {plain_tsv, "a\nb\r", false, "a\\nb\\r", "line ends"},
    {plain_tsv, "C:\\temp", false, "C:\\\\temp", "a backslash"},
    {plain_tsv, "芯片", false, "芯片", "Chinese"},
    {plain_tsv, "\xff\xfe", false, "\xff\xfe", "bytes as they came"},
    {plain_tsv, "a\x07", true, "a\\x07", "no bell"},
    {plain, "two\nlines\tand a tab", true, "two lines and a tab", "one line"},
    {plain, "\x1b]0;title\x07", true, "\\x1b]0;title\\x07", "no OSC"},
    {plain,
	"\xc2\x9b"
	"31m",
	true, "\\x9b31m", "no CSI of C1"},
    {plain,
	"nvidia\xe2\x80\xae"
	"txet",
	true, "nvidia\\u202etxet", "a bidi override is shown"},
    {plain,
	"\xe2\x81\xa6"
	"a\xe2\x81\xa9",
	true, "\\u2066a\\u2069", "isolates"},
    {plain,
	"\xef\xbb\xbf"
	"a",
	true, "\\ufeffa", "a byte order mark"},
    {plain, "a\xff", true, "a\xef\xbf\xbd", "invalid UTF-8"},
    {plain, "\x7f", true, "\\x7f", "delete"},
    {plain, "إنفيديا 英伟达", true, "إنفيديا 英伟达", "letters stay"},
};

Test(plain, writes_each_format_s_escapes)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct buf b;

		buf_init(&b, 4096);
		texts[i].write(&b, str_of(texts[i].text), texts[i].safe);
		cr_expect_str_eq(
		    buf_text(&b), texts[i].want, "%s", texts[i].why);
		buf_release(&b);
	}
}

static const struct column columns[] = {{"time", COLUMN_DAY, 0, CELL_NULL},
    {"source", 0, 0, CELL_NULL}, {"tone", COLUMN_RIGHT, 2, CELL_NULL},
    {"n", COLUMN_RIGHT, 0, CELL_NULL}, {"url", COLUMN_PIPE, 0, CELL_NULL},
    {"open", 0, 0, CELL_NULL}, {"demand", COLUMN_SIGN, 0, CELL_NULL}};
enum { N = sizeof columns / sizeof *columns };

/* two rows in a format, into what a pipe gave */
static void print(enum sheet_format format, bool head, char *to, size_t max)
{
	int ends[2];
	struct err e = {0};
	struct zone *z = zone_open(STR("UTC"), &e);

	cr_assert_eq(pipe(ends), 0);
	const struct sheet_options o = {
	    .format = format, .head = head, .zone = z, .fd = ends[1]};
	struct sheet *s = sheet_open(columns, N, &o);
	const struct cell rows[2][N] = {
	    {cell_stamp(0), cell_text(STR("芯片日志")), cell_real(-0.0004),
		cell_count(12), cell_text(STR("u")), cell_flag(true),
		cell_count(-1)},
	    {cell_stamp(STAMP_HOUR), cell_text(STR("دفتر, الرقائق")),
		cell_real((double)NAN), cell_count(0),
		cell_text((struct str){NULL, 0}), cell_flag(false),
		cell_count(0)}};

	sheet_row(s, rows[0]);
	sheet_row(s, rows[1]);
	sheet_note(s, STR("a note"));
	cr_assert_eq(sheet_close(s, &e), 0);
	(void)close(ends[1]);
	size_t n = 0;
	ssize_t got;

	while (n < max - 1 && (got = read(ends[0], to + n, max - 1 - n)) > 0)
		n += (size_t)got;
	to[n] = '\0';
	(void)close(ends[0]);
	zone_close(z);
}

Test(sheet, null_is_empty_in_lines_and_null_in_json)
{
	char text[2048];

	print(SHEET_CSV, true, text, sizeof text);
	cr_expect_str_eq(text,
	    "time,source,tone,n,url,open,demand\n"
	    "1970-01-01T00:00:00Z,芯片日志,-0.0004,12,u,true,-1\n"
	    "1970-01-01T01:00:00Z,\"دفتر, الرقائق\",,0,,false,0\n");
	print(SHEET_TSV, false, text, sizeof text);
	cr_expect_str_eq(text,
	    "1970-01-01T00:00:00Z\t芯片日志\t-0.0004\t12\tu\ttrue\t-1\n"
	    "1970-01-01T01:00:00Z\tدفتر, الرقائق\t\t0\t\tfalse\t0\n");
	print(SHEET_JSONL, true, text, sizeof text);
	cr_expect_str_eq(text,
	    "{\"time\":\"1970-01-01T00:00:00Z\",\"source\":\"芯片日志\","
	    "\"tone\":-0.0004,\"n\":12,\"url\":\"u\",\"open\":true,"
	    "\"demand\":-1}\n"
	    "{\"time\":\"1970-01-01T01:00:00Z\",\"source\":\"دفتر, الرقائق\","
	    "\"tone\":null,\"n\":0,\"url\":null,\"open\":false,"
	    "\"demand\":0}\n");
}

Test(sheet, tables_are_aligned_in_every_script)
{
	char text[2048];

	print(SHEET_TABLE, true, text, sizeof text);
	cr_expect_str_eq(text,
	    "time              source         tone   n  open  demand\n"
	    "1970-01-01        芯片日志       0.00  12  open  ▼\n"
	    "1970-01-01 01:00  دفتر, الرقائق     –   0        ·\n"
	    "a note\n");
}

Test(sheet, a_full_disk_is_told_once)
{
	struct err e = {0};
	struct zone *z = zone_open(STR("UTC"), &e);
	FILE *full = fopen("/dev/full", "w");

	cr_assert_not_null(full);
	const struct sheet_options o = {
	    .format = SHEET_TSV, .zone = z, .fd = fileno(full)};
	struct sheet *s = sheet_open(columns, 1, &o);
	const struct cell c = cell_text(STR("a row"));

	for (int i = 0; i < 20000; i++)
		sheet_row(s, &c);
	cr_expect(sheet_failed(s));
	cr_expect_eq(sheet_close(s, &e), -1);
	cr_expect_eq(e.code, EXIT_IO);
	(void)fclose(full);
	zone_close(z);
}

Test(sheet, knows_its_formats)
{
	static const char *const bad[] = {"", "xml", "TSV", "json", "parquet"};
	enum sheet_format f;

	cr_expect(sheet_format_read(STR("spark"), &f) && f == SHEET_SPARK);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_expect_not(
		    sheet_format_read(str_of(bad[i]), &f), "%s", bad[i]);
}

#define NONE ((double)NAN)

static const struct {
	double v[8];
	size_t n;
	double low, high;
	const char *want;
	const char *why;
} sparks[] = {
    {{0, 1, 2, 3, 4, 5, 6, 7}, 8, 0, 7, "▁▂▃▄▅▆▇█", "a ramp"},
    {{0, 10}, 2, 0, 10, "▁█", "the ends"},
    {{-1, 0, 1}, 3, -1, 1, "▁▅█", "below zero"},
    {{5, 5, 5}, 3, 5, 5, "▄▄▄", "equal values stand in the middle"},
    {{0, NONE, 4}, 3, 0, 4, "▁·█", "a gap is no zero"},
    {{NONE, NONE}, 2, 0, 0, "··", "nothing is known"},
    {{-9, 99}, 2, 0, 7, "▁█", "outside the scale"},
    {{0}, 0, 0, 0, "", "no value"},
};

Test(spark, draws_a_block_a_value)
{
	for (size_t i = 0; i < sizeof sparks / sizeof *sparks; i++) {
		struct buf b;

		buf_init(&b, 256);
		spark_write(&b, sparks[i].v, sparks[i].n, sparks[i].low,
		    sparks[i].high);
		cr_expect_str_eq(
		    buf_text(&b), sparks[i].want, "%s", sparks[i].why);
		buf_release(&b);
	}
}

Test(spark, range_passes_over_what_is_unknown)
{
	const double v[] = {NONE, 3, -1, NONE, 2, NONE};
	struct spark_range r = spark_range_of(v, 6);

	cr_expect_eq(r.n, 3);
	cr_expect_float_eq(r.low, -1, 0);
	cr_expect_float_eq(r.high, 3, 0);
	cr_expect_float_eq(r.first, 3, 0);
	cr_expect_float_eq(r.last, 2, 0);
	cr_expect_eq(spark_range_of(v, 1).n, 0);
}
