#include "parse/sniff.h"

#include <criterion/criterion.h>

static const struct {
	const char *text, *type;
	enum page_type want;
	const char *why;
} rows[] = {
    {"<!DOCTYPE html><p>x", NULL, PAGE_HTML, "a page"},
    {"  \n<HTML><body>", NULL, PAGE_HTML, "capitals behind blanks"},
    {"<p>a fragment", NULL, PAGE_HTML, "a fragment"},
    {"words", "text/html; charset=utf-8", PAGE_HTML, "the header says so"},
    {"<?xml version='1.0'?><rss><channel>", NULL, PAGE_FEED, "RSS"},
    {"<feed xmlns='http://www.w3.org/2005/Atom'>", "text/html", PAGE_FEED,
	"Atom that is sent as HTML"},
    {"<rdf:RDF>", NULL, PAGE_FEED, "RSS 1.0"},
    {"<urlset>", NULL, PAGE_FEED, "a sitemap"},
    {"<html><body>How <rss> looks", "text/html", PAGE_HTML,
	"a page that writes about feeds"},
    {"<SEC-DOCUMENT>0001.txt", NULL, PAGE_FILING, "a submission"},
    {"-----BEGIN PRIVACY-ENHANCED MESSAGE-----", NULL, PAGE_FILING,
	"an old one"},
    {"WARC/1.1\r\n", NULL, PAGE_WARC, "WARC"},
    {"export const page = `<!DOCTYPE html><p>x`", NULL, PAGE_HTML,
	"a page inside a script's template"},
    {"---\ntitle: x\n---\n<div>y</div>", "application/octet-stream", PAGE_TEXT,
	"Markdown with tags in it"},
    {"# Title\n\nwords <b>bold</b>", NULL, PAGE_TEXT, "Markdown"},
    {"<p>literally</p>", "text/plain", PAGE_TEXT, "plain text, it says"},
    {"words", NULL, PAGE_TEXT, "words"},
    {"const x = 1;", NULL, PAGE_TEXT, "a script without a page"},
    {"5 < 6 and 7 > 2", NULL, PAGE_TEXT, "signs of order"},
    {"", NULL, PAGE_TEXT, "nothing"},
};

Test(sniff, tells_kinds_apart)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(
		    sniff_text(str_of(rows[i].text), str_of(rows[i].type)),
		    rows[i].want, "%s", rows[i].why);
}

Test(sniff, knows_what_is_no_text)
{
	static const char *const binary[] = {
	    "%PDF-1.7", "PK\3\4", "\x89PNG\r\n", "GIF89a", "RIFF1234WEBP"};
	static const char *const text[] = {"words", "%PD", "", "P K"};

	for (size_t i = 0; i < sizeof binary / sizeof *binary; i++)
		cr_expect(sniff_binary(str_of(binary[i])), "%s", binary[i]);
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		cr_expect_null(sniff_binary(str_of(text[i])), "%s", text[i]);
}

Test(sniff, takes_the_page_out_of_a_script)
{
	cr_expect(str_eq(
	    sniff_literal(STR("var a = `<p>x</p>`;\n")), STR("<p>x</p>")));
	cr_expect(str_eq(
	    sniff_literal(STR("export const a = `<p>cut")), STR("<p>cut")));
	cr_expect_null(sniff_literal(STR("var a = `no page`")).p);
	cr_expect_null(sniff_literal(STR("<p>`<p>`")).p);
	cr_expect_null(sniff_literal(STR("")).p);
}

Test(sniff, type_names)
{
	enum page_type t;
	struct err e = {0};

	cr_expect_eq(sniff_type_named("sitemap", &t, &e), 0);
	cr_expect_eq(t, PAGE_FEED);
	cr_expect_eq(sniff_type_named("HTML", &t, &e), -1);
	cr_expect_eq(e.code, EXIT_USAGE);
}
