/* the small parts: automaton, words, doc, relevance, fingerprint */
#include "score/automaton.h"
#include "score/fingerprint.h"
#include "score/relevance.h"
#include "score/word.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct seen {
	char text[256];
	size_t n;
};

static void note(void *user, size_t pattern, size_t end)
{
	struct seen *s = user;

	s->n += (size_t)snprintf(
	    s->text + s->n, sizeof s->text - s->n, "%zu@%zu ", pattern, end);
}

Test(automaton, tells_every_occurrence_the_longest_first)
{
	/* the example of Aho and Corasick's paper */
	const struct str patterns[] = {
	    STR("he"), STR("she"), STR("his"), STR("hers")};
	struct seen s = {.n = 0};
	struct err e = {0};
	struct automaton *a = automaton_build(patterns, 4, &e);

	cr_assert_not_null(a);
	automaton_run(a, STR("ushers his"), note, &s);
	cr_expect_str_eq(s.text, "1@4 0@4 3@6 2@10 ");
	automaton_free(a);
}

Test(automaton, agrees_with_a_search_for_each)
{
	const struct str patterns[] = {STR("aa"), STR("aba"), STR("b"),
	    STR("abab"), STR("cab"), STR("aabb"), STR("c")};
	enum { PATTERNS = 7 };
	struct err e = {0};
	struct automaton *a = automaton_build(patterns, PATTERNS, &e);
	unsigned seed = 1;

	for (int round = 0; round < 200; round++) {
		size_t want = 0, got = 0;
		struct seen s = {.n = 0};
		char text[32];

		for (size_t i = 0; i < sizeof text; i++) {
			seed = seed * 1103515245 + 12345;
			text[i] = "abcd"[seed >> 16 & 3];
		}
		struct str t = {text, sizeof text};

		for (size_t p = 0; p < PATTERNS; p++)
			for (size_t at = str_find(t, patterns[p], 0); at < t.n;
			     at = str_find(t, patterns[p], at + 1))
				want++;
		automaton_run(a, t, note, &s);
		for (const char *c = s.text; *c; c++)
			got += *c == '@';
		cr_expect_eq(got, want, "%.*s: %s", STR_ARG(t), s.text);
	}
	automaton_free(a);
}

Test(automaton, refuses_more_than_it_has_room_for)
{
	size_t n = AUTOMATON_STATES_MAX / 8 + 1;
	struct str *many = calloc(n, sizeof *many);
	struct err e = {0};

	for (size_t i = 0; i < n; i++)
		many[i] = STR("pattern.");
	cr_expect_null(automaton_build(many, n, &e));
	cr_expect_eq(e.code, EXIT_CONFIG);
	free(many);
}

static const struct {
	const char *before, *word, *behind;
	bool stands;
	const char *why;
} words[] = {
    {"", "nvidia", "", true, "alone"},
    {"x", "nvidia", "", false, "a letter before"},
    {"", "nvidia", "1", false, "a digit behind"},
    {"5", "h20", "", false, "a digit before"},
    {"涨", "nvidia", "跌", true, "Han on both sides"},
    {"涨", "英伟达", "跌", true, "Han in Han"},
    {"x", "英伟达", "7", true, "Han in Latin"},
    {"", "h20", ".", true, "a full stop behind"},
    {"", "h20", ".5", false, "a fraction behind"},
    {"", "انفيديا", "", true, "Arabic alone"},
    {"و", "انفيديا", "", true, "and"},
    {"ول", "انفيديا", "", true, "and to"},
    {"فبال", "انفيديا", "", true, "three proclitics"},
    {"لل", "انفيديا", "", true, "to the"},
    {"وو", "انفيديا", "", false, "two conjunctions"},
    {"الو", "انفيديا", "", false, "the wrong order"},
    {"من", "انفيديا", "", false, "another word"},
    {"", "انفيديا", "ت", false, "a letter behind"},
    {"و", "meta", "", true, "Arabic before Latin"},
    {"5", "انفيديا", "5", true, "digits around Arabic"},
};

Test(word, stands_where_it_may)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char room[128];
		size_t begin = strlen(words[i].before);
		int n = snprintf(room, sizeof room, "%s%s%s", words[i].before,
		    words[i].word, words[i].behind);

		cr_expect_eq(word_stands((struct str){room, (size_t)n}, begin,
				 begin + strlen(words[i].word)),
		    words[i].stands, "%s", words[i].why);
	}
}

Test(word, window_counts_words_and_thirds)
{
	struct str s = STR("one two three four MID five six seven eight");
	size_t begin = 19, end = 22;

	word_window(s, 0, s.n, 3, &begin, &end);
	cr_expect(str_eq(str_sub(s, begin, end),
		      STR(" two three four MID five six seven ")),
	    "[%.*s]", STR_ARG(str_sub(s, begin, end)));
	s = STR("一二三四五六七八九十MID一二三四");
	begin = 30;
	end = 33;
	word_window(s, 3, s.n - 3, 3, &begin, &end);
	cr_expect(
	    str_eq(str_sub(s, begin, end), STR("二三四五六七八九十MID一二三")));
}

static struct sentence_rules rules;

static void open_rules(void)
{
	struct err e = {0};

	cr_assert_eq(
	    sentence_rules_read(&rules, "score/data/sentences.tsv", &e), 0);
}

static void close_rules(void)
{
	sentence_rules_release(&rules);
}

static void build(
    struct doc *d, struct str title, struct str text, struct arena *a)
{
	struct article art = {.title = title, .text = text};

	doc_build(d, &art, &rules, a);
}

Test(doc, numbers_sentences_through_both_fields, .init = open_rules,
    .fini = close_rules)
{
	struct arena a = {0};
	struct doc d;

	build(&d, STR("Title one. Title two"),
	    STR("Ab bc. 英伟达 跌 17%。\nC!"), &a);
	cr_assert_eq(d.n_sentences, 5);
	cr_expect_eq(d.field[DOC_TITLE].first_sentence, 0);
	cr_expect_eq(d.field[DOC_TEXT].first_sentence, 2);
	cr_expect_eq(d.n_words, 4 + 2 + 5 + 1);
	const struct doc_field *f = &d.field[DOC_TEXT];

	cr_expect_eq(f->sentences[1].n_words, 5);
	cr_expect(str_eq(str_sub(doc_norm(f), f->sentences[2].norm_begin,
			     f->sentences[2].norm_end),
	    STR("c!")));
	for (size_t i = 0; i < f->n_sentences; i++)
		for (size_t at = f->sentences[i].begin;
		     at < f->sentences[i].end; at++)
			cr_assert_eq(doc_sentence_at(f, at), &f->sentences[i]);
	arena_release(&a);
}

Test(relevance, follows_its_formula, .init = open_rules, .fini = close_rules)
{
	struct entity entity[] = {{STR("acme"), 0, STR("company")},
	    {STR("acme.one"), 0, STR("product")},
	    {STR("other"), 2, STR("company")}};
	struct entities t = {.entity = entity, .n_entities = 3};
	struct doc_mention m[] = {
	    {.entity = 1, .field = DOC_TITLE, .begin = 0, .end = 3},
	    {.entity = 2,
		.field = DOC_TEXT,
		.begin = 0,
		.end = 1,
		.sentence = 1},
	    {.entity = 1,
		.field = DOC_TEXT,
		.begin = 7,
		.end = 10,
		.sentence = 2},
	    {.entity = ENTITY_NONE,
		.given = STR("mine"),
		.field = DOC_TEXT,
		.begin = 12,
		.end = 15,
		.sentence = 3}};
	struct arena a = {0};
	struct score s = {0};
	struct doc d;

	build(&d, STR("One"), STR("Oh pi. One. Own."), &a);
	cr_assert_eq(d.n_sentences, 4);
	d.mentions = m;
	d.n_mentions = 4;
	relevance_fill(&d, &t, &s, &a);
	cr_assert_eq(s.n_entities, 4);
	/* .35 + .25 + .25 * 2/4 + .15: both the owner and what it owns */
	cr_expect(str_eq(s.entities[0].entity, STR("acme.one")));
	cr_expect_float_eq(s.entities[0].relevance, 0.875, 1e-9);
	cr_expect_eq(s.entities[0].n_mentions, 2);
	cr_expect(str_eq(s.entities[1].entity, STR("acme")));
	cr_expect_float_eq(s.entities[1].relevance, 0.875, 1e-9);
	cr_expect_eq(s.entities[1].n_mentions, 0);
	/* .25 * 3/4 + .25 * 1/4 + .15 * 3/4 */
	cr_expect(str_eq(s.entities[2].entity, STR("other")));
	cr_expect_float_eq(s.entities[2].relevance, 0.3625, 1e-9);
	cr_expect(str_eq(s.entities[3].entity, STR("mine")));
	for (size_t i = 0; i < 4; i++) {
		const struct score_mention *to =
		    &s.entities[m[i].in_score].mentions[m[i].in_list];

		cr_expect_eq(to->at.begin, m[i].begin);
		cr_expect_eq(to->at.sentence, m[i].sentence);
		cr_expect(str_eq(to->surface, doc_surface(&d, &m[i])));
	}
	cr_expect_eq(m[0].owner_in_score, 1);
	cr_expect_eq(m[3].owner_in_score, 3);
	arena_release(&a);
}

static int distance(struct str a, struct str b)
{
	struct arena arena = {0};
	uint64_t x;
	struct doc d;

	build(&d, (struct str){NULL, 0}, a, &arena);
	x = fingerprint_of(&d, &arena);
	build(&d, (struct str){NULL, 0}, b, &arena);
	x ^= fingerprint_of(&d, &arena);
	arena_release(&arena);
	return __builtin_popcountll(x);
}

#define LONG_EN                                                                \
	"Nvidia said on Monday that orders for its newest processors had "     \
	"outrun what its suppliers can make, and that customers are asked "    \
	"to wait for up to nine months. Analysts who follow the company "      \
	"had expected the queue to shorten after a small laboratory in "       \
	"Hangzhou showed how far a model can come on fewer chips. "

#define LONG_ZH                                                                                            \
	"英伟达周一表示，新一代处理器的订单已经超过供应商的生产能力，客户" \
	"最多需要等待九个月。跟踪该公司的分析师原本预计，在杭州一家小实验" \
	"室展示出用更少的芯片也能训练出强大的模型之后，排队时间会缩短。"

Test(fingerprint, near_copies_are_near_and_others_far, .init = open_rules,
    .fini = close_rules)
{
	cr_expect_eq(distance(STR(LONG_EN), STR(LONG_EN "")), 0);
	cr_expect_leq(distance(STR(LONG_EN), STR(LONG_EN "(Reuters)")), 8);
	cr_expect_leq(distance(STR(LONG_ZH), STR("【转载】" LONG_ZH)), 8);
	cr_expect_geq(distance(STR(LONG_EN), STR(LONG_ZH)), 16);
	cr_expect_geq(
	    distance(STR(LONG_ZH),
		STR("亚马逊计划今年把资本支出提高到一千亿美元，大部分将用于"
		    "人工智能数据中心。该公司首席财务官在电话会议上说，需求"
		    "仍然高于可用的算力，云业务的增长因此受到限制。")),
	    16);
}

Test(fingerprint, is_none_only_without_words, .init = open_rules,
    .fini = close_rules)
{
	struct arena a = {0};
	struct doc d;

	build(&d, STR("Title"), STR("..."), &a);
	cr_expect_neq(fingerprint_of(&d, &a), 0);
	build(&d, (struct str){NULL, 0}, STR(" ?! "), &a);
	cr_expect_eq(fingerprint_of(&d, &a), 0);
	arena_release(&a);
}
