/* What an answer is: its codings, bombs, broken ones, and pages in its place.
 */
#include "fetch/answer_look.h"
#include "fetch/body_check.h"
#include "fetch/budget.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* the bytes in one gzip member, or as zlib or raw deflate */
static struct str pack(struct str in, int window)
{
	z_stream z = {0};
	uLong most = compressBound((uLong)in.n) + 64;
	unsigned char *from;
	char *to = mem_new(most, 1);

	cr_assert_eq(
	    deflateInit2(&z, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY),
	    Z_OK);
	memcpy(&from, &in.p, sizeof from);
	z.next_in = from;
	z.avail_in = (uInt)in.n;
	z.next_out = (unsigned char *)to;
	z.avail_out = (uInt)most;
	cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	struct str out = {to, z.total_out};

	(void)deflateEnd(&z);
	return out;
}

static void unpack(struct str s)
{
	char *p;

	memcpy(&p, &s.p, sizeof p); /* it is ours, whatever its view says */
	free(p);
}

static int check(const char *head, struct str body, bool cut, struct buf *begin,
    struct err *e)
{
	*e = (struct err){0};
	buf_init(begin, BODY_BEGIN_BYTES);
	return body_check(str_of(head), body, cut, begin, e);
}

static void is_text(const char *head, struct str body, const char *text)
{
	struct buf begin;
	struct err e;

	cr_expect_eq(check(head, body, false, &begin, &e), 0, "%s", e.text);
	cr_expect_str_eq(buf_text(&begin), text, "%s", head);
	buf_release(&begin);
}

static void is_fault(const char *head, struct str body, const char *says)
{
	struct buf begin;
	struct err e;

	cr_expect_eq(check(head, body, false, &begin, &e), -1, "%s", says);
	cr_expect_eq(e.code, EXIT_DATA);
	cr_expect(strstr(e.text, says), "%s", e.text);
	buf_release(&begin);
}

#define GZIP "Content-Encoding: gzip\r\n"
#define CHUNKED "Transfer-Encoding: chunked\r\n"

Test(body_check, undoes_every_coding)
{
	struct str text = STR("<rss/>"), gz = pack(text, 31);
	struct str twice = pack(gz, 31), zlib = pack(text, 15);
	struct str raw = pack(text, -15);
	struct buf b;

	is_text("", text, "<rss/>");
	is_text(GZIP, gz, "<rss/>");
	is_text("Content-Encoding: X-GZIP\r\n", gz, "<rss/>");
	is_text("Content-Encoding: deflate\r\n", zlib, "<rss/>");
	is_text("Content-Encoding: deflate\r\n", raw, "<rss/>");
	is_text("Content-Encoding: identity, gzip\r\n", gz, "<rss/>");
	is_text("Content-Encoding: gzip, gzip\r\n", twice, "<rss/>");
	is_text(GZIP, text, "<rss/>");
	is_text(GZIP, STR(""), "");
	is_text(
	    CHUNKED, STR("3;x=y\r\n<rs\r\n3\r\ns/>\r\n0\r\n\r\n"), "<rss/>");
	buf_init(&b, 4096);
	buf_printf(&b, "%zx\r\n", gz.n);
	buf_str(&b, gz);
	buf_puts(&b, "\r\n0\r\n\r\n");
	is_text(GZIP CHUNKED, buf_view(&b), "<rss/>");
	/* members one after another are one body */
	buf_clear(&b);
	buf_str(&b, gz);
	buf_str(&b, gz);
	is_text(GZIP, buf_view(&b), "<rss/><rss/>");
	buf_release(&b);
	unpack(gz);
	unpack(twice);
	unpack(zlib);
	unpack(raw);
}

Test(body_check, names_what_is_wrong)
{
	struct str text =
	    STR("<rss>some more text, so that it can be cut</rss>");
	struct str gz = pack(text, 31);
	struct buf begin;
	struct err e;

	is_fault(GZIP, str_sub(gz, 0, gz.n - 12), "cut short");
	is_fault("Content-Encoding: br\r\n", text, "unknown content coding");
	is_fault("Content-Encoding: gzip, gzip, gzip\r\n", gz, "too many");
	char *bad = mem_text(gz);

	bad[gz.n - 6] ^= 1; /* its checksum */
	is_fault(GZIP, (struct str){bad, gz.n}, "broken");
	free(bad);
	cr_expect_eq(check(GZIP, str_sub(gz, 0, gz.n - 12), true, &begin, &e),
	    0, "a body that we cut ends where it ends");
	cr_expect(begin.n > 0);
	buf_release(&begin);
	unpack(gz);
}

Test(body_check, stops_a_bomb)
{
	size_t n = (size_t)BODY_DECODED_MAX_BYTES + 4096;
	char *zeros = mem_new(n, 1);
	struct str bomb = pack((struct str){zeros, n}, 31);
	struct str twice = pack(bomb, 31);

	free(zeros);
	is_fault(GZIP, bomb, "when decompressed");
	cr_expect_lt(twice.n, 10000, "%zu", twice.n);
	is_fault(
	    "Content-Encoding: gzip, gzip\r\n", twice, "when decompressed");
	unpack(bomb);
	unpack(twice);
}

static const struct {
	const char *begin;
	enum answer_kind kind;
	const char *why;
} looks[] = {
    {"", ANSWER_EMPTY, "nothing"},
    {" \r\n\xEF\xBB\xBF", ANSWER_TEXT, "a mark that is not at the begin"},
    {"\xEF\xBB\xBF \n", ANSWER_EMPTY, "white space"},
    {"<?xml version='1.0'?><rss>", ANSWER_XML, "a feed"},
    {"\n <!-- a --> <feed>", ANSWER_XML, "behind a comment"},
    {"<?xml version='1.0'?><!DOCTYPE html><html>", ANSWER_PAGE, "XHTML"},
    {"<!doctype HTML>", ANSWER_PAGE, "a page"},
    {"<HTML><body>", ANSWER_PAGE, "without its type"},
    {"<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied", ANSWER_ERROR, "S3"},
    {"<html><title>SEC.gov | Request Rate Threshold Exceeded</title>",
	ANSWER_RATE, "the SEC"},
    {"<!DOCTYPE html>Your Request Originates from an Undeclared Automated Tool",
	ANSWER_AGENT, "the SEC, without a contact"},
    {"{\"version\":1}", ANSWER_JSON, "an object"},
    {"\n[1]", ANSWER_JSON, "an array"},
    {"junk <rss version='2.0'>", ANSWER_XML, "a feed behind junk"},
    {"\xFF\xFE<\0r", ANSWER_XML, "UTF-16"},
    {"CIK|Company Name|", ANSWER_TEXT, "an index"},
    {"<?xml", ANSWER_TEXT, "a declaration without an end"},
};

Test(answer_look, tells_a_feed_from_a_page)
{
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
		cr_expect_eq(answer_look(str_of(looks[i].begin)), looks[i].kind,
		    "%s: %d", looks[i].why,
		    (int)answer_look(str_of(looks[i].begin)));
}

Test(answer_look, a_page_is_never_a_feed)
{
	static const char *const kinds[] = {
	    "auto", "rss", "json", "sitemap", "sec-index"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct str kind = str_of(kinds[i]);

		for (enum answer_kind a = ANSWER_PAGE; a <= ANSWER_RATE; a++)
			cr_expect_not_null(answer_fault(a, kind));
		cr_expect_not_null(answer_fault(ANSWER_EMPTY, kind));
	}
	cr_expect_null(answer_fault(ANSWER_XML, STR("rss")));
	cr_expect_null(answer_fault(ANSWER_XML, STR("auto")));
	cr_expect_not_null(answer_fault(ANSWER_XML, STR("sec-submissions")));
	cr_expect_null(answer_fault(ANSWER_JSON, STR("sec-facts")));
	cr_expect_not_null(answer_fault(ANSWER_JSON, STR("atom")));
	cr_expect_null(answer_fault(ANSWER_TEXT, STR("sitemap")));
	cr_expect_not_null(answer_fault(ANSWER_TEXT, STR("rss")));
}

Test(budget, one_is_always_let_go_on)
{
	struct budget b = {0};

	cr_expect(budget_take(&b, 10 * (size_t)BUDGET_BYTES));
	cr_expect_not(budget_take(&b, 1));
	budget_give(&b, 10 * (size_t)BUDGET_BYTES);
	cr_expect(budget_take(&b, BUDGET_BYTES / 2));
	cr_expect(budget_take(&b, BUDGET_BYTES / 2));
	cr_expect_not(budget_take(&b, 1));
	budget_give(&b, BUDGET_BYTES / 2);
	b.behind = BUDGET_BYTES;
	cr_expect_not(budget_take(&b, 1), "the reader is behind");
}
