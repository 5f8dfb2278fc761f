#include "parse/feed/list.h"

#include <criterion/criterion.h>
#include <string.h>

#define HEAD                                                                   \
	"Description: Master Index of EDGAR\n\nCIK|Company Name|Form "         \
	"Type|Date Filed|Filename\n------\n"
#define SEC "https://www.sec.gov/Archives/edgar/data/1045810/"
#define ENTRY(n)                                                               \
	"<entry><title>8-K - NVIDIA CORP (0001045810) (Filer)</title><link "   \
	"href='" SEC "000104581025000021/x-index.htm'/><id>urn:tag:sec.gov,"   \
	"2008:accession-number=0001045810-25-0000" n "</id></entry>"

/* each item as "title;", and the feed's count behind them */
static const struct {
	const char *text;
	bool bare;
	const char *want, *why;
} rows[] = {
    {HEAD "1045810|NVIDIA CORP|8-K|2025-02-26|edgar/data/1045810/"
	  "0001045810-25-000021.txt\n1|X|4|2025-02-26|edgar/data/1/"
	  "0000000001-25-000001.txt\n2|ثانية|10-K|20250227|edgar/data/2/"
	  "0000000002-25-000001.txt",
	false, "8-K - NVIDIA CORP;10-K - ثانية;2 of EDGAR index",
	"an index, its last line without an end"},
    {HEAD, true, "0 of EDGAR index", "an index of nothing"},
    {"<feed><title>f</title>" ENTRY("21") ENTRY("21") ENTRY("22") "</feed>",
	false,
	"8-K - NVIDIA CORP (0001045810) (Filer);8-K - NVIDIA CORP "
	"(0001045810) (Filer);2 of f",
	"a page of EDGAR: a filing once"},
    {"<feed><title>f</title>" ENTRY("21") ENTRY("21") "</feed>", true,
	"8-K - NVIDIA CORP (0001045810) (Filer);8-K - NVIDIA CORP "
	"(0001045810) (Filer);2 of f",
	"the same without a source stays as it stands"},
    {"<rss><channel><item><title>芯片</title></item><title>t</title></channel>"
     "</rss>",
	false, "芯片;1 of t", "a feed that tells its title late"},
    {"{\"feed_url\":\"x\",\"title\":\"j\",\"items\":[{\"id\":1,\"title\":"
     "\"رقائق\"},{\"id\":2}]}",
	false, "رقائق;;2 of j", "JSON Feed"},
    {"{\"articles\":[{\"url\":\"http://h/1\",\"title\":\"a , b\",\"seendate\":"
     "\"20250127T143000Z\"}]}",
	false, "a, b;1 of GDELT", "GDELT"},
    /* none */
    {"", false, NULL, "nothing"},
    {"words", false, NULL, "words"},
    {"{}", false, NULL, "an object"},
    {"{\"articles\":[{\"seendate\":1", false, NULL, "half a list"},
    {"CIK|Company Name\n1|X", false, NULL, "half the head of an index"},
};

static int give(void *user, const struct feed *so_far,
    const struct feed_item *it, struct err *e)
{
	struct buf *got = user;

	(void)so_far;
	(void)e;
	buf_str(got, it->title);
	buf_char(got, ';');
	return 0;
}

static void check(size_t i, size_t step)
{
	const struct feed_source s = {.url = STR("http://h.example/l")};
	struct str text = str_of(rows[i].text);
	struct buf got;
	struct err e = {0};
	int rc = 0;

	buf_init(&got, 1 << 16);
	struct feed_list *l = feed_list_open(&s, rows[i].bare, give, &got);

	for (size_t at = 0; rc == 0 && at < text.n; at += step)
		rc = feed_list_push(l, str_sub(text, at, at + step), false, &e);
	if (rc == 0)
		rc = feed_list_push(l, STR(""), true, &e);
	cr_expect_eq(rc, rows[i].want ? 0 : -1, "%s, pieces of %zu: %s",
	    rows[i].why, step, e.text);
	cr_expect(rows[i].want || e.code == EXIT_DATA, "%s", rows[i].why);
	const struct feed *f = feed_list_feed(l);

	if (rc == 0)
		buf_printf(&got, "%zu of %.*s", f->n, STR_ARG(f->title));
	if (rows[i].want)
		cr_expect_str_eq(buf_text(&got), rows[i].want, "%s: %s",
		    rows[i].why, buf_text(&got));
	feed_list_close(l);
	buf_release(&got);
}

Test(feed_list, reads_any_kind_whatever_the_pieces)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		check(i, 1);
		check(i, 13);
		check(i, 100000);
	}
}
