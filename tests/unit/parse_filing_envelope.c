#include "parse/filing/envelope.h"

#include <criterion/criterion.h>
#include <string.h>

#define HEADER                                                                 \
	"<SEC-DOCUMENT>0000000007-25-000001.txt : 20250226\n"                  \
	"<SEC-HEADER>0000000007-25-000001.hdr.sgml : 20250226\n"               \
	"<ACCEPTANCE-DATETIME>20250226162035\n"                                \
	"ACCESSION NUMBER:\t\t0000000007-25-000001\n"                          \
	"CONFORMED SUBMISSION TYPE:\t8-K\nPUBLIC DOCUMENT COUNT:\t\t3\n"       \
	"CONFORMED PERIOD OF REPORT:\t20250225\n"                              \
	"ITEM INFORMATION:\t\tResults of Operations and Financial Condition\n" \
	"ITEM INFORMATION:\t\tFinancial Statements and Exhibits\n"             \
	"FILED AS OF DATE:\t\t20250226\n\nFILER:\n\n\tCOMPANY DATA:\t\n"       \
	"\t\tCOMPANY CONFORMED NAME:\t\t\tACME CORP\n"                         \
	"\t\tCENTRAL INDEX KEY:\t\t\t0000000007\n\n\tFORMER COMPANY:\n"        \
	"\t\tFORMER CONFORMED NAME:\tOLD ACME\n</SEC-HEADER>\n"
#define DOCUMENT(type, sequence, name, body)                                   \
	"<DOCUMENT>\n<TYPE>" type "\n<SEQUENCE>" sequence "\n<FILENAME>" name  \
	"\n<DESCRIPTION>about " type "\n<TEXT>\n" body "\n</TEXT>\n"           \
	"</DOCUMENT>\n"
#define THREE                                                                  \
	DOCUMENT("8-K", "1", "a.htm", "<XBRL>\n<html>main</html>\n</XBRL>")    \
	DOCUMENT("EX-99.1", "2", "b.htm", "release")                           \
	DOCUMENT("GRAPHIC", "7", "c.jpg", "begin 644 c.jpg\nM_]C_X\nend")

static void parse(struct envelope *s, struct arena *a, const char *text)
{
	struct err e = {0};

	cr_assert_eq(envelope_parse(s, a, str_of(text), &e), 0, "%s", e.text);
}

static void expect_main(const struct envelope *s)
{
	const struct filing *f = &s->filing;
	char text[STAMP_TEXT_BYTES];

	cr_expect(str_eq(f->accession, STR("0000000007-25-000001")));
	cr_expect(str_eq(f->cik, STR("7")));
	cr_expect(str_eq(f->company, STR("ACME CORP")));
	cr_expect(str_eq(f->form, STR("8-K")));
	cr_expect(str_eq(f->period, STR("2025-02-25")));
	cr_expect(str_eq(f->filed, STR("2025-02-26")));
	cr_expect_str_eq(
	    stamp_format(f->accepted, text), "2025-02-26T21:20:35Z");
	cr_assert_eq(f->n_items, 2);
	cr_expect(str_eq(f->items[0], STR("2.02")));
	cr_expect(str_eq(f->items[1], STR("9.01")));
	cr_assert_eq(f->n_documents, 3);
	cr_expect(str_eq(f->documents[1].type, STR("EX-99.1")));
	cr_expect(str_eq(f->documents[2].sequence, STR("7")));
	cr_expect(str_eq(f->documents[2].filename, STR("c.jpg")));
	cr_expect(str_eq(f->documents[1].description, STR("about EX-99.1")));
	cr_expect_eq(s->main, 0);
	cr_expect(str_eq(s->parts[0].body, STR("<html>main</html>")));
	cr_expect(s->parts[1].readable);
	cr_expect_not(s->parts[2].readable);
	cr_expect_not(s->cut);
}

Test(envelope, of_lines_is_read)
{
	struct envelope s;
	struct arena a = {0};

	parse(&s, &a, HEADER THREE "</SEC-DOCUMENT>\n");
	expect_main(&s);
	cr_expect_eq(s.filing.n_filers, 1);
	arena_release(&a);
}

Test(envelope, in_a_privacy_wrapper_is_the_same)
{
	struct envelope s;
	struct arena a = {0};

	parse(&s, &a,
	    "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: "
	    "2001,MIC-CLEAR\nMIC-Info: RSA-MD5,RSA,\n VehqyCi\n\n" HEADER THREE
	    "</SEC-DOCUMENT>\n-----END PRIVACY-ENHANCED MESSAGE-----\n");
	expect_main(&s);
	arena_release(&a);
}

#define TAGGED                                                                 \
	"<SUBMISSION>@<ACCESSION-NUMBER>0000000007-25-000001@<TYPE>8-K@"       \
	"<PUBLIC-DOCUMENT-COUNT>3@<PERIOD>20250225@<ITEMS>2.02@<ITEMS>9.01@"   \
	"<FILING-DATE>20250226@<ACCEPTANCE-DATETIME>20250226162035@"           \
	"<REPORTING-OWNER>@<OWNER-DATA>@<CONFORMED-NAME>A PERSON@"             \
	"<CIK>0000000099@</OWNER-DATA>@</REPORTING-OWNER>@"                    \
	"<FILER>@<COMPANY-DATA>@<CONFORMED-NAME>ACME CORP@<CIK>0000000007@"    \
	"</COMPANY-DATA>@</FILER>@<GROUP-MEMBERS>>B@"                          \
	"<DOCUMENT>@<TYPE>8-K@<SEQUENCE>1@<FILENAME>a.htm@<TEXT>@"             \
	"<XBRL>@<html>main</html>@</XBRL>@</TEXT>@</DOCUMENT>@"                \
	"<DOCUMENT>@<TYPE>EX-99.1@<SEQUENCE>2@<FILENAME>b.htm@"                \
	"<DESCRIPTION>about EX-99.1@<TEXT>@release@</TEXT>@</DOCUMENT>@"       \
	"<DOCUMENT>@<TYPE>GRAPHIC@<SEQUENCE>7@<FILENAME>c.jpg@<TEXT>@"         \
	"begin 644 c.jpg@M_]C_X@end@</TEXT>@</DOCUMENT>@</SUBMISSION>@"

/* the same with @ as a line end and as nothing */
static char *tagged(bool lines)
{
	char *text = mem_text(STR(TAGGED));
	size_t n = 0;

	for (size_t i = 0; text[i]; i++)
		if (text[i] != '@')
			text[n++] = text[i];
		else if (lines)
			text[n++] = '\n';
	text[n] = '\0';
	return text;
}

Test(envelope, of_tags_is_read_with_and_without_lines)
{
	for (int lines = 0; lines < 2; lines++) {
		struct envelope s;
		struct arena a = {0};
		char *text = tagged(lines);

		parse(&s, &a, text);
		expect_main(&s);
		/* the owner comes first in the header, the company counts */
		cr_assert_eq(s.filing.n_filers, 2);
		cr_expect(str_eq(s.filing.filers[0], STR("A PERSON")));
		arena_release(&a);
		free(text);
	}
}

Test(envelope, an_amendment_says_what_it_amends)
{
	struct envelope s;
	struct arena a = {0};

	parse(&s, &a,
	    "ACCESSION NUMBER:\t1\nCONFORMED SUBMISSION "
	    "TYPE:\t10-K/A\n" DOCUMENT("10-K/A", "1", "a.htm", "x"));
	cr_expect(str_eq(s.filing.form, STR("10-K/A")));
	cr_expect(str_eq(s.filing.amends, STR("10-K")));
	arena_release(&a);
}

static const struct {
	const char *text, *why;
	size_t documents, cut; /* cut: the number of the cut one; 9 none */
} cuts[] = {
    {HEADER "<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nab", "cut in a body", 1, 0},
    {HEADER "<DOCUMENT>\n<TYPE>8-K\n", "cut in a head", 1, 0},
    {HEADER "<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nab\n<DOCUMENT>\n<TYPE>EX-99\n"
	    "<TEXT>\nc\n</TEXT>\n",
	"a body without its end", 2, 0},
    {HEADER "<DOCUMENT>\n<TYPE>8-K\n<DOCUMENT>\n<TYPE>EX-99\n<TEXT>c</TEXT>",
	"a document without a body", 2, 0},
    {HEADER DOCUMENT("8-K", "1", "a", "he wrote <DOCUMENT> there"),
	"the tag within a text", 1, 9},
};

Test(envelope, that_is_cut_is_marked_and_swallows_nothing)
{
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		struct envelope s;
		struct arena a = {0};

		parse(&s, &a, cuts[i].text);
		cr_assert_eq(
		    s.filing.n_documents, cuts[i].documents, "%s", cuts[i].why);
		for (size_t k = 0; k < s.filing.n_documents; k++)
			cr_expect_eq(s.parts[k].cut, k == cuts[i].cut, "%s",
			    cuts[i].why);
		/* the header promised three */
		cr_expect(s.cut, "%s", cuts[i].why);
		arena_release(&a);
	}
}

Test(envelope, without_documents_is_refused)
{
	static const char *const bad[] = {"", HEADER, "<DOCUMENT", "text",
	    "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\n"};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct envelope s;
		struct arena a = {0};
		struct err e = {0};

		cr_expect_eq(envelope_parse(&s, &a, str_of(bad[i]), &e), -1);
		cr_expect_eq(e.code, EXIT_DATA);
		arena_release(&a);
	}
}

Test(envelope, is_told_by_its_begin)
{
	cr_expect(envelope_sniff(STR(HEADER)));
	cr_expect(envelope_sniff(STR("<SUBMISSION>\n<TYPE>4")));
	cr_expect(
	    envelope_sniff(STR("<IMS-DOCUMENT>0000000007-95-000001.txt")));
	cr_expect(
	    envelope_sniff(STR("-----BEGIN PRIVACY-ENHANCED MESSAGE-----\n")));
	cr_expect_not(envelope_sniff(STR("<html><body>A filing</body>")));
	cr_expect_not(envelope_sniff(STR("")));
}

Test(envelope, is_linear_in_documents_without_ends)
{
	struct envelope s;
	struct arena a = {0};
	struct buf b;

	buf_init(&b, 1 << 24);
	for (int i = 0; i < 100000; i++)
		buf_puts(&b, "<DOCUMENT>\n<TYPE>X\n<TEXT>\n");
	parse(&s, &a, buf_text(&b));
	cr_expect_eq(s.filing.n_documents, 100000);
	buf_release(&b);
	arena_release(&a);
}
