#include "parse/filing/filing.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* what came out of one source */
struct kept {
	struct arena *arena;
	struct article *articles;
	size_t n, cap, lines, refused;
	char why[1024];
};

static int keep_article(void *user, struct article *a, struct err *e)
{
	struct kept *k = user;

	(void)e;
	k->articles = arena_more(
	    k->arena, k->articles, k->n, &k->cap, sizeof *k->articles);
	k->articles[k->n++] = *a;
	return 0;
}

static int keep_line(void *user, struct str line, struct err *e)
{
	struct kept *k = user;

	(void)line;
	(void)e;
	k->lines++;
	return 0;
}

static int keep_refused(void *user, struct str document, const struct err *why)
{
	struct kept *k = user;

	k->refused++;
	(void)snprintf(k->why, sizeof k->why, "%.*s: %s",
	    STR_ARG(str_sub(document, 0, 200)), why->text);
	return 0;
}

static int read_bytes(struct kept *k, struct arena *a, struct str bytes,
    const char *url, struct err *e)
{
	const struct filing_source in = {.bytes = bytes, .url = str_of(url)};
	const struct filing_sink sink = {
	    k, keep_article, keep_line, keep_refused};

	*k = (struct kept){.arena = a};
	return filing_read(&in, filing_sniff(bytes), a, &sink, e);
}

#define HEADER(filed, count)                                                   \
	"<SEC-HEADER>\n<ACCEPTANCE-DATETIME>20250226181500\n"                  \
	"ACCESSION NUMBER: 0000000007-25-000001\n"                             \
	"CONFORMED SUBMISSION TYPE: 8-K\nPUBLIC DOCUMENT COUNT: " count        \
	"\nITEM INFORMATION: Results of Operations and Financial Condition\n"  \
	"FILED AS OF DATE: " filed "\nFILER:\nCOMPANY CONFORMED NAME: ACME\n"  \
	"CENTRAL INDEX KEY: 0000000007\n</SEC-HEADER>\n"
#define MAIN                                                                   \
	"<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<FILENAME>a.htm\n<TEXT>\n"        \
	"<html><p>Item 2.02 Results of Operations and Financial Condition</p>" \
	"<p>Acme told its results.</p><p>SIGNATURES</p></html>\n</TEXT>\n"     \
	"</DOCUMENT>\n"
#define RELEASE                                                                \
	"<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<FILENAME>b.htm\n<TEXT>\n"    \
	"<html><p>Exhibit 99.1</p><p>Acme Reports Record Sales</p>"            \
	"<p>Sales rose.</p></html>\n</TEXT>\n</DOCUMENT>\n"
#define EMPTY                                                                  \
	"<DOCUMENT>\n<TYPE>EX-99.2\n<SEQUENCE>3\n<FILENAME>c.htm\n<TEXT>\n"    \
	"<html><img src='c.jpg'/></html>\n</TEXT>\n</DOCUMENT>\n"

Test(filing, main_document_and_exhibits_are_articles)
{
	struct arena a = {0};
	struct err e = {0};
	struct kept k;
	char text[STAMP_TEXT_BYTES];

	cr_assert_eq(
	    read_bytes(&k, &a, STR(HEADER("20250227", "3") MAIN RELEASE EMPTY),
		NULL, &e),
	    0, "%s", e.text);
	cr_assert_eq(k.n, 2);
	cr_expect(str_eq(k.articles[0].id, STR("0000000007-25-000001/a.htm")));
	cr_expect(str_eq(k.articles[0].kind, STR("filing")));
	cr_expect(str_eq(k.articles[0].title, STR("8-K - ACME")));
	cr_expect_eq(k.articles[0].filing->n_documents, 3);
	cr_expect_eq(k.articles[0].filing->n_sections, 1);
	cr_expect(k.articles[0].filing->earnings);
	cr_expect(str_eq(k.articles[1].kind, STR("release")));
	cr_expect(
	    str_eq(k.articles[1].title, STR("Acme Reports Record Sales")));
	cr_expect_eq(k.articles[1].filing->n_documents, 0);
	cr_expect_eq(k.articles[1].filing->n_items, 1);
	cr_expect(k.articles[1].filing->earnings);
	/* the exhibit without words is told of, the others go on */
	cr_expect_eq(k.refused, 1);
	cr_expect_str_eq(k.why, "c.htm: no text");
	/* accepted in the evening: public in the morning after */
	cr_expect_str_eq(stamp_format(k.articles[0].filing->accepted, text),
	    "2025-02-26T23:15:00Z");
	cr_expect_str_eq(stamp_format(k.articles[0].published, text),
	    "2025-02-27T11:00:00Z");
	arena_release(&a);
}

Test(filing, public_at_acceptance_on_the_day_itself)
{
	struct arena a = {0};
	struct err e = {0};
	struct kept k;

	cr_assert_eq(
	    read_bytes(&k, &a, STR(HEADER("20250226", "1") MAIN), NULL, &e), 0);
	cr_expect_eq(k.articles[0].published, k.articles[0].filing->accepted);
	cr_expect_not(k.articles[0].filing->earnings);
	cr_expect(str_eq(k.articles[0].content, STR("full")));
	arena_release(&a);
}

Test(filing, that_lacks_documents_is_partial)
{
	struct arena a = {0};
	struct err e = {0};
	struct kept k;

	cr_assert_eq(
	    read_bytes(&k, &a, STR(HEADER("20250226", "5") MAIN), NULL, &e), 0);
	cr_expect(str_eq(k.articles[0].content, STR("partial")));
	arena_release(&a);
}

Test(filing, every_truncation_is_read_or_refused)
{
	static const char whole[] = HEADER("20250226", "2") MAIN RELEASE;
	struct arena a = {0};

	for (size_t n = 0; n < sizeof whole - 1; n++) {
		struct err e = {0};
		struct kept k;
		int rc = read_bytes(&k, &a, (struct str){whole, n}, NULL, &e);

		if (rc != 0)
			cr_expect_eq(e.code, EXIT_DATA, "%zu", n);
		for (size_t i = 0; i < k.n && n < sizeof whole - 16; i++)
			/* a full main document needs all that was promised */
			cr_expect(
			    i > 0 ||
				str_eq(k.articles[0].content, STR("partial")) ||
				k.articles[0].filing->n_documents == 2,
			    "%zu", n);
		arena_reset(&a);
	}
	arena_release(&a);
}

Test(filing, of_a_primary_document_alone_is_known_by_its_cover)
{
	const struct str page = STR(
	    "<html><p>SECURITIES AND EXCHANGE COMMISSION</p>"
	    "<p>Washington, D.C. 20549</p><p>FORM 10-Q</p>"
	    "<p>For the quarterly period ended March 31, 2009</p>"
	    "<p>ACME CORPORATION</p><p>(Exact name of registrant as specified "
	    "in its charter)</p><p><b>Part I Item 1. Financial Statements</b>"
	    "</p><p>x</p></html>");
	struct arena a = {0};
	struct err e = {0};
	struct kept k;

	cr_assert_eq(filing_sniff(page), FILING_PAGE);
	cr_assert_eq(
	    read_bytes(&k, &a, page,
		"https://h/Archives/edgar/data/7/000000000725000002/a10q.htm",
		&e),
	    0);
	cr_assert_eq(k.n, 1);
	const struct filing *f = k.articles[0].filing;

	cr_expect(str_eq(f->form, STR("10-Q")));
	cr_expect(str_eq(f->period, STR("2009-03-31")));
	cr_expect(str_eq(f->company, STR("ACME CORPORATION")));
	cr_expect(str_eq(f->accession, STR("0000000007-25-000002")));
	cr_expect(
	    str_eq(k.articles[0].id, STR("0000000007-25-000002/a10q.htm")));
	cr_expect_eq(f->n_sections, 1);
	arena_release(&a);
}

#define DETAIL                                                                 \
	"<html><head><title>EDGAR Filing Documents for 0000000007-25-000003"   \
	"</title></head><body><div>Form 8-K/A - Current report:</div>"         \
	"<div>SEC Accession No. 0000000007-25-000003</div>"                    \
	"<div>Filing Date</div><div>2025-03-03</div><div>Accepted</div>"       \
	"<div>2025-03-03 16:05:00</div><div>Period of Report</div>"            \
	"<div>2025-03-02</div><div>Items</div>"                                \
	"<div>Item 7.01: Regulation FD Disclosure<br/></div><table>"           \
	"<tr><th>Seq</th><th>Description</th><th>Document</th><th>Type</th>"   \
	"<th>Size</th></tr><tr><td>1</td><td>8-K/A; amended</td>"              \
	"<td>a.htm iXBRL</td><td>8-K/A</td><td>120</td></tr>"                  \
	"<tr><td>9</td><td></td><td>c.jpg</td><td>GRAPHIC</td><td>9</td></tr>" \
	"<tr><td></td><td>Complete submission text file</td><td>x.txt</td>"    \
	"<td></td><td>400</td></tr></table>"                                   \
	"<div>ACME CORP (Filer) CIK: 0000000007 (see all)</div></body></html>"
#define HEADERS                                                                \
	"<HTML><HEAD><TITLE>SEC EDGAR Submission 0000000007-25-000003"         \
	"</TITLE>\n<!--\n<SEC-HEADER>x\n-->\n</HEAD><BODY><PRE>"               \
	"&lt;SEC-HEADER&gt;x\n&lt;ACCEPTANCE-DATETIME&gt;20250303160500\n"     \
	"ACCESSION NUMBER: 0000000007-25-000003\nCONFORMED SUBMISSION TYPE: "  \
	"8-K/A\nCONFORMED PERIOD OF REPORT: 20250302\nITEM INFORMATION: "      \
	"Regulation FD Disclosure\nFILED AS OF DATE: 20250303\nFILER:\n"       \
	"COMPANY CONFORMED NAME: ACME CORP\nCENTRAL INDEX KEY: 0000000007\n"   \
	"&lt;/SEC-HEADER&gt;\n&lt;DOCUMENT&gt;\n&lt;TYPE&gt;8-K/A\n"           \
	"&lt;SEQUENCE&gt;1\n&lt;FILENAME&gt;a.htm\n&lt;TEXT&gt;\n"             \
	"<a href='a.htm'>Document 1</a>\n&lt;/TEXT&gt;\n&lt;/DOCUMENT&gt;\n"   \
	"&lt;DOCUMENT&gt;\n&lt;TYPE&gt;GRAPHIC\n&lt;SEQUENCE&gt;9\n"           \
	"&lt;FILENAME&gt;c.jpg\n&lt;TEXT&gt;\nx\n&lt;/TEXT&gt;\n"              \
	"&lt;/DOCUMENT&gt;\n</PRE></BODY></HTML>"

Test(filing, pages_about_a_filing_tell_its_envelope)
{
	const struct str pages[] = {STR(DETAIL), STR(HEADERS)};

	for (size_t i = 0; i < 2; i++) {
		struct arena a = {0};
		struct err e = {0};
		struct kept k;
		char text[STAMP_TEXT_BYTES];

		cr_assert_eq(filing_sniff(pages[i]), FILING_INDEX, "%zu", i);
		cr_assert_eq(
		    read_bytes(&k, &a, pages[i], NULL, &e), 0, "%s", e.text);
		cr_assert_eq(k.n, 1);
		const struct filing *f = k.articles[0].filing;

		cr_expect(
		    str_eq(k.articles[0].content, STR("summary")), "%zu", i);
		cr_expect(str_eq(f->accession, STR("0000000007-25-000003")));
		cr_expect(str_eq(f->form, STR("8-K/A")));
		cr_expect(str_eq(f->amends, STR("8-K")));
		cr_expect(str_eq(f->company, STR("ACME CORP")));
		cr_expect(str_eq(f->cik, STR("7")));
		cr_expect(str_eq(f->period, STR("2025-03-02")));
		cr_expect_str_eq(
		    stamp_format(f->accepted, text), "2025-03-03T21:05:00Z");
		cr_assert_eq(f->n_items, 1);
		cr_expect(str_eq(f->items[0], STR("7.01")));
		cr_assert_eq(f->n_documents, 2, "%zu", i);
		cr_expect(str_eq(f->documents[0].filename, STR("a.htm")));
		cr_expect(str_eq(f->documents[1].type, STR("GRAPHIC")));
		cr_expect(str_eq(f->documents[1].sequence, STR("9")));
		arena_release(&a);
	}
}

Test(filing, a_folder_lists_its_files)
{
	const struct str json =
	    STR("{\"directory\":{\"item\":[{\"name\":\"a.htm\",\"size\":\"1\"},"
		"{\"name\":\"0000000007-25-000004.txt\"}],"
		"\"name\":\"/Archives/edgar/data/7/000000000725000004\"}}");
	struct arena a = {0};
	struct err e = {0};
	struct kept k;

	cr_assert_eq(read_bytes(&k, &a, json, NULL, &e), 0, "%s", e.text);
	cr_assert_eq(k.n, 1);
	cr_expect(str_eq(
	    k.articles[0].filing->accession, STR("0000000007-25-000004")));
	cr_expect_eq(k.articles[0].filing->n_documents, 2);
	arena_release(&a);
}

Test(filing, other_pages_are_none)
{
	static const char *const others[] = {"", "text", "<html>news</html>",
	    "{\"v\":1}", "<rss></rss>",
	    "<p>The Securities and Exchange Commission said 20549</p>"};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cr_expect_eq(
		    filing_sniff(str_of(others[i])), FILING_NONE, "%zu", i);
}

static const char *const answers[] = {
    "<!DOCTYPE html><html><head>\n<title>SEC.gov | Request Rate Threshold "
    "Exceeded</title></head><body>SEC accession 20549 Form 8-K</body></html>",
    "<html><head><title>SEC.gov | Your Request Originates from an Undeclared "
    "Automated Tool</title></head></html>",
    "<html><head>\n    <title>SEC.gov | File Unavailable</title></head></html>",
    "<?xml version=\"1.0\"?>\n<Error><Code>AccessDenied</Code></Error>",
    "<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code></Error>",
};

Test(filing, answers_in_its_place_are_refused)
{
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		struct str bytes = str_of(answers[i]);
		struct arena a = {0};
		struct err e = {0};
		struct kept k;

		cr_expect_eq(filing_sniff(bytes), FILING_DENIED, "%zu", i);
		cr_expect_eq(read_bytes(&k, &a, bytes, NULL, &e), -1);
		cr_expect_eq(e.code, EXIT_DATA);
		cr_expect_eq(k.n, 0);
		arena_release(&a);
	}
}

/* ---- real filings, where they lie beside the project ---- */

static bool load(struct buf *to, const char *path)
{
	gzFile gz = gzopen(path, "rb");
	int n = 1;

	if (!gz)
		return false;
	while (n > 0) {
		char *room = buf_room(to, 1 << 16);

		n = room ? gzread(gz, room, 1 << 16) : 0;
		to->n += n > 0 ? (size_t)n : 0;
	}
	(void)gzclose(gz);
	return to->n > 0;
}

static void expect_partition(const struct article *a, const char *path)
{
	const struct filing *f = a->filing;

	for (size_t i = 0; i < f->n_sections; i++) {
		const struct section *s = &f->sections[i];

		cr_expect_lt(s->begin, s->end, "%s", path);
		cr_expect_leq(s->end, a->text.n, "%s", path);
		cr_expect(s->begin == 0 || a->text.p[s->begin - 1] == '\n',
		    "%s", path);
		if (i + 1 < f->n_sections)
			cr_expect_eq(s->end, s[1].begin, "%s", path);
	}
}

static size_t check_folder(const char *dir, size_t *articles)
{
	DIR *d = opendir(dir);
	const struct dirent *one;
	size_t files = 0;

	while (d && (one = readdir(d)) != NULL) {
		struct arena a = {0};
		struct err e = {0};
		struct kept k;
		struct buf bytes;
		char path[1024];

		(void)snprintf(path, sizeof path, "%s/%s", dir, one->d_name);
		buf_init(&bytes, 1 << 26);
		if (one->d_name[0] != '.' && load(&bytes, path)) {
			files++;
			if (filing_sniff(buf_view(&bytes)) != FILING_NONE &&
			    read_bytes(&k, &a, buf_view(&bytes), path, &e) == 0)
				*articles += k.n;
			else
				k.n = 0;
			for (size_t i = 0; i < k.n; i++)
				expect_partition(&k.articles[i], path);
		}
		buf_release(&bytes);
		arena_release(&a);
	}
	if (d)
		(void)closedir(d);
	return files;
}

Test(filing, sections_of_real_filings_part_their_text)
{
	static const char *const folders[] = {"8-K/NVDA", "8-K/AMZN",
	    "8-K/GOOGL", "8-K/META", "8-K/MSFT", "8-K/ORCL", "8-K/INTC",
	    "reports", "sgml", "http"};
	const char *data = getenv("JEVONS_TEST_DATA");
	size_t files = 0, articles = 0;

	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		char dir[512];

		(void)snprintf(dir, sizeof dir, "%s/data/filings/%s",
		    data ? data : "../shared", folders[i]);
		files += check_folder(dir, &articles);
	}
	if (files == 0)
		cr_skip_test("no real filings beside the project");
	cr_expect_gt(articles, 40);
}
