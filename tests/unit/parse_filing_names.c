#include "parse/filing/envelope_head.h"
#include "parse/filing/figures.h"
#include "parse/filing/item_list.h"
#include "parse/filing/items8k.h"
#include "parse/filing/number_words.h"
#include "parse/filing/pages.h"
#include "parse/filing/style.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *line;
	int part, number;
	char letter;
	int to_number;
	char to_letter;
	const char *rest;
} names[] = {
    {"Item 1. Business", 0, 1, '\0', 1, '\0', "Business"},
    {"ITEM 1A. RISK FACTORS", 0, 1, 'A', 1, 'A', "RISK FACTORS"},
    {"Item 1.Business", 0, 1, '\0', 1, '\0', "Business"},
    {"Item 9A(T). Controls", 0, 9, 'A', 9, 'A', "Controls"},
    {"Item 7(a). Market risk", 0, 7, 'A', 7, 'A', "Market risk"},
    {"Item 1 A. Risk", 0, 1, 'A', 1, 'A', "Risk"},
    {"Item 1 Agreements", 0, 1, '\0', 1, '\0', "Agreements"},
    {"Item No. 7 \xE2\x80\x94 Discussion", 0, 7, '\0', 7, '\0', "Discussion"},
    {"ITEMS 1 AND 2. BUSINESS AND PROPERTIES", 0, 1, '\0', 2, '\0',
	"BUSINESS AND PROPERTIES"},
    {"Items 1 and 1A. Business", 0, 1, '\0', 1, 'A', "Business"},
    {"Items 10 through 14. Directors", 0, 10, '\0', 14, '\0', "Directors"},
    {"PART II, Item 5 | Market", 2, 5, '\0', 5, '\0', "Market"},
    {"Part I. Financial Information", 1, 0, '\0', 0, '\0',
	"Financial Information"},
    {"PART IV", 4, 0, '\0', 0, '\0', ""},
    {"\xE2\x80\xA2 Item 3: Legal", 0, 3, '\0', 3, '\0', "Legal"},
    {"item 16K. Cybersecurity", 0, 16, 'K', 16, 'K', "Cybersecurity"},
    {"I TEM 7A. Market Risk", 0, 7, 'A', 7, 'A', "Market Risk"},
    {"Item 1Business", 0, 1, '\0', 1, '\0', "Business"},
    {"Item 1ARisk Factors", 0, 1, 'A', 1, 'A', "Risk Factors"},
    {"Item (3) Legal Proceedings", 0, 3, '\0', 3, '\0', "Legal Proceedings"},
    {"Item 9-A. Controls", 0, 9, 'A', 9, 'A', "Controls"},
    {"Item 10b5 of the rules", 0, -1, '\0', 0, '\0', NULL},
    {"I teman 1", 0, -1, '\0', 0, '\0', NULL},
    {"Item", 0, -1, '\0', 0, '\0', NULL},
    {"Item one", 0, -1, '\0', 0, '\0', NULL},
    {"Item 405 of Regulation S-K", 0, -1, '\0', 0, '\0', NULL},
    {"Item 601(b)(32)", 0, -1, '\0', 0, '\0', NULL},
    {"Itemised 1. lists", 0, -1, '\0', 0, '\0', NULL},
    {"Items of 2023", 0, -1, '\0', 0, '\0', NULL},
    {"Partner I. Smith", 0, -1, '\0', 0, '\0', NULL},
    {"See Item 1A. Risk Factors", 0, -1, '\0', 0, '\0', NULL},
    {"", 0, -1, '\0', 0, '\0', NULL},
};

Test(item_name, is_read_where_a_line_begins_with_it)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct str line = str_of(names[i].line);
		struct item_name n;
		bool got = item_name_read(line, &n);

		cr_expect_eq(got, names[i].number >= 0, "%s", names[i].line);
		if (!got || names[i].number < 0)
			continue;
		cr_expect_eq(n.part, names[i].part, "%s", names[i].line);
		cr_expect_eq(n.number, names[i].number, "%s", names[i].line);
		cr_expect_eq(n.letter, names[i].letter, "%s", names[i].line);
		cr_expect_eq(
		    n.to_number, names[i].to_number, "%s", names[i].line);
		cr_expect_eq(
		    n.to_letter, names[i].to_letter, "%s", names[i].line);
		cr_expect(str_eq(str_sub(line, n.rest, line.n),
			      str_of(names[i].rest)),
		    "%s", names[i].line);
	}
}

Test(item_name, of_8k_has_a_point)
{
	struct item_name n;

	cr_assert(item_name_read(STR("Item 2.02 Results"), &n));
	cr_expect_eq(n.number, 2);
	cr_expect_eq(n.point, 2);
	cr_assert(item_name_read(STR("Item 9.01. Exhibits"), &n));
	cr_expect_eq(n.point, 1);
	cr_assert(item_name_read(STR("Item 2. 02 apart"), &n));
	cr_expect_eq(n.point, -1);
}

static const struct {
	const char *title, *form, *filed, *number;
} items[] = {
    {"Results of Operations and Financial Condition", "8-K", "2024-02-01",
	"2.02"},
    {"RESULTS OF OPERATIONS AND FINANCIAL CONDITION", "8-K/A", NULL, "2.02"},
    {"Change of Servicer or Trustee", "8-K", "2010-02-01", "6.02"},
    {"Other events", "8-K", "1998-12-31", "5"},
    {"Other Events", "8-K", "2004-08-23", "8.01"},
    {"Financial statements and exhibits", "8-K", "2004-08-22", "7"},
    {"Departure of Directors or Certain Officers; Election", "8-K", NULL,
	"5.02"},
    {"2.02", "8-K", NULL, "2.02"},
    {"5", "8-K", "2001-01-02", "5"},
    {"A new kind of item", "8-K", NULL, "A new kind of item"},
    {"Other Events", "10-K", NULL, "Other Events"},
};

Test(items8k, are_numbered_by_title_and_day)
{
	for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
		struct str n = items8k_number(str_of(items[i].title),
		    str_of(items[i].form), str_of(items[i].filed));

		cr_expect(str_eq(n, str_of(items[i].number)), "%s: %.*s",
		    items[i].title, STR_ARG(n));
	}
}

static const struct {
	const char *line;
	bool number;
} pages[] = {
    {"36", true},
    {"- 36 -", true},
    {"\xE2\x80\x94 36 \xE2\x80\x94", true},
    {"Page 36", true},
    {"Page 3 of 120", true},
    {"3/120", true},
    {"F-12", true},
    {"iv", true},
    {"(36)", true},
    {"36 years", false},
    {"$36", false},
    {"36%", false},
    {"12345", false},
    {"Page", false},
    {"mix", false},
    {"3.5", false},
    {"", false},
};

Test(pages, tell_numbers_from_text)
{
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		cr_expect_eq(page_number_is(str_of(pages[i].line)),
		    pages[i].number, "%s", pages[i].line);
}

static const struct {
	const char *cell;
	bool figure;
} cells[] = {
    {"1,234", true},
    {"$ (5.2)%", true},
    {"\xE2\x80\x94", true},
    {"NT$ 12", true},
    {"12 bps", true},
    {"Up 126%", true},
    {"N/A", true},
    {"5.2x", true},
    {"", false},
    {"Revenue", false},
    {"Jan 28, 2024", false},
    {"Q3 FY24", false},
    {"Note 5", false},
    {"2nd", false},
};

Test(figures, are_told_from_words)
{
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		cr_expect_eq(figure_is(str_of(cells[i].cell)), cells[i].figure,
		    "%s", cells[i].cell);
	cr_expect(figure_is_year(STR("2024")));
	cr_expect(figure_is_year(STR("2024 (1)")));
	cr_expect_not(figure_is_year(STR("20245")));
	cr_expect_not(figure_is_year(STR("1234")));
	cr_expect(figure_is_bullet(STR("Item 1A.")));
	cr_expect(figure_is_bullet(STR("(a)")));
	cr_expect(figure_is_bullet(STR("\xE2\x80\xA2")));
	cr_expect_not(figure_is_bullet(STR("Revenue")));
	cr_expect_not(figure_is_bullet(STR("\xE2\x80\x94")));
}

static const struct {
	const char *css;
	unsigned flags;
} styles[] = {
    {"display:none", STYLE_HIDDEN},
    {"color:red; DISPLAY : NONE ;", STYLE_HIDDEN},
    {"visibility:hidden", STYLE_HIDDEN},
    {"display:inline", STYLE_INLINE},
    {"display:inline-block", 0},
    {"font-weight:700", STYLE_BOLD},
    {"font-weight:bold;padding-left:3pt", STYLE_BOLD | STYLE_PAD},
    {"font-weight:400", STYLE_LIGHT},
    {"page-break-after:always", STYLE_BREAK_AFTER},
    {"page-break-before:always", STYLE_BREAK_BEFORE},
    {"break-before:page", STYLE_BREAK_BEFORE},
    {"page-break-after:avoid", 0},
    {"padding-left:0", 0},
    {"display", 0},
    {":none;;", 0},
    {"", 0},
};

Test(style, says_what_matters_for_text)
{
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		cr_expect_eq(style_read(str_of(styles[i].css)), styles[i].flags,
		    "%s", styles[i].css);
}

static const struct {
	const char *name, *accession;
} accessions[] = {
    {"0001045810-24-000029.txt", "0001045810-24-000029"},
    {"/Archives/edgar/data/1045810/000104581024000029/nvda.htm",
	"0001045810-24-000029"},
    {"NVDA-0001045810-24-000029.html.gz", "0001045810-24-000029"},
    {"/data/1045810/nvda-20240128.htm", NULL},
    {"00010458102400002912345", NULL},
    {"0001045810-2-4000029", NULL},
    {"", NULL},
};

Test(envelope_head, finds_an_accession_number_in_a_name)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof accessions / sizeof *accessions; i++) {
		struct str got = accession_in(&a, str_of(accessions[i].name));

		cr_expect(str_eq(got, str_of(accessions[i].accession)) &&
			      !got.p == !accessions[i].accession,
		    "%s: %.*s", accessions[i].name, STR_ARG(got));
	}
	arena_release(&a);
}

static const struct {
	const char *form, *item, *title;
	int fits;
} titles[] = {
    {"10-K", "1A", "Risk Factors", 2},
    {"10-K", "7",
	"Management\xE2\x80\x99s Discussion and Analysis of Financial "
	"Condition",
	1},
    {"10-K", "7", "MD&A", 2},
    {"10-K/A", "1C", "CYBER-SECURITY", 2},
    {"10-K", "16", "Form 10-K Summary", 2},
    {"10-Q", "Part II Item 1A", "Risk Factors", 2},
    {"10-Q", "Part I Item 1", "Condensed Consolidated Statements", 1},
    {"20-F", "16K", "Cybersecurity", 2},
    {"8-K", "2.02", "Results of Operations and Financial Condition.", 2},
    {"10-K", "1", "Risk Factors", 0},
    {"10-Q", "Part II Item 1", "Financial Statements", 0},
    {"10-K", "2", "", 0},
};

Test(item_list, knows_the_titles_of_a_form)
{
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		struct item_list l;
		size_t k = 0, end;

		cr_assert(item_list_of(
		    &l, str_of(titles[i].form), (struct str){NULL, 0}));
		while (k < l.n && !str_eq(l.item[k], str_of(titles[i].item)))
			k++;
		cr_assert_lt(k, l.n, "%s", titles[i].item);
		cr_expect_eq(
		    item_list_fits(&l, k, str_of(titles[i].title), &end),
		    titles[i].fits, "%s", titles[i].title);
	}
}

Test(item_list, has_none_for_other_forms)
{
	struct item_list l;
	const struct str none = {NULL, 0};

	cr_expect_not(item_list_of(&l, STR("6-K"), none));
	cr_expect_not(item_list_of(&l, STR("4"), none));
	cr_expect_not(item_list_of(&l, none, none));
	cr_expect(item_list_of(&l, STR("10-K405"), none));
	cr_expect(item_list_of(&l, STR("8-K"), STR("1999-01-01")));
	cr_expect_eq(l.n, 12);
}
