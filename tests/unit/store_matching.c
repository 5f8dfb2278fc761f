/* which texts a new alias can be found in */
#include "store/matching.h"

#include <criterion/criterion.h>
#include <stdio.h>

static const struct {
	const char *alias, *title, *text;
	int holds;
	const char *why;
} texts[] = {
    {"Nvidia", "", "Shares of NVIDIA fell.", 1, "case"},
    {"nvidia", "Nvidia falls", "", 1, "in the title"},
    {"Nvidia", "", "Ｎｖｉｄｉａ", 1, "full width"},
    {"Zoë Baird", "", "zoe baird", 1, "marks"},
    {"GB200 NVL72", "", "a GB200-NVL72 rack", 1, "another dash"},
    {"sk hynix", "", "SK\u00a0hynix", 1, "another blank"},
    {"Straße", "", "STRASSE", 1, "a folding of two letters"},
    {"إنفيديا", "", "سهم انفيديا هبط", 1, "alef"},
    {"انفيديا", "", "سهم إِنْفِيدْيَا", 1, "short vowels"},
    {"إنفيديا", "", "إنفـــيديا", 1, "tatweel"},
    {"شركة", "", "شركه", 1, "teh marbuta"},
    {"موسى", "", "موسي", 1, "alef maksura"},
    {"کمبیوتر", "", "كمبيوتر", 1, "letters of Persian"},
    {"H٢٠", "", "H20", 1, "Arabic digits"},
    {"ﻧﻔﻴﺪﻳﺎ", "", "نفيديا", 1, "presentation forms"},
    {"英伟达", "", "英\u200b伟达", 1, "a blank of no width"},
    {"達芬奇", "", "達(dá)芬奇", 1, "a note of how it is read"},
    {"Nvidia", "", "英伟达（Nvidia）", 1, "a name in such brackets"},
    {"深度求索", "深度求索发布", "", 1, "Chinese"},
    {"Nvidia", "AMD", "AMD rises", 0, "it is not there"},
    {"Nvidia", "Nvi", "dia", 0, "not across the fields"},
    {"英伟达", "", "英特尔", 0, "another company"},
    {"إنفيديا", "", "إنتل", 0, "another company"},
    {"H20", "", "H100", 0, "another number"},
};

Test(matching, finds_what_the_scorer_would_and_little_more)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct err e = {0};
		struct matching m;
		char line[512];

		(void)snprintf(line, sizeof line,
		    "{\"v\":1,\"record\":\"article\",\"id\":\"a\","
		    "\"title\":\"%s\",\"text\":\"%s\"}",
		    texts[i].title, texts[i].text);
		cr_assert_eq(matching_init(&m, str_of(texts[i].alias), &e), 0,
		    "%s", e.text);
		cr_expect_eq(matching_holds(&m, str_of(line), &e),
		    texts[i].holds, "%s %s", texts[i].why, e.text);
		matching_release(&m);
	}
}

static const char *const nothing[] = {"", " ", "--", "…", "ـــ", "\xff\xfe"};

Test(matching, refuses_an_alias_of_nothing)
{
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
		struct err e = {0};
		struct matching m;

		cr_expect_eq(matching_init(&m, str_of(nothing[i]), &e), -1,
		    "'%s'", nothing[i]);
		cr_expect_eq(e.code, EXIT_USAGE);
		matching_release(&m);
	}
}

Test(matching, of_a_line_that_is_no_article_fails)
{
	struct err e = {0};
	struct matching m;

	cr_assert_eq(matching_init(&m, STR("x"), &e), 0);
	cr_expect_eq(matching_holds(&m, STR("{\"text\":"), &e), -1);
	cr_expect_neq(e.code, 0);
	matching_release(&m);
}
