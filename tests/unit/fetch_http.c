#include "fetch/warc/warc_http.h"

#include <criterion/criterion.h>
#include <string.h>
#include <zlib.h>

enum { ROOM = 1 << 20 };

/* bits: 31 gzip, 15 zlib, -15 raw */
static void pack(struct buf *to, struct str plain, int bits)
{
	z_stream z = {0};
	unsigned char *in;
	char *out = buf_room(to, ROOM / 2);

	cr_assert_eq(deflateInit2(&z, 6, Z_DEFLATED, bits, 8, 0), Z_OK);
	memcpy(&in, &plain.p, sizeof in);
	z.next_in = in;
	z.avail_in = (uInt)plain.n;
	z.next_out = (unsigned char *)out;
	z.avail_out = ROOM / 2;
	cr_assert_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
	to->n += z.total_out;
	(void)deflateEnd(&z);
}

static int decode(const char *headers, struct str body, struct buf *got,
    size_t most, struct err *e)
{
	struct buf block, scratch;
	struct http_message m;
	struct str text;

	buf_init(&block, 2L * ROOM);
	buf_init(&scratch, most);
	buf_init(got, 2L * ROOM);
	buf_printf(&block, "HTTP/1.1 200 OK\r\n%s\r\n", headers);
	buf_str(&block, body);
	cr_assert_eq(http_split(buf_view(&block), &m, e), 0, "%s", e->text);
	cr_assert_eq(m.status, 200);
	int rc = http_decode(&m, &scratch, &text, e);

	buf_str(got, text);
	buf_release(&block);
	buf_release(&scratch);
	return rc;
}

static const struct {
	const char *headers, *body, *want; /* want NULL: an error */
	const char *why;
} rows[] = {
    {"", "plain", "plain", "no coding"},
    {"Content-Encoding: identity\r\n", "plain", "plain", "identity"},
    {"Transfer-Encoding: chunked\r\n", "5\r\nab\r\nc\r\n3\r\ndef\r\n0\r\n\r\n",
	"ab\r\ncdef", "two chunks"},
    {"transfer-encoding: CHUNKED\r\n", "2;x=y\r\nab\r\n0\r\nT: 1\r\n\r\n", "ab",
	"an extension and a trailer"},
    {"Transfer-Encoding: gzip, chunked\r\n", "1\r\na\r\n0\r\n\r\n", "a",
	"chunked last"},
    {"Transfer-Encoding: chunked\r\n", "<html>", "<html>",
	"said to be chunked, and is not"},
    {"Transfer-Encoding: chunked\r\n", "0\r\n\r\n", "", "no byte"},
    {"Transfer-Encoding: chunked\r\n", "5\r\nab", NULL, "cut in a chunk"},
    {"Transfer-Encoding: chunked\r\n", "2\r\nab\r\n", NULL, "no last chunk"},
    {"Transfer-Encoding: chunked\r\n", "2\r\nab\r\nzz\r\n", NULL, "bad size"},
    {"Transfer-Encoding: chunked\r\n", "ffffffffffffffffff\r\nab\r\n0\r\n\r\n",
	NULL, "a size without end"},
    {"Content-Encoding: br\r\n", "x", NULL, "a coding that was not asked"},
    {"Content-Encoding: gzip\r\n", "not gzip", NULL, "no gzip"},
    {"Content-Encoding: deflate\r\n", "\xff\xff\xff", NULL, "no deflate"},
};

Test(warc_http, bodies_are_decoded_or_refused)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct err e = {0};
		struct buf got;
		int rc = decode(
		    rows[i].headers, str_of(rows[i].body), &got, ROOM, &e);

		cr_expect_eq(
		    rc, rows[i].want ? 0 : -1, "%s: %s", rows[i].why, e.text);
		if (rows[i].want)
			cr_expect_str_eq(
			    buf_text(&got), rows[i].want, "%s", rows[i].why);
		else
			cr_expect_eq(e.code, EXIT_DATA, "%s", rows[i].why);
		buf_release(&got);
	}
}

Test(warc_http, compressed_bodies_of_each_kind)
{
	static const struct {
		int bits;
		const char *name;
	} kinds[] = {
	    {31, "gzip"}, {31, "x-gzip"}, {15, "deflate"}, {-15, "deflate"}};
	struct str plain =
	    STR("إنفيديا 英伟达 Nvidia, again and again and again");

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct err e = {0};
		struct buf packed, got, header;

		buf_init(&packed, ROOM);
		buf_init(&header, 100);
		pack(&packed, plain, kinds[i].bits);
		buf_printf(&header, "Content-Encoding: %s\r\n", kinds[i].name);
		cr_assert_eq(decode(buf_text(&header), buf_view(&packed), &got,
				 ROOM, &e),
		    0, "%s: %s", kinds[i].name, e.text);
		cr_assert(str_eq(buf_view(&got), plain));
		buf_release(&got);
		buf_release(&header);
		buf_release(&packed);
	}
}

Test(warc_http, two_layers_and_a_cut_body_keep_what_there_is)
{
	struct err e = {0};
	struct buf once, twice, got;

	buf_init(&once, ROOM);
	buf_init(&twice, ROOM);
	pack(&once, STR("inner"), 31);
	pack(&twice, buf_view(&once), 31);
	cr_assert_eq(decode("Content-Encoding: gzip, gzip\r\n",
			 buf_view(&twice), &got, ROOM, &e),
	    0, "%s", e.text);
	cr_assert_str_eq(buf_text(&got), "inner");
	buf_release(&got);
	cr_assert_eq(
	    decode("Content-Encoding: gzip\r\n",
		str_sub(buf_view(&once), 0, once.n - 6), &got, ROOM, &e),
	    -1);
	cr_assert_eq(e.code, EXIT_DATA);
	cr_assert_str_eq(buf_text(&got), "inner", "what could be decoded");
	buf_release(&got);
	buf_release(&once);
	buf_release(&twice);
}

Test(warc_http, a_bomb_ends_at_the_ceiling)
{
	struct err e = {0};
	struct buf zeros, packed, got;

	buf_init(&zeros, ROOM);
	buf_init(&packed, ROOM);
	for (int i = 0; i < ROOM; i++)
		buf_char(&zeros, 'x');
	pack(&packed, buf_view(&zeros), 31);
	cr_assert_lt(packed.n, ROOM / 100);
	cr_assert_eq(decode("Content-Encoding: gzip\r\n", buf_view(&packed),
			 &got, ROOM / 4, &e),
	    -1);
	cr_assert(strstr(e.text, "when inflated"), "%s", e.text);
	cr_assert_leq(got.n, ROOM / 4);
	buf_release(&got);
	buf_release(&packed);
	buf_release(&zeros);
}

static const struct {
	const char *block;
	int status; /* -1: refused */
	const char *why;
} heads[] = {
    {"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n", 304, "no body"},
    {"HTTP/1.0 200\r\n\r\nx", 200, "no reason phrase"},
    {"HTTP/1.1 404 Not Found\nA: b\n\nx", 404, "lines of \\n"},
    {"HTTP/1.1 2", -1, "cut"},
    {"", -1, "nothing"},
    {"<html>\r\n\r\n", -1, "HTTP/0.9"},
    {"ICY 200 OK\r\n\r\n", -1, "another protocol"},
};

Test(warc_http, splits_heads)
{
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct http_message m;
		struct err e = {0};
		int rc = http_split(str_of(heads[i].block), &m, &e);

		cr_expect_eq(
		    rc, heads[i].status < 0 ? -1 : 0, "%s", heads[i].why);
		if (rc == 0)
			cr_expect_eq(
			    m.status, heads[i].status, "%s", heads[i].why);
	}
}
