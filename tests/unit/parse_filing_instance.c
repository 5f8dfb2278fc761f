/* XBRL instances of their own, and the furniture that texts leave out */
#include "parse/filing/instance.h"
#include "parse/filing/reading.h"
#include "parse/filing/removed.h"

#include <criterion/criterion.h>
#include <string.h>

#define HEAD                                                                   \
	"<?xml version='1.0'?><xbrli:xbrl "                                    \
	"xmlns:xbrli='http://www.xbrl.org/2003/instance' "                     \
	"xmlns:xbrldi='http://xbrl.org/2006/xbrldi' "                          \
	"xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "               \
	"xmlns:us-gaap='http://fasb.org/us-gaap/2012-01-31' "                  \
	"xmlns:acme='http://acme/2012'>"                                       \
	"<xbrli:context id='Y'><xbrli:entity><xbrli:identifier scheme='c'>7"   \
	"</xbrli:identifier></xbrli:entity><xbrli:period><xbrli:startDate>"    \
	"2012-01-01</xbrli:startDate><xbrli:endDate>2012-12-31"                \
	"</xbrli:endDate></xbrli:period></xbrli:context>"                      \
	"<xbrli:context id='S'><xbrli:entity><xbrli:identifier scheme='c'>7"   \
	"</xbrli:identifier><xbrli:segment><xbrldi:explicitMember "            \
	"dimension='us-gaap:StatementBusinessSegmentsAxis'>acme:ChipsMember"   \
	"</xbrldi:explicitMember></xbrli:segment></xbrli:entity>"              \
	"<xbrli:period><xbrli:instant>2012-12-31</xbrli:instant>"              \
	"</xbrli:period></xbrli:context>"                                      \
	"<xbrli:unit id='U'><xbrli:measure>iso4217:USD</xbrli:measure>"        \
	"</xbrli:unit>"

static const char whole[] = HEAD
    "<us-gaap:Revenues contextRef='Y' unitRef='U' decimals='-6'>"
    "3998000000</us-gaap:Revenues>"
    "<us-gaap:ProfitLoss contextRef='Y' unitRef='U' decimals='-6'>"
    "-12500000</us-gaap:ProfitLoss>"
    "<us-gaap:InventoryNet contextRef='S' unitRef='U' decimals='0'>"
    " 4.50 </us-gaap:InventoryNet>"
    "<us-gaap:GoodwillGross contextRef='Y' unitRef='U' xsi:nil='true'/>"
    "<acme:Words contextRef='Y'>not a number</acme:Words>"
    "<acme:Ratio contextRef='Y' unitRef='U' decimals='2'>1.5E3</acme:Ratio>"
    "<us-gaap:Assets contextRef='Z' unitRef='U'>1</us-gaap:Assets>"
    "</xbrli:xbrl>";

static bool says(const struct fact *f, const char *concept, const char *value)
{
	return str_eq(f->concept, str_of(concept)) &&
	       str_eq(f->value, str_of(value));
}

Test(instance, numbers_have_value_unit_period_and_dimensions)
{
	struct arena a = {0};
	struct err e = {0};
	struct ixbrl *x = ixbrl_new(&a);
	struct fact *f;
	size_t n, lost;

	cr_assert_eq(instance_read(x, str_of(whole), &e), 0, "%s", e.text);
	ixbrl_facts(x, &f, &n, &lost);
	cr_assert_eq(n, 4);
	/* its context stands nowhere */
	cr_expect_eq(lost, 1);
	cr_expect(says(&f[0], "us-gaap:Revenues", "3998000000"));
	cr_expect(str_eq(f[0].unit, STR("USD")));
	cr_expect(str_eq(f[0].start, STR("2012-01-01")));
	cr_expect(str_eq(f[0].end, STR("2012-12-31")));
	cr_expect(str_eq(f[0].decimals, STR("-6")));
	cr_expect(says(&f[1], "us-gaap:ProfitLoss", "-12500000"));
	cr_expect(says(&f[2], "us-gaap:InventoryNet", "4.5"));
	cr_expect(str_eq(f[2].instant, STR("2012-12-31")));
	cr_expect(
	    str_eq(f[2].dims, STR("{\"us-gaap:StatementBusinessSegmentsAxis\":"
				  "\"acme:ChipsMember\"}")));
	cr_expect(says(&f[3], "acme:Ratio", "1500"));
	ixbrl_free(x);
	arena_release(&a);
}

/* not one of its facts may come out wrong: none come out */
Test(instance, that_is_cut_tells_no_fact)
{
	struct arena a = {0};

	for (size_t n = 1; n < sizeof whole - 1; n++) {
		struct err e = {0};
		struct ixbrl *x = ixbrl_new(&a);
		struct fact *f;
		size_t n_facts, lost;

		cr_expect_eq(
		    instance_read(x, (struct str){whole, n}, &e), -1, "%zu", n);
		cr_expect_eq(e.code, EXIT_DATA);
		ixbrl_facts(x, &f, &n_facts, &lost);
		cr_expect_eq(n_facts, 0, "%zu", n);
		ixbrl_free(x);
		arena_reset(&a);
	}
	arena_release(&a);
}

Test(instance, is_told_by_the_type_of_its_document)
{
	cr_expect(instance_is(STR("EX-101.INS")));
	cr_expect(instance_is(STR("EX-100.INS")));
	cr_expect_not(instance_is(STR("EX-101.SCH")));
	cr_expect_not(instance_is(STR("EX-10.1")));
	cr_expect_not(instance_is(STR("")));
}

/* what a reader sees = the text and, so often, what it leaves out */
Test(removed, counts_what_the_text_leaves_out)
{
	struct arena a = {0};
	struct err e = {0};
	struct reading r;
	struct buf b;
	size_t acme = 0;

	buf_init(&b, 1 << 16);
	buf_puts(&b, "<html>");
	for (int page = 1; page <= 9; page++)
		buf_printf(&b,
		    "<p>ACME CORPORATION AND SUBSIDIARIES</p><p>Page %c of "
		    "this report says that Acme sold more, and more to "
		    "come.</p>"
		    "<div>%d</div><hr style='page-break-after:always'/>",
		    'A' + page, page + 10);
	reading_init(&r, &a);
	cr_assert_eq(reading_do(&r, buf_view(&b), &e), 0, "%s", e.text);
	for (size_t i = 0; i < r.n_removed; i++)
		if (str_starts(r.removed[i].text, STR("ACME")))
			acme += r.removed[i].times;
	/* the first one heads a page that no break is before */
	cr_expect_eq(acme, 8);
	cr_expect_eq(r.n_removed, 2);
	cr_expect(str_eq(r.removed[0].text, STR("11")));
	cr_expect_eq(r.removed[0].times, 9);
	cr_expect_eq(str_find(buf_view(&r.flow.text), STR("ACME"), 0), 0);
	cr_expect_eq(
	    str_find(buf_view(&r.flow.text), STR("ACME"), 1), r.flow.text.n);
	reading_free(&r);
	arena_release(&a);
	buf_release(&b);
}
