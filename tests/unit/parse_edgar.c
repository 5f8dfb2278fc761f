/* The lists of EDGAR as feeds, and what of them is wanted. */
#include "parse/feed/edgar.h"

#include "fetch/base/buf.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char index_text[] =
    "Description:           Daily Index of EDGAR Dissemination Feed\n"
    "Comments:              webmaster@sec.gov\n\n"
    "CIK|Company Name|Form Type|Date Filed|File Name\n"
    "--------------------------------------------------\n"
    "1045810|NVIDIA CORP|8-K|20250226|edgar/data/1045810/"
    "0001045810-25-000021.txt\n"
    "1045810|NVIDIA CORP|4|20250227|edgar/data/1045810/"
    "0001045810-25-000022.txt\n"
    "2488|ADVANCED MICRO DEVICES INC|10-K|20250205|edgar/data/2488/"
    "0000002488-25-000012.txt\n"
    "320193|Apple Inc.|10-Q|2025-01-31|edgar/data/320193/"
    "0000320193-25-000008.txt\r\n"
    "broken row\n"
    "1|A|8-K|20250226\n"
    "1|A|8-K|20250226|edgar/data/1/none.txt\n"
    "x|A|8-K|20250226|edgar/data/1/0001045810-25-000023.txt\n"
    "1|A|8-K|20250226|edgar/data/1/0001045810-25-000023.txt|more|x\n";

struct got {
	struct arena arena;
	struct feed f;
	struct err e;
};

static void read_list(
    struct got *g, const char *text, const struct feed_source *s)
{
	*g = (struct got){0};
	cr_assert(edgar_sniff(str_of(text)));
	cr_assert_eq(edgar_read(&g->f, &g->arena, str_of(text), s, &g->e), 0,
	    "%s", g->e.text);
}

static void ids(const struct got *g, const char *want, const char *why)
{
	struct buf b;

	buf_init(&b, 4096);
	for (size_t i = 0; i < g->f.n; i++) {
		const struct feed_item *it = &g->f.items[i];

		buf_puts(&b, i ? " " : "");
		buf_str(&b, str_sub(it->id, 14, 20));
		buf_puts(&b, it->alone ? "!" : "");
	}
	cr_expect_str_eq(buf_text(&b), want, "%s", why);
	buf_release(&b);
}

static const struct {
	const char *forms, *cik, *since, *until, *want, *why;
} rows[] = {
    {NULL, NULL, NULL, NULL, "000021 000012 000008",
	"reports and results where nothing is said"},
    {"4", NULL, NULL, NULL, "000022", "another form where it is asked for"},
    {"8-K 10-K", NULL, NULL, NULL, "000021 000012", "two forms"},
    {NULL, "1045810", NULL, NULL, "000021", "a company"},
    {NULL, "0001045810 0000320193", NULL, NULL, "000021 000008",
	"two, with their zeros"},
    {NULL, NULL, "2025-02-01", NULL, "000021 000012", "since a day"},
    {NULL, NULL, "2025-02-05", "2025-02-26", "000012", "until another"},
    {"S-1", NULL, NULL, NULL, "", "none of that form"},
};

Test(edgar, an_index_gives_what_is_wanted)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct feed_source s = {
		    .forms = str_of(rows[i].forms),
		    .cik = str_of(rows[i].cik),
		    .since = str_of(rows[i].since),
		    .until = str_of(rows[i].until),
		};
		struct got g;

		read_list(&g, index_text, &s);
		ids(&g, rows[i].want, rows[i].why);
		arena_release(&g.arena);
	}
}

Test(edgar, an_item_is_a_filing)
{
	const struct feed_source s = {0};
	struct got g;

	read_list(&g, index_text, &s);
	const struct feed_item *it = &g.f.items[2];

	cr_expect(str_eq(it->id, STR("0000320193-25-000008")));
	cr_expect(str_eq(
	    it->url, STR("https://www.sec.gov/Archives/edgar/data/320193/"
			 "0000320193-25-000008.txt")));
	cr_expect(str_eq(it->title, STR("10-Q - Apple Inc.")));
	cr_expect(str_eq(it->kind, STR("filing")));
	cr_expect_eq(it->published, INT64_C(1738281600000000));
	arena_release(&g.arena);
}

Test(edgar, submissions_are_a_feed_too)
{
	static const char text[] =
	    "{\"cik\":\"1045810\",\"name\":\"NVIDIA CORP\",\"filings\":{"
	    "\"recent\":{\"accessionNumber\":[\"0001045810-25-000003\","
	    "\"0001045810-25-000002\",\"0001045810-25-000001\"],"
	    "\"filingDate\":[\"2025-02-26\",\"2025-02-20\",\"2024-11-20\"],"
	    "\"form\":[\"8-K\",\"4\",\"10-Q\"],\"items\":[\"2.02,9.01\","
	    "\"\",\"\"]}}}";
	struct feed_source s = {0};
	struct got g;

	read_list(&g, text, &s);
	ids(&g, "000003 000002! 000001", "other forms go out alone");
	cr_expect(str_eq(g.f.items[0].summary, STR("Items 2.02,9.01")));
	cr_expect(str_eq(g.f.title, STR("NVIDIA CORP")));
	arena_release(&g.arena);
	s.forms = STR("8-K");
	read_list(&g, text, &s);
	ids(&g, "000003", "the forms of the source");
	arena_release(&g.arena);
	s = (struct feed_source){.since = STR("2025-01-01")};
	read_list(&g, text, &s);
	ids(&g, "000003 000002!", "since a day");
	arena_release(&g.arena);
}

#define ENTRY(title, accession, url)                                           \
	"<entry><title>" title "</title><link rel=\"alternate\" href=\"" url   \
	"\"/><id>urn:tag:sec.gov,2008:accession-number=" accession             \
	"</id><updated>2025-02-26T16:20:05-05:00</updated></entry>"

static const char atom[] = "<feed xmlns=\"http://www.w3.org/2005/Atom\">" ENTRY(
    "8-K - NVIDIA CORP (0001045810) (Filer)", "0001045810-25-000021",
    "https://www.sec.gov/Archives/edgar/data/1045810/000104581025000021/"
    "0001045810-25-000021-index.htm")
    ENTRY("4 - HUANG JEN HSUN (0001197649) (Reporting)", "0001197649-25-000007",
	"https://www.sec.gov/Archives/edgar/data/1045810/"
	"000119764925000007/0001197649-25-000007-index.htm")
	ENTRY("4 - NVIDIA CORP (0001045810) (Issuer)", "0001197649-25-000007",
	    "https://www.sec.gov/Archives/edgar/data/1045810/"
	    "000119764925000007/0001197649-25-000007-index.htm") "</feed>";

static void tidy(struct got *g, const char *text, const struct feed_source *s)
{
	*g = (struct got){0};
	cr_assert_eq(feed_parse(&g->f, &g->arena, str_of(text),
			 STR("https://www.sec.gov/cgi-bin/x"), &g->e),
	    0, "%s", g->e.text);
	edgar_tidy(&g->f, &g->arena, s);
}

Test(edgar, an_atom_page_gives_each_filing_once)
{
	struct feed_source s = {0};
	struct got g;

	tidy(&g, atom, &s);
	ids(&g, "000021 000007!", "once, whatever its filers");
	cr_expect(str_eq(g.f.items[0].url,
	    STR("https://www.sec.gov/Archives/edgar/data/1045810/"
		"0001045810-25-000021.txt")));
	cr_expect_eq(g.f.items[0].published, INT64_C(1740604805000000),
	    "New York's zone is told");
	arena_release(&g.arena);
	s.forms = STR("8-K");
	tidy(&g, atom, &s);
	ids(&g, "000021", "the forms of the source");
	arena_release(&g.arena);
}

Test(edgar, another_feed_stays_as_it_is)
{
	const struct feed_source s = {.forms = STR("8-K")};
	struct got g;

	tidy(&g,
	    "<rss version='2.0'><channel><item><title>4 - x</title><link>"
	    "https://chips.example/0001045810-25-000021</link></item>"
	    "</channel></rss>",
	    &s);
	cr_expect_eq(g.f.n, 1);
	cr_expect_null(g.f.items[0].id.p);
	arena_release(&g.arena);
}

static const struct {
	const char *text, *want, *why;
} numbers[] = {
    {"0001045810-25-000021", "0001045810-25-000021", "with dashes"},
    {"/000104581025000021/", "0001045810-25-000021", "without"},
    {"edgar/data/2488/0000002488-25-000012.txt", "0000002488-25-000012",
	"behind another number"},
    {"=0001045810-25-000021x", "0001045810-25-000021", "among letters"},
    {"00010458102500002", NULL, "a digit too few"},
    {"0001045810250000211", NULL, "a digit too many"},
    {"0001045810-250-00021", NULL, "dashes elsewhere"},
    {"0001045810-25000021", NULL, "one dash"},
    {"", NULL, "nothing"},
};

Test(edgar, finds_an_accession_number)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		cr_expect(str_eq(edgar_accession(&a, str_of(numbers[i].text)),
			      str_of(numbers[i].want)),
		    "%s", numbers[i].why);
	arena_release(&a);
}

Test(edgar, what_is_no_list_is_none)
{
	cr_expect_not(edgar_sniff(STR("CIK|Company Name")));
	cr_expect_not(edgar_sniff(STR("<feed>")));
	cr_expect_not(edgar_sniff(STR("{\"items\":[]}")));
	cr_expect_not(edgar_sniff(STR("")));
}
