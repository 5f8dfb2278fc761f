#include "parse/text/charset.h"
#include "parse/text/charset_prescan.h"

#include <criterion/criterion.h>
#include <string.h>

/* "深圳芯片" in GB18030, "台灣晶片" in Big5, "رقائق" in windows-1256 */
#define GB "\xC9\xEE\xDB\xDA\xD0\xBE\xC6\xAC"
#define BIG5 "\xA5\x78\xC6\x57\xB4\xB9\xA4\xF9"
#define ARABIC "\xD1\xDE\xC7\xC6\xDE"
#define META(label) "<meta charset=\"" label "\">"

static const struct {
	const char *bytes;
	size_t n; /* 0: strlen */
	const char *type, *want, *why;
} rows[] = {
    {"plain", 0, NULL, "plain", "ASCII"},
    {"caf\xC3\xA9", 0, NULL, "café", "UTF-8 that nobody declared"},
    {"\xEF\xBB\xBFx", 0, "text/html; charset=big5", "x", "a BOM wins"},
    {"\xFF\xFEx\0Y\x4E", 6, NULL, "x乙", "UTF-16 by its BOM, little end"},
    {"\xFE\xFF\0x\x4E\x59", 6, NULL, "x乙", "UTF-16 by its BOM, big end"},
    {GB, 0, "text/html; charset=gb2312", "深圳芯片", "the header"},
    {GB, 0, "text/html;charset=\"GBK\"", "深圳芯片", "the header, quoted"},
    {META("gb18030") GB, 0, NULL, META("gb18030") "深圳芯片", "the meta"},
    {META("big5") BIG5, 0, NULL, META("big5") "台灣晶片", "Big5"},
    {META("windows-1256") ARABIC, 0, NULL, META("windows-1256") "رقائق",
	"windows-1256"},
    {"<?xml version='1.0' encoding='gbk'?>" GB, 0, NULL,
	"<?xml version='1.0' encoding='gbk'?>深圳芯片", "the XML declaration"},
    {"caf\xE9", 0, "text/html; charset=iso-8859-1", "café", "Latin 1"},
    {"\x93x\x94", 0, "text/html; charset=iso-8859-1", "“x”",
	"Latin 1 means windows-1252"},
    {META("gb2312") "深圳", 0, NULL, META("gb2312") "深圳",
	"a lying label: valid UTF-8 is nothing else"},
    {META("utf-16") "x", 0, NULL, META("utf-16") "x",
	"UTF-16 told in ASCII is UTF-8"},
    {META("no-such") "caf\xC3\xA9", 0, NULL, META("no-such") "café",
	"a label that nobody knows"},
    {"<!-- " META("gbk") " -->caf\xC3\xA9", 0, NULL,
	"<!-- " META("gbk") " -->café", "a label inside a comment"},
    {"a\xFF"
     "b",
	0, "text/html; charset=utf-8",
	"a\xEF\xBF\xBD"
	"b",
	"a broken byte stays as U+FFFD"},
    {"a\0b", 3, NULL, "ab", "NUL goes"},
    {"don\xC2\x92t", 0, NULL, "don’t", "C1 means windows-1252"},
    {"", 0, NULL, "", "nothing"},
};

Test(charset, gives_utf8_whatever_comes)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str in = {rows[i].bytes,
		    rows[i].n ? rows[i].n : strlen(rows[i].bytes)};
		struct err e = {0};
		struct buf b;

		buf_init(&b, 1 << 20);
		int rc = charset_to_utf8(&b, in, str_of(rows[i].type), &e);

		cr_expect_eq(rc, 0, "%s", rows[i].why);
		cr_expect_str_eq(buf_text(&b), rows[i].want, "%s", rows[i].why);
		buf_release(&b);
	}
}

#define JIS "\x1B$B$3$l$OH>F3BN\x1B(B" /* これは半導体 in ISO-2022-JP */
#define KOI "\xC3\xC5\xCE\xD9 \xCE\xC1 \xDE\xC9\xD0\xD9 " /* цены на чипы */
#define CYR "\xF6\xE5\xED\xFB \xED\xE0 \xF7\xE8\xEF\xFB " /* in 1251 */

/* enough text of one charset is told by its bytes alone, whatever it is
 * declared to be */
static const struct {
	const char *label, *part, *want, *why;
} kinds[] = {
    {NULL, GB "\xA1\xA3", "深圳芯片。", "GB18030"},
    {NULL, BIG5 "\xA1\x43", "台灣晶片。", "Big5"},
    {NULL, ARABIC " ", "رقائق ", "windows-1256"},
    {NULL, CYR, "цены на чипы ", "windows-1251"},
    {NULL, KOI, "цены на чипы ", "KOI8-R"},
    {NULL,
	"\x94\xBC\x93\xB1\x91\xCC\x82\xCC\x89\xBF\x8A\x69\x82\xCD\x90\xE6\x8F"
	"\x54\x82\xA9\x82\xE7\x8F\xE3\x82\xAA\x82\xE8\x91\xB1\x82\xAF\x82\xC4"
	"\x82\xA2\x82\xE9\x81\x42",
	"半導体の価格は先週から上がり続けている。", "Shift_JIS"},
    {NULL,
	"\xC8\xBE\xC6\xB3\xC2\xCE\xA4\xCE\xB2\xC1\xB3\xCA\xA4\xCF\xC0\xE8\xBD"
	"\xB5\xA4\xAB\xA4\xE9\xBE\xE5\xA4\xAC\xA4\xEA\xC2\xB3\xA4\xB1\xA4\xC6"
	"\xA4\xA4\xA4\xEB\xA1\xA3",
	"半導体の価格は先週から上がり続けている。", "EUC-JP"},
    {NULL, "\xB9\xDD\xB5\xB5\xC3\xBC \xB0\xA1\xB0\xDD\xC0\xCC ",
	"반도체 가격이 ", "EUC-KR"},
    {NULL, JIS, "これは半導体", "ISO-2022-JP"},
    {NULL,
	"the caf\xE9 of \x93"
	"chips\x94 ",
	"the café of “chips” ", "windows-1252"},
    {"iso-8859-1", ARABIC " ", "رقائق ", "Arabic declared Western"},
    {"windows-1252", GB "\xA1\xA3", "深圳芯片。", "Chinese declared Western"},
    {"iso-8859-1", CYR, "цены на чипы ", "Russian declared Western"},
    {"utf-8", GB "\xA1\xA3", "深圳芯片。", "Chinese declared UTF-8"},
    {"utf-8", ARABIC " ", "رقائق ", "Arabic declared UTF-8"},
    {"gbk", "رقائق 芯片 ", "رقائق 芯片 ", "UTF-8 declared GBK"},
    {"iso-2022-jp", JIS, "これは半導体", "escapes that are declared"},
    {"iso-8859-1", "na\xEFve \xE9l\xE8ve ", "naïve élève ",
	"Western declared so"},
};

Test(charset, detects_what_nobody_declared_or_was_declared_wrongly)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct buf in, out, type;
		struct err e = {0};

		buf_init(&in, 1 << 20);
		buf_init(&out, 1 << 20);
		buf_init(&type, 256);
		if (kinds[i].label)
			buf_printf(
			    &type, "text/html; charset=%s", kinds[i].label);
		buf_puts(&in, "<p>");
		for (int k = 0; k < 100; k++)
			buf_puts(&in, kinds[i].part);
		cr_assert_eq(
		    charset_to_utf8(&out, buf_view(&in), buf_view(&type), &e),
		    0);
		cr_expect(str_starts(str_sub(buf_view(&out), 3, out.n),
			      str_of(kinds[i].want)),
		    "%s: %.60s", kinds[i].why, buf_text(&out));
		buf_release(&in);
		buf_release(&out);
		buf_release(&type);
	}
}

Test(charset, refuses_text_over_the_ceiling)
{
	struct err e = {0};
	struct buf b;

	buf_init(&b, 4);
	cr_expect_eq(
	    charset_to_utf8(&b, STR("too long"), (struct str){NULL, 0}, &e),
	    -1);
	cr_expect_eq(e.code, EXIT_DATA);
	buf_release(&b);
}

static bool any(struct str label)
{
	return !str_eq(label, STR("bogus"));
}

static const struct {
	const char *head, *want, *why; /* want NULL: tells nothing */
} heads[] = {
    {"<meta charset=gbk>", "gbk", "bare"},
    {"<META CHARSET = 'gbk' >", "gbk", "capitals, blanks, quotes"},
    {"<meta/charset=gbk>", "gbk", "a slash for a blank"},
    {"<meta http-equiv=Content-Type content='text/html; charset=gbk'>", "gbk",
	"the old form"},
    {"<meta content='charset=gbk' http-equiv=content-type>", "gbk",
	"the old form, turned round"},
    {"<p title=\"<meta charset=a>\"><meta charset=gbk>", "gbk",
	"inside an attribute"},
    {"<!-- <meta charset=a> --><meta charset=gbk>", "gbk", "behind a comment"},
    {"<script>x</script><meta charset=gbk>", "gbk", "behind a script"},
    {"<meta charset=bogus><meta charset=gbk>", "gbk", "the first is unknown"},
    {"<?xml version='1.0' encoding=\"gbk\"?>", "gbk", "XML"},
    {"<meta content='text/html; charset=gbk'>", NULL, "no http-equiv"},
    {"<meta http-equiv=refresh content='charset=gbk'>", NULL,
	"another http-equiv"},
    {"<metacharset=gbk>", NULL, "another element"},
    {"<meta name=charset content=gbk>", NULL, "another attribute"},
    {"<meta charset=\"gbk>", NULL, "a quote that never ends"},
    {"<meta charset=>", NULL, "no label"},
    {"<!-- <meta charset=gbk>", NULL, "a comment that never ends"},
    {"meta charset=gbk", NULL, "no tag"},
    {"", NULL, "nothing"},
};

Test(charset_prescan, reads_what_a_document_says)
{
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct str got = charset_prescan(str_of(heads[i].head), any);
		struct str want = str_of(heads[i].want);

		cr_expect(want.p ? str_eq(got, want) : !got.n, "%s: '%.*s'",
		    heads[i].why, STR_ARG(got));
	}
}

Test(charset_prescan, finds_a_late_declaration)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_puts(&b, "<html><head><script>");
	for (int i = 0; i < 300; i++)
		buf_puts(&b, "var x; ");
	buf_puts(&b, "</script><meta charset=gbk>");
	cr_expect(str_eq(charset_prescan(buf_view(&b), any), STR("gbk")));
	buf_release(&b);
}

static const struct {
	const char *bytes, *type, *told, *guessed, *why;
} names[] = {
    {META("GB2312") "x", NULL, "gbk", "windows-1252", "a label of GBK"},
    {META("latin1") "x", NULL, "windows-1252", "windows-1252", "Latin 1"},
    {META("shift_jis") "x", NULL, "shift_jis", "windows-1252", "Japanese"},
    {META("hz-gb-2312") "x", NULL, "replacement", "windows-1252",
	"not for the web"},
    {META("utf-16") "x", NULL, "utf-8", "windows-1252", "told in ASCII"},
    {META("gbk") "x", "text/html; charset=big5", "big5", "windows-1252",
	"the header wins"},
    {META("gbk") "x", "text/html; charset=no-such", "gbk", "windows-1252",
	"a header that tells nothing"},
    {"\xEF\xBB\xBFx", "text/html; charset=gbk", "utf-8", "utf-8",
	"a mark wins"},
    {"<meta charset=gbk", NULL, NULL, "windows-1252", "a tag cut off"},
    {"قطاع", NULL, NULL, "utf-8", "Arabic that nobody declared"},
    {META("no-such") "芯片", NULL, NULL, "utf-8", "an unknown label"},
    {"", NULL, NULL, "windows-1252", "nothing"},
};

Test(charset, is_named_as_the_web_names_it)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct str s = str_of(names[i].bytes);
		struct str told = charset_told(s, str_of(names[i].type));

		cr_expect(str_eq(told, str_of(names[i].told)) &&
			      !told.p == !names[i].told,
		    "%s: told '%.*s'", names[i].why, STR_ARG(told));
		cr_expect(str_eq(charset_guessed(s), str_of(names[i].guessed)),
		    "%s: guessed", names[i].why);
	}
}
