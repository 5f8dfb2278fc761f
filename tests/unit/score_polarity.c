/* tone toward each entity, and of the text */
#include "score_help.h"

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

TestSuite(polarity, .init = open_model, .fini = close_model);

static const struct {
	const char *lang, *text, *entity;
	int sign;
	const char *why;
} rows[] = {
    {"en", "Nvidia narrowed its loss.", "nvidia", 1, "a smaller loss"},
    {"en", "Nvidia's losses widened.", "nvidia", -1, "a bigger one"},
    {"en", "Nvidia recovered the ground it had lost.", "nvidia", 1,
	"words of loss inside an idiom"},
    {"en", "Nvidia sank while AMD soared.", "nvidia", -1, "two targets"},
    {"en", "Nvidia sank while AMD soared.", "amd", 1, "two targets"},
    {"en", "Nvidia's chips are scarce again.", "nvidia", 1,
	"scarcity out of demand"},
    {"en", "Meta raised its capital spending.", "meta", 0,
	"spending is no merit"},
    {"en", "Nvidia held a conference.", "nvidia", 0, "nothing said"},
    {"en", "Nvidia's profit did not fall.", "nvidia", 1, "a fall that was not"},
    {"en", "Investors are worried about Nvidia.", "nvidia", -1, "opinion"},
    {"ar", "تقلصت خسائر إنفيديا.", "nvidia", 1, "a smaller loss"},
    {"ar", "هبط سهم إنفيديا بينما صعد سهم إيه إم دي.", "nvidia", -1,
	"two targets"},
    {"ar", "هبط سهم إنفيديا بينما صعد سهم إيه إم دي.", "amd", 1, "two targets"},
    {"ar", "استعادت إنفيديا خسائرها.", "nvidia", 1, "made good"},
    {"zh", "英伟达亏损收窄。", "nvidia", 1, "a smaller loss"},
    {"zh", "英伟达下跌，AMD上涨。", "nvidia", -1, "two targets"},
    {"zh", "英伟达下跌，AMD上涨。", "amd", 1, "two targets"},
    {"zh", "英伟达上调营收指引。", "nvidia", 1, "a transitive verb"},
    {"zh-Hant", "輝達獲利不如預期。", "nvidia", -1, "below what was expected"},
};

Test(polarity, is_toward_the_one_that_is_meant)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct judged j;

		judge_text(&j, &model, rows[i].lang, NULL, rows[i].text);
		const struct score_entity *en = find_entity(&j, rows[i].entity);

		cr_assert(en && en->n_mentions > 0, "%s", rows[i].text);
		const struct score_tone *t = &en->mentions[0].tone;
		int sign = t->tone > 0.15 ? 1 : t->tone < -0.15 ? -1 : 0;

		cr_expect(t->known);
		cr_expect_eq(sign, rows[i].sign, "%s: %.3f in '%s'",
		    rows[i].why, t->tone, rows[i].text);
		cr_expect_float_eq(
		    t->p[0] + t->p[1] + t->p[2], 1, 1e-9, "%s", rows[i].text);
		judged_release(&j);
	}
}

Test(polarity, a_given_mention_has_the_tone_of_ours_at_its_place)
{
	static const char *const texts[] = {"Nvidia sank while AMD soared.",
	    "The market watched: Nvidia narrowed its loss."};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t at = str_find(str_of(texts[i]), STR("Nvidia"), 0);
		struct given_mention given = {
		    .entity = STR("mine"), .begin = at, .end = at + 6};
		const struct article a = {.lang = STR("en"),
		    .text = str_of(texts[i]),
		    .given = &given,
		    .n_given = 1};
		struct judged j = {0};
		struct err e = {0};

		doc_build(&j.doc, &a, &model.sentences, &j.arena);
		cr_assert_eq(
		    mentions_find(&model.finder, &a, &j.doc, &j.arena, &e), 0,
		    "%s", e.text);
		relevance_fill(&j.doc, &model.entities, &j.score, &j.arena);
		judge_score(
		    model.judge, &j.doc, &model.entities, &j.score, &j.arena);
		const struct score_entity *own = find_entity(&j, "nvidia");
		const struct score_entity *mine = find_entity(&j, "mine");

		cr_assert(own && mine, "%s", texts[i]);
		cr_expect(own->tone.tone > 0.15 || own->tone.tone < -0.15);
		cr_expect_float_eq(own->tone.tone, mine->tone.tone, 1e-12,
		    "%.3f, %.3f: %s", own->tone.tone, mine->tone.tone,
		    texts[i]);
		judged_release(&j);
	}
}

Test(polarity, an_owner_takes_in_its_products_and_people)
{
	struct judged j;

	judge_text(&j, &model, "en", NULL, "The H20 flopped, Nvidia admits.");
	const struct score_entity *owner = find_entity(&j, "nvidia");
	const struct score_entity *product = find_entity(&j, "nvidia.h20");

	cr_assert(owner && product);
	cr_expect(product->tone.tone < -0.15);
	cr_expect(owner->tone.tone < -0.15);
	judged_release(&j);
}

Test(polarity, is_unknown_in_a_language_without_lists)
{
	static const char *const langs[] = {"fr", "und", "en1", ""};

	for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
		struct judged j;

		judge_text(&j, &model, langs[i], NULL, "Nvidia fell 17%.");
		cr_expect(!j.score.tone.known, "'%s'", langs[i]);
		cr_assert_eq(j.score.n_entities, 1);
		cr_expect(!j.score.entities[0].tone.known);
		cr_expect(!j.score.entities[0].mentions[0].tone.known);
		cr_expect_eq(j.score.n_signals, 0);
		cr_expect_eq(j.score.n_claims, 0);
		judged_release(&j);
	}
}

Test(polarity, the_title_weighs_more)
{
	struct judged a, b;

	judge_text(&a, &model, "en", "Nvidia plunges", "Nvidia met AMD.");
	judge_text(&b, &model, "en", "Nvidia met AMD", "Nvidia plunges.");
	const struct score_entity *in_title = find_entity(&a, "nvidia");
	const struct score_entity *in_text = find_entity(&b, "nvidia");

	cr_assert(in_title && in_text);
	cr_expect(in_title->tone.tone < in_text->tone.tone);
	judged_release(&a);
	judged_release(&b);
}
