#include "store/query/ask.h"
#include "store/query/fold.h"
#include "store/query/measure.h"
#include "store/query/ref.h"
#include "store/query/select.h"
#include "store/query/sentence.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static enum opts_result ask(struct ask *a, struct err *e, const char *line)
{
	static char copy[512];
	char *argv[32];
	int n = 0;

	(void)snprintf(copy, sizeof copy, "jevons-query %s", line);
	for (char *p = copy; p && *p && n < 31; n++) {
		argv[n] = p;
		p = strchr(p, ' ');
		if (p)
			*p++ = '\0';
	}
	argv[n] = NULL;
	*e = (struct err){0};
	return ask_read(a, n, argv, e);
}

static const struct {
	const char *line, *says;
	const char *why;
} asks[] = {
    {"", "no command given", "nothing"},
    {"--entity nvidia", "no command given", "options alone"},
    {"serie", "nearest: series", "a slip"},
    {"draw", "unknown command 'draw'", "no such command"},
    {"index a b c", "takes no operand 'c'", "three of them"},
    {"compare --raw", "'compare' does not know --raw", "of explain"},
    {"features --by lang", "does not know --by", "of series"},
    {"plot --format tsv", "does not know --format", "a plot is no table"},
    {"status --lag 1h", "does not know --lag", "of features"},
    {"claims --lead-lag", "does not know --lead-lag", "of compare"},
    {"series nvidia", "takes no operand 'nvidia'", "an operand"},
    {"explain", "needs a REF", "nothing to explain"},
    {"explain a b", "takes no operand 'b'", "two of them"},
    {"mentions --stat count", "'mentions' does not know --stat", "of series"},
    {"status --entity nvidia", "does not know --entity", "of lists"},
    {"explain --raw --limit 3 x", "does not know --limit", "of lists"},
    {"series --raw", "does not know --raw", "of explain"},
    {"series --limit -3", "not a number", "below zero"},
    {"series --limit many", "not a number", "a word"},
    {"series --since", "argument missing", "half an option"},
    {"series --colour", "unknown option", "no such option"},
    {"series --now soon", "not an ISO 8601 time", "a clock"},
};

Test(ask, refuses_what_does_not_go_together)
{
	struct ask a;
	struct err e;

	for (size_t i = 0; i < sizeof asks / sizeof *asks; i++) {
		cr_expect_eq(
		    ask(&a, &e, asks[i].line), OPTS_BAD, "%s", asks[i].why);
		cr_expect_eq(e.code, EXIT_USAGE);
		cr_expect(strstr(e.text, asks[i].says), "%s: %s", asks[i].why,
		    e.text);
	}
}

Test(ask, options_may_stand_anywhere)
{
	struct ask a;
	struct err e;

	cr_assert_eq(ask(&a, &e,
			 "--entity nvidia series -e deepseek --limit 5 "
			 "--since -7d --pooled"),
	    OPTS_RUN, "%s", e.text);
	cr_expect_eq(a.command, ASK_SERIES);
	cr_expect_eq(a.entity.n, 2);
	cr_expect_eq(a.limit, 5);
	cr_expect_str_eq(a.since, "-7d");
	cr_expect(a.pooled);
}

Test(ref, rows_are_read_as_they_were_written)
{
	static const struct {
		unsigned kind; /* 0: the article itself */
		const char *what, *entity;
		size_t item;
		const char *text;
	} rows[] = {
	    {0, NULL, NULL, 0, "00000000000000ff"},
	    {OBS_MENTION, NULL, "nvidia", 0, "00000000000000ff/m/nvidia"},
	    {OBS_SIGNAL, "market-fall", "nvidia", 3,
		"00000000000000ff/s/market-fall/nvidia/3"},
	    {OBS_CLAIM, "capex", "a b/c%", 0,
		"00000000000000ff/c/capex/a%20b%2Fc%25"},
	    {OBS_FACT, "us-gaap:Revenues", "0001045810 USD", 1,
		"00000000000000ff/f/us-gaap:Revenues/0001045810%20USD/1"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct series_name s = {
		    rows[i].kind, str_of(rows[i].what), str_of(rows[i].entity)};
		struct arena arena = {0};
		struct err e = {0};
		struct ref r;
		struct buf b;

		buf_init(&b, 1024);
		ref_row(&b, 255, &s, rows[i].item);
		cr_expect_str_eq(buf_text(&b), rows[i].text);
		cr_assert_eq(ref_read(buf_view(&b), &arena, &r, &e), 0, "%s",
		    rows[i].text);
		cr_expect_not(r.cell);
		cr_expect_eq(r.doc, 255);
		cr_expect_eq((unsigned)r.series.kind, rows[i].kind);
		cr_expect(str_eq(r.series.what, s.what));
		cr_expect(str_eq(r.series.entity, s.entity));
		cr_expect_eq(r.item, rows[i].item);
		arena_release(&arena);
		buf_release(&b);
	}
}

Test(ref, a_number_carries_its_question)
{
	struct ask a = {.every = "1w", .tz = "Asia/Shanghai", .pooled = true};
	int64_t committed = 1738843200 * STAMP_SECOND + 250000;
	struct arena arena = {0};
	struct err e = {0};
	struct ref r;
	struct buf b;

	a.source.v[a.source.n++] = "Mirror, The";
	a.lang.v[a.lang.n++] = "en";
	a.signal.v[a.signal.n++] = "market,demand";
	buf_init(&b, 1024);
	buf_puts(&b, "nvidia%21/z:tone/2025-01-27");
	ref_tail(&b, &a, committed);
	cr_assert_eq(ref_read(buf_view(&b), &arena, &r, &e), 0, "%s", e.text);
	cr_expect(r.cell);
	cr_expect_str_eq(r.ask.entity.v[0], "nvidia!");
	cr_expect_str_eq(r.ask.stat, "z:tone");
	cr_expect_str_eq(r.ask.since, "2025-01-27");
	cr_expect_str_eq(r.ask.every, "1w");
	cr_expect_str_eq(r.ask.as_of, "@1738843200.250000");
	cr_expect_str_eq(r.ask.tz, "Asia/Shanghai");
	cr_expect_str_eq(r.ask.source.v[0], "Mirror, The");
	cr_expect_str_eq(r.ask.signal.v[0], "market,demand");
	cr_expect_eq(r.ask.lang.n, 1);
	cr_expect(r.ask.pooled);
	arena_release(&arena);
	buf_release(&b);
}

static const char *const bad_refs[] = {"", "/", "x", "nvidia/tone",
    "nvidia/tone/2025-01-27", "nvidia/tone/2025-01-27/1w/x",
    "nvidia/tone/2025-01-27/1w/colour=red", "00000000000000ff/",
    "00000000000000ff/q/nvidia", "00000000000000ff/m",
    "00000000000000ff/s/market-fall", "00000000000000ff/s/a/b/c",
    "00000000000000ff/s/a/b/99999999999999999999", "00000000000000ff/m/a/1/2",
    "00000000000000FF/m/a/b/c/d", "a%", "a%2/b/c/d", "a%00/b/c/d", "%zz/b/c/d"};

Test(ref, what_names_nothing_is_refused)
{
	for (size_t i = 0; i < sizeof bad_refs / sizeof *bad_refs; i++) {
		struct arena arena = {0};
		struct err e = {0};
		struct ref r;

		cr_expect_eq(ref_read(str_of(bad_refs[i]), &arena, &r, &e), -1,
		    "'%s'", bad_refs[i]);
		cr_expect_eq(e.code, EXIT_USAGE);
		arena_release(&arena);
	}
}

Test(reckon, reads_the_names_of_statistics)
{
	static const char *const bad[] = {
	    "", ",", "counts", "z:", "z:z", "count share", "index"};
	struct arena arena = {0};
	struct measure *s;
	struct err e = {0};
	size_t n;

	cr_assert_eq(
	    measure_read(&arena, STR("z, count,z:tone,jevons"), &s, &n, &e), 0);
	cr_assert_eq(n, 5, "jevons brings the unlinked with it");
	cr_expect(s[0].z && s[0].kind == MEASURE_COUNT);
	cr_expect(!s[1].z && s[1].kind == MEASURE_COUNT);
	cr_expect(s[2].z && s[2].kind == MEASURE_TONE);
	cr_expect_eq(s[4].kind, MEASURE_UNLINKED);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		e = (struct err){0};
		cr_expect_eq(measure_read(&arena, str_of(bad[i]), &s, &n, &e),
		    -1, "'%s'", bad[i]);
		cr_expect_eq(e.code, EXIT_USAGE);
	}
	arena_release(&arena);
}

static const struct {
	const char *text, *cue, *want;
	const char *why;
} marks[] = {
    {"It rose. Shares fell 17 percent. Then more.", "fell",
	"Shares <fell> 17 percent.", "the sentence around it"},
    {"First line\nShares fell", "fell", "Shares <fell>", "a paragraph ends"},
    {"fell", "fell", "<fell>", "all there is"},
    {"涨了。英伟达暴跌百分之十七。后来反弹。", "暴跌",
	"英伟达<暴跌>百分之十七。", "Chinese ends at 。"},
    {"ارتفع السهم. ثم هبط سهم إنفيديا بشدة. وبعدها عاد.", "هبط",
	"ثم <هبط> سهم إنفيديا بشدة.", "Arabic"},
    {"He said Mr. Huang fell ill. So.", "fell", "He said Mr. Huang <fell> ill.",
	"an abbreviation ends nothing"},
    {"Bad \x1b[31m news fell here.", "fell", "Bad \\x1b[31m news <fell> here.",
	"no escape gets out"},
};

Test(sentence, is_found_and_its_cue_marked)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct str text = str_of(marks[i].text);
		struct str cue = str_of(marks[i].cue);
		size_t at = str_find(text, cue, 0);
		struct buf b, shown;

		buf_init(&b, 4096);
		buf_init(&shown, 4096);
		sentence_mark(&b, text, at, at + cue.n);
		for (struct str rest = buf_view(&b); rest.n;) {
			if (str_starts(rest, STR("\xee\x80\x80")))
				buf_char(&shown, '<');
			else if (str_starts(rest, STR("\xee\x80\x81")))
				buf_char(&shown, '>');
			else {
				buf_char(&shown, rest.p[0]);
				rest = str_sub(rest, 1, rest.n);
				continue;
			}
			rest = str_sub(rest, 3, rest.n);
		}
		cr_expect_str_eq(
		    buf_text(&shown), marks[i].want, "%s", marks[i].why);
		buf_release(&b);
		buf_release(&shown);
	}
}

Test(sentence, a_very_long_one_is_cut_between_characters)
{
	struct buf text, b;

	buf_init(&text, 100000);
	buf_init(&b, 100000);
	for (int i = 0; i < 3000; i++)
		buf_puts(&text, "芯");
	size_t at = text.n;

	buf_puts(&text, "暴跌");
	for (int i = 0; i < 3000; i++)
		buf_puts(&text, "片");
	sentence_mark(&b, buf_view(&text), at, at + 6);
	cr_expect_lt(b.n, SENTENCE_MAX_BYTES + 100);
	cr_expect(str_starts(buf_view(&b), STR("…芯")));
	cr_expect(str_ends(buf_view(&b), STR("片…")));
	buf_release(&text);
	buf_release(&b);
}

Test(fold, lines_stay_inside_the_screen_in_every_script)
{
	static const char *const texts[] = {
	    "Shares of Nvidia plunged 17 percent on Monday and wiped out $589 "
	    "billion of market value, the largest one-day loss in history.",
	    "英伟达股价周一暴跌百分之十七，市值蒸发五千八百九十亿美元，"
	    "创下美国历史上最大的单日跌幅，投资者担心芯片需求下降。",
	    "هبطت أسهم إنفيديا سبعة عشر في المئة يوم الاثنين وفقدت 589 مليار "
	    "دولار من قيمتها السوقية في أكبر خسارة يومية في التاريخ."};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct buf b;
		struct fold f = {.to = &b, .indent = 11, .width = 50};
		size_t lines = 0;

		buf_init(&b, 8192);
		fold_line(&f, "sentence", str_of(texts[i]));
		for (struct str rest = buf_view(&b); rest.n; lines++) {
			struct str line = str_split(&rest, '\n');

			cr_expect_leq(
			    fold_columns(line), 50, "%.*s", STR_ARG(line));
			cr_expect(str_starts(line,
			    lines ? STR("           ") : STR("sentence")));
		}
		cr_expect_geq(lines, 3, "%zu", lines);
		buf_release(&b);
	}
	cr_expect_eq(fold_columns(STR("芯片a")), 5);
	cr_expect_eq(fold_columns(STR("كَتَبَ")), 3, "marks take no room");
}
