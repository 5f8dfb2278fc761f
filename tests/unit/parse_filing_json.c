#include "parse/filing/facts_json.h"
#include "parse/filing/filings_json.h"
#include "parse/filing/json_walk.h"
#include "parse/record/fact_line.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *json, *tokens, *why;
} walks[] = {
    {"{\"a\":[1,-2.5e3,\"x\",true,null,{}],\"b\":{}}", "{k[##\"ww{}]k{}}.",
	"every kind of value"},
    {" [ ] ", "[].", "blanks"},
    {"7", "#.", "a number alone"},
    {"{\"a\\\"b\":\"\\\\\"}", "{k\"}.", "quotes that are escaped"},
    {"", "!", "nothing"},
    {"{", "{!", "cut behind a brace"},
    {"{\"a\"", "{!", "cut behind a key"},
    {"{\"a\":}", "{k!", "no value"},
    {"{\"a\" 1}", "{!", "no colon"},
    {"{a:1}", "{!", "a key without quotes"},
    {"[1 2]", "[#!", "no comma"},
    {"[1,]", "[#!", "a comma too many"},
    {"[1}", "[#!", "brackets crossed"},
    {"[1]]", "[#]!", "a bracket too many"},
    {"[\"a]", "[!", "an open quote"},
    {"[tru]", "[!", "a word that is none"},
    {"[\"a\\", "[!", "cut within an escape"},
};

Test(json_walk, tells_tokens_until_json_breaks)
{
	static const char signs[] = "!.{}[]k\"#w";

	for (size_t i = 0; i < sizeof walks / sizeof *walks; i++) {
		struct json_walk w;
		char got[64];
		size_t n = 0;
		enum json_token t;

		json_walk_begin(&w, str_of(walks[i].json));
		do {
			t = json_walk_next(&w);
			got[n++] = signs[t + 1];
		} while (t > JSON_END && n + 1 < sizeof got);
		got[n] = '\0';
		cr_expect_str_eq(got, walks[i].tokens, "%s", walks[i].why);
		if (t == JSON_BROKEN)
			cr_expect_eq(json_walk_next(&w), JSON_BROKEN);
	}
}

Test(json_walk, refuses_absurd_nesting)
{
	struct json_walk w;
	char deep[100];
	int depth = 0;

	memset(deep, '[', sizeof deep);
	json_walk_begin(&w, (struct str){deep, sizeof deep});
	while (json_walk_next(&w) == JSON_ARRAY)
		depth++;
	cr_expect_eq(depth, JSON_DEPTH_MAX);
}

static const struct {
	const char *value, *text;
} escapes[] = {
    {"plain", "plain"},
    {"a\\\"b\\\\c\\/d", "a\"b\\c/d"},
    {"\\n\\t", "\n\t"},
    {"\\u82f1\\u4f1f\\u8fbe", "\xE8\x8B\xB1\xE4\xBC\x9F\xE8\xBE\xBE"},
    {"\\ud83d\\ude00", "\xF0\x9F\x98\x80"},
    {"\\ud83d", "\xEF\xBF\xBD"},
    {"\\u12", "\xEF\xBF\xBD"
	      "12"},
    {"", ""},
};

Test(json_walk, resolves_escapes)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
		struct str got = json_unescape(&a, str_of(escapes[i].value));

		cr_expect(str_eq(got, str_of(escapes[i].text)), "%s: %.*s",
		    escapes[i].value, STR_ARG(got));
	}
	arena_release(&a);
}

struct lines {
	struct buf text;
	size_t n;
};

static int keep(void *user, struct str line, struct err *e)
{
	struct lines *l = user;

	(void)e;
	buf_str(&l->text, line);
	buf_char(&l->text, '\n');
	l->n++;
	return 0;
}

#define ROW                                                                    \
	"{\"start\":\"2024-01-01\",\"end\":\"2024-03-31\",\"val\":1.50,"       \
	"\"accn\":\"0000000001-24-000001\",\"fy\":2024,\"fp\":\"Q1\","         \
	"\"form\":\"10-Q\",\"filed\":\"2024-05-01\",\"frame\":\"CY2024Q1\"}"
#define FACT                                                                   \
	"\"accession\":\"0000000001-24-000001\",\"form\":\"10-Q\","            \
	"\"filed\":\"2024-05-01\",\"concept\":\"us-gaap:Sales\","              \
	"\"value\":\"1.5\",\"unit\":\"USD\",\"start\":\"2024-01-01\","         \
	"\"end\":\"2024-03-31\"}\n"

static const struct {
	const char *json, *lines, *why;
	int rc;
} tables[] = {
    {"{\"cik\":7,\"entityName\":\"A\",\"facts\":{\"us-gaap\":{\"Sales\":"
     "{\"label\":\"L\",\"description\":null,\"units\":{\"USD\":[" ROW "]}}}}}",
	"{\"v\":1,\"record\":\"fact\",\"cik\":\"7\"," FACT, "companyfacts", 0},
    {"{\"cik\":7,\"taxonomy\":\"us-gaap\",\"tag\":\"Sales\","
     "\"entityName\":\"A\",\"units\":{\"USD\":[" ROW "]}}",
	"{\"v\":1,\"record\":\"fact\",\"cik\":\"7\"," FACT, "companyconcept",
	0},
    {"{\"taxonomy\":\"us-gaap\",\"tag\":\"Stock\",\"ccp\":\"CY2024Q1I\","
     "\"uom\":\"USD\",\"pts\":1,\"data\":[{\"accn\":\"0000000002-24-000001\","
     "\"cik\":9,\"entityName\":\"B\",\"end\":\"2024-03-31\",\"val\":-3}]}",
	"{\"v\":1,\"record\":\"fact\",\"cik\":\"9\","
	"\"accession\":\"0000000002-24-000001\",\"concept\":\"us-gaap:Stock\","
	"\"value\":\"-3\",\"unit\":\"USD\",\"instant\":\"2024-03-31\"}\n",
	"a frame of a point in time", 0},
    /* frames have neither form nor day of filing; the rest is the same */
    {"{\"taxonomy\":\"us-gaap\",\"tag\":\"Sales\",\"ccp\":\"CY2024Q1\","
     "\"uom\":\"USD\",\"label\":\"L\",\"description\":\"d\",\"pts\":1,"
     "\"data\":[{\"accn\":\"0000000001-24-000001\",\"cik\":7,"
     "\"entityName\":\"A\",\"loc\":\"US-CA\",\"start\":\"2024-01-01\","
     "\"end\":\"2024-03-31\",\"val\":1.50}]}",
	"{\"v\":1,\"record\":\"fact\",\"cik\":\"7\","
	"\"accession\":\"0000000001-24-000001\",\"concept\":\"us-gaap:Sales\","
	"\"value\":\"1.5\",\"unit\":\"USD\",\"start\":\"2024-01-01\","
	"\"end\":\"2024-03-31\"}\n",
	"a frame of a quarter: the fact that companyfacts has", 0},
    {"{\"taxonomy\":\"us-gaap\",\"tag\":\"EPS\",\"uom\":\"USD-per-shares\","
     "\"data\":[{\"accn\":\"0000000001-24-000001\",\"cik\":7,"
     "\"start\":\"2024-01-01\",\"end\":\"2024-03-31\",\"val\":0.1}]}",
	"{\"v\":1,\"record\":\"fact\",\"cik\":\"7\","
	"\"accession\":\"0000000001-24-000001\",\"concept\":\"us-gaap:EPS\","
	"\"value\":\"0.1\",\"unit\":\"USD/shares\",\"start\":\"2024-01-01\","
	"\"end\":\"2024-03-31\"}\n",
	"frames write a unit over another with -per-", 0},
    {"{\"cik\":7,\"entityName\":\"A\",\"facts\":{\"us-gaap\":{\"Sales\":"
     "{\"units\":{\"USD\":[" ROW ",{\"end\":\"2024",
	"{\"v\":1,\"record\":\"fact\",\"cik\":\"7\"," FACT,
	"cut: the rows before it are told", -1},
    {"{\"cik\":7,\"entityName\":\"A\",\"facts\":{\"us-gaap\":{\"Sales\":"
     "{\"units\":{\"USD\":[{\"end\":\"2024-03-31\",\"val\":\"many\","
     "\"accn\":\"x\"}]}}}}}",
	"", "a value that is no number", -1},
    {"{\"cik\":7,\"entityName\":\"A\",\"facts\":{}}", "", "no facts", -1},
    {"", "", "nothing", -1},
};

Test(facts_json, tables_become_fact_records)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct lines l = {.n = 0};
		struct err e = {0};

		buf_init(&l.text, 1 << 20);
		cr_expect_eq(
		    facts_json_read(str_of(tables[i].json), keep, &l, &e),
		    tables[i].rc, "%s: %s", tables[i].why, e.text);
		cr_expect_str_eq(
		    buf_text(&l.text), tables[i].lines, "%s", tables[i].why);
		if (tables[i].rc)
			cr_expect_eq(e.code, EXIT_DATA);
		buf_release(&l.text);
	}
}

Test(facts_json, is_told_from_other_json)
{
	cr_expect(facts_json_sniff(str_of(tables[0].json)));
	cr_expect(facts_json_sniff(str_of(tables[1].json)));
	cr_expect(facts_json_sniff(str_of(tables[2].json)));
	cr_expect_not(facts_json_sniff(STR("{\"v\":1,\"record\":\"item\"}")));
	cr_expect_not(facts_json_sniff(STR("[]")));
	cr_expect_not(facts_json_sniff(STR("")));
}

static const struct {
	const char *json, *url, *lines, *why;
	int rc;
} lists[] = {
    {"{\"cik\":\"0000000042\",\"name\":\"LATTICE FORGE\",\"tickers\":[\"LF\"],"
     "\"filings\":{\"recent\":{\"accessionNumber\":"
     "[\"0000000042-25-000007\",\"0000000099-25-000001\"],"
     "\"filingDate\":[\"2025-02-27\",\"2025-02-28\"],"
     "\"acceptanceDateTime\":[\"2025-02-26T17:31:05.000Z\",\"x\"],"
     "\"form\":[\"8-K\",\"4\"],\"items\":[\"2.02,9.01\",\"\"]},"
     "\"files\":[{\"name\":\"CIK0000000042-submissions-001.json\"}]}}",
	NULL,
	"{\"v\":1,\"record\":\"item\",\"id\":\"0000000042-25-000007\","
	"\"url\":\"https://www.sec.gov/Archives/edgar/data/42/"
	"0000000042-25-000007.txt\",\"title\":\"8-K - LATTICE FORGE\","
	"\"summary\":\"Items 2.02,9.01\","
	"\"published\":\"2025-02-27T00:00:00Z\",\"kind\":\"filing\","
	"\"follow\":true}\n"
	"{\"v\":1,\"record\":\"item\",\"id\":\"0000000099-25-000001\","
	"\"url\":\"https://www.sec.gov/Archives/edgar/data/42/"
	"0000000099-25-000001.txt\",\"title\":\"4 - LATTICE FORGE\","
	"\"published\":\"2025-02-28T00:00:00Z\",\"kind\":\"filing\","
	"\"follow\":false}\n",
	"recent filings", 0},
    {"{\"accessionNumber\":[\"0000000042-09-000001\"],"
     "\"filingDate\":[\"2009-02-27\"],\"form\":[\"10-K/A\"]}",
	"https://data.sec.gov/submissions/CIK0000000042-submissions-001.json",
	"{\"v\":1,\"record\":\"item\",\"id\":\"0000000042-09-000001\","
	"\"url\":\"https://www.sec.gov/Archives/edgar/data/42/"
	"0000000042-09-000001.txt\",\"title\":\"10-K/A\","
	"\"published\":\"2009-02-27T00:00:00Z\",\"kind\":\"filing\","
	"\"follow\":true}\n",
	"an older part", 0},
    {"{\"accessionNumber\":[\"a\"],\"filingDate\":[\"2009-02-27\"],"
     "\"form\":[\"4\"]}",
	NULL, "", "nobody's", -1},
    {"{\"cik\":\"1\",\"accessionNumber\":[\"a\",\"b\"],"
     "\"filingDate\":[\"2009-02-27\"],\"form\":[\"4\",\"4\"]}",
	NULL, "", "uneven columns", -1},
    {"{\"cik\":\"1\",\"accessionNumber\":[]}", NULL, "", "none yet", 0},
    {"{\"cik\":\"1\",\"accessionNumber\":[\"a\"", NULL, "", "cut", -1},
};

Test(filings_json, list_items_with_the_day_of_filing)
{
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct lines l = {.n = 0};
		struct arena a = {0};
		struct err e = {0};

		buf_init(&l.text, 1 << 20);
		cr_expect(filings_json_sniff(str_of(lists[i].json)));
		cr_expect_eq(filings_json_read(str_of(lists[i].json),
				 str_of(lists[i].url), &a, keep, &l, &e),
		    lists[i].rc, "%s: %s", lists[i].why, e.text);
		cr_expect_str_eq(
		    buf_text(&l.text), lists[i].lines, "%s", lists[i].why);
		buf_release(&l.text);
		arena_release(&a);
	}
	cr_expect_not(filings_json_sniff(STR("{\"accession\":[]}")));
}
