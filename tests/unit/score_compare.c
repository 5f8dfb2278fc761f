/* figures side by side, and contests between two: tone of what no word of
 * direction tells */
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

TestSuite(compare, .init = open_model, .fini = close_model);
TestSuite(contest, .init = open_model, .fini = close_model);

static const struct {
	const char *lang, *text, *entity;
	int sign;
	const char *why;
} figures[] = {
    {"en", "Nvidia's net profit was EUR 5.3 mn, compared with EUR 3.2 mn.",
	"nvidia", 1, "codes before numbers"},
    {"en", "AMD net sales totalled $93.6 million ($96.4 million).", "amd", -1,
	"the year before in brackets"},
    {"en", "Intel's operating loss was $120 million against $310 million.",
	"intel", 1, "a smaller loss"},
    {"en", "Intel's operating loss was $310 million against $120 million.",
	"intel", -1, "a bigger loss"},
    {"en", "Micron made a profit of $80 million versus a loss of $95 million.",
	"micron", 1, "two nouns, and the bigger figure is the loss"},
    {"en", "Micron had a loss of $20 million versus a profit of $15 million.",
	"micron", -1, "the other way round"},
    {"en", "Dell's revenue was $9.9 billion, versus $10.1 billion.", "dell", -1,
	"more digits are more"},
    {"en", "Dell's revenue was $1,250 million, versus $1.2 billion.", "dell", 1,
	"scales differ"},
    {"en", "Nvidia shipped 1.92 million cards, against 2.07 million.", "nvidia",
	-1, "a bare base takes the unit"},
    {"ar", "بلغت أرباح إنفيديا 12 مليون دولار مقارنة بـ 8 ملايين دولار.",
	"nvidia", 1, "more profit"},
    {"ar", "بلغت أرباح إنتل 187 مليون دولار مقابل 214 مليونا.", "intel", -1,
	"a bare base takes the unit"},
    {"ar", "بلغت خسائر إنتل 12 مليون دولار مقابل 8 ملايين دولار.", "intel", -1,
	"more loss"},
    {"zh", "英伟达净利润3.62亿元，上年同期为2.98亿元。", "nvidia", 1,
	"the same time of the year before"},
    {"zh", "英特尔营收118亿元，去年同期为131亿元。", "intel", -1, "less"},
    {"zh", "英特尔净亏损9亿元，上年同期为12亿元。", "intel", 1,
	"a smaller loss"},
    {"zh-Hant", "輝達淨利為36億元，去年同期為29億元。", "nvidia", 1,
	"traditional characters"},
    /* nothing is compared */
    {"ar", "بلغت أرباح إنفيديا 12 مليون دولار مقابل 9% قبل عام.", "nvidia", 0,
	"units differ"},
    {"ar", "بلغت إيرادات إنفيديا 9 مليارات دولار. والتكلفة 8 مليارات دولار.",
	"nvidia", 0, "a full stop between"},
    {"ar", "بلغت إيرادات إنفيديا 9 مليارات دولار مقابل 9.0 مليارات دولار.",
	"nvidia", 0, "the same"},
    {"ar", "خصصت إنفيديا 5 مليارات دولار مقابل 4 مليارات دولار.", "nvidia", 0,
	"no noun that money measures"},
    {"ar", "بلغت إيرادات إنفيديا 5 مليارات دولار في 2023 مقارنة بعام 2022.",
	"nvidia", 0, "years are no figures"},
    {"ar", "بلغت أرباح إنفيديا 12 مليون دولار في عام 2024.", "nvidia", 0,
	"one figure"},
    {"zh", "英伟达净利润3.62亿元，占营收的三成。", "nvidia", 0,
	"one figure of money"},
};

static int sign_of(const char *lang, const char *text, const char *entity)
{
	struct judged j;
	int sign = 0;

	judge_text(&j, &model, lang, NULL, text);
	const struct score_entity *en = find_entity(&j, entity);

	cr_assert(en && en->tone.known, "%s", text);
	sign = en->tone.tone > 0.15 ? 1 : en->tone.tone < -0.15 ? -1 : 0;
	judged_release(&j);
	return sign;
}

Test(compare, says_what_rose_and_fell)
{
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		cr_expect_eq(sign_of(figures[i].lang, figures[i].text,
				 figures[i].entity),
		    figures[i].sign, "%s: '%s'", figures[i].why,
		    figures[i].text);
}

static const struct {
	const char *lang, *text, *winner, *loser;
	const char *why;
} contests[] = {
    {"en", "SK Hynix overtook Samsung in memory.", "sk-hynix", "samsung",
	"a verb"},
    {"en", "Intel lost to AMD in servers.", "amd", "intel", "a loss"},
    {"en", "AMD beat Intel in servers.", "amd", "intel",
	"beat, with a name behind"},
    {"en", "Amazon switched from Intel to AMD.", "amd", "intel",
	"what is left, and who gets it"},
    {"ar", "تجاوزت إس كيه هاينكس سامسونغ في الذاكرة.", "sk-hynix", "samsung",
	"the verb first"},
    {"zh", "AMD在服务器市场反超英特尔。", "amd", "intel", "a verb"},
    {"zh", "英特尔被AMD反超。", "amd", "intel", "被"},
    {"zh", "AMD把英特尔挤下第一。", "amd", "intel",
	"the object stands before the verb"},
};

Test(contest, is_won_by_one_and_lost_by_the_other)
{
	for (size_t i = 0; i < sizeof contests / sizeof *contests; i++) {
		cr_expect_eq(sign_of(contests[i].lang, contests[i].text,
				 contests[i].winner),
		    1, "%s, winner: '%s'", contests[i].why, contests[i].text);
		cr_expect_eq(sign_of(contests[i].lang, contests[i].text,
				 contests[i].loser),
		    -1, "%s, loser: '%s'", contests[i].why, contests[i].text);
	}
}

static const struct {
	const char *lang, *text, *entity, *why;
} none[] = {
    {"en", "Nvidia beat estimates for a third quarter; AMD reports next.",
	"amd", "beat, but no name behind"},
    {"ar", "التقت إنفيديا إنتل في تايبيه.", "intel", "no contest"},
    {"zh", "英伟达与AMD都在台北设有办公室。", "amd", "no contest"},
};

Test(contest, needs_two_and_a_verb)
{
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		cr_expect_eq(
		    sign_of(none[i].lang, none[i].text, none[i].entity), 0,
		    "%s: '%s'", none[i].why, none[i].text);
}
