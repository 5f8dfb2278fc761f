/*
 * Claims that differ in wording or language alone have the same entity,
 * metric, unit, role and times, so that a list of conflicts can set them side
 * by side; those that speak of different things differ in one of these.
 */
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

TestSuite(claims_alike, .init = open_model, .fini = close_model);

struct wording {
	const char *lang, *text;
};

enum { WORDINGS_MAX = 8 };

static const struct {
	const char *why, *entity, *metric, *value, *unit, *role, *start, *end,
	    *horizon;
	struct wording said[WORDINGS_MAX];
} groups[] = {
    {"a loss of market value in a day", "nvidia", "market-value",
	"600000000000", "USD", NULL, NULL, NULL, "P1D",
	{{"en", "Nvidia lost $600 billion in market value in a day."},
	    {"en", "$600bn was wiped off Nvidia in a single session."},
	    {"en", "Some $600 billion of Nvidia's market capitalization "
		   "evaporated in one day."},
	    {"ar", "خسرت إنفيديا 600 مليار دولار من قيمتها السوقية في يوم "
		   "واحد."},
	    {"ar", "تبخرت ٦٠٠ مليار دولار من القيمة السوقية لإنفيديا خلال "
		   "جلسة واحدة."},
	    {"zh", "英伟达市值单日蒸发6000亿美元。"},
	    {"zh", "一个交易日内，英伟达市值缩水6000亿美元。"},
	    {"zh-Hant", "輝達市值單日蒸發6000億美元。"}}},
    {"what tokens cost", "deepseek", "price", "0.5", "USD/Mtok", NULL, NULL,
	NULL, NULL,
	{{"en", "DeepSeek charges $0.50 per million tokens."},
	    {"en", "DeepSeek's price is $0.50 per million output tokens."},
	    {"en", "A price of $0.5 per million input tokens is what DeepSeek "
		   "asks."},
	    {"ar", "تتقاضى ديب سيك 0.5 دولار لكل مليون رمز."},
	    {"ar", "سعر ديب سيك 0.50 دولار لكل مليون رمز."},
	    {"zh", "DeepSeek的价格为每百万tokens 0.5美元。"},
	    {"zh", "DeepSeek收费0.5美元/百万tokens。"}}},
    {"the end of a range", "meta", "capex", "65000000000", "USD", "range-high",
	"2025-01-01", "2025-12-31", NULL,
	{{"en", "Meta plans capital expenditures of $60 billion to $65 "
		"billion in 2025."},
	    {"en", "Meta's 2025 capex will be between $60 and $65 billion."},
	    {"en", "Meta puts its capital spending for 2025 at $60bn-$65bn."},
	    {"ar", "تتوقع شركة ميتا نفقات رأسمالية بين 60 و65 مليار دولار في "
		   "2025."},
	    {"ar",
		"تتراوح نفقات شركة ميتا الرأسمالية في 2025 بين 60 مليار دولار "
		"و65 مليار دولار."},
	    {"zh", "Meta预计2025年资本开支在600亿至650亿美元之间。"},
	    {"zh", "Meta 2025年资本支出为600亿到650亿美元。"}}},
    {"what others expected", "nvidia", "revenue-consensus", "38000000000",
	"USD", "consensus", NULL, NULL, NULL,
	{{"en", "Analysts had expected revenue of $38 billion from Nvidia."},
	    {"en", "Nvidia's revenue beat a consensus of $38 billion."},
	    {"en", "Brokers had pencilled in sales of $38bn for Nvidia."},
	    {"ar", "توقع المحللون إيرادات قدرها 38 مليار دولار لإنفيديا."},
	    {"zh", "分析师此前预期英伟达营收为380亿美元。"},
	    {"zh", "英伟达营收高于市场预期的380亿美元。"}}},
    {"a part of the share price", "nvidia", "share-price", "17", "%", NULL,
	NULL, NULL, NULL,
	{{"en", "Nvidia's shares fell 17%."},
	    {"en", "Nvidia stock dropped by 17 percent."},
	    {"en", "Nvidia tumbled 17 per cent."},
	    {"ar", "هبط سهم إنفيديا 17%."},
	    {"ar", "تراجعت أسهم إنفيديا بنسبة ١٧ في المئة."},
	    {"zh", "英伟达股价下跌17%。"}, {"zh", "英伟达重挫１７％。"}}},
    {"machines that stand together", "xai", "compute", "100000", "count", NULL,
	NULL, NULL, NULL,
	{{"en", "xAI runs 100,000 H100s in Memphis."},
	    {"en", "xAI has deployed 100,000 GPUs."},
	    {"en", "xAI's cluster holds 100k GPUs."},
	    {"ar", "تشغل إكس إيه آي 100 ألف معالج في ممفيس."},
	    {"ar", "يضم تجمع إكس إيه آي ١٠٠ ألف رقاقة."},
	    {"zh", "xAI部署了10万张H100。"}, {"zh", "xAI集群有10万块GPU。"}}},
    {"what is due in a year to come", "openai", "power", "30", "GW", NULL,
	"2030-01-01", "2030-12-31", NULL,
	{{"en", "OpenAI wants 30 gigawatts by 2030."},
	    {"en", "By 2030 OpenAI will need 30 GW."},
	    {"ar", "تريد أوبن إيه آي 30 غيغاواط بحلول 2030."},
	    {"zh", "OpenAI到2030年需要30吉瓦。"},
	    {"zh", "OpenAI计划2030年拥有30GW。"}}},
    {"the base of a comparison", "nvidia", "revenue", "18100000000", "USD",
	"base", NULL, NULL, NULL,
	{{"en", "Nvidia's revenue rose to $35.1bn from $18.1bn."},
	    {"en", "Nvidia's revenue was $35.1 billion, compared with $18.1 "
		   "billion a year earlier."},
	    {"ar", "ارتفعت إيرادات إنفيديا إلى 35.1 مليار دولار من 18.1 "
		   "مليار دولار."},
	    {"ar", "بلغت إيرادات إنفيديا 35.1 مليار دولار مقابل 18.1 مليار "
		   "دولار قبل عام."},
	    {"zh", "英伟达营收升至351亿美元，上年同期为181亿美元。"}}},
    {"a margin in basis points", "dell", "gross-margin", "120", "bp", NULL,
	NULL, NULL, NULL,
	{{"en", "Dell's gross margin fell by 120 basis points."},
	    {"en", "Gross margin at Dell narrowed 120 bps."},
	    {"ar", "انخفض هامش الربح الإجمالي لديل تكنولوجيز 120 نقطة أساس."},
	    {"zh", "戴尔毛利率下滑120个基点。"}}},
};

static const struct score_claim *of_value(
    const struct judged *j, const char *value)
{
	for (size_t i = 0; i < j->score.n_claims; i++)
		if (str_eq(j->score.claims[i].value, str_of(value)))
			return &j->score.claims[i];
	return NULL;
}

static void expect_field(
    const char *text, const char *field, struct str got, const char *want)
{
	cr_expect(str_same(got, str_of(want)), "'%s': %s is '%.*s', not '%s'",
	    text, field, STR_ARG(got), want ? want : "");
}

Test(claims_alike, in_other_words_have_the_same_fields)
{
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		for (size_t k = 0; k < WORDINGS_MAX && groups[i].said[k].text;
		     k++) {
			const char *text = groups[i].said[k].text;
			const struct score_claim *c;
			struct judged j;

			judge_text(
			    &j, &model, groups[i].said[k].lang, NULL, text);
			c = of_value(&j, groups[i].value);
			cr_expect(c != NULL, "%s: no %s in '%s'", groups[i].why,
			    groups[i].value, text);
			if (c) {
				expect_field(text, "entity", c->entity,
				    groups[i].entity);
				expect_field(text, "metric", c->metric,
				    groups[i].metric);
				expect_field(
				    text, "unit", c->unit, groups[i].unit);
				expect_field(
				    text, "role", c->role, groups[i].role);
				expect_field(text, "start", c->period_start,
				    groups[i].start);
				expect_field(
				    text, "end", c->period_end, groups[i].end);
				expect_field(text, "horizon", c->horizon,
				    groups[i].horizon);
			}
			judged_release(&j);
		}
}

/* two texts that are no conflict, though metric and entity are the same */
static const struct {
	const char *why, *lang, *first, *second, *value, *other;
} apart[] = {
    {"over a day and over three", "en",
	"Nvidia lost $589 billion in market value in a day.",
	"Nvidia lost $600 billion in market value in three days.",
	"589000000000", "600000000000"},
    {"over a day and over three", "ar",
	"خسرت إنفيديا 589 مليار دولار من قيمتها السوقية في يوم واحد.",
	"خسرت إنفيديا 600 مليار دولار من قيمتها السوقية في ثلاثة أيام.",
	"589000000000", "600000000000"},
    {"over a day and over three", "zh", "英伟达市值单日蒸发5890亿美元。",
	"英伟达市值三天内蒸发6000亿美元。", "589000000000", "600000000000"},
    {"of two years", "en", "Amazon's capex was $83 billion in 2024.",
	"Amazon's capex was $131 billion in 2025.", "83000000000",
	"131000000000"},
    {"of a month and of its year", "en",
	"In August 2025 AMD took orders of $3 billion.",
	"In 2025 AMD took orders of $30 billion.", "3000000000", "30000000000"},
    {"a ceiling and what it was", "en", "Broadcom fell as much as 17%.",
	"Broadcom fell 9%.", "17", "9"},
};

Test(claims_alike, of_other_times_or_roles_are_told_apart)
{
	for (size_t i = 0; i < sizeof apart / sizeof *apart; i++) {
		const struct score_claim *x, *y;
		struct judged a, b;

		judge_text(&a, &model, apart[i].lang, NULL, apart[i].first);
		judge_text(&b, &model, apart[i].lang, NULL, apart[i].second);
		x = of_value(&a, apart[i].value);
		y = of_value(&b, apart[i].other);
		cr_expect(
		    x && y, "%s (%s): no claims", apart[i].why, apart[i].lang);
		if (x && y) {
			cr_expect(str_same(x->metric, y->metric) &&
				      str_same(x->entity, y->entity),
			    "%s (%s): another metric or entity", apart[i].why,
			    apart[i].lang);
			cr_expect_not(
			    str_same(x->horizon, y->horizon) &&
				str_same(x->role, y->role) &&
				str_same(x->period_start, y->period_start) &&
				str_same(x->period_end, y->period_end),
			    "%s (%s): nothing tells them apart", apart[i].why,
			    apart[i].lang);
		}
		judged_release(&a);
		judged_release(&b);
	}
}
