/* what the trained model is given: masks, sides, negation, ceilings */
#include "score/tone/polarity.h"

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

TestSuite(features, .init = open_model, .fini = close_model);

/* the features of the first owner, or of the text, as one number */
struct seen {
	bool whole;
	size_t times, n_words;
	uint64_t sum;
};

static void see(void *user, size_t player, const struct features *f)
{
	struct seen *s = user;

	if ((player == PLAYER_NONE) != s->whole || (!s->whole && player != 0))
		return;
	s->times++;
	s->n_words = f->n_words;
	for (size_t i = 0; i < f->n_words; i++)
		s->sum += f->words[i];
}

static struct seen look(const char *lang, const char *text, bool whole)
{
	const struct article a = {.lang = str_of(lang), .text = str_of(text)};
	struct seen s = {.whole = whole};
	const struct tone_tap tap = {see, &s, NULL};
	struct arena arena = {0};
	struct score score = {0};
	struct doc doc = {0};
	struct err e = {0};

	doc_build(&doc, &a, &model.sentences, &arena);
	cr_assert_eq(mentions_find(&model.finder, &a, &doc, &arena, &e), 0,
	    "%s", e.text);
	relevance_fill(&doc, &model.entities, &score, &arena);
	judge_tap(model.judge, &doc, &model.entities, &score, &tap, &arena);
	arena_release(&arena);
	return s;
}

static const struct {
	const char *lang, *one, *other;
	bool whole, equal;
	const char *why;
} pairs[] = {
    {"en", "Nvidia rose.", "Broadcom rose.", false, true, "names are masked"},
    {"ar", "ارتفع سهم إنفيديا.", "ارتفع سهم برودكوم.", false, true,
	"in Arabic"},
    {"zh", "英伟达上涨。", "博通上涨。", false, true, "in Chinese"},
    {"en", "Nvidia rose.", "Nvidia fell.", false, false, "words are not"},
    {"en", "Nvidia beat AMD.", "AMD beat Nvidia.", true, true,
	"a text has no side"},
    {"en", "Nvidia rose 5%.", "Nvidia rose 17.3%.", false, true,
	"figures of a kind"},
    {"en", "Nvidia rose 5%.", "Nvidia rose 5.", false, false,
	"percent and not"},
    {"en", "Shares: +5%", "Shares: -5%", true, false, "signs"},
    {"en", "See https://a.example/x9 now", "See https://b.example/y now", true,
	true, "addresses are passed"},
    {"en", "$ABCD fell", "$EFGH fell", true, true, "tickers are masked"},
    {"en", "Nvidia did not fall.", "Nvidia did so fall.", false, false,
	"negation"},
    {"ar", "هبط السهم", "هبط سهم", true, true, "clitics are off"},
};

Test(features, tell_apart_what_differs)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct seen a =
		    look(pairs[i].lang, pairs[i].one, pairs[i].whole);
		struct seen b =
		    look(pairs[i].lang, pairs[i].other, pairs[i].whole);

		cr_expect(a.times == 1 && b.times == 1, "%s", pairs[i].why);
		cr_expect_eq(a.sum == b.sum && a.n_words == b.n_words,
		    pairs[i].equal, "%s", pairs[i].why);
	}
}

Test(features, are_bounded)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	for (int i = 0; i < 5000; i++)
		buf_puts(&b, "Nvidia rising prospects ");
	struct seen s = look("en", buf_text(&b), false);

	cr_expect_eq(s.times, 1);
	cr_expect_leq(s.n_words, (size_t)FEATURE_WORDS);
	buf_release(&b);
}

Test(features, a_short_text_is_one_passage)
{
	cr_expect_eq(look("en", "It rose. It fell. It stood.", true).times, 1);
	cr_expect_eq(look("en", "", true).times, 0);
}
