#include "parse/record/article.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect_same(const char *line)
{
	struct arena arena = {0};
	struct err e = {0};
	struct article a;
	struct buf b;

	cr_assert_eq(
	    article_read(str_of(line), &arena, &a, &e), 0, "%s", e.text);
	buf_init(&b, 1 << 20);
	article_write(&b, &a);
	cr_expect_str_eq(buf_text(&b), line);
	buf_release(&b);
	arena_release(&arena);
}

Test(article, comes_back_as_it_was_written)
{
	expect_same("{\"v\":1,\"record\":\"article\",\"id\":\"a\","
		    "\"text\":\"\"}");
	expect_same(
	    "{\"v\":1,\"record\":\"article\",\"id\":\"0a\",\"url\":\"u\","
	    "\"canonical_url\":\"c\",\"source\":\"s\",\"feed\":\"f\","
	    "\"scope\":\"general\",\"kind\":\"news\",\"lang\":\"zh-Hans\","
	    "\"title\":\"英伟达\",\"authors\":[\"x\",\"y\"],\"summary\":\"z\","
	    "\"text\":\"هوانغ\\n二\",\"published\":\"2025-01-27T00:00:00Z\","
	    "\"published_from\":\"meta\",\"published_precision\":\"day\","
	    "\"updated\":\"2025-01-28T01:02:03Z\","
	    "\"fetched\":\"2025-01-28T01:02:03.000004Z\",\"content\":\"full\","
	    "\"raw\":{\"file\":\"w.gz\",\"offset\":0,\"record\":\"r\","
	    "\"digest\":\"d\"},\"document\":{\"type\":\"EX-99.1\","
	    "\"sequence\":\"2\"},\"filing\":{\"cik\":\"1045810\","
	    "\"filers\":[\"n\"],\"accepted\":\"2025-02-26T21:20:35Z\","
	    "\"items\":[\"2.02\"],\"earnings\":true,\"documents\":[{\"type\":"
	    "\"8-K\"}],"
	    "\"sections\":[{\"item\":\"1\",\"title\":\"t\",\"begin\":0,"
	    "\"end\":3}],\"facts\":[{\"concept\":\"c\",\"value\":\"1.50\","
	    "\"unit\":\"USD\",\"dims\":{\"a\":\"b\"}}]},"
	    "\"mentions\":[{\"entity\":\"x\",\"field\":\"title\",\"begin\":0,"
	    "\"end\":9}]}");
}

static const struct {
	const char *line, *says;
} bad_rows[] = {
    {"{\"id\":\"a\"}", "'text'"},
    {"{\"text\":\"a\"}", "'id'"},
    {"{\"id\":1,\"text\":\"a\"}", "'id'"},
    {"{\"id\":\"a\",\"text\":\"b\",\"published\":\"soon\"}", "'published'"},
    {"{\"id\":\"a\",\"text\":\"b\",\"authors\":\"c\"}", "'authors'"},
    {"{\"id\":\"a\",\"text\":\"b\",\"authors\":[1]}", "'authors'"},
    {"{\"id\":\"a\",\"text\":\"b\",\"mentions\":[{\"entity\":\"e\","
     "\"begin\":0,\"end\":2}]}",
	"'mentions'"},
    {"[]", "no JSON object"},
    {"{\"id\":\"a\"", "no JSON object"},
};

Test(article, names_the_field_that_is_wrong)
{
	for (size_t i = 0; i < sizeof bad_rows / sizeof *bad_rows; i++) {
		struct arena arena = {0};
		struct err e = {0};
		struct article a;

		cr_expect_eq(
		    article_read(str_of(bad_rows[i].line), &arena, &a, &e), -1);
		cr_expect_eq(e.code, EXIT_DATA);
		cr_expect_not_null(strstr(e.text, bad_rows[i].says), "%s: %s",
		    bad_rows[i].line, e.text);
		arena_release(&arena);
	}
}

Test(article, event_time_is_never_after_it_was_seen)
{
	struct article a = {.published = 10 * STAMP_DAY, .fetched = STAMP_NONE};

	cr_expect_eq(article_event_time(&a), 10 * STAMP_DAY);
	a.published_precision = STR("day");
	cr_expect_eq(article_event_time(&a), 11 * STAMP_DAY - 1, "day's end");
	a.fetched = 10 * STAMP_DAY + 5;
	cr_expect_eq(article_event_time(&a), 10 * STAMP_DAY + 5, "seen first");
	a.published = STAMP_NONE;
	cr_expect_eq(article_event_time(&a), STAMP_NONE, "undated stays so");
}
