#include "score/record/score.h"

#include <criterion/criterion.h>

static const char full[] =
    "{\"model\":\"core-0011aabb\",\"fingerprint\":\"00ff00000000000a\","
    "\"sentences\":3,\"words\":41,\"tone\":-0.25,\"p\":[0.5,0.25,0.25],"
    "\"entities\":[{\"entity\":\"nvidia\",\"relevance\":0.75,\"tone\":-1,"
    "\"p\":[1,0,0],\"mentions\":[{\"field\":\"title\",\"begin\":0,\"end\":9,"
    "\"surface\":\"英伟达\",\"sentence\":0,\"tone\":-1,\"p\":[1,0,0]}]},"
    "{\"entity\":\"amd\",\"relevance\":0.1,\"mentions\":[]}],"
    "\"signals\":[{\"signal\":\"jevons\",\"entity\":null,\"demand\":1,"
    "\"strength\":0.5,\"modality\":\"asserted\",\"sentence\":2,"
    "\"field\":\"text\",\"begin\":4,\"end\":8,\"cue\":\"more\"}],"
    "\"claims\":[{\"metric\":\"share-price\",\"entity\":\"nvidia\","
    "\"value\":\"17\",\"unit\":\"%\",\"direction\":\"down\",\"role\":null,"
    "\"approx\":true,\"modality\":\"asserted\",\"period\":null,"
    "\"horizon\":\"P1D\",\"sentence\":1,\"field\":\"text\",\"begin\":1,"
    "\"end\":4}]}";

Test(score_record, comes_back_as_it_was_written)
{
	struct arena arena = {0};
	struct err e = {0};
	struct score s;
	struct buf b;

	cr_assert_eq(score_read(str_of(full), &arena, &s, &e), 0, "%s", e.text);
	buf_init(&b, 1 << 16);
	score_write(&b, &s);
	cr_expect_str_eq(buf_text(&b), full);
	buf_release(&b);
	arena_release(&arena);
}

static const struct {
	const char *json, *says;
} bad_rows[] = {
    {"", "no JSON object"},
    {"[]", "no JSON object"},
    {"{}", "'model' is missing"},
    {"{\"model\":1}", "'model' is no string"},
    {"{\"model\":\"m\",\"fingerprint\":\"12\"}", "'fingerprint'"},
    {"{\"model\":\"m\",\"sentences\":-1}", "'sentences'"},
    {"{\"model\":\"m\",\"sentences\":1,\"words\":1,\"tone\":2,"
     "\"p\":[0,0,1]}",
	"'tone' is no number in its range"},
    {"{\"model\":\"m\",\"sentences\":1,\"words\":1,\"tone\":0,"
     "\"p\":[0,1]}",
	"'p' is no array of three"},
    {"{\"model\":\"m\",\"sentences\":1,\"words\":1,\"entities\":3}",
	"'entities' is no array"},
    {"{\"model\":\"m\",\"sentences\":1,\"words\":1,\"entities\":[{"
     "\"relevance\":1}]}",
	"'entity' is missing"},
    {"{\"model\":\"m\",\"sentences\":1,\"words\":1,\"entities\":[{"
     "\"entity\":\"x\",\"relevance\":1,\"mentions\":[{\"field\":\"body\"}]}]}",
	"'field' is neither"},
    {"{\"model\":\"m\",\"sentences\":1,\"words\":1,\"entities\":[{"
     "\"entity\":\"x\",\"relevance\":1,\"mentions\":[{\"field\":\"text\","
     "\"begin\":3,\"end\":2,\"sentence\":0}]}]}",
	"'begin' is behind the end"},
};

Test(score_record, refuses_what_is_broken_and_names_the_field)
{
	for (size_t i = 0; i < sizeof bad_rows / sizeof *bad_rows; i++) {
		struct arena arena = {0};
		struct err e = {0};
		struct score s;

		cr_expect_eq(
		    score_read(str_of(bad_rows[i].json), &arena, &s, &e), -1);
		cr_expect_eq(e.code, EXIT_DATA);
		cr_expect_neq(
		    str_find(str_of(e.text), str_of(bad_rows[i].says), 0),
		    str_of(e.text).n, "row %zu: %s", i, e.text);
		arena_release(&arena);
	}
}
