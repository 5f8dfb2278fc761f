/* One document after another through a worker: what it refuses, what it
 * takes, and that it keeps nothing. */
#include "parse/work.h"

#include "fetch/base/stamp.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct job document(const char *text)
{
	return (struct job){
	    .kind = JOB_DOCUMENT,
	    .fetched = stamp_days(2025, 1, 28) * STAMP_DAY,
	    .bytes = str_of(text),
	    .raw = {.file = STR("f"), .offset = 0},
	};
}

static const struct {
	const char *text, *why;
} refused[] = {
    {"", "nothing"},
    {"  \n ", "blanks"},
    {"%PDF-1.7 x", "a PDF file"},
    {"<html></html>", "a page without text"},
    {"<rss", "a feed cut in its first tag"},
    {"<SEC-DOCUMENT>", "a submission without documents"},
};

Test(work, tells_what_it_refuses)
{
	struct work *w = work_open();

	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct job j = document(refused[i].text);
		struct job_counts c = {0};
		struct buf b;

		buf_init(&b, 1 << 20);
		work_do(w, &j, &b, &c);
		cr_expect_eq(c.in, 1, "%s", refused[i].why);
		cr_expect_eq(
		    c.refused, 1, "%s: %s", refused[i].why, buf_text(&b));
		cr_expect_eq(c.out, 0, "%s: %s", refused[i].why, buf_text(&b));
		cr_expect(strstr(buf_text(&b), "\"stage\":\"parse\""), "%s",
		    refused[i].why);
		buf_release(&b);
	}
	work_close(w);
	xmlCleanupParser();
}

Test(work, every_cut_of_a_document_is_taken)
{
	static const char *const documents[] = {
	    "<!DOCTYPE html><html lang=en><head><meta "
	    "charset=utf-8><title>Sold "
	    "out</title><script type='application/ld+json'>{\"@type\":"
	    "\"NewsArticle\",\"datePublished\":\"2025-01-27\"}</script></head>"
	    "<body><article><h1>Sold out</h1><p class=\"x\">No card &amp; no "
	    "server is left.</p><!-- x --></article></body></html>",
	    "<?xml version='1.0'?><rss><channel><title>T</title><item><title>"
	    "<![CDATA[a<b>]]></title><pubDate>Mon, 27 Jan 2025 10:00:00 GMT"
	    "</pubDate></item></channel></rss>",
	    ("---\ntitle: نفاد الرقائق\ndate: 2025-01-27\n---\n# عنوان\n\nنص "
	     "[رابط](http://h/) **مهم**\n"),
	    "来源：芯片账本\n显卡已经卖光。\n\n第二段。"};
	struct work *w = work_open();

	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
		for (size_t n = 0; n <= strlen(documents[i]); n++) {
			struct job j = document(documents[i]);
			struct job_counts c = {0};
			struct buf b;
			char *cut = malloc(n ? n : 1);

			memcpy(cut, documents[i], n);
			j.bytes = (struct str){cut, n};
			buf_init(&b, 1 << 20);
			work_do(w, &j, &b, &c);
			cr_expect_eq(c.in, 1);
			buf_release(&b);
			free(cut);
		}
	work_close(w);
	xmlCleanupParser();
}

static long resident(void)
{
	long pages = 0, all = 0;
	FILE *f = fopen("/proc/self/statm", "r");

	if (!f || fscanf(f, "%ld %ld", &all, &pages) != 2)
		pages = 0;
	if (f)
		(void)fclose(f);
	return pages;
}

Test(work, memory_stays_flat)
{
#ifdef __SANITIZE_ADDRESS__
	cr_skip("freed memory is kept back");
#endif
	struct work *w = work_open();
	struct buf b;
	long early = 0;

	buf_init(&b, 1 << 24);
	for (int i = 0; i < 6000; i++) {
		struct job j = document(
		    i % 3 == 0
			? "<html><body><article><p>No card is left, and nobody "
			  "can say when more will come.</p></article>"
		    : i % 3 == 1 ? "<rss><channel><item><title>a</title></item>"
				   "</channel></rss>"
				 : "words of a text\nand more of it");
		struct job_counts c = {0};

		buf_clear(&b);
		work_do(w, &j, &b, &c);
		if (i == 1000)
			early = resident();
	}
	cr_expect_leq(
	    resident(), early + 256, "pages: %ld then %ld", early, resident());
	buf_release(&b);
	work_close(w);
	xmlCleanupParser();
}
