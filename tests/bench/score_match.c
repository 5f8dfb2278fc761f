/*
 * MB/s of the text side of the scorer, part by part, on files or on a sample
 * in three languages.
 * usage: bench_score_match [FILE…]      (from the folder of the sources)
 */
#include "fetch/base/stamp.h"
#include "score/fingerprint.h"
#include "score/mentions.h"
#include "score/model.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 10, SAMPLE_BYTES = 8 * 1024 * 1024, ARTICLE_BYTES = 16 * 1024 };

static const char sample[] =
    "Nvidia Corp. (NVDA) fell 17% on Monday, its worst day in years, after "
    "DeepSeek of Hangzhou showed a model that was trained on fewer chips.\n"
    "انخفض سهم «إنفيديا» ١٧٪ بعد أن أطلقت ديب سيك نموذجا دُرِّب على رقائق أقل، "
    "ثم استعاد السهم ما فقده.\n"
    "“需求非常强劲。”黄仁勋表示。英伟达的H20芯片在中国市场卖断货，而分析师"
    "原本预计订单会减少。\n";

static void read_files(struct buf *to, int n, char **files)
{
	for (int i = 0; i < n; i++) {
		FILE *f = fopen(files[i], "rb");
		char *room;
		size_t got = 0;

		if (!f) {
			perror(files[i]);
			exit(EXIT_NOINPUT);
		}
		do {
			room = buf_room(to, 1 << 16);
			got = room ? fread(room, 1, 1 << 16, f) : 0;
			to->n += got;
		} while (got);
		(void)fclose(f);
	}
}

static void print(const char *name, size_t bytes, int64_t best, size_t peak)
{
	printf("%-24s %8.1f MB/s %8.2f ns/byte %8zu KiB\n", name,
	    (double)bytes / (double)best, 1e3 * (double)best / (double)bytes,
	    peak / 1024);
}

struct times {
	int64_t norm, match, doc, all;
};

static void count(void *user, size_t pattern, size_t end)
{
	(void)pattern;
	(void)end;
	++*(size_t *)user;
}

static void one_article(const struct model *m, struct str text,
    struct arena *arena, struct times *t)
{
	struct article a = {
	    .text = text, .published = STAMP_NONE, .fetched = STAMP_NONE};
	struct err e = {0};
	size_t hits = 0;
	struct norm n;
	struct doc d;

	arena_reset(arena);
	int64_t t0 = stamp_ticks();

	norm_make(&n, text, arena);
	int64_t t1 = stamp_ticks();

	automaton_run(m->finder.automaton, n.text, count, &hits);
	int64_t t2 = stamp_ticks();

	arena_reset(arena);
	int64_t t3 = stamp_ticks();

	doc_build(&d, &a, &m->sentences, arena);
	int64_t t4 = stamp_ticks();

	(void)mentions_find(&m->finder, &a, &d, arena, &e);
	(void)fingerprint_of(&d, arena);
	int64_t t5 = stamp_ticks();

	t->norm += t1 - t0;
	t->match += t2 - t0;
	t->doc += t4 - t3;
	t->all += t5 - t3;
}

/* the text in articles that end with a line */
static size_t one_round(const struct model *m, struct str text, struct times *t)
{
	struct arena arena = {0};
	size_t peak = 0;

	*t = (struct times){0};
	while (text.n) {
		size_t end = ARTICLE_BYTES < text.n
				 ? str_find(text, STR("\n"), ARTICLE_BYTES)
				 : text.n;

		one_article(m, str_sub(text, 0, end), &arena, t);
		if (arena.used > peak)
			peak = arena.used;
		text = str_sub(text, end, text.n);
	}
	arena_release(&arena);
	return peak;
}

static void least(int64_t *best, int64_t t)
{
	if (*best == 0 || t < *best)
		*best = t > 0 ? t : 1;
}

int main(int argc, char **argv)
{
	struct times best = {0}, t;
	struct err e = {0};
	struct buf text;
	struct model m;
	size_t peak = 0;

	if (model_open(&m, "score/data", NULL, 0, &e) != 0) {
		(void)fprintf(stderr, "%s\n", e.text);
		return e.code;
	}
	buf_init(&text, (size_t)1 << 30);
	if (argc > 1)
		read_files(&text, argc - 1, argv + 1);
	while (argc == 1 && text.n < SAMPLE_BYTES)
		buf_puts(&text, sample);
	for (int i = 0; i < ROUNDS; i++) {
		peak = one_round(&m, buf_view(&text), &t);
		least(&best.norm, t.norm);
		least(&best.match, t.match);
		least(&best.doc, t.doc);
		least(&best.all, t.all);
	}
	print("normalise", text.n, best.norm, 0);
	print("normalise, match", text.n, best.match, 0);
	print("sentences, words", text.n, best.doc, 0);
	print("all, with mentions", text.n, best.all, peak);
	buf_release(&text);
	model_release(&m);
	return 0;
}
