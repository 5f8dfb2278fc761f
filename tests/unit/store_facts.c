/* facts: of companies and of filings, by vintage */
#include "tests/unit/store_help.h"

static const struct sample first = {.id = "a",
    .text = "text one",
    .url = "https://e.org/a",
    .published = "2025-01-27T10:00:00Z",
    .precision = "second",
    .fetched = "2025-01-27T10:05:00Z",
    .model = "core-1"};

static const char fact_line[] =
    "{\"v\":1,\"record\":\"fact\",\"cik\":\"0001045810\",\"accession\":"
    "\"0001045810-25-000023\",\"form\":\"10-K\",\"filed\":\"2025-02-26\","
    "\"concept\":\"us-gaap:Revenues\",\"value\":\"%s\",\"unit\":\"USD\","
    "\"start\":\"%s\",\"end\":\"2025-01-26\"}";

Test(facts, facts_are_rows_of_their_own_with_vintages)
{
	char one[600], two[600], changed[600];
	struct obs_row r;
	struct shop s;
	static const char series[] = "fact/us-gaap:Revenues/0001045810 USD";

	(void)snprintf(
	    one, sizeof one, fact_line, "130497000000", "2024-01-29");
	(void)snprintf(two, sizeof two, fact_line, "39331000000", "2024-10-28");
	(void)snprintf(
	    changed, sizeof changed, fact_line, "39331000001", "2024-10-28");
	shop_begin(&s);
	shop_load_begin(&s, "2025-02-27", false);
	shop_add_line(&s, one);
	shop_add_line(&s, two);
	shop_add_line(&s, one);
	cr_expect_eq(shop_load_end(&s).observations, 2);
	cr_expect_eq(shop_rows(&s, series, NULL, &r), 2);
	cr_expect_eq(r.key.time, stamp_at("2025-02-26T11:00:00Z"));
	cr_expect_eq(r.key.model, 0);
	cr_expect_eq(r.origin, ORIGIN_LIVE);
	shop_load_begin(&s, "2025-03-02", false);
	shop_add_line(&s, two);
	shop_add_line(&s, changed);
	cr_expect_eq(shop_load_end(&s).observations, 1);
	cr_expect_eq(shop_rows(&s, series, NULL, &r), 2);
	shop_verify(&s);
	shop_end(&s);
}

Test(facts, a_fact_that_comes_long_after_it_was_filed_is_late)
{
	char line[600];
	struct obs_row r;
	struct shop s;

	(void)snprintf(line, sizeof line, fact_line, "1", "2024-10-28");
	shop_begin(&s);
	shop_load_begin(&s, "2025-03-01T11:00:00.000001Z", false);
	shop_add_line(&s, line);
	(void)shop_load_end(&s);
	cr_expect_eq(
	    shop_rows(&s, "fact/us-gaap:Revenues/0001045810 USD", NULL, &r), 1);
	cr_expect_eq(r.origin, ORIGIN_LATE);
	shop_end(&s);
}

Test(facts, facts_of_a_filing_do_not_depend_on_the_model)
{
	struct sample a = first, b, c;
	struct obs_row r;
	struct shop s;
	static const char series[] = "fact/us-gaap:Revenues/0001045810 USD";

	a.fact = "39331000000";
	b = a;
	b.model = "core-2";
	c = b;
	c.fact = NULL;
	c.text = "text two, amended";
	shop_begin(&s);
	(void)shop_load(&s, "2025-02-27", &a, 1);
	(void)shop_load(&s, "2025-02-28", &b, 1);
	cr_expect_eq(shop_rows(&s, series, NULL, &r), 1);
	cr_expect_eq(r.key.known, stamp_at("2025-02-27"), "stated once");
	(void)shop_load(&s, "2025-03-01", &c, 1);
	cr_expect_eq(shop_rows(&s, series, NULL, NULL), 0, "retracted");
	cr_expect_eq(shop_rows(&s, series, "2025-02-28", NULL), 1);
	shop_verify(&s);
	shop_end(&s);
}
