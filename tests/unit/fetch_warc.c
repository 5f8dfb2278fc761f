#include "fetch/archive.h"
#include "fetch/warc/warc_mend.h"
#include "fetch/warc/warc_read.h"
#include "fetch/warc/warc_write.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROOM = 1 << 20 };

static struct warc_record record(const char *body)
{
	return (struct warc_record){
	    .type = "response",
	    .uri = STR("http://x.example/أ"),
	    .date = INT64_C(1738000000123456),
	    .content_type = "application/http; msgtype=response",
	    .head = STR("HTTP/1.1 200 OK\r\n\r\n"),
	    .body = str_of(body),
	    .offset = -1,
	};
}

/* a file of these bytes; the caller removes it */
static void write_file(struct str bytes, char path[64])
{
	(void)snprintf(path, 64, "/tmp/jevons-warc-XXXXXX");
	int fd = mkstemp(path);

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, bytes.p, bytes.n), (ssize_t)bytes.n);
	(void)close(fd);
}

struct seen {
	int records, refused;
	struct buf bodies; /* "a|b|" */
	int64_t offsets[16];
	enum warc_result end;
	struct err e;
};

static void read_all(const char *path, struct seen *s)
{
	struct err e = {0};
	struct warc_reader *r = warc_read_open(path, &e);
	enum warc_result got;
	struct warc_in in;

	*s = (struct seen){0};
	buf_init(&s->bodies, ROOM * 4L);
	cr_assert_not_null(r, "%s", e.text);
	while ((got = warc_read_next(r, &in, &e)) > 0) {
		if (got == WARC_REFUSED) {
			s->refused++;
			s->e = e;
			err_clear(&e);
			continue;
		}
		if (s->records < 16)
			s->offsets[s->records] = in.offset;
		s->records++;
		struct str block = in.block;
		size_t head = str_find(block, STR("\r\n\r\n"), 0);

		buf_str(&s->bodies,
		    head < block.n ? str_sub(block, head + 4, block.n) : block);
		buf_char(&s->bodies, '|');
	}
	s->end = got;
	warc_read_close(r);
}

static void read_bytes(struct str bytes, struct seen *s)
{
	char path[64];

	write_file(bytes, path);
	read_all(path, s);
	(void)unlink(path);
}

static void add_gzip(struct buf *to, const char *body)
{
	struct warc_record r = record(body);
	struct err e = {0};
	struct buf plain;

	buf_init(&plain, ROOM);
	warc_write(&plain, &r);
	cr_assert_eq(warc_gzip(to, buf_view(&plain), &e), 0);
	buf_release(&plain);
}

Test(warc, what_is_written_is_read)
{
	struct err e = {0};
	struct warc_record r = record("body \r\n\r\n with lines");
	struct warc_in in;
	struct buf b;
	char path[64];

	r.truncated = true;
	r.file = STR("run-items.warc.gz");
	r.offset = 4711;
	buf_init(&b, ROOM);
	warc_write(&b, &r);
	write_file(buf_view(&b), path);
	struct warc_reader *reader = warc_read_open(path, &e);

	cr_assert_eq(warc_read_next(reader, &in, &e), WARC_RECORD);
	cr_assert(str_eq(in.type, STR("response")));
	cr_assert(str_eq(in.uri, r.uri));
	cr_assert_eq(in.date, r.date, "to the microsecond");
	cr_assert(str_starts(in.id, STR("<urn:uuid:")));
	cr_assert(str_starts(in.payload_digest, STR("sha256:")));
	cr_assert(in.truncated);
	cr_assert_eq(in.block.n, r.head.n + r.body.n);
	cr_assert(
	    str_eq(warc_header(in.head, STR("jevons-offset")), STR("4711")));
	cr_assert(str_eq(warc_header(in.head, STR("Jevons-File")), r.file));
	cr_assert_null(warc_header(in.head, STR("Jevons")).p);
	cr_assert_eq(warc_read_next(reader, &in, &e), WARC_END);
	cr_assert_eq(warc_read_next(reader, &in, &e), WARC_END, "and stays");
	warc_read_close(reader);
	(void)unlink(path);
	buf_release(&b);
}

Test(warc, equal_records_are_equal_bytes_and_others_have_other_ids)
{
	struct warc_record r = record("a"), other = record("b");
	struct buf x, y;

	buf_init(&x, ROOM);
	buf_init(&y, ROOM);
	warc_write(&x, &r);
	warc_write(&y, &r);
	cr_assert(str_eq(buf_view(&x), buf_view(&y)));
	buf_clear(&y);
	warc_write(&y, &other);
	struct str a = warc_header(buf_view(&x), STR("WARC-Record-ID"));
	struct str b = warc_header(buf_view(&y), STR("WARC-Record-ID"));

	cr_assert_eq(a.n, b.n);
	cr_assert_not(str_eq(a, b));
	buf_release(&x);
	buf_release(&y);
}

Test(warc, a_header_value_cannot_break_its_line)
{
	struct warc_record r = record("x");
	struct buf b;

	buf_init(&b, ROOM);
	r.uri = STR("http://x/\r\nWARC-Type: warcinfo\r\n\r\n");
	warc_write(&b, &r);
	cr_assert_eq(
	    str_find(buf_view(&b), STR("\nWARC-Type: warcinfo"), 0), b.n);
	buf_release(&b);
}

Test(warc, gzip_members_tell_their_places)
{
	struct buf b;
	struct seen s;
	size_t second, third;

	buf_init(&b, ROOM);
	add_gzip(&b, "one");
	second = b.n;
	add_gzip(&b, "two");
	third = b.n;
	add_gzip(&b, "three");
	read_bytes(buf_view(&b), &s);
	cr_assert_str_eq(buf_text(&s.bodies), "one|two|three|");
	cr_assert_eq(s.offsets[0], 0);
	cr_assert_eq(s.offsets[1], (int64_t)second);
	cr_assert_eq(s.offsets[2], (int64_t)third);
	buf_release(&s.bodies);
	buf_release(&b);
}

Test(warc, a_cut_file_gives_all_before_the_cut)
{
	struct buf b;
	size_t ends[3];
	static const char *const bodies[] = {"one", "two", "three"};

	buf_init(&b, ROOM);
	for (int i = 0; i < 3; i++) {
		add_gzip(&b, bodies[i]);
		ends[i] = b.n;
	}
	for (size_t cut = 0; cut <= b.n; cut++) {
		struct seen s;
		int whole =
		    (cut >= ends[0]) + (cut >= ends[1]) + (cut >= ends[2]);
		bool clean = cut == 0 || cut == ends[0] || cut == ends[1] ||
			     cut == ends[2];

		read_bytes(str_sub(buf_view(&b), 0, cut), &s);
		/* a record may be whole though its member's end is cut */
		cr_assert(s.records == whole || s.records == whole + 1,
		    "cut at %zu: %d records", cut, s.records);
		cr_assert(clean ? s.refused == 0
				: s.refused <= 1 && s.end == WARC_END,
		    "cut at %zu: %d refused", cut, s.refused);
		buf_release(&s.bodies);
	}
	buf_release(&b);
}

Test(warc, damage_in_the_middle_costs_one_record)
{
	struct buf b;
	struct seen s;
	size_t second, third;

	buf_init(&b, ROOM);
	add_gzip(&b, "one");
	second = b.n;
	add_gzip(&b, "two");
	third = b.n;
	add_gzip(&b, "three");
	memset(b.p + (second + third) / 2, 0x55, 20);
	read_bytes(buf_view(&b), &s);
	cr_assert_eq(s.end, WARC_END);
	cr_assert_geq(s.refused, 1);
	cr_assert_eq(s.e.code, EXIT_DATA);
	cr_assert(strstr(buf_text(&s.bodies), "one|"));
	cr_assert(strstr(buf_text(&s.bodies), "three|"));
	buf_release(&s.bodies);
	buf_release(&b);
}

static const struct {
	const char *text;
	int records, refused;
	const char *why;
} plain_rows[] = {
    {"", 0, 0, "nothing"},
    {"\r\n\r\n", 0, 0, "blank lines only"},
    {"WARC/1.0\r\nContent-Length: 2\r\n\r\nab\r\n\r\n", 1, 0, "bare, 1.0"},
    {"WARC/1.1\nContent-Length: 2\n\nab\n\n", 1, 0, "lines of \\n"},
    {"WARC/1.1\r\ncontent-length:2\r\n\r\nab\r\n\r\n", 1, 0, "any case"},
    {"hello", 0, 1, "no WARC at all"},
    {"WARC/1.1\r\n\r\n", 0, 1, "no length"},
    {"WARC/1.1\r\nContent-Length: x\r\n\r\n", 0, 1, "no number"},
    {"WARC/1.1\r\nContent-Length: -1\r\n\r\n", 0, 1, "negative"},
    {"WARC/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 0, 1,
	"a number beyond all bounds"},
    {"WARC/1.1\r\nContent-Length: 999999999999\r\n\r\nab", 0, 1,
	"longer than we take"},
    {"WARC/1.1\r\nContent-Length: 5\r\n\r\nab", 0, 1, "cut"},
    {"WARC/1.1\r\nContent-Len", 0, 1, "cut in the header"},
    {"junk\r\n\r\njunk\nWARC/1.1\r\nContent-Length: 2\r\n\r\nab\r\n\r\n", 1, 1,
	"found again behind junk"},
    {"WARC/1.1\r\nContent-Length: x\r\n\r\nab\nWARC/1.1\r\nContent-Length: "
     "2\r\n\r\ncd\r\n\r\n",
	1, 1, "found again behind a broken record"},
};

Test(warc, broken_records_are_refused_and_the_next_is_read)
{
	for (size_t i = 0; i < sizeof plain_rows / sizeof *plain_rows; i++) {
		struct seen s;

		read_bytes(str_of(plain_rows[i].text), &s);
		cr_expect_eq(s.records, plain_rows[i].records, "%s: %d",
		    plain_rows[i].why, s.records);
		cr_expect_eq(s.refused, plain_rows[i].refused, "%s: refused %d",
		    plain_rows[i].why, s.refused);
		cr_expect_eq(s.end, WARC_END, "%s", plain_rows[i].why);
		buf_release(&s.bodies);
	}
}

Test(warc, a_hundred_thousand_small_records_take_no_square_time)
{
	struct buf b;
	struct seen s;

	buf_init(&b, 16L << 20);
	for (int i = 0; i < 100000; i++)
		buf_puts(&b, "WARC/1.1\r\nContent-Length: 1\r\n\r\nx\r\n\r\n");
	read_bytes(buf_view(&b), &s);
	cr_assert_eq(s.records, 100000);
	buf_release(&s.bodies);
	buf_release(&b);
}

Test(warc_mend, cuts_back_to_the_last_whole_member)
{
	struct buf b;
	size_t first, second;
	int64_t length, cut;
	struct err e = {0};
	struct stat st;
	char path[64];

	buf_init(&b, ROOM);
	add_gzip(&b, "one");
	first = b.n;
	add_gzip(&b, "two");
	second = b.n;
	for (size_t n = 0; n <= second; n++) {
		size_t whole = n >= second ? second : n >= first ? first : 0;

		write_file(str_sub(buf_view(&b), 0, n), path);
		cr_assert_eq(
		    warc_mend(path, &length, &cut, &e), 1, "%s", e.text);
		cr_assert_eq(length, (int64_t)whole, "%zu bytes", n);
		cr_assert_eq(cut, (int64_t)(n - whole));
		cr_assert_eq(stat(path, &st), 0);
		cr_assert_eq(st.st_size, (off_t)whole);
		(void)unlink(path);
	}
	buf_release(&b);
}

Test(warc_mend, leaves_other_damage_and_missing_files_alone)
{
	struct buf b;
	int64_t length, cut;
	struct err e = {0};
	char path[64];

	buf_init(&b, ROOM);
	add_gzip(&b, "one");
	size_t first = b.n;

	add_gzip(&b, "two");
	memset(b.p + first + 20, 0x55, 20);
	write_file(buf_view(&b), path);
	cr_assert_eq(warc_mend(path, &length, &cut, &e), 1);
	cr_assert_eq(cut, 0);
	cr_assert_eq(length, (int64_t)b.n);
	(void)unlink(path);
	cr_assert_eq(warc_mend(path, &length, &cut, &e), 0, "not there");
	cr_assert_eq(e.code, 0);
	buf_release(&b);
}

Test(archive, makes_no_file_before_there_is_a_record)
{
	struct err e = {0};
	struct archive a;
	char folder[64] = "/tmp/jevons-archive-XXXXXX", path[128];
	char open_path[160], index_path[160];
	struct warc_record r = record("one"), again = record("two");
	struct seen s;
	struct stat st;

	cr_assert_not_null(mkdtemp(folder));
	cr_assert_eq(archive_open(&a, folder, "run", "items", 0, &e), 0);
	(void)snprintf(path, sizeof path, "%s/run-items.warc.gz", folder);
	cr_assert_neq(stat(path, &st), 0);
	cr_assert_eq(archive_sync(&a, &e), 0, "nothing to sync");
	cr_assert_eq(archive_add(&a, &r, &e), 0, "%s", e.text);
	cr_assert(str_eq(r.file, STR("run-items.warc.gz")));
	cr_assert_gt(r.offset, 0, "behind the warcinfo record");
	cr_assert_eq(archive_sync(&a, &e), 0);
	cr_assert_neq(stat(path, &st), 0, "not whole yet");
	(void)snprintf(open_path, sizeof open_path, "%s.open", path);
	(void)snprintf(index_path, sizeof index_path, "%s.cdxj", path);
	cr_assert_eq(stat(open_path, &st), 0);
	int64_t size = st.st_size;

	cr_assert_eq(archive_add(&a, &again, &e), 0);
	cr_assert_eq(again.offset, size);
	cr_assert_eq(archive_close(&a, &e), 0);
	read_all(path, &s);
	cr_assert_eq(s.records, 3);
	cr_assert_eq(s.offsets[1], r.offset);
	cr_assert_eq(s.offsets[2], again.offset);
	buf_release(&s.bodies);

	/* the name is taken: an archive is never written over */
	cr_assert_eq(archive_open(&a, folder, "run", "items", 0, &e), 0);
	cr_assert_eq(archive_add(&a, &r, &e), -1);
	cr_assert_eq(e.code, EXIT_CANTCREAT);
	err_clear(&e);
	(void)archive_close(&a, &e);
	(void)unlink(path);
	(void)unlink(index_path);
	cr_assert_eq(rmdir(folder), 0, "nothing else was left");
}

Test(archive, one_that_is_not_wanted_keeps_nothing)
{
	struct archive a = {.fd = -1};
	struct warc_record r = record("one");
	struct err e = {0};

	cr_assert_eq(archive_add(&a, &r, &e), 0);
	cr_assert_eq(r.offset, -1);
	cr_assert_eq(archive_sync(&a, &e), 0);
	cr_assert_eq(archive_close(&a, &e), 0);
}
