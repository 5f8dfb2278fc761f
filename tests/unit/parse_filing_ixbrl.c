#include "parse/filing/reading.h"

#include <criterion/criterion.h>

#define HEAD                                                                   \
	"<?xml version=\"1.0\" encoding=\"ASCII\"?>\n"                         \
	"<html xmlns=\"http://www.w3.org/1999/xhtml\" "                        \
	"xmlns:ix=\"http://www.xbrl.org/2013/inlineXBRL\" "                    \
	"xmlns:xbrli=\"http://www.xbrl.org/2003/instance\" "                   \
	"xmlns:xbrldi=\"http://xbrl.org/2006/xbrldi\" "                        \
	"xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><body>"
#define CONTEXTS                                                               \
	"<div style=\"display:none\"><ix:header><ix:hidden>"                   \
	"<ix:nonNumeric contextRef=\"c1\" name=\"dei:DocumentType\">10-Q"      \
	"</ix:nonNumeric><ix:nonNumeric contextRef=\"c1\" "                    \
	"name=\"dei:DocumentPeriodEndDate\">March 31, 2025</ix:nonNumeric>"    \
	"<ix:nonNumeric contextRef=\"c1\" name=\"dei:EntityCentralIndexKey\">" \
	"0000012345</ix:nonNumeric></ix:hidden><ix:resources>"                 \
	"<xbrli:context id=\"c1\"><xbrli:entity><xbrli:identifier "            \
	"scheme=\"x\">1</xbrli:identifier></xbrli:entity><xbrli:period>"       \
	"<xbrli:startDate>2025-01-01</xbrli:startDate>"                        \
	"<xbrli:endDate>2025-03-31</xbrli:endDate></xbrli:period>"             \
	"</xbrli:context>"                                                     \
	"<xbrli:context id=\"i1\"><xbrli:period><xbrli:instant>"               \
	"2025-04-01T00:00:00</xbrli:instant></xbrli:period></xbrli:context>"   \
	"<xbrli:context id=\"d1\"><xbrli:entity><xbrli:segment>"               \
	"<xbrldi:explicitMember dimension=\"us-gaap:SegmentsAxis\">"           \
	"x:CloudMember</xbrldi:explicitMember><xbrldi:typedMember "            \
	"dimension=\"a:RowAxis\"><a> 7 </a></xbrldi:typedMember>"              \
	"</xbrli:segment></xbrli:entity><xbrli:period>"                        \
	"<xbrli:startDate>2025-01-01</xbrli:startDate>"                        \
	"<xbrli:endDate>2025-03-31</xbrli:endDate></xbrli:period>"             \
	"</xbrli:context>"                                                     \
	"<xbrli:unit id=\"usd\"><xbrli:measure>iso4217:USD</xbrli:measure>"    \
	"</xbrli:unit><xbrli:unit id=\"eps\"><xbrli:divide>"                   \
	"<xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>"      \
	"</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>"         \
	"xbrli:shares</xbrli:measure></xbrli:unitDenominator></xbrli:divide>"  \
	"</xbrli:unit></ix:resources></ix:header></div>"
#define NUMBER(context, unit, more, text)                                      \
	"<ix:nonFraction name=\"x:Sales\" contextRef=\"" context               \
	"\" unitRef=\"" unit "\" " more ">" text "</ix:nonFraction>"
#define FOOT "</body></html>"

struct result {
	struct arena arena;
	struct reading reading;
	struct fact *facts;
	size_t n, lost;
};

static void read_facts(struct result *r, const char *body)
{
	struct err e = {0};

	*r = (struct result){.n = 0};
	reading_init(&r->reading, &r->arena);
	cr_assert_eq(
	    reading_do(&r->reading, str_of(body), &e), 0, "%s", e.text);
	ixbrl_facts(r->reading.facts, &r->facts, &r->n, &r->lost);
}

static void end(struct result *r)
{
	reading_free(&r->reading);
	arena_release(&r->arena);
}

static void expect_fact(const struct result *r, size_t i, const char *value,
    const char *unit, const char *decimals)
{
	cr_assert_lt(i, r->n);
	cr_expect(str_eq(r->facts[i].value, str_of(value)), "%zu: %.*s", i,
	    STR_ARG(r->facts[i].value));
	cr_expect(str_eq(r->facts[i].unit, str_of(unit)), "%zu: %.*s", i,
	    STR_ARG(r->facts[i].unit));
	cr_expect(str_eq(r->facts[i].decimals, str_of(decimals)), "%zu: %.*s",
	    i, STR_ARG(r->facts[i].decimals));
}

Test(ixbrl, facts_have_value_unit_and_period)
{
	struct result r;

	read_facts(&r,
	    HEAD CONTEXTS "<p>Sales were $" NUMBER("c1", "usd",
		"scale=\"6\" decimals=\"-6\"", "1,234") ", or <b>" NUMBER("d1",
		"eps", "sign=\"-\" decimals=\"2\"",
		"0.50") "</b> a share, at " NUMBER("i1", "usd",
		"decimals=\"INF\"", "7") ".</p>" FOOT);
	cr_assert_eq(r.n, 3);
	cr_expect_eq(r.lost, 0);
	expect_fact(&r, 0, "1234000000", "USD", "-6");
	cr_expect(str_eq(r.facts[0].start, STR("2025-01-01")));
	cr_expect(str_eq(r.facts[0].end, STR("2025-03-31")));
	cr_expect_null(r.facts[0].instant.p);
	cr_expect_null(r.facts[0].dims.p);
	expect_fact(&r, 1, "-0.5", "USD/shares", "2");
	cr_expect(str_eq(r.facts[1].dims,
		      STR("{\"a:RowAxis\":\"7\","
			  "\"us-gaap:SegmentsAxis\":\"x:CloudMember\"}")),
	    "%.*s", STR_ARG(r.facts[1].dims));
	expect_fact(&r, 2, "7", "USD", "INF");
	/* midnight is the end of the day before */
	cr_expect(str_eq(r.facts[2].instant, STR("2025-03-31")));
	cr_expect(str_eq(buf_view(&r.reading.flow.text),
		      STR("Sales were $1,234, or 0.50 a share, at 7.")),
	    "%s", buf_text(&r.reading.flow.text));
	end(&r);
}

Test(ixbrl, cover_says_form_cik_and_period)
{
	struct ixbrl_cover c;
	struct result r;

	read_facts(&r, HEAD CONTEXTS "<p>x</p>" FOOT);
	ixbrl_cover(r.reading.facts, &c);
	cr_expect(str_eq(c.form, STR("10-Q")));
	cr_expect(str_eq(c.cik, STR("0000012345")));
	cr_expect(str_eq(c.period, STR("2025-03-31")));
	cr_expect_not(c.amendment);
	cr_expect_null(c.company.p);
	end(&r);
}

Test(ixbrl, a_number_within_a_number_is_two_facts)
{
	struct result r;

	read_facts(
	    &r, HEAD CONTEXTS "<p>" NUMBER("c1", "usd", "scale=\"3\"",
		    NUMBER("d1", "usd", "scale=\"3\"", "12")) "</p>" FOOT);
	cr_assert_eq(r.n, 2);
	expect_fact(&r, 0, "12000", "USD", NULL);
	expect_fact(&r, 1, "12000", "USD", NULL);
	cr_expect_null(r.facts[0].dims.p);
	cr_expect_not_null(r.facts[1].dims.p);
	end(&r);
}

Test(ixbrl, nil_is_no_fact_and_what_is_unknown_is_counted)
{
	struct result r;

	read_facts(&r,
	    HEAD CONTEXTS "<p>" NUMBER("c1", "usd", "xsi:nil=\"true\"", "")
		NUMBER("c9", "usd", "", "1") NUMBER("c1", "eur", "", "1")
		    NUMBER("c1", "usd", "", "many") "seen</p>" FOOT);
	cr_expect_eq(r.n, 0);
	cr_expect_eq(r.lost, 3);
	end(&r);
}

/* damaged tags and contexts: what is told of them is not to be trusted */
static const struct {
	const char *body, *why;
} damaged[] = {
    {"<ix:nonFraction name='x:Sales' contextRef='c1'>1</ix:nonFraction>",
	"without a unit"},
    {"<ix:nonFraction name='x:Sales' unitRef='usd'>1</ix:nonFraction>",
	"without a context"},
    {"<ix:nonFraction name='xSales' contextRef='c1' unitRef='usd'>1"
     "</ix:nonFraction>",
	"a name without a prefix"},
    {"<ix:nonFraction name='x:S;les' contextRef='c1' unitRef='usd'>1"
     "</ix:nonFraction>",
	"a sign that no name has"},
    {"<ix:nonFraction name='x:Sales' contextRef='c1' unitRef='usd' scal='6'>"
     "1</ix:nonFraction>",
	"an attribute that there is not"},
    {"<ix:nonFraction name='x:Sales' contextRef='c1' unitRef='usd' sign='+'>"
     "1</ix:nonFraction>",
	"a sign that there is not"},
    {"<ix:nonFraction name='x:Sales' contextRef='c1' unitRef='usd' "
     "decimals='-G'>1</ix:nonFraction>",
	"decimals that are no number"},
    {"<xbrli:context id='b'><xbrli:period/></xbrli:context>"
     "<ix:nonFraction name='x:Sales' contextRef='b' unitRef='usd'>1"
     "</ix:nonFraction>",
	"a context without a period"},
    {"<xbrli:context id='b'><xbrli:period><xbrli:instant>2025-13-01"
     "</xbrli:instant></xbrli:period></xbrli:context>"
     "<ix:nonFraction name='x:Sales' contextRef='b' unitRef='usd'>1"
     "</ix:nonFraction>",
	"no such day"},
    {"<xbrli:context id='b'><xbrli:period><xbrli:startDate>2025-01-01"
     "</xbrli:startDate></xbrli:period></xbrli:context>"
     "<ix:nonFraction name='x:Sales' contextRef='b' unitRef='usd'>1"
     "</ix:nonFraction>",
	"a period without an end"},
    {"<xbrli:context id='b'><xbrli:segment><xbrldi:explicitMember "
     "dimension='x:Axis'>x:M mber</xbrldi:explicitMember></xbrli:segment>"
     "<xbrli:period><xbrli:instant>2025-01-01</xbrli:instant></xbrli:period>"
     "</xbrli:context><ix:nonFraction name='x:Sales' contextRef='b' "
     "unitRef='usd'>1</ix:nonFraction>",
	"a member that is no name"},
};

Test(ixbrl, what_was_damaged_is_no_fact_and_counted)
{
	for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
		struct result r;
		struct buf b;

		buf_init(&b, 1 << 16);
		buf_printf(&b, "%s<p>%s seen</p>%s", HEAD CONTEXTS,
		    damaged[i].body, FOOT);
		read_facts(&r, buf_text(&b));
		cr_expect_eq(r.n, 0, "%s", damaged[i].why);
		cr_expect_eq(r.lost, 1, "%s", damaged[i].why);
		cr_expect_not(r.reading.loose, "%s", damaged[i].why);
		end(&r);
		buf_release(&b);
	}
}

Test(ixbrl, attributes_of_other_namespaces_are_let_be)
{
	struct result r;

	read_facts(
	    &r, HEAD CONTEXTS "<p xmlns:t='urn:tool'>" NUMBER("c1", "usd",
		    "t:origin='cell' id='f1' order='1.0' precision='4'",
		    "5") "</p>" FOOT);
	cr_assert_eq(r.n, 1);
	cr_expect_eq(r.lost, 0);
	cr_expect(str_eq(r.facts[0].value, STR("5")));
	end(&r);
}

Test(ixbrl, repeated_facts_are_reconciled_by_decimals)
{
	struct result r;

	read_facts(&r, HEAD CONTEXTS
	    "<p>" NUMBER("c1", "usd", "scale=\"9\" decimals=\"-8\"", "1.2")
		NUMBER("c1", "usd", "scale=\"6\" decimals=\"-6\"", "1,234")
		    NUMBER("c1", "usd", "scale=\"6\" decimals=\"-6\"", "1,234")
			NUMBER("i1", "usd", "decimals=\"0\"", "5") NUMBER(
			    "i1", "usd", "decimals=\"0\"", "6") "</p>" FOOT);
	/* 5 and 6 cannot both be right: both are told */
	cr_assert_eq(r.n, 3);
	expect_fact(&r, 0, "1234000000", "USD", "-6");
	expect_fact(&r, 1, "5", "USD", "0");
	expect_fact(&r, 2, "6", "USD", "0");
	end(&r);
}

Test(ixbrl, broken_xml_is_read_as_html)
{
	struct result r;

	read_facts(&r, HEAD CONTEXTS "<p>Line one<br>&nbsp;of <i>" NUMBER("d1",
			   "usd", "scale=\"6\" decimals=\"-6\"", "3") "</p>");
	cr_assert_eq(r.n, 1);
	cr_expect(r.reading.loose);
	expect_fact(&r, 0, "3000000", "USD", "-6");
	cr_expect_not_null(r.facts[0].dims.p);
	cr_expect(str_eq(buf_view(&r.reading.flow.text), STR("Line one\nof 3")),
	    "%s", buf_text(&r.reading.flow.text));
	end(&r);
}

Test(ixbrl, names_of_html_are_known_in_xml)
{
	struct result r;

	read_facts(&r,
	    HEAD CONTEXTS "<p>R&amp;D&nbsp;up &mdash; caf&eacute; &#151; "
			  "&#x93;q&#x94;</p>" FOOT);
	cr_expect(str_eq(buf_view(&r.reading.flow.text),
		      STR("R&D up \xE2\x80\x94 caf\xC3\xA9 \xE2\x80\x94 "
			  "\xE2\x80\x9Cq\xE2\x80\x9D")),
	    "%s", buf_text(&r.reading.flow.text));
	end(&r);
}

/* a number or a context that is cut would be another one */
Test(ixbrl, no_truncation_tells_a_wrong_fact)
{
	static const char whole[] =
	    HEAD CONTEXTS "<p>" NUMBER("d1", "usd", "scale=\"6\"",
		"1,234") "</p>"
			 "<table><tr><td>a</td><td>1</td></tr></table>" FOOT;
	struct arena arena = {0};
	size_t told = 0;

	for (size_t n = 0; n < sizeof whole; n++) {
		struct reading r;
		struct err e = {0};
		struct fact *facts;
		size_t count, lost;

		reading_init(&r, &arena);
		if (reading_do(&r, (struct str){whole, n}, &e) == 0) {
			ixbrl_facts(r.facts, &facts, &count, &lost);
			for (size_t i = 0; i < count; i++, told++) {
				cr_expect(
				    str_eq(facts[i].value, STR("1234000000")),
				    "%zu: %.*s", n, STR_ARG(facts[i].value));
				cr_expect(str_eq(facts[i].dims,
					      STR("{\"a:RowAxis\":\"7\","
						  "\"us-gaap:SegmentsAxis\":"
						  "\"x:CloudMember\"}")),
				    "%zu", n);
				cr_expect(
				    str_eq(facts[i].end, STR("2025-03-31")));
			}
			cr_expect(
			    r.cut || n < 5 || n > sizeof whole - 9, "%zu", n);
		} else {
			cr_expect_eq(e.code, EXIT_DATA);
		}
		reading_free(&r);
		arena_reset(&arena);
	}
	cr_expect_gt(told, 0);
	arena_release(&arena);
}

Test(ixbrl, absurd_nesting_is_refused)
{
	struct arena arena = {0};
	struct reading r;
	struct err e = {0};
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_puts(&b, HEAD);
	for (int i = 0; i < 3000; i++)
		buf_puts(&b, "<div>");
	buf_puts(&b, "deep");
	reading_init(&r, &arena);
	cr_expect_eq(reading_do(&r, buf_view(&b), &e), -1);
	cr_expect_eq(e.code, EXIT_DATA);
	reading_free(&r);
	buf_release(&b);
	arena_release(&arena);
}

Test(ixbrl, nesting_of_real_filings_is_read)
{
	struct result r;
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_puts(&b, HEAD CONTEXTS);
	for (int i = 0; i < 400; i++)
		buf_puts(&b, "<div>");
	buf_puts(&b, NUMBER("c1", "usd", "", "42"));
	for (int i = 0; i < 400; i++)
		buf_puts(&b, "</div>");
	buf_puts(&b, FOOT);
	read_facts(&r, buf_text(&b));
	cr_assert_eq(r.n, 1);
	expect_fact(&r, 0, "42", "USD", NULL);
	end(&r);
	buf_release(&b);
}
