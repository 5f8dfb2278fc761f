#include "parse/filing_articles.h"
#include "parse/submission.h"

#include <criterion/criterion.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#define HEAD                                                                   \
	"<SEC-DOCUMENT>x.txt\n<SEC-HEADER>\n<ACCEPTANCE-DATETIME>"             \
	"20250226162015\nACCESSION NUMBER:\t\t0000000001-25-000001\n"          \
	"CONFORMED SUBMISSION TYPE:\t8-K\nCONFORMED PERIOD OF "                \
	"REPORT:\t20250226"                                                    \
	"\nITEM INFORMATION:\tResults of Operations and Financial Condition\n" \
	"ITEM INFORMATION:\tFinancial Statements and Exhibits\nFILED AS OF "   \
	"DATE:\t20250226\n\tCOMPANY CONFORMED NAME:\tCHIP CO\n\tCENTRAL "      \
	"INDEX "                                                               \
	"KEY:\t0000001234\n</SEC-HEADER>\n"
#define PART(type, name, text)                                                 \
	"<DOCUMENT>\n<TYPE>" type "\n<SEQUENCE>1\n<FILENAME>" name             \
	"\n<TEXT>\n" text "\n</TEXT>\n</DOCUMENT>\n"

Test(submission, reads_header_and_parts)
{
	struct arena a = {0};
	struct submission s;
	struct err e = {0};
	char text[STAMP_TEXT_BYTES];
	struct str in = STR(HEAD PART("8-K", "a.htm", "main") PART("EX-99.1",
	    "b.htm", "release") PART("GRAPHIC", "c.jpg", "begin 644 c.jpg\nM"));

	cr_assert_eq(submission_parse(&s, &a, in, &e), 0, "%s", e.text);
	const struct filing *f = &s.filing;

	cr_expect(str_eq(f->cik, STR("1234")));
	cr_expect(str_eq(f->company, STR("CHIP CO")));
	cr_expect(str_eq(f->form, STR("8-K")));
	cr_expect(str_eq(f->accession, STR("0000000001-25-000001")));
	cr_expect(str_eq(f->filed, STR("2025-02-26")));
	cr_expect(str_eq(f->period, STR("2025-02-26")));
	cr_assert_eq(f->n_items, 2);
	cr_expect(str_eq(f->items[0], STR("2.02")));
	cr_expect(str_eq(f->items[1], STR("9.01")));
	cr_assert_eq(f->n_documents, 3);
	cr_expect(str_eq(f->documents[1].filename, STR("b.htm")));
	cr_expect_str_eq(
	    stamp_format(f->accepted, text), "2025-02-26T21:20:15Z");
	cr_expect(submission_is_article(&s, 0));
	cr_expect(submission_is_article(&s, 1));
	cr_expect_not(submission_is_article(&s, 2));
	arena_release(&a);
}

/* New York is four hours behind in summer, five in winter; the night of the
 * change both ways */
static const char *const accepted[][2] = {
    {"20250226162015", "2025-02-26T21:20:15Z"},
    {"20250726162015", "2025-07-26T20:20:15Z"},
    {"20250309015959", "2025-03-09T06:59:59Z"},
    {"20250309030000", "2025-03-09T07:00:00Z"},
    {"20241103235959", "2024-11-04T04:59:59Z"},
    {"20251231190000", "2026-01-01T00:00:00Z"},
};

Test(submission, acceptance_is_new_york_time)
{
	for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++) {
		struct arena a = {0};
		struct submission s;
		struct err e = {0};
		char in[512], text[STAMP_TEXT_BYTES];

		(void)snprintf(in, sizeof in,
		    "<SEC-DOCUMENT>\n<ACCEPTANCE-DATETIME>%s\nACCESSION "
		    "NUMBER: 1\n<DOCUMENT>\n<TEXT>\nx\n",
		    accepted[i][0]);
		cr_assert_eq(submission_parse(&s, &a, str_of(in), &e), 0);
		cr_expect_str_eq(stamp_format(s.filing.accepted, text),
		    accepted[i][1], "%s", accepted[i][0]);
		arena_release(&a);
	}
}

static const struct {
	const char *text, *why;
} broken[] = {
    {"", "nothing"},
    {"words", "no submission"},
    {HEAD, "no document"},
    {"<SEC-DOCUMENT>\n<DOCUMENT>\n<TEXT>\nx", "no accession number"},
};

Test(submission, refuses_what_is_none)
{
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct arena a = {0};
		struct submission s;
		struct err e = {0};

		cr_expect_eq(
		    submission_parse(&s, &a, str_of(broken[i].text), &e), -1,
		    "%s", broken[i].why);
		cr_expect_eq(e.code, EXIT_DATA, "%s", broken[i].why);
		arena_release(&a);
	}
}

Test(submission, is_read_as_far_as_it_goes)
{
	static const char whole[] =
	    HEAD PART("8-K", "a.htm", "m") PART("EX-99.1", "b", "r");

	for (size_t n = 0; n <= sizeof whole - 1; n++) {
		struct arena a = {0};
		struct submission s;
		struct err e = {0};
		char *cut = malloc(n ? n : 1);

		memcpy(cut, whole, n);
		(void)submission_parse(&s, &a, (struct str){cut, n}, &e);
		arena_release(&a);
		free(cut);
	}
}

struct taken {
	size_t n;
	char kinds[8][16], titles[8][64];
	bool documents[8];
};

static int take(void *user, const struct article *a, struct err *e)
{
	struct taken *t = user;

	(void)e;
	(void)snprintf(t->kinds[t->n], 16, "%.*s", STR_ARG(a->kind));
	(void)snprintf(t->titles[t->n], 64, "%.*s", STR_ARG(a->title));
	t->documents[t->n] = a->filing->n_documents > 0;
	t->n++;
	return 0;
}

Test(filing_articles, release_is_an_article_of_its_own)
{
	struct arena a = {0};
	struct taken t = {0};
	struct err e = {0};
	struct page p = {
	    .text = STR(HEAD PART("8-K", "a.htm", "<html><p>main</p></html>")
		    PART("EX-99.1", "b.htm",
			"<html><p>Exhibit 99.1</p><p>Chip Co Announces Record "
			"Results</p><p>It did well.</p></html>")
			PART("EX-99.2", "c.txt",
			    "Commentary of the finance "
			    "chief\n\nAll is\nwell.")
			    PART("EX-99.3", "d.pdf", "<PDF>\nbegin 644 d.pdf")),
	    .fetched = STAMP_NONE,
	};

	cr_assert_eq(filing_articles(&p, &a, take, &t, &e), 0, "%s", e.text);
	cr_assert_eq(t.n, 3);
	cr_expect_str_eq(t.kinds[0], "filing");
	cr_expect_str_eq(t.titles[0], "CHIP CO: 8-K");
	cr_expect_str_eq(t.kinds[1], "release");
	cr_expect_str_eq(t.titles[1], "Chip Co Announces Record Results");
	cr_expect_str_eq(t.kinds[2], "release");
	cr_expect_str_eq(t.titles[2], "Commentary of the finance chief");
	cr_expect(t.documents[0]);
	cr_expect_not(t.documents[1]);
	arena_release(&a);
	xmlCleanupParser();
}
