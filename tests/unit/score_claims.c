/* stated figures, with all that belongs to them */
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

TestSuite(claims, .init = open_model, .fini = close_model);

static const struct {
	const char *lang, *text, *metric, *entity, *value, *unit, *direction,
	    *role;
	bool approx;
	const char *horizon, *start, *why;
} rows[] = {
    {"en", "Nvidia shares fell 17%.", "share-price", "nvidia", "17", "%",
	"down", NULL, false, NULL, NULL, "a percentage"},
    {"en", "Nvidia lost $589 billion in market value in a day.", "market-value",
	"nvidia", "589000000000", "USD", "down", NULL, false, "P1D", NULL,
	"scale, and a horizon"},
    {"en", "Nvidia's revenue rose 78% to $39.3 billion.", "revenue", "nvidia",
	"39300000000", "USD", "up", NULL, false, NULL, NULL,
	"a decimal scaled by its digits"},
    {"en", "Nvidia's revenue rose to $35.1bn from $18.1bn.", "revenue",
	"nvidia", "18100000000", "USD", "level", "base", false, NULL, NULL,
	"the base of a comparison"},
    {"en", "Meta expects 2025 capital expenditures of $60 to $65 billion.",
	"capex", "meta", "60000000000", "USD", "level", "range-low", false,
	NULL, "2025-01-01", "a low end takes scale and unit"},
    {"en", "Nvidia shares lost nearly a fifth of their value.", "share-price",
	"nvidia", "20", "%", "down", NULL, true, NULL, NULL, "a fraction"},
    {"ar", "هبط سهم إنفيديا 17%.", "share-price", "nvidia", "17", "%", "down",
	NULL, false, NULL, NULL, "a percentage"},
    {"ar", "تبخرت القيمة السوقية لإنفيديا بنحو ٦٠٠ مليار دولار في ثلاثة أيام.",
	"market-value", "nvidia", "600000000000", "USD", "down", NULL, true,
	"P3D", NULL, "Arabic digits and a horizon"},
    {"ar", "بلغت إيرادات إنفيديا ملياري دولار.", "revenue", "nvidia",
	"2000000000", "USD", "level", NULL, false, NULL, NULL, "the dual"},
    {"zh", "英伟达市值蒸发约6000亿美元。", "market-value", "nvidia",
	"600000000000", "USD", "down", NULL, true, NULL, NULL,
	"units of ten thousand"},
    {"zh", "英伟达股价三天内下跌１７％。", "share-price", "nvidia", "17", "%",
	"down", NULL, false, "P3D", NULL, "full width"},
    {"zh", "英伟达营收增长近两成。", "revenue", "nvidia", "20", "%", "up", NULL,
	true, NULL, NULL, "tenths"},
    {"en", "Meta will invest a quarter of a billion dollars.", "investment",
	"meta", "250000000", "USD", "level", NULL, false, NULL, NULL,
	"a part of a scale"},
    {"ar", "تستثمر إنفيديا نصف مليار دولار.", "investment", "nvidia",
	"500000000", "USD", "level", NULL, false, NULL, NULL,
	"a part of a scale"},
    {"en",
	"Intel sees revenue growth in the mid-single digits: "
	"mid-single-digit percentage growth in sales.",
	"revenue-guidance", "intel", "5", "%", "up", NULL, true, NULL, NULL,
	"a band"},
    {"zh", "英特尔裁员1.5万人。", "headcount", "intel", "15000", "count",
	"down", NULL, false, NULL, NULL, "a scale inside the unit"},
    {"zh", "DeepSeek收费为每百万tokens 2元。", "price", "deepseek", "2",
	"CNY/Mtok", "level", NULL, false, NULL, NULL,
	"the unit before the number"},
    {"en", "xAI deployed 50,000 H100s.", "compute", "xai", "50000", "count",
	"level", NULL, false, NULL, NULL, "goods by their name"},
    {"en", "Nvidia's gross margin is at least 70%.", "gross-margin", "nvidia",
	"70", "%", "level", "range-low", false, NULL, NULL, "a bound"},
    {"en", "In August 2025 Nvidia had orders of $3 billion.", "orders",
	"nvidia", "3000000000", "USD", "level", NULL, false, NULL, "2025-08-01",
	"a month"},
    {"ar", "بلغت إيرادات إنفيديا 3 مليارات دولار في النصف الثاني من 2025.",
	"revenue", "nvidia", "3000000000", "USD", "level", NULL, false, NULL,
	"2025-07-01", "half a year"},
};

static bool same(struct str a, const char *b)
{
	return b ? a.p && str_eq(a, str_of(b)) : !a.p;
}

Test(claims, have_value_unit_direction_role_and_time)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct score_claim *c = NULL;
		struct judged j;

		judge_text(&j, &model, rows[i].lang, NULL, rows[i].text);
		for (size_t k = 0; k < j.score.n_claims && !c; k++)
			if (same(j.score.claims[k].value, rows[i].value))
				c = &j.score.claims[k];
		cr_expect(c != NULL, "%s: no %s in '%s'", rows[i].why,
		    rows[i].value, rows[i].text);
		if (c) {
			cr_expect(same(c->metric, rows[i].metric), "%s: %.*s",
			    rows[i].text, STR_ARG(c->metric));
			cr_expect(same(c->entity, rows[i].entity), "%s: %.*s",
			    rows[i].text, STR_ARG(c->entity));
			cr_expect(same(c->unit, rows[i].unit), "%s: %.*s",
			    rows[i].text, STR_ARG(c->unit));
			cr_expect(same(c->direction, rows[i].direction),
			    "%s: %.*s", rows[i].text, STR_ARG(c->direction));
			cr_expect(same(c->role, rows[i].role), "%s: %.*s",
			    rows[i].text, STR_ARG(c->role));
			cr_expect_eq(
			    c->approx, rows[i].approx, "%s", rows[i].text);
			cr_expect(same(c->horizon, rows[i].horizon), "%s: %.*s",
			    rows[i].text, STR_ARG(c->horizon));
			cr_expect(same(c->period_start, rows[i].start),
			    "%s: %.*s", rows[i].text, STR_ARG(c->period_start));
		}
		judged_release(&j);
	}
}

static const struct {
	const char *lang, *text, *why;
} none[] = {
    {"en", "Nvidia shares fell in 2025.", "a year"},
    {"en", "Nvidia shares fell on January 27.", "a date"},
    {"en", "Nvidia shares fell for the 4th day.", "an ordinal"},
    {"en", "Nvidia's sales of the RTX 4090 rose.", "a model number"},
    {"en", "Nvidia's revenue doubled.", "no figure"},
    {"en", "It rained 17 mm.", "no metric"},
    {"ar", "هبط سهم إنفيديا في عام 2025.", "a year"},
    {"ar", "هبط سهم إنفيديا في 27 يناير.", "a date"},
    {"zh", "英伟达股价1月27日下跌。", "a date"},
    {"zh", "英伟达股价2025年下跌。", "a year"},
    {"en", "Two-thirds of Nvidia's revenue comes from data centers.",
	"a share of a sum"},
    {"ar", "يأتي ثلثا إيرادات إنفيديا من مراكز البيانات.", "a share of a sum"},
    {"zh", "英伟达三分之二的营收来自数据中心。", "a share of a sum"},
    {"en", "See note 14 on page 87 of Nvidia's report.", "a page"},
    {"en", "Nvidia's earnings per share were $1.05.", "by the share"},
    {"zh", "英伟达每股收益为1.05美元。", "by the share"},
    {"ar", "بلغ ربح السهم في إنفيديا 1.05 دولار.", "by the share"},
    {"en", "Nvidia earned three times as much.", "a multiple in words"},
};

Test(claims, are_no_years_dates_or_names)
{
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		struct judged j;

		judge_text(&j, &model, none[i].lang, NULL, none[i].text);
		cr_expect_eq(j.score.n_claims, 0, "%s: '%s' has %.*s",
		    none[i].why, none[i].text,
		    STR_ARG(
			j.score.n_claims ? j.score.claims[0].value : STR("")));
		judged_release(&j);
	}
}

Test(claims, leave_out_a_conversion_in_brackets)
{
	struct judged j;

	judge_text(&j, &model, "en", NULL,
	    "Nvidia's revenue was $10 billion (73 billion yuan).");
	cr_assert_eq(j.score.n_claims, 1);
	cr_expect(str_eq(j.score.claims[0].value, STR("10000000000")));
	judged_release(&j);
}

Test(claims, span_number_scale_and_unit)
{
	const char *text = "英伟达市值蒸发约6000亿美元。";
	struct judged j;

	judge_text(&j, &model, "zh", NULL, text);
	cr_assert_eq(j.score.n_claims, 1);
	const struct score_place *at = &j.score.claims[0].at;

	cr_expect(str_eq(
	    str_sub(str_of(text), at->begin, at->end), STR("6000亿美元")));
	judged_release(&j);
}
