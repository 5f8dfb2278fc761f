/* stated figures: number, scale, unit */
#include "score/tone/quantities.h"
#include "score/tone/reading.h"
#include "score_help.h"

static struct taxonomy taxonomy;
static struct lexicon *lexicons[TONGUES];

static void open_lists(void)
{
	static const char *const own[] = {
	    "/lexicon.en.tsv", "/lexicon.ar.tsv", "/lexicon.zh.tsv"};
	struct err e = {0};

	cr_assert_eq(taxonomy_signals(&taxonomy, TABLES "/signals.tsv", &e), 0);
	cr_assert_eq(taxonomy_nouns(&taxonomy, TABLES "/nouns.tsv", &e), 0);
	for (unsigned i = 0; i < TONGUES; i++) {
		char path[128];

		lexicons[i] = lexicon_new((enum tongue)i);
		cr_assert_eq(lexicon_read(lexicons[i], &taxonomy,
				 TABLES "/lexicon.any.tsv", &e),
		    0, "%s", e.text);
		(void)snprintf(path, sizeof path, TABLES "%s", own[i]);
		cr_assert_eq(lexicon_read(lexicons[i], &taxonomy, path, &e), 0,
		    "%s", e.text);
	}
}

static void close_lists(void)
{
	for (unsigned i = 0; i < TONGUES; i++)
		lexicon_free(lexicons[i]);
	taxonomy_release(&taxonomy);
}

TestSuite(quantities, .init = open_lists, .fini = close_lists);

static const struct {
	const char *lang, *text;
	const char *value, *unit; /* of the first figure; NULL: none */
	bool approx;
	const char *span, *why;
} rows[] = {
    {"en", "fell 17%", "17", "%", false, "17%", "a sign"},
    {"en", "fell 17 %", "17", "%", false, "17 %", "a blank before it"},
    {"en", "fell 17 percent", "17", "%", false, "17 percent", "a word"},
    {"en", "cost $600 bn", "600000000000", "USD", false, "$600 bn",
	"sign, number, scale"},
    {"en", "cost $600bn", "600000000000", "USD", false, "$600bn",
	"scale in the word"},
    {"en", "cost US$1.5 trillion", "1500000000000", "USD", false,
	"US$1.5 trillion", "a longer sign"},
    {"en", "cost 1,234,567 dollars", "1234567", "USD", false,
	"1,234,567 dollars", "groups"},
    {"en", "cost $0.55 per million tokens", "0.55", "USD/Mtok", false,
	"$0.55 per million tokens", "a compound unit"},
    {"en", "cost $2 an hour", "2", "USD/hour", false, "$2 an hour", "per hour"},
    {"en", "about 10,000 GPUs", "10000", "count", true, "10,000 GPUs",
	"a count, roughly"},
    {"en", "a fifth of it", "20", "%", true, "a fifth of", "a fraction"},
    {"en", "rose 150 basis points", "150", "bp", false, "150 basis points",
	"hundredths"},
    {"en", "a 500 MW site", "500", "MW", false, "500 MW", "power"},
    {"en", "three days", "3", "time.days", false, "three days",
	"a number in a word"},
    {"ar", "هبط ١٧٪", "17", "%", false, "١٧٪", "Arabic digits and sign"},
    {"ar", "بنسبة 17 في المئة", "17", "%", false, "17 في المئة", "words"},
    {"ar", "نحو 600 مليار دولار", "600000000000", "USD", true,
	"600 مليار دولار", "scale and unit"},
    {"ar", "ملياري دولار", "2000000000", "USD", false, "ملياري دولار",
	"the dual"},
    {"ar", "خمسة مليارات دولار", "5000000000", "USD", false,
	"خمسة مليارات دولار", "a number in a word"},
    {"zh", "约6000亿美元", "600000000000", "USD", true, "6000亿美元",
	"hundreds of millions"},
    {"zh", "3.5万亿美元", "3500000000000", "USD", false, "3.5万亿美元",
	"millions of millions"},
    {"zh", "３５万块芯片", "350000", "count", false, "３５万块", "full width"},
    {"zh", "下降三成", "30", "%", true, "三成", "tenths"},
    {"zh", "上升2个百分点", "2", "pp", false, "2个百分点", "points"},
    {"en", "in 2025", NULL, NULL, false, NULL, "a year"},
    {"en", "on 27 January", NULL, NULL, false, NULL, "a date"},
    {"en", "the 4th time", NULL, NULL, false, NULL, "an ordinal"},
    {"en", "GPT-4 and R1.5", NULL, NULL, false, NULL, "names"},
    {"en", "H20", NULL, NULL, false, NULL, "a model"},
    {"en", "we saw 7", NULL, NULL, false, NULL, "no unit"},
    {"en", "three of them", NULL, NULL, false, NULL, "a word without a unit"},
    {"en", "99999999999999999999999999999%", NULL, NULL, false, NULL,
	"longer than any figure"},
    {"zh", "2025年", NULL, NULL, false, NULL, "a year"},
    {"zh", "1月27日", NULL, NULL, false, NULL, "a date"},
    {"ar", "زاد بـ5 مليارات دولار", "5000000000", "USD", false,
	"5 مليارات دولار", "a particle joined to the figure"},
    {"ar", "وب17%", "17", "%", false, "17%", "and two"},
    {"ar", "عام 2025", NULL, NULL, false, NULL, "a year"},
};

Test(quantities, have_value_unit_and_span)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct sentence_rules none = {0};
		const struct article a = {
		    .lang = str_of(rows[i].lang), .text = str_of(rows[i].text)};
		const struct cast cast = {0};
		struct arena arena = {0};
		size_t mention = 0;
		struct doc d;

		doc_build(&d, &a, &none, &arena);
		const struct doc_field *f = &d.field[DOC_TEXT];
		struct reading r =
		    reading_make(&taxonomy, lexicons[lexicon_tongue(a.lang)],
			&cast, &d, DOC_TEXT, 0, &mention, &arena);

		cr_expect_eq(r.n_figures > 0, rows[i].value != NULL, "%s: '%s'",
		    rows[i].why, rows[i].text);
		if (r.n_figures > 0 && rows[i].value) {
			const struct figure *g = &r.figures[0];
			struct str value = figure_value(g, &arena);
			size_t begin, end;

			cr_expect(str_eq(value, str_of(rows[i].value)),
			    "%s: %.*s", rows[i].text, STR_ARG(value));
			cr_expect(str_eq(g->unit, str_of(rows[i].unit)),
			    "%s: %.*s", rows[i].text, STR_ARG(g->unit));
			cr_expect_eq(
			    g->approx, rows[i].approx, "%s", rows[i].text);
			norm_range(&f->norm, g->begin, g->end, &begin, &end);
			cr_expect(str_eq(str_sub(f->text, begin, end),
				      str_of(rows[i].span)),
			    "%s: '%.*s'", rows[i].text,
			    STR_ARG(str_sub(f->text, begin, end)));
		}
		arena_release(&arena);
	}
}

static const struct {
	const char *number;
	int power;
	const char *value;
} shifts[] = {
    {"600", 9, "600000000000"},
    {"39.3", 9, "39300000000"},
    {"0.55", 0, "0.55"},
    {"1.2345", 3, "1234.5"},
    {"0.5", 1, "5"},
    {"007", 0, "7"},
    {"0", 6, "0"},
    {"2.50", 0, "2.5"},
    {"10.0", 0, "10"},
};

Test(quantities, are_shifted_by_digits)
{
	for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++) {
		const struct figure f = {.number = str_of(shifts[i].number),
		    .power = shifts[i].power};
		struct arena arena = {0};
		struct str v = figure_value(&f, &arena);

		cr_expect(str_eq(v, str_of(shifts[i].value)), "%s: %.*s",
		    shifts[i].number, STR_ARG(v));
		arena_release(&arena);
	}
}
