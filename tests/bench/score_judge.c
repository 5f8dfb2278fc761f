/*
 * MB/s and microseconds a sentence of tone, signals and claims, on a sample of
 * each language or on files; and how long a model takes to open.
 * usage: bench_score_judge [LANG FILE]…      (from the folder of the sources)
 */
#include "fetch/base/durable.h"
#include "fetch/base/stamp.h"
#include "score/model.h"
#include "score/relevance.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 10, COPIES = 400, ARTICLE_BYTES = 16 * 1024 };

static const struct {
	const char *lang, *text;
} samples[] = {
    {"en",
	"Nvidia Corp. fell 17% on Monday, its worst day in years, after "
	"DeepSeek of Hangzhou showed a model that was trained on fewer chips. "
	"Meta said it will still spend up to $65 billion on data centers. "
	"Analysts are divided on what cheaper models mean for the demand. "
	"The chipmaker reports its fourth-quarter results next week.\n"},
    {"ar",
	"انخفض سهم إنفيديا ١٧٪ بعد أن أطلقت ديب سيك نموذجا درب على رقائق أقل. "
	"وقال جنسن هوانغ إن الطلب على قوة الحوسبة سيرتفع في المستقبل. "
	"رفعت مايكروسوفت إنفاقها الرأسمالي إلى 80 مليار دولار. "
	"ولا يعني ذلك أن السوق لم تعد بحاجة إلى الرقائق.\n"},
    {"zh",
	"英伟达股价周一暴跌17%，市值蒸发约6000亿美元。黄仁勋表示，市场误读了"
	"DeepSeek的影响。据报道，Meta今年将投入650亿美元建设数据中心。分析师对"
	"便宜的模型意味着什么看法不一。AI越便宜，用的人越多。\n"},
};

static int64_t one_round(
    const struct model *m, const struct article *a, int64_t *sentences)
{
	struct arena arena = {0};
	struct score s = {0};
	struct err e = {0};
	struct doc d;

	doc_build(&d, a, &m->sentences, &arena);
	(void)mentions_find(&m->finder, a, &d, &arena, &e);
	relevance_fill(&d, &m->entities, &s, &arena);
	int64_t t0 = stamp_ticks();

	judge_score(m->judge, &d, &m->entities, &s, &arena);
	int64_t t = stamp_ticks() - t0;

	*sentences = (int64_t)d.n_sentences;
	arena_release(&arena);
	return t;
}

/* the text in articles that end with a line */
static int64_t in_articles(
    const struct model *m, struct str lang, struct str text, int64_t *sentences)
{
	int64_t t = 0;

	*sentences = 0;
	while (text.n) {
		size_t end = ARTICLE_BYTES < text.n
				 ? str_find(text, STR("\n"), ARTICLE_BYTES)
				 : text.n;
		const struct article a = {.lang = lang,
		    .text = str_sub(text, 0, end),
		    .published = STAMP_NONE,
		    .fetched = STAMP_NONE};
		int64_t n;

		t += one_round(m, &a, &n);
		*sentences += n;
		text = str_sub(text, end, text.n);
	}
	return t;
}

static void run(const struct model *m, struct str lang, struct str text)
{
	int64_t least = 0, sentences = 0;

	for (int i = 0; i < ROUNDS; i++) {
		int64_t t = in_articles(m, lang, text, &sentences);

		if (least == 0 || t < least)
			least = t > 0 ? t : 1;
	}
	printf("judge %-18.*s %8.1f MB/s %8.2f us/sentence %8lld sentences\n",
	    STR_ARG(lang), (double)text.n / (double)least,
	    sentences ? (double)least / (double)sentences : 0,
	    (long long)sentences);
}

int main(int argc, char **argv)
{
	struct err e = {0};
	struct model m;
	struct buf text;
	int64_t t0 = stamp_ticks();

	if (model_open(&m, "score/data", NULL, 0, &e) != 0) {
		(void)fprintf(stderr, "%s\n", e.text);
		return e.code;
	}
	printf("open the model            %8.1f ms\n",
	    (double)(stamp_ticks() - t0) / 1000);
	buf_init(&text, 64U << 20);
	for (int i = 1; i + 1 < argc; i += 2) {
		buf_clear(&text);
		if (durable_read(argv[i + 1], &text, &e) != 1) {
			(void)fprintf(stderr, "cannot read %s\n", argv[i + 1]);
			return EXIT_NOINPUT;
		}
		run(&m, str_of(argv[i]), buf_view(&text));
	}
	for (size_t i = 0; argc == 1 && i < sizeof samples / sizeof *samples;
	     i++) {
		buf_clear(&text);
		for (int k = 0; k < COPIES; k++)
			buf_puts(&text, samples[i].text);
		run(&m, str_of(samples[i].lang), buf_view(&text));
	}
	buf_release(&text);
	model_release(&m);
	return 0;
}
