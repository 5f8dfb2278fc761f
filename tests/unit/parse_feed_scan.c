#include "parse/feed/scan.h"

#include <criterion/criterion.h>

/* tokens: <name attrs> </name> <name/>, runs of text between bars */
static const struct {
	const char *xml, *tokens, *why;
} rows[] = {
    {"<a>x</a>", "<a>|x|</a>", "an element"},
    {"<a b='1' c>x", "<a b='1' c>|x|", "attributes"},
    {"<a/><b />", "<a/><b/>", "empty ones"},
    {"<a b='>'>x", "<a b='>'>|x|", "a > in quotes"},
    {"a&amp;b &#x4e2d;", "|a&b 中|", "references"},
    {"<![CDATA[a&amp;<b>]]]]>x", "|a&amp;<b>]]x|", "CDATA"},
    {"a<!-- <b> - -- -->c", "|ac|", "a comment"},
    {"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x \"y\">]>&x;", "|y|",
	"declarations"},
    {"<?a b > c ?>d", "|d|", "a > in an instruction"},
    {"<p:a xmlns:p='u'>", "<p:a xmlns:p='u'>", "prefixes"},
    {"<芯片>رقائق", "<芯片>|رقائق|", "other letters"},
    /* what is none */
    {"", "", "nothing"},
    {"<", "|<|", "a sign alone at the end"},
    {"x <", "|x <|", "the same behind text"},
    {"1 < 2 > 1 <= 3 <> </>", "|1 < 2 > 1 <= 3 <> </>|", "signs"},
    {"&", "|&|", "a bare &"},
    {"&; &# &#; &#x; &#xg; &#9999999999; &bogus; &amp",
	"|&; &# &#; &#x; &#xg; \xEF\xBF\xBD &bogus; &amp|", "no references"},
    {"&#0;&#1;a", "|a|", "no characters"},
    {"a<b c", "|a|", "a tag that is cut"},
    {"a<b c<d>", "|a<b c|<d>", "a tag that another one cuts"},
    {"<a b=\"1>x</a>", "<a b=\"1>|x|</a>", "a quote that is never closed"},
    {"<a b=\"1>x</a><c d=\"2\">", "<a b=\"1>|x|</a><c d=\"2\">",
	"the same with another quote behind"},
    {"<![CDATA[a", "|a|", "CDATA without end"},
    {"<![CDATA[a]]", "|a]]|", "CDATA cut in its end"},
    {"a<!-- b", "|a|", "a comment without end"},
    {"<!DOCTYPE a", "", "a declaration without end"},
    {"<?php if (a) <b>", "<b>", "an instruction without end"},
    {"a\x01\x02"
     "b",
	"|ab|", "control characters"},
};

static void put(struct buf *to, bool *in_text, bool text)
{
	if (*in_text != text)
		buf_char(to, '|');
	*in_text = text;
}

static void drain(struct feed_scan *s, struct buf *to, bool *in_text)
{
	enum feed_token t;

	while ((t = feed_scan_next(s)) != FEED_MORE) {
		if (t == FEED_TEXT) {
			if (s->text.n)
				put(to, in_text, true);
			buf_str(to, s->text);
			continue;
		}
		put(to, in_text, false);
		buf_puts(to, t == FEED_END ? "</" : "<");
		buf_str(to, s->name);
		if (s->attrs.n)
			buf_char(to, ' ');
		buf_str(to, s->attrs);
		buf_puts(to, s->empty && t == FEED_START ? "/>" : ">");
	}
}

Test(feed_scan, gives_tokens_whatever_the_pieces)
{
	static const size_t steps[] = {1, 2, 5, 1000};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t k = 0; k < 4; k++) {
			struct str xml = str_of(rows[i].xml);
			struct feed_scan s;
			struct buf got;
			bool in_text = false;

			feed_scan_init(&s);
			buf_init(&got, 4096);
			for (size_t at = 0; at < xml.n; at += steps[k]) {
				feed_scan_push(
				    &s, str_sub(xml, at, at + steps[k]), false);
				drain(&s, &got, &in_text);
			}
			feed_scan_push(&s, STR(""), true);
			drain(&s, &got, &in_text);
			put(&got, &in_text, false);
			cr_expect_str_eq(buf_text(&got), rows[i].tokens,
			    "%s, pieces of %zu: %s", rows[i].why, steps[k],
			    buf_text(&got));
			feed_scan_release(&s);
			buf_release(&got);
		}
}

Test(feed_scan, attributes_one_by_one)
{
	struct str rest =
	    STR("a=1 b = '2 3'  c d=\"&lt;x\" =e f='never closed");
	static const char *const want[][2] = {{"a", "1"}, {"b", "2 3"},
	    {"c", ""}, {"d", "&lt;x"}, {"", "e"}, {"f", "never closed"}};
	struct str name, value;
	size_t n = 0;

	for (; feed_attr_next(&rest, &name, &value); n++) {
		cr_assert_lt(n, 6);
		cr_expect(str_eq(name, str_of(want[n][0])), "%zu: '%.*s'", n,
		    STR_ARG(name));
		cr_expect(str_eq(value, str_of(want[n][1])), "%zu: '%.*s'", n,
		    STR_ARG(value));
	}
	cr_expect_eq(n, 6);
}
