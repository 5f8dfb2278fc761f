#include "score/entities.h"

#include "fetch/base/stamp.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define HEAD "entity\towner\tfrom\tto\ttype\talias\tlanguage\trule\n"

static int read_text(struct entities *t, const char *text, struct err *e)
{
	char path[] = "/tmp/entities.XXXXXX";
	FILE *f = fdopen(mkstemp(path), "w");

	cr_assert_not_null(f);
	fputs(text, f);
	fclose(f);
	int rc = entities_read(t, path, e);

	unlink(path);
	return rc;
}

static const struct {
	const char *text, *want, *why;
} bad[] = {
    {"", "no head line", "nothing"},
    {"entity\towner\n", ":1: ", "columns missing"},
    {HEAD "nvidia\t-\t-\t-\tcompany\tNvidia\ten\n", ":2: too few",
	"a cell missing"},
    {HEAD "\n#x\nnvidia\t-\t-\t-\tc\tNvidia\ten\tA\tx\n", ":4: too many",
	"a cell too many"},
    {HEAD "Nvidia Corp\t-\t-\t-\tc\tNvidia\ten\tA\n", ":2: no id", "id"},
    {HEAD "-\t-\t-\t-\tc\tNvidia\ten\tA\n", ":2: no id", "no entity for A"},
    {HEAD "h20\tNV IDIA\t-\t-\tc\tH20\ten\tA\n", ":2: no id of an owner",
	"owner"},
    {HEAD "nvidia\t-\t2025-13-01\t-\tc\tNvidia\ten\tA\n", ":2: no ISO date",
	"from"},
    {HEAD "nvidia\t-\t-\tsoon\tc\tNvidia\ten\tA\n", ":2: no ISO date", "to"},
    {HEAD "nvidia\t-\t-\t-\tc\tNvidia\ten\tX\n", ":2: unknown rule", "rule"},
    {HEAD "nvidia\t-\t-\t-\tc\tNvidia\ten\t\n", ":2: unknown rule", "none"},
    {HEAD "nvidia\t-\t-\t-\tc\tNvidia\ten\tDC\n", ":2: unknown rule", "DC"},
    {HEAD "nvidia\t-\t-\t-\tc\tNvidia\ten\tP\n", ":2: rule P lacks", "P"},
    {HEAD "nvidia\t-\t-\t-\tc\tNvidia\ten\tP:gpu||x\n", ":2: an empty word",
	"an empty word of P"},
    {HEAD "nvidia\t-\t-\t-\tc\tNvidia\ten\tA:gpu\n", ":2: this rule takes",
	"A with words"},
    {HEAD "nvidia\t-\t-\t-\tc\tNvidia\ten\tC:nobody\n", "unknown entity",
	"C with an unknown entity"},
    {HEAD "nvidia\t-\t-\t-\tc\tـ\tar\tA\n", ":2: an alias of which nothing",
	"a tatweel alone"},
    {HEAD "a\tb\t-\t-\tc\tx\ten\tA\nb\tc\t-\t-\tc\ty\ten\tA\n", "owned itself",
	"a chain of owners"},
    {HEAD "a\tb\t-\t-\tc\tx\ten\tA\na\tc\t-\t-\tc\ty\ten\tA\n",
	":3: a second owner", "two owners"},
    {HEAD "nvidia\t-\t-\t-\tc\tNvid\xffia\ten\tA\n", ":2: no UTF-8", "bytes"},
};

Test(entities, broken_table_is_refused_with_its_line)
{
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct entities t = {0};
		struct err e = {0};

		cr_expect_eq(
		    read_text(&t, bad[i].text, &e), -1, "%s", bad[i].why);
		cr_expect_eq(e.code, EXIT_CONFIG, "%s", bad[i].why);
		cr_expect(str_find(str_of(e.text), str_of(bad[i].want), 0) <
			      str_of(e.text).n,
		    "%s: %s", bad[i].why, e.text);
		entities_release(&t);
	}
}

Test(entities, missing_file_is_no_input)
{
	struct entities t = {0};
	struct err e = {0};

	cr_assert_eq(entities_read(&t, "/nonexistent/x.tsv", &e), -1);
	cr_expect_eq(e.code, EXIT_NOINPUT);
	entities_release(&t);
}

static const struct alias *head_of(const struct entities *t, struct str norm)
{
	size_t at = strindex_get(&t->norms, norm);

	cr_assert_neq(at, STRINDEX_NONE);
	return &t->alias[at];
}

Test(entities, columns_are_taken_as_they_stand)
{
	struct entities t = {0};
	struct err e = {0};

	cr_assert_eq(
	    read_text(&t,
		"\xef\xbb\xbf" HEAD "# a comment\n"
		"nvidia.h20\tnvidia\t2023-10-01\t-\tproduct\tＨ20\tany\t"
		"CC:deepseek|nvidia\r\n"
		"nvidia\t-\t-\t-\tcompany\tNvidia\ten\tA\n"
		"deepseek\tdeepseek\t-\t-\tcompany\tشركة\tar\t"
		"P:نموذج|Model\n"
		"-\t-\t-\t-\t-\tNVDA reader\ten\tN\n",
		&e),
	    0, "%s", e.text);
	size_t h20 = entities_find(&t, STR("nvidia.h20"));
	size_t nvidia = entities_find(&t, STR("nvidia"));

	cr_assert_neq(h20, ENTITY_NONE);
	cr_assert_neq(nvidia, ENTITY_NONE);
	cr_expect_eq(entities_find(&t, STR("h20")), ENTITY_NONE);
	cr_expect_eq(t.entity[h20].owner, nvidia);
	cr_expect_eq(t.entity[nvidia].owner, nvidia);
	cr_expect(str_eq(t.entity[nvidia].type, STR("company")));
	const struct alias *a = head_of(&t, STR("h20"));

	cr_expect(a->case_matters && str_eq(a->cased, STR("H20")));
	cr_expect_eq(a->rule, RULE_CONTEXT);
	cr_expect_eq(a->n_args, 2);
	cr_expect_eq(a->arg[1], nvidia);
	cr_expect(alias_holds(a, STAMP_NONE));
	cr_expect_not(alias_holds(a, 0));
	cr_expect(alias_holds(a, stamp_days(2023, 10, 1) * STAMP_DAY));
	a = head_of(&t, STR("شركه"));
	cr_expect(str_eq(a->args[1], STR("model")));
	a = head_of(&t, STR("nvda reader"));
	cr_expect_eq(a->entity, ENTITY_NONE);
	entities_release(&t);
}

Test(entities, lines_of_one_file_are_choices_and_a_later_file_wins)
{
	struct entities t = {0};
	struct err e = {0};

	cr_assert_eq(read_text(&t,
			 HEAD "a\t-\t-\t-\tc\tR1\ten\tC\n"
			      "a\t-\t-\t-\tc\tr1\ten\tP:model\n"
			      "a\t-\t-\t-\tc\tother\ten\tA\n",
			 &e),
	    0);
	const struct alias *r1 = head_of(&t, STR("r1"));

	cr_assert_neq(r1->next, ALIAS_NONE);
	cr_expect_eq(t.alias[r1->next].rule, RULE_ADJACENT);
	cr_expect_eq(t.alias[r1->next].next, ALIAS_NONE);
	cr_assert_eq(
	    read_text(&t, HEAD "mine\t-\t-\t-\tc\tR1\ten\tA\n", &e), 0);
	r1 = head_of(&t, STR("r1"));
	cr_expect_eq(r1->entity, entities_find(&t, STR("mine")));
	cr_expect_eq(r1->next, ALIAS_NONE);
	cr_expect(r1->first);
	cr_expect(t.alias[0].replaced && !t.alias[0].first);
	cr_expect_eq(head_of(&t, STR("other"))->entity, 0);
	entities_release(&t);
}

Test(entities, the_shipped_table_is_whole)
{
	static const char *const needed[] = {"nvidia", "jensen-huang",
	    "nvidia.h20", "nvidia.blackwell", "deepseek", "deepseek.r1",
	    "liang-wenfeng", "amd", "broadcom", "tsmc", "sk-hynix", "huawei",
	    "cambricon", "google", "amazon", "meta", "microsoft", "oracle",
	    "openai", "anthropic", "stargate"};
	struct entities t = {0};
	struct err e = {0};

	cr_assert_eq(
	    entities_read(&t, "score/data/entities.tsv", &e), 0, "%s", e.text);
	cr_expect_geq(t.n_entities, 60);
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
		size_t at = entities_find(&t, str_of(needed[i]));
		int languages = 0; /* bits: en, ar, zh */

		cr_assert_neq(at, ENTITY_NONE, "%s", needed[i]);
		for (size_t k = 0; k < t.n_aliases; k++) {
			const struct alias *a = &t.alias[k];

			if (a->entity != at || a->rule == RULE_FALSE)
				continue;
			languages |= str_starts(a->language, STR("ar"))   ? 2
				     : str_starts(a->language, STR("zh")) ? 4
				     : str_eq(a->language, STR("any"))    ? 5
									  : 1;
		}
		cr_expect_eq(languages, 7, "%s lacks a language", needed[i]);
	}
	entities_release(&t);
}
