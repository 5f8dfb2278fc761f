/* what an amendment amends, and the dates that filings write out */
#include "parse/filing/amendment.h"
#include "parse/filing/written_date.h"

#include <criterion/criterion.h>
#include <stdio.h>

#define COUNT(v) (sizeof(v) / sizeof *(v))

static const struct {
	const char *text, *day, *why;
} dates[] = {
    {"ended January 28, 2024", "2024-01-28", "as Americans write it"},
    {"of 28 January 2024.", "2024-01-28", "as others do"},
    {"on Sept. 3, 2023", "2023-09-03", "shortened, with a point"},
    {"AUGUST 1ST, 2002", "2002-08-01", "in capitals, ordinal"},
    {"filed 2/9/2024", "2024-02-09", "in figures, month first"},
    {"May 2024, and June 3, 2024", "2024-06-03", "a month without a day"},
    {"of the March 31 and on May 7, 1999", "1999-05-07", "no year"},
    {"on February 30, 2024", "", "no such day"},
    {"13/1/2024", "", "no such month"},
    {"dismay 3, 2024", "", "the end of a word"},
    {"marching 3 2024", "", "the begin of one"},
    {"May 3, 12345", "", "too long a year"},
    {"on 1/2/24", "", "a year of two digits is none"},
    {"", "", "nothing"},
};

Test(written_date, is_the_first_whole_one)
{
	for (size_t i = 0; i < COUNT(dates); i++) {
		struct written_date d;
		char day[40] = "";

		if (written_date_next(str_of(dates[i].text), 0, &d))
			(void)snprintf(day, sizeof day, "%04d-%02d-%02d",
			    d.year, d.month, d.day);
		cr_expect_str_eq(day, dates[i].day, "%s", dates[i].why);
	}
}

static const struct {
	const char *form, *filed, *text;
	const char *amends, *day, *number, *why;
} cases[] = {
    {"10-K/A", "2024-04-29",
	"This Amendment No. 1 amends the Annual Report on Form 10-K for the "
	"year ended December 31, 2023, originally filed with the Commission "
	"on February 21, 2024. It adds Part III.",
	"10-K", "2024-02-21", "", "the day behind 'filed'"},
    {"8-K/A", "2024-06-03",
	"On May 1, 2024 the company closed its purchase. This report amends "
	"the Current Report on Form 8-K filed by the company on May 2, 2024.",
	"8-K", "2024-05-02", "", "a sentence further on"},
    {"10-Q/A", "2024-06-03",
	"Amendment No. 2 amends Amendment No. 1, filed on May 20, 2024. The "
	"Original Filing was filed on May 2, 2024.",
	"10-Q", "2024-05-02", "", "the original goes before what amended it"},
    {"10-K/A", "2024-06-03",
	"We amend our annual report, accession number 0000000007-24-000012, "
	"filed 3/1/2024.",
	"10-K", "2024-03-01", "0000000007-24-000012", "with its number"},
    {"10-K/A", "2024-04-29",
	"We amend this report as our proxy statement will not be filed within "
	"120 days after December 31, 2023.",
	"10-K", "", "", "the term of another document"},
    {"10-K/A", "2024-04-29",
	"This Amendment amends the report filed for the year ended December "
	"31, 2023 on March 4, 2024.",
	"10-K", "2024-03-04", "", "the end of the period comes first"},
    {"8-K/A", "2024-05-02",
	"This amends the report that is filed on May 2, 2024.", "8-K", "", "",
	"its own day is no original's"},
    {"8-K/A", "2024-05-02", "Nothing is said of it.", "8-K", "", "",
	"the form is known without"},
    {"SC TO-T/A", "2025-01-10",
	"This amends the statement on Schedule TO filed by Icarus Holdings "
	"L.P., "
	"Icarus G.P. Inc., Icarus Energy Holding LLC, Icarus Entertainment "
	"Properties Corp., Icarus Beckton Corp. and A. B. Kern (collectively, "
	"the filing persons) with the U.S. Commission on December 6, 2024, as "
	"amended by Amendment No. 1 filed on December 18, 2024.",
	"SC TO-T", "2024-12-06", "", "many filers, and an amendment between"},
    {"8-K/A", "2025-01-10",
	"This amends Amendment No. 1 to the report, filed on January 3, 2025.",
	"8-K", "", "", "the day of an amendment is not the original's"},
    {"8-K", "2024-05-02",
	"The agreement, as amended, was filed on April 1, 2024.", "", "", "",
	"no amendment"},
};

Test(amendment, says_form_day_and_number_of_what_it_amends)
{
	struct arena a = {0};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct filing f = {
		    .form = str_of(cases[i].form),
		    .filed = str_of(cases[i].filed),
		    .accession = STR("0000000007-24-000099"),
		};
		struct flow t;

		flow_init(&t, 1 << 16);
		ink_text(&t.ink, str_of(cases[i].text));
		flow_end_line(&t, 0);
		amendment_read(&f, &a, &t);
		cr_expect(str_eq(f.amends, str_of(cases[i].amends)) ||
			      (!f.amends.p && !*cases[i].amends),
		    "%s", cases[i].why);
		cr_expect(str_eq(f.amends_filed, str_of(cases[i].day)) ||
			      (!f.amends_filed.p && !*cases[i].day),
		    "%s: %.*s", cases[i].why, STR_ARG(f.amends_filed));
		cr_expect(str_eq(f.amends_accession, str_of(cases[i].number)) ||
			      (!f.amends_accession.p && !*cases[i].number),
		    "%s", cases[i].why);
		flow_release(&t);
	}
	arena_release(&a);
}

/* a line that says nothing else: no time is lost on it */
Test(amendment, is_looked_for_in_bounded_time)
{
	struct filing f = {.form = STR("10-K/A"), .filed = STR("2024-04-29")};
	struct arena a = {0};
	struct flow t;

	flow_init(&t, 1 << 24);
	for (int line = 0; line < 400; line++) {
		for (int i = 0; i < 1600; i++)
			ink_text(&t.ink, STR("amend filed M "));
		flow_end_line(&t, 0);
	}
	amendment_read(&f, &a, &t);
	cr_expect_null(f.amends_filed.p);
	flow_release(&t);
	arena_release(&a);
}
