#include "parse/stream.h"
#include "parse/work.h"

#include "fetch/base/digest.h"
#include "fetch/warc/warc_write.h"
#include "parse/context.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int collect(void *user, struct str lines, struct err *e)
{
	(void)e;
	buf_str(user, lines);
	return 0;
}

static int64_t day(int d)
{
	return stamp_days(2025, 1, d) * STAMP_DAY;
}

/* a WARC file of what a run brings: a feed, pages behind items, an item
 * alone, a refused page, a line that we do not know */
static void add(struct buf *to, const char *type, const char *uri,
    const char *media, struct str body, bool gzip)
{
	struct warc_record r = {
	    .type = type,
	    .uri = str_of(uri),
	    .date = day(28),
	    .content_type = media,
	    .body = body,
	    .offset = -1,
	};
	struct buf one;
	struct err e = {0};

	buf_init(&one, 1 << 24);
	warc_write(&one, &r);
	if (gzip)
		cr_assert_eq(warc_gzip(to, buf_view(&one), &e), 0);
	else
		buf_str(to, buf_view(&one));
	buf_release(&one);
}

static void run_of(struct buf *to, bool gzip)
{
	static const char json[] = "application/json";
	static const char http[] = "application/http; msgtype=response";

	add(to, "warcinfo", NULL, "application/warc-fields", STR("a: b\r\n"),
	    gzip);
	add(to, "metadata", "http://h/f", json,
	    STR("{\"record\":\"source\",\"name\":\"Ledger\",\"feed\":"
		"\"http://h/f\",\"scope\":\"topic\",\"follow\":true}"),
	    gzip);
	add(to, "response", "http://h/f", http,
	    STR("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss>"
		"<channel><title>T</title><item><title>a</title><link>/1"
		"</link></item></channel></rss>"),
	    gzip);
	add(to, "metadata", "http://h/1", json,
	    STR("{\"record\":\"item\",\"id\":\"i1\",\"url\":\"http://h/1\","
		"\"title\":\"Sold out\",\"source\":\"Ledger\",\"published\":"
		"\"2025-01-27T10:00:00Z\",\"fetch\":{\"outcome\":\"fetched\","
		"\"status\":200}}"),
	    gzip);
	add(to, "response", "http://h/1", http,
	    STR("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>No card "
		"is left anywhere."),
	    gzip);
	add(to, "metadata", "http://h/2", json,
	    STR("{\"record\":\"item\",\"id\":\"i2\",\"url\":\"http://h/2\","
		"\"title\":\"Not fetched\",\"fetch\":{\"outcome\":\"failed\","
		"\"status\":404}}"),
	    gzip);
	add(to, "metadata", "http://h/3", json,
	    STR("{\"record\":\"item\",\"id\":\"i3\",\"url\":\"http://h/3\","
		"\"title\":\"A "
		"headline\",\"fetch\":{\"outcome\":\"fetched\"}}"),
	    gzip);
	add(to, "resource", "http://h/3", "application/pdf", STR("%PDF-1.7"),
	    gzip);
	add(to, "metadata", "http://h/4", json,
	    STR("{\"v\":1,\"record\":\"outcome\",\"url\":\"http://h/4\"}"),
	    gzip);
	add(to, "revisit", "http://h/5", http, STR(""), gzip);
	add(to, "response", "http://h/6", http,
	    STR("HTTP/1.1 404 Not Found\r\n\r\n<p>nothing"), gzip);
}

static void write_file(char *path, struct str bytes)
{
	int fd = mkstemp(path);

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, bytes.p, bytes.n), (ssize_t)bytes.n);
	close(fd);
}

static struct job_counts run(const char *path, size_t jobs, struct buf *out)
{
	struct stream_settings set = {
	    .fetched = day(28), .jobs = jobs, .write = collect, .user = out};
	struct err e = {0};
	struct stream *s = stream_open(&set, &e);

	cr_assert(s, "%s", e.text);
	cr_assert_eq(stream_file(s, path, &e), 0, "%s", e.text);
	cr_assert_eq(stream_drain(s, &e), 0, "%s", e.text);
	struct job_counts c = stream_counts(s);

	stream_close(s);
	return c;
}

static size_t count(const struct buf *b, const char *what)
{
	size_t n = 0;

	for (size_t i = 0; (i = str_find(buf_view(b), str_of(what), i)) < b->n;
	     i++)
		n++;
	return n;
}

Test(stream, takes_what_a_run_brings)
{
	char path[] = "/tmp/parse_stream_XXXXXX";
	struct buf warc, out;

	buf_init(&warc, 1 << 24);
	buf_init(&out, 1 << 24);
	run_of(&warc, true);
	write_file(path, buf_view(&warc));
	struct job_counts c = run(path, 1, &out);

	cr_expect_eq(c.in, 4, "%lld", c.in);
	cr_expect_eq(c.refused, 1, "%lld", c.refused);
	cr_expect_eq(count(&out, "\"record\":\"feed\""), 1);
	cr_expect_eq(count(&out, "\"record\":\"item\""), 1);
	cr_expect_eq(
	    count(&out, "\"record\":\"article\""), 3, "%s", buf_text(&out));
	cr_expect_eq(count(&out, "\"record\":\"outcome\""), 2);
	cr_expect_eq(count(&out, "\"content\":\"summary\""), 2,
	    "a headline is never lost");
	cr_expect_eq(count(&out, "a PDF file, no text"), 1);
	cr_expect_eq(count(&out, "\"source\":\"Ledger\""), 2);
	unlink(path);
	buf_release(&warc);
	buf_release(&out);
	xmlCleanupParser();
}

Test(stream, workers_give_what_one_gives)
{
	char path[] = "/tmp/parse_stream_XXXXXX";
	struct buf warc, one, more;

	buf_init(&warc, 1 << 24);
	buf_init(&one, 1 << 24);
	buf_init(&more, 1 << 24);
	for (int i = 0; i < 40; i++)
		run_of(&warc, i % 2);
	write_file(path, buf_view(&warc));
	struct job_counts a = run(path, 1, &one);

	for (size_t jobs = 2; jobs < 5; jobs++) {
		buf_clear(&more);
		struct job_counts b = run(path, jobs, &more);

		cr_expect_eq(a.in, b.in);
		cr_expect_eq(a.out, b.out);
		cr_expect_eq(a.refused, b.refused);
		cr_expect(str_eq(buf_view(&one), buf_view(&more)));
	}
	unlink(path);
	buf_release(&warc);
	buf_release(&one);
	buf_release(&more);
	xmlCleanupParser();
}

/* the pipe's records carry where the archive has them */
Test(stream, pipe_and_archive_give_the_same_article)
{
	char path[] = "/tmp/parse_stream_XXXXXX";
	char piped[] = "/tmp/parse_stream_XXXXXX";
	struct buf gz, plain, a, b;
	struct warc_record r = {
	    .type = "resource",
	    .uri = STR("http://h/1"),
	    .date = day(28),
	    .content_type = "text/html",
	    .body = STR("<p>No card is left."),
	    .offset = -1,
	};
	struct err e = {0};

	buf_init(&gz, 1 << 20);
	buf_init(&plain, 1 << 20);
	buf_init(&a, 1 << 20);
	buf_init(&b, 1 << 20);
	add(&gz, "warcinfo", NULL, "application/warc-fields", STR("a: b\r\n"),
	    true);
	size_t at = gz.n;

	warc_write(&plain, &r);
	cr_assert_eq(warc_gzip(&gz, buf_view(&plain), &e), 0);
	write_file(path, buf_view(&gz));
	r.file = str_of(strrchr(path, '/') + 1);
	r.offset = (int64_t)at;
	buf_clear(&plain);
	warc_write(&plain, &r);
	write_file(piped, buf_view(&plain));
	(void)run(path, 1, &a);
	(void)run(piped, 1, &b);
	cr_expect_str_eq(buf_text(&a), buf_text(&b));
	cr_expect_eq(count(&a, "\"record\":\"article\""), 1);
	unlink(path);
	unlink(piped);
	buf_release(&gz);
	buf_release(&plain);
	buf_release(&a);
	buf_release(&b);
	xmlCleanupParser();
}

Test(stream, every_cut_of_an_archive_is_read_as_far_as_it_goes)
{
	for (int gzip = 0; gzip < 2; gzip++) {
		struct buf warc, out;

		buf_init(&warc, 1 << 24);
		buf_init(&out, 1 << 24);
		run_of(&warc, gzip);
		for (size_t n = 0; n < warc.n; n += 37) {
			char path[] = "/tmp/parse_stream_XXXXXX";

			write_file(path, str_sub(buf_view(&warc), 0, n));
			buf_clear(&out);
			(void)run(path, 1, &out);
			unlink(path);
		}
		buf_release(&warc);
		buf_release(&out);
	}
	xmlCleanupParser();
}

Test(stream, names_a_file_that_is_not_there)
{
	struct buf out;
	struct stream_settings set = {.write = collect, .user = &out};
	struct err e = {0};
	struct stream *s = stream_open(&set, &e);

	cr_expect_eq(stream_file(s, "/no/such/file", &e), -1);
	cr_expect_eq(e.code, EXIT_NOINPUT);
	stream_close(s);
}

static int no_write(void *user, struct str lines, struct err *e)
{
	(void)user;
	(void)lines;
	return err_set(e, EXIT_IO, "full");
}

Test(stream, ends_where_nothing_can_be_written)
{
	char path[] = "/tmp/parse_stream_XXXXXX";
	struct stream_settings set = {.write = no_write, .fetched = day(28)};
	struct err e = {0};
	struct stream *s = stream_open(&set, &e);

	write_file(path, STR("words"));
	cr_expect_eq(stream_file(s, path, &e), -1);
	cr_expect_eq(e.code, EXIT_IO);
	stream_close(s);
	unlink(path);
}

Test(job, survives_the_way_to_a_worker)
{
	struct job j = {
	    .kind = JOB_RESPONSE,
	    .type = PAGE_FEED,
	    .truncated = true,
	    .fetched = day(1),
	    .bytes = STR("a\0b"),
	    .url = STR(""),
	    .raw = {.file = STR("f"), .offset = 7, .record = STR("r")},
	    .item = STR("{}"),
	};
	struct job k;
	struct buf b;

	buf_init(&b, 1 << 16);
	job_encode(&b, &j);
	job_decode(buf_view(&b), &k);
	cr_expect_eq(k.kind, JOB_RESPONSE);
	cr_expect_eq(k.type, PAGE_FEED);
	cr_expect(k.truncated);
	cr_expect_eq(k.fetched, j.fetched);
	cr_expect_eq(k.raw.offset, 7);
	cr_expect(str_eq(k.bytes, j.bytes));
	cr_expect(k.url.p && !k.url.n, "empty is not absent");
	cr_expect_null(k.content_type.p, "absent stays absent");
	cr_expect(str_eq(k.raw.record, STR("r")));
	cr_expect(str_eq(k.item, STR("{}")));
	buf_release(&b);
}

static const struct {
	const char *line;
	bool page, broken;
	const char *why;
} contexts[] = {
    {"{\"record\":\"item\",\"fetch\":{\"outcome\":\"fetched\"}}", true, false,
	"a page follows"},
    {"{\"record\":\"item\",\"fetch\":{\"outcome\":\"failed\"}}", false, false,
	"none follows"},
    {"{\"record\":\"item\"}", false, false, "not tried"},
    {"{\"record\":\"item\",\"fetch\":1}", false, false, "no object"},
    {"[1]", false, true, "another value"},
    {"{\"record\":", false, true, "cut"},
    {"", false, true, "nothing"},
};

Test(context, tells_whether_a_page_follows)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++) {
		struct page_item it;
		struct err e = {0};

		cr_expect_eq(context_page_follows(str_of(contexts[i].line)),
		    contexts[i].page, "%s", contexts[i].why);
		cr_expect_eq(
		    context_item(str_of(contexts[i].line), &a, &it, &e),
		    contexts[i].broken ? -1 : 0, "%s", contexts[i].why);
	}
	arena_release(&a);
}
