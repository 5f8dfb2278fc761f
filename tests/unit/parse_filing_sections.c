#include "parse/filing/reading.h"
#include "parse/filing/sections.h"

#include <criterion/criterion.h>
#include <string.h>

enum { BODY_BYTES = 400 };

static void body(struct buf *to)
{
	buf_puts(to, "<p>");
	for (int i = 0; i < BODY_BYTES / 20; i++)
		buf_puts(to, "words of this text. ");
	buf_puts(to, "</p>");
}

/* HTML in which {x} is a heading and ~ a paragraph of text */
static void fill(struct buf *to, const char *pattern)
{
	for (const char *p = pattern; *p; p++)
		switch (*p) {
		case '{':
			buf_puts(to, "<p><b>");
			break;
		case '}':
			buf_puts(to, "</b></p>");
			break;
		case '~':
			body(to);
			break;
		default:
			buf_char(to, *p);
		}
}

struct result {
	struct arena arena;
	struct reading reading;
	struct filing filing;
};

static void find(
    struct result *r, const char *form, const char *pattern, bool cut)
{
	struct err e = {0};
	struct buf b;

	*r = (struct result){.filing = {.n_sections = 0}};
	buf_init(&b, 1 << 20);
	fill(&b, pattern);
	reading_init(&r->reading, &r->arena);
	cr_assert_eq(
	    reading_do(&r->reading, arena_str(&r->arena, buf_view(&b)), &e), 0,
	    "%s", e.text);
	sections_find(
	    &r->filing, &r->arena, &r->reading.flow, str_of(form), cut);
	buf_release(&b);
}

static void end(struct result *r)
{
	reading_free(&r->reading);
	arena_release(&r->arena);
}

/* the invariant of sections: in order, apart, each at the begin of a line,
 * each ending where the next begins */
static void expect_partition(const struct result *r, const char *why)
{
	const struct filing *f = &r->filing;
	struct str text = buf_view(&r->reading.flow.text);

	for (size_t i = 0; i < f->n_sections; i++) {
		const struct section *s = &f->sections[i];

		cr_expect_lt(s->begin, s->end, "%s", why);
		cr_expect_leq(s->end, text.n, "%s", why);
		cr_expect(
		    s->begin == 0 || text.p[s->begin - 1] == '\n', "%s", why);
		if (i + 1 < f->n_sections) {
			cr_expect_eq(s->end, s[1].begin, "%s", why);
			cr_expect_not(s->open, "%s", why);
		}
	}
}

/* items: their names parted by blanks-free commas */
static void expect_items(
    const struct result *r, const char *items, const char *why)
{
	struct buf b;

	buf_init(&b, 4096);
	for (size_t i = 0; i < r->filing.n_sections; i++) {
		if (i)
			buf_char(&b, ',');
		buf_str(&b, r->filing.sections[i].item);
	}
	cr_expect_str_eq(buf_text(&b), items, "%s", why);
	buf_release(&b);
}

#define CONTENTS                                                               \
	"<table><tr><td>Item 1.</td><td>Business</td><td>3</td></tr>"          \
	"<tr><td>Item 1A.</td><td>Risk Factors</td><td>9</td></tr>"            \
	"<tr><td>Item 2.</td><td>Properties</td><td>20</td></tr>"              \
	"<tr><td>Item 3.</td><td>Legal Proceedings</td><td>21</td></tr>"       \
	"<tr><td>Item 7.</td><td>Management's Discussion and Analysis</td>"    \
	"<td>22</td></tr></table>"

static const struct {
	const char *form, *html, *items, *why;
} cases[] = {
    {"10-K",
	"<html><p>COVER</p>" CONTENTS
	"{PART I}{Item 1. Business}~{Item 1A. Risk Factors}~{Item 2. "
	"Properties}<p>None.</p>{Item 3. Legal Proceedings}<p>"
	"None.</p>{Item 7. Management's Discussion and Analysis}~~"
	"{SIGNATURES}<p>By: A</p>",
	"1,1A,2,3,7", "the contents are no section"},
    {"10-K",
	"<html><p>Item 1. Business</p><p>Item 1A. Risk Factors</p><p>"
	"Item 2. Properties</p><p>Item 3. Legal Proceedings</p><p>"
	"Item 4. Mine Safety Disclosures</p><p>Item 7. Management's "
	"Discussion and Analysis</p>{ITEM 1. BUSINESS}~{ITEM 1A. "
	"RISK FACTORS}~{ITEM 2. PROPERTIES}~{ITEM 3. LEGAL "
	"PROCEEDINGS}~{ITEM 4. MINE SAFETY DISCLOSURES}<p>None.</p>"
	"{ITEM 7. MANAGEMENT'S DISCUSSION AND ANALYSIS}~{SIGNATURES}",
	"1,1A,2,3,4,7", "contents without page numbers or links"},
    {"10-K",
	"<html>{Items 1 and 2. Business and Properties}~{Item 3. "
	"Legal Proceedings}~{Item 7. Management's Discussion and "
	"Analysis}~",
	"1,3,7", "two items under one heading"},
    {"10-K",
	"<html>{Item No. 1 Business}~{Item No. 1A Risk Factors}~"
	"{Item No. 3 Legal Proceedings}~",
	"1,1A,3", "Item No."},
    {"10-K",
	"<html>{1. Business}~{1A. Risk Factors}~{2. Properties}~{3. "
	"Legal Proceedings}~<p>2. Something else entirely</p>~",
	"1,1A,2,3", "the word is left out"},
    {"10-K",
	"<html>{Item 1.}{Business}~{Item 1A.}{Risk Factors}~{Item 2.}"
	"{Properties}~",
	"1,1A,2", "titles on lines of their own"},
    {"10-K",
	"<html>{Item 1. Business}~<p>Item 1A of this report tells "
	"more, and so does the rest of it.</p>~<p>Item 7. "
	"Management's Discussion and Analysis of this Annual Report "
	"has figures.</p>{Item 1A. Risk Factors}~{Item 3. Legal "
	"Proceedings}~{Item 7. Management's Discussion and Analysis}~",
	"1,1A,3,7", "sentences that name items"},
    {"10-K",
	"<html><table><tr><td><a href='#a'>Business</a></td><td>"
	"4</td></tr><tr><td><a href='#b'>Risk Factors</a></td><td>"
	"9</td></tr><tr><td><a href='#c'>Legal Proceedings</a></td>"
	"<td>40</td></tr><tr><td><a href='#d'>Cybersecurity</a></td>"
	"<td>41</td></tr></table><div id='a'></div>{Our business}~"
	"<div id='b'></div>{Risk Factors}~<div id='c'></div>{Legal "
	"Proceedings}~<div id='d'></div>{Cybersecurity}~",
	"1,1A,3,1C", "no numbers, but links of the contents"},
    {"10-K",
	"<html><table><tr><td></td><td>Part</td><td>Item</td><td>"
	"Page</td></tr><tr><td><a href='#a'>Business</a></td><td>"
	"I</td><td>1</td><td>5</td></tr><tr><td><a href='#b'>Risk "
	"Factors</a></td><td>I</td><td>1A</td><td>11</td></tr><tr>"
	"<td><a href='#c'>Other Information</a></td><td>II</td><td>"
	"9B</td><td>150</td></tr></table><div id='a'></div>{Business}"
	"~<div id='b'></div>{Risk Factors}~<div id='c'></div>{Other "
	"Information}~",
	"1,1A,9B", "contents with items in a column of their own"},
    {"10-K",
	"<html><div id='p1'></div>{ABOUT US}~~<div id='p2'></div>"
	"{MANAGEMENT'S DISCUSSION AND ANALYSIS}~~<div id='p3'></div>~"
	"{RISK FACTORS}~~<div id='p4'></div>{LEGAL PROCEEDINGS}~"
	"{FORM 10-K CROSS REFERENCE INDEX}<table><tr><td>Item 1.</td>"
	"<td>Business</td><td><a href='#p1'>4</a>, <a href='#p2'>"
	"7</a></td></tr><tr><td>Item 1A.</td><td>Risk Factors</td>"
	"<td><a href='#p3'>34</a></td></tr><tr><td>Item 3.</td><td>"
	"Legal Proceedings</td><td><a href='#p4'>63</a></td></tr><tr>"
	"<td>Item 7.</td><td>Management's Discussion and "
	"Analysis</td><td><a href='#p2'>7</a></td></tr></table>"
	"{SIGNATURES}",
	"7,1A,3", "an index at the end, by pages"},
    {"10-K",
	"<html>{RISK FACTORS}~{LEGAL PROCEEDINGS}~{CONTROLS AND "
	"PROCEDURES}~",
	"1A,3,9A", "titles alone"},
    {"10-Q",
	"<html>{PART I. FINANCIAL INFORMATION}{Item 1. Financial "
	"Statements}~{Item 2. Management's Discussion and Analysis}~"
	"{Item 4. Controls and Procedures}~{PART II. OTHER "
	"INFORMATION}{Item 1. Legal Proceedings}~{Item 1A. Risk "
	"Factors}~{Item 2. Unregistered Sales}~{Item 6. Exhibits}~"
	"{SIGNATURE}",
	"Part I Item 1,Part I Item 2,Part I Item 4,Part II Item 1,"
	"Part II Item 1A,Part II Item 2,Part II Item 6",
	"parts of a 10-Q"},
    {"10-Q",
	"<html>{Item 1. Condensed Financial Statements}~{Item 2. "
	"Management's Discussion and Analysis}~{Item 1. Legal "
	"Proceedings}~{Item 6. Exhibits}~",
	"Part I Item 1,Part I Item 2,Part II Item 1,Part II Item 6",
	"parts without headings of theirs"},
    {"20-F",
	"<html>{ITEM 3. KEY INFORMATION}~{ITEM 4. INFORMATION ON THE "
	"COMPANY}~{ITEM 4A. UNRESOLVED STAFF COMMENTS}<p>None.</p>"
	"{ITEM 5. OPERATING AND FINANCIAL REVIEW AND PROSPECTS}~"
	"{ITEM 16K. CYBERSECURITY}~{ITEM 19. EXHIBITS}~",
	"3,4,4A,5,16K,19", "a foreign issuer"},
    {"8-K",
	"<html>{Item 2.02 Results of Operations and Financial "
	"Condition.}~{Item 9.01 Financial Statements and Exhibits.}"
	"<p>99.1 Press release</p>{SIGNATURE}",
	"2.02,9.01", "items of an 8-K"},
    {"10-K",
	"<html>{Item 1. Business}~<div>7</div><hr "
	"style='page-break-after:always'/><div>Item 1. Business</div>"
	"~<div>8</div><hr style='page-break-after:always'/><div>Item "
	"1. Business</div>~<div>9</div><hr "
	"style='page-break-after:always'/><div>Item 1. Business</div>"
	"{Item 1A. Risk Factors}~{Item 3. Legal Proceedings}~",
	"1,1A,3", "headers that name the item on each page"},
    {"10-K",
	"<html>{Item 1. Business}~{Item 1A. Risk Factors}~<p><b>Item "
	"15. <a href='#x'>Exhibits</a>, Financial Statement "
	"Schedules and what else is filed</b></p>~<div id='x'></div>"
	"<p>Exhibit index</p>~",
	"1,1A,15", "a heading that holds a link"},
    {"6-K", "<html>{Item 1. Business}~", "", "a form without items"},
    {"10-K", "<html>~~", "", "no heading at all"},
};

Test(sections, are_found_by_item_and_part_the_text)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct result r;

		find(&r, cases[i].form, cases[i].html, false);
		expect_items(&r, cases[i].items, cases[i].why);
		expect_partition(&r, cases[i].why);
		end(&r);
	}
}

Test(sections, begin_with_their_heading)
{
	struct result r;

	find(&r, "10-K", cases[0].html, false);
	for (size_t i = 0; i < r.filing.n_sections; i++) {
		const struct section *s = &r.filing.sections[i];
		struct str text =
		    str_sub(buf_view(&r.reading.flow.text), s->begin, s->end);

		cr_expect(str_starts(text, STR("Item ")));
		cr_expect_lt(str_find(text, s->title, 0), 20);
	}
	end(&r);
}

Test(sections, say_when_their_end_was_not_found)
{
	struct result r;
	const struct section *last;

	find(&r, "10-K", "<html>{Item 1. Business}~{SIGNATURES}x", false);
	cr_assert_eq(r.filing.n_sections, 1);
	cr_expect_not(r.filing.sections[0].open);
	end(&r);
	find(&r, "10-K", "<html>{Item 1. Business}~", false);
	cr_assert_eq(r.filing.n_sections, 1);
	last = &r.filing.sections[0];
	cr_expect(last->open);
	cr_expect_eq(last->end, r.reading.flow.text.n);
	end(&r);
	find(&r, "10-K", "<html>{Item 1. Business}~{SIGNATURES}x", true);
	cr_expect(r.filing.sections[0].open);
	end(&r);
}

Test(sections, statements_behind_the_signatures_are_of_the_last_item)
{
	struct result r;
	struct buf b;

	buf_init(&b, 1 << 16);
	buf_puts(
	    &b, "<html>{Item 1. Business}~{Item 15. Exhibits}~{SIGNATURES}");
	for (int i = 0; i < 60; i++)
		buf_char(&b, '~');
	find(&r, "10-K", buf_text(&b), false);
	cr_assert_eq(r.filing.n_sections, 2);
	cr_expect_eq(r.filing.sections[1].end, r.reading.flow.text.n);
	end(&r);
	buf_release(&b);
}

/* many headings, in and out of order: one pass, and the invariant holds */
Test(sections, of_absurd_forms_are_parted_too)
{
	struct buf b;
	struct result r;

	buf_init(&b, 1 << 22);
	buf_puts(&b, "<html>");
	for (int i = 0; i < 20000; i++)
		buf_printf(&b, "<p><b>Item %d%c. Business</b></p>", i * 7 % 17,
		    "ABC."[i % 4]);
	find(&r, "10-K", buf_text(&b), false);
	expect_partition(&r, "twenty thousand headings");
	cr_expect_gt(r.filing.n_sections, 0);
	end(&r);
	buf_release(&b);
}
