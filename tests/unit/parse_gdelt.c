/* GDELT's article lists. */
#include "parse/feed/gdelt.h"

#include <criterion/criterion.h>

static const char list[] =
    "{\"articles\": [ { \"url\": \"https://a.example/1\", \"title\": "
    "\"Nvidia shares fell 17 % , and recovered\", \"seendate\": "
    "\"20250127T143000Z\", \"domain\": \"a.example\", \"language\": "
    "\"English\" }, { \"url\": \"https://b.example/2\", \"title\": "
    "\"\u0645\u062b\u0627\u0644\", \"seendate\": \"soon\", \"language\": "
    "\"Arabic\" }, { \"title\": \"no address\" }, 7, { \"url\": "
    "\"https://c.example/3\", \"language\": \"Klingon\" } ] }";

Test(gdelt, gives_items_without_a_day_of_publication)
{
	struct arena a = {0};
	struct err e = {0};
	struct feed f;

	cr_assert(gdelt_sniff(str_of(list)));
	cr_assert_eq(gdelt_read(&f, &a, str_of(list), &e), 0, "%s", e.text);
	cr_assert_eq(f.n, 3);
	cr_expect(str_eq(f.items[0].url, STR("https://a.example/1")));
	cr_expect(str_eq(
	    f.items[0].title, STR("Nvidia shares fell 17%, and recovered")));
	cr_expect_eq(f.items[0].published, STAMP_NONE);
	cr_expect_eq(f.items[0].updated, INT64_C(1737988200000000));
	cr_expect(str_eq(f.items[0].lang, STR("en")));
	cr_expect(str_eq(f.items[1].lang, STR("ar")));
	cr_expect_eq(f.items[1].updated, STAMP_NONE, "no time");
	cr_expect_null(f.items[2].lang.p, "a language that we do not know");
	arena_release(&a);
}

Test(gdelt, refuses_what_is_no_list)
{
	static const char *const bad[] = {"{\"articles\":7,\"seendate\":1}",
	    "{\"articles\":[{\"seendate\":", "{}", "[]", ""};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct arena a = {0};
		struct err e = {0};
		struct feed f;

		cr_expect_eq(gdelt_read(&f, &a, str_of(bad[i]), &e), -1);
		cr_expect_eq(e.code, EXIT_DATA);
		arena_release(&a);
	}
	cr_expect_not(gdelt_sniff(STR("{\"version\":\"1\"}")));
	cr_expect_not(gdelt_sniff(STR("")));
}

static const char gal[] =
    "{\"date\":\"2025-01-27T14:31:00.000Z\",\"url\":\"https://a.example/1\","
    "\"domain\":\"a.example\",\"outletName\":\"A\",\"title\":\"GPUs sold "
    "out\",\"desc\":\"Buyers wait.\",\"lang\":\"en\",\"author\":\"N. N.\"}\n"
    "broken\n\n"
    "{\"date\":\"then\",\"url\":\"https://b.example/2\",\"outletName\":\"B\","
    "\"title\":\"\u0634\u0631\u0627\u0626\u062d\",\"lang\":\"ar\"}\n"
    "{\"outletName\":\"C\",\"title\":\"no address\"}\n7\n"
    "{\"url\":\"https://c.example/3\",\"title\":\"\u82af\u7247\",\"lang\":"
    "\"zh-Hant\"}\n"
    "{\"url\":\"https://d.example/4\",\"lang\":\"Chinese\"}\n"
    "{\"url\":\"https://e.example/5\",\"lang\":\"Klingon\"}";

Test(gdelt, reads_article_lists_line_by_line)
{
	struct arena a = {0};
	struct err e = {0};
	struct feed f;

	cr_assert(gdelt_sniff(str_of(gal)));
	cr_assert_eq(gdelt_read(&f, &a, str_of(gal), &e), 0, "%s", e.text);
	cr_assert_eq(f.n, 5);
	cr_expect(str_eq(f.items[0].title, STR("GPUs sold out")));
	cr_expect(str_eq(f.items[0].summary, STR("Buyers wait.")));
	cr_expect(str_eq(f.items[0].author, STR("N. N.")));
	cr_expect(str_eq(f.items[0].lang, STR("en")));
	cr_expect_eq(f.items[0].published, STAMP_NONE);
	cr_expect_eq(f.items[0].updated, INT64_C(1737988260000000));
	cr_expect(str_eq(f.items[1].lang, STR("ar")));
	cr_expect_eq(f.items[1].updated, STAMP_NONE, "no time");
	cr_expect(str_eq(f.items[2].lang, STR("zh-Hant")));
	cr_expect(str_eq(f.items[3].lang, STR("zh")));
	cr_expect_null(f.items[4].lang.p, "a language that we do not know");
	arena_release(&a);
	cr_expect_not(gdelt_sniff(STR("{\"outletName\":1}\n{\"url\":2}")));
}
