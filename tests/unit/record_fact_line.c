#include "parse/record/fact_line.h"

#include <criterion/criterion.h>

Test(fact_line, comes_back_as_it_was_written)
{
	static const char *const lines[] = {
	    "{\"v\":1,\"record\":\"fact\",\"concept\":\"c\",\"value\":\"0\"}",
	    "{\"v\":1,\"record\":\"fact\",\"cik\":\"1045810\","
	    "\"accession\":\"0001045810-24-000029\",\"form\":\"10-K\","
	    "\"filed\":\"2024-02-21\",\"concept\":\"us-gaap:Revenues\","
	    "\"value\":\"60922000000\",\"unit\":\"USD\","
	    "\"start\":\"2023-01-30\",\"end\":\"2024-01-28\"}",
	    ("{\"v\":1,\"record\":\"fact\",\"concept\":\"c\","
	     "\"value\":\"-1.5\",\"unit\":\"USD/"
	     "shares\",\"instant\":\"2024-01-28\"}"),
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct arena a = {0};
		struct err e = {0};
		struct fact_line f;
		struct buf b;

		cr_assert_eq(fact_line_read(str_of(lines[i]), &a, &f, &e), 0);
		buf_init(&b, 1 << 16);
		fact_line_write(&b, &f);
		cr_expect_str_eq(buf_text(&b), lines[i]);
		buf_release(&b);
		arena_release(&a);
	}
}

static const struct {
	const char *line, *says;
} bad[] = {
    {"", "no JSON object"},
    {"[]", "no JSON object"},
    {"{\"concept\":\"c\"", "no JSON object"},
    {"{\"value\":\"1\"}", "'concept'"},
    {"{\"concept\":\"c\"}", "'value'"},
    {"{\"concept\":\"c\",\"value\":1}", "'value'"},
    {"{\"concept\":\"c\",\"value\":\"1\",\"unit\":[]}", "'unit'"},
};

Test(fact_line, that_is_broken_is_refused_with_its_field)
{
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct arena a = {0};
		struct err e = {0};
		struct fact_line f;

		cr_expect_eq(
		    fact_line_read(str_of(bad[i].line), &a, &f, &e), -1);
		cr_expect_eq(e.code, EXIT_DATA);
		cr_expect_lt(str_find(str_of(e.text), str_of(bad[i].says), 0),
		    str_of(e.text).n, "%s: %s", bad[i].line, e.text);
		arena_release(&a);
	}
}
