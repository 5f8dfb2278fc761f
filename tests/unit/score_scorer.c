/* one line through the scorer, and the model's name */
#include "score/scorer.h"

#include "parse/record/record.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TABLES "score/data"
#define HEAD "entity\towner\tfrom\tto\ttype\talias\tlanguage\trule\n"

static struct model model;

static void open_model(void)
{
	struct err e = {0};

	cr_assert_eq(model_open(&model, TABLES, NULL, 0, &e), 0, "%s", e.text);
}

static void close_model(void)
{
	model_release(&model);
}

TestSuite(scorer, .init = open_model, .fini = close_model);

#define ART "{\"v\":1,\"record\":\"article\",\"id\":\"a\","

static const struct {
	const char *line;
	enum scorer_result result;
	const char *why;
} rows[] = {
    {ART "\"text\":\"Nvidia fell.\"}", SCORER_SCORED, "an article"},
    {ART "\"text\":\"\"}", SCORER_SCORED, "an empty text"},
    {ART "\"title\":\"T\",\"text\":\"x\",\"score\":{\"old\":1}}", SCORER_SCORED,
	"scored before"},
    {ART "\"kind\":\"listing\",\"text\":\"Nvidia\"}", SCORER_PASSED,
	"a listing"},
    {"{\"v\":1,\"record\":\"feed\",\"x\":[1,{}]}", SCORER_PASSED, "a feed"},
    {"{\"v\":9,\"record\":\"novelty\"}", SCORER_PASSED, "an unknown record"},
    {"{\"a\":1}", SCORER_PASSED, "no record"},
    {"{\"v\":2,\"record\":\"article\",\"id\":\"a\",\"text\":\"x\"}",
	SCORER_REFUSED, "a later version"},
    {"{\"v\":1,\"record\":\"article\",\"text\":\"x\"}", SCORER_REFUSED,
	"no id"},
    {ART "\"title\":\"x\"}", SCORER_REFUSED, "no text"},
    {ART "\"text\":7}", SCORER_REFUSED, "text is no string"},
    {ART "\"text\":\"x\",\"published\":\"soon\"}", SCORER_REFUSED, "a date"},
    {ART "\"text\":\"x\",\"mentions\":[{\"entity\":\"n\",\"field\":"
	 "\"text\",\"begin\":1,\"end\":9}]}",
	SCORER_REFUSED, "a given mention outside the text"},
    {ART "\"text\":\"x\"", SCORER_REFUSED, "cut"},
    {"nonsense", SCORER_REFUSED, "no JSON"},
    {"", SCORER_REFUSED, "an empty line"},
};

Test(scorer, lines_are_scored_passed_or_refused)
{
	struct scorer s;
	struct buf out;

	scorer_make(&s, &model, 0);
	buf_init(&out, 1 << 20);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str line = str_of(rows[i].line), kind;
		struct err e = {0}, none = {0};
		long version;

		buf_clear(&out);
		enum scorer_result r =
		    scorer_line(&s, line, STR("in:7"), &out, &e);

		cr_expect_eq(r, rows[i].result, "%s", rows[i].why);
		cr_expect_eq(e.code, r == SCORER_REFUSED ? EXIT_DATA : 0);
		if (r == SCORER_PASSED)
			cr_expect(
			    str_eq(buf_view(&out), line), "%s", rows[i].why);
		cr_expect_eq(
		    record_peek(buf_view(&out), &kind, &version, &none), 0,
		    "%s", rows[i].why);
		if (r != SCORER_REFUSED)
			continue;
		cr_expect(str_eq(kind, STR("outcome")));
		cr_expect(str_eq(record_member(buf_view(&out), STR("stage")),
		    STR("\"score\"")));
		cr_expect(str_eq(record_member(buf_view(&out), STR("place")),
		    STR("\"in:7\"")));
	}
	buf_release(&out);
	scorer_release(&s);
}

Test(scorer, a_scored_line_reads_back_and_keeps_its_bytes)
{
	struct str line =
	    STR(ART " \"odd\" : [1e5, \"\\u00e9\"],\"title\":\"Jensen Huang\","
		    "\"text\":\"DeepSeek R1 met Nvidia's H20.\"}");
	struct arena a = {0};
	struct scorer s;
	struct score got;
	struct err e = {0};
	struct buf out;

	scorer_make(&s, &model, 0);
	buf_init(&out, 1 << 20);
	cr_assert_eq(
	    scorer_line(&s, line, STR("in:1"), &out, &e), SCORER_SCORED);
	cr_expect(str_starts(buf_view(&out), str_sub(line, 0, line.n - 1)));
	struct str json = record_member(buf_view(&out), STR("score"));

	cr_assert_eq(score_read(json, &a, &got, &e), 0, "%s", e.text);
	cr_expect(str_starts(got.model, STR("core-")));
	cr_expect_eq(got.sentences, 2);
	cr_expect_neq(got.fingerprint, 0);
	/* nvidia, jensen-huang, deepseek, deepseek.r1, nvidia.h20 */
	cr_expect_eq(got.n_entities, 5);
	cr_expect(str_eq(got.entities[0].entity, STR("nvidia")));
	for (size_t i = 0; i < got.n_entities; i++) {
		cr_expect_leq(got.entities[i].relevance, 1.0);
		cr_expect_gt(got.entities[i].relevance, 0.0);
	}
	/* again: the score is put in the place of the old one */
	struct buf twice;

	buf_init(&twice, 1 << 20);
	cr_assert_eq(scorer_line(&s, buf_view(&out), STR("in:1"), &twice, &e),
	    SCORER_SCORED);
	cr_expect(str_eq(buf_view(&out), buf_view(&twice)));
	buf_release(&twice);
	buf_release(&out);
	scorer_release(&s);
	arena_release(&a);
}

Test(scorer, line_ends_inside_an_article_are_escaped)
{
	struct str line = STR(ART "\"text\":\"a\xc2\x85z \xe2\x80\xa8\xe2\x80"
				  "\xa9 \xe2\x80\x9c\"}");
	struct scorer s;
	struct err e = {0};
	struct buf out;

	scorer_make(&s, &model, 0);
	buf_init(&out, 1 << 20);
	cr_assert_eq(
	    scorer_line(&s, line, STR("in:1"), &out, &e), SCORER_SCORED);
	cr_expect(str_eq(record_member(buf_view(&out), STR("text")),
	    STR("\"a\\u0085z \\u2028\\u2029 \xe2\x80\x9c\"")));
	buf_release(&out);
	scorer_release(&s);
}

static char *user_table(const char *text)
{
	char *path = mem_text(STR("/tmp/user.XXXXXX"));
	FILE *f = fdopen(mkstemp(path), "w");

	cr_assert_not_null(f);
	fputs(HEAD, f);
	fputs(text, f);
	fclose(f);
	return path;
}

Test(model, name_stands_for_all_tables)
{
	char *one = user_table("acme\t-\t-\t-\tcompany\tAcme\ten\tA\n");
	char *two = user_table("acme\t-\t-\t-\tcompany\tACME\ten\tA\n");
	const char *const both[] = {one, two};
	const char *const second[] = {two};
	struct model m[4];
	struct err e = {0};

	cr_assert_eq(model_open(&m[0], TABLES, NULL, 0, &e), 0, "%s", e.text);
	cr_assert_eq(model_open(&m[1], TABLES, both, 1, &e), 0);
	cr_assert_eq(model_open(&m[2], TABLES, second, 1, &e), 0);
	cr_assert_eq(model_open(&m[3], TABLES, both, 2, &e), 0);
	size_t core = strlen(m[0].name);

	cr_expect_eq(core, strlen("core-") + 12);
	for (size_t i = 1; i < 4; i++) {
		cr_expect_eq(strncmp(m[i].name, m[0].name, core), 0);
		cr_expect(str_starts(str_of(m[i].name + core), STR(".user-")));
		for (size_t k = 1; k < i; k++)
			cr_expect_str_neq(m[i].name, m[k].name);
	}
	for (size_t i = 0; i < 4; i++)
		model_release(&m[i]);
	unlink(one);
	unlink(two);
	free(one);
	free(two);
}

Test(model, broken_tables_are_refused)
{
	char *bad = user_table("acme\t-\t-\t-\tcompany\tAcme\ten\tZ\n");
	const char *const tables[] = {bad};
	struct err e = {0};
	struct model m;

	cr_expect_eq(model_open(&m, TABLES, tables, 1, &e), -1);
	cr_expect_eq(e.code, EXIT_CONFIG);
	cr_expect(str_find(str_of(e.text), STR(":2:"), 0) < strlen(e.text));
	err_clear(&e);
	cr_expect_eq(model_open(&m, "/nonexistent", NULL, 0, &e), -1);
	cr_expect_eq(e.code, EXIT_NOINPUT);
	unlink(bad);
	free(bad);
}
