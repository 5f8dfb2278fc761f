#include "score/sentences.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* | marks where one sentence ends and the next begins */
static const struct {
	const char *text, *why;
} rows[] = {
    {"Nvidia fell 17%.| It rose again.| The rest is noise!| Is it?| Yes.",
	"plain"},
    {"Nvidia fell 3.5 percent to $118.58 on Monday.", "decimals"},
    {"Mr. Huang spoke.| Dr. Su did not.", "titles"},
    {"Nvidia Corp. (NVDA) fell.| AMD Inc. rose.", "a company's form"},
    {"It was built by Nvidia Corp.| The chipmaker is large.",
	"an opener behind a company's form"},
    {"Revenue of $39.3 billion vs. est. $38.3 billion.", "vs., est."},
    {"Big users, e.g. Meta, and others, i.e. Google, buy.", "e.g., i.e."},
    {"J. Huang and C. M. Kress spoke.", "initials"},
    {"Plan B.| The next step.", "a letter before an opener"},
    {"The U.S. Commerce Department acted.| It did so on Jan. 27.",
	"U.S., a month before a number"},
    {"See No. 5 and Fig. 3.| He said no.| Then he left.", "No., no."},
    {"It rose ... and fell.| It stopped…| Then it rose.", "dots"},
    {"Yahoo! shares rose.", "a small letter behind"},
    {"Visit deepseek.com today.| See http://x.org/a?b=c for more.",
	"addresses"},
    {"\"Demand is strong.\"| Shares rose.", "closing quote"},
    {"“Is it over?” he asked.| No.", "a verb of saying behind the quote"},
    {"“Is it over?” Huang asked.| No.", "a name and the verb"},
    {"1. Nvidia|\n2. DeepSeek is second.", "numbers of a list"},
    {"First line|\nsecond line without stop|\r\n\n third", "line ends"},
    {"انخفض السهم 17%.| ثم ارتفع!| هل يعود؟| نعم.", "Arabic"},
    {"قال د. أحمد إن السعر 3.5 دولار.| وانتهى.", "Arabic title, decimal"},
    {"«هل انتهى الأمر؟» قال هوانغ.| لا.", "Arabic verb of saying"},
    {"انتهى اليوم.|وبدأ غيره.", "a blank forgotten"},
    {"英伟达暴跌17%。|随后反弹！|真的吗？|是。", "Chinese"},
    {"“英伟达是赢家。”老黄表示。|市场不信。", "quote and speaker"},
    {"「輝達會贏。」黃仁勳說道。|他笑了。", "Hant quote and speaker"},
    {"“结束了。”|他说：“才刚开始。”", "the verb opens the next quote"},
    {"《我们能信任AI吗？》一书出版。|很好。", "a name in brackets"},
    {"价格为3.5元……但需求仍在增长。|是的。", "dots inside"},
    {"DeepSeek很强.|英伟达也是。", "ASCII point before Han"},
    {"no stop at all", "no stop"},
    {"...", "only stops"},
};

static struct sentence_rules rules;

static void open_rules(void)
{
	struct err e = {0};

	cr_assert_eq(
	    sentence_rules_read(&rules, "score/data/sentences.tsv", &e), 0,
	    "%s", e.text);
}

static void close_rules(void)
{
	sentence_rules_release(&rules);
}

TestSuite(sentences, .init = open_rules, .fini = close_rules);

/* the text without its marks, and where these stood */
static struct str unmark(const char *from, char *to, size_t *marks, size_t *n)
{
	size_t k = 0;

	*n = 0;
	for (; *from; from++) {
		if (*from == '|')
			marks[(*n)++] = k;
		else
			to[k++] = *from;
	}
	return (struct str){to, k};
}

Test(sentences, end_where_they_should)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t marks[16], want, n;
		struct arena a = {0};
		char room[512];
		struct str s = unmark(rows[i].text, room, marks, &want);
		struct sentence_span *v = sentences_split(&rules, s, &a, &n);
		size_t last = 0;

		for (size_t k = 0; k < n; k++) {
			cr_expect_lt(v[k].begin, v[k].end, "%s", rows[i].why);
			cr_expect_geq(v[k].begin, last, "%s", rows[i].why);
			last = v[k].end;
		}
		cr_expect_eq(n, want + 1, "%s: %zu", rows[i].why, n);
		for (size_t k = 0; k < want && k + 1 < n; k++)
			cr_expect(
			    v[k].end <= marks[k] && v[k + 1].begin >= marks[k],
			    "%s: mark %zu", rows[i].why, k);
		arena_release(&a);
	}
}

Test(sentences, are_none_where_nothing_is)
{
	static const char *const none[] = {"", "  \n \n", "\xe3\x80\x80"};

	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		struct arena a = {0};
		size_t n;

		(void)sentences_split(&rules, str_of(none[i]), &a, &n);
		cr_expect_eq(n, 0);
		arena_release(&a);
	}
}

Test(sentences, broken_table_is_refused_with_its_line)
{
	static const struct {
		const char *text, *want;
	} bad[] = {
	    {"word\tkind\nnever\tmr\n", ":1: "},
	    {"kind\tword\nnever\tmr\nperhaps\tx\n", ":3: unknown kind"},
	    {"kind\tword\nnever\n", ":2: too few cells"},
	    {"kind\tword\nnever\tmr\tx\n", ":2: too many cells"},
	    {"kind\tword\nnever\t\n", ":2: no word"},
	    {"kind\tword\nnever\tm\xffr\n", ":2: no UTF-8"},
	    {"", "no head line"},
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		char path[] = "/tmp/sentences.XXXXXX";
		int fd = mkstemp(path);
		FILE *f = fdopen(fd, "w");
		struct sentence_rules r;
		struct err e = {0};

		cr_assert_not_null(f);
		fputs(bad[i].text, f);
		fclose(f);
		cr_expect_eq(sentence_rules_read(&r, path, &e), -1);
		cr_expect_eq(e.code, EXIT_CONFIG);
		cr_expect(str_find(str_of(e.text), str_of(bad[i].want), 0) <
			      str_of(e.text).n,
		    "%s", e.text);
		unlink(path);
	}
}
