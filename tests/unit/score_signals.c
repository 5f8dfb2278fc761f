/* what a text says about the demand for compute, of whom, and how */
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

TestSuite(signals, .init = open_model, .fini = close_model);

static const struct {
	const char *lang, *text, *signal, *entity, *modality;
	int demand;
	const char *why;
} rows[] = {
    {"en", "Demand for Nvidia's chips is soaring.", "demand-up", "nvidia",
	"asserted", 1, "noun and direction"},
    {"en", "Nvidia halved its API prices.", "price-cut", "nvidia", "asserted",
	0, "what halves may be done to something"},
    {"en", "Nvidia halved in a day.", "market-fall", "nvidia", "asserted", 0,
	"or be done by itself"},
    {"en", "Demand for AI chips did not weaken.", "demand-down", NULL,
	"negated", 0, "a negation takes the demand out"},
    {"en", "Demand for AI chips may weaken.", "demand-down", NULL,
	"hypothetical", -1, "may"},
    {"en", "Demand for AI chips will weaken.", "demand-down", NULL, "forecast",
	-1, "will"},
    {"en", "Demand for AI chips is falling, analysts said.", "demand-down",
	NULL, "reported", -1, "a word of saying at the end"},
    {"en", "Is demand for AI chips falling?", "demand-down", NULL, "question",
	-1, "a question"},
    {"en", "Nvidia's H200 is sold out.", "supply-shortage", "nvidia",
	"asserted", 1, "sold out is scarcity"},
    {"en", "Nvidia's H200 is sold out.", "demand-up", "nvidia", "asserted", 1,
	"and demand"},
    {"en", "Nvidia shares fell 3%, but AMD rose.", "market-fall", "nvidia",
	"asserted", 0, "each its own direction"},
    {"en", "Nvidia shares fell 3%, but AMD rose.", "market-rise", "amd",
	"asserted", 0, "the other"},
    {"en", "Google, Amazon and Meta raised their capital spending.", "capex-up",
	"amazon", "asserted", 1, "joined by and"},
    {"en", "Washington eased export controls on Nvidia chips.",
	"export-control", "nvidia", "negated", 0, "an eased rule"},
    {"en", "As models get cheaper, AI use will explode.", "jevons", NULL,
	"forecast", 1, "cheaper, so more of it"},
    {"ar", "ارتفع الطلب على رقائق إنفيديا.", "demand-up", "nvidia", "asserted",
	1, "verb first"},
    {"ar", "لم يتراجع الطلب على رقائق الذكاء الاصطناعي.", "demand-down", NULL,
	"negated", 0, "لم"},
    {"ar", "قد يتراجع الطلب على رقائق الذكاء الاصطناعي.", "demand-down", NULL,
	"hypothetical", -1, "قد before an imperfect"},
    {"ar", "سيتراجع الطلب على رقائق الذكاء الاصطناعي.", "demand-down", NULL,
	"forecast", -1, "the future particle"},
    {"ar", "هل يتراجع الطلب على رقائق الذكاء الاصطناعي؟", "demand-down", NULL,
	"question", -1, "هل and its mark"},
    {"ar", "ووفقا لتقرير، تراجع الطلب على الرقائق.", "demand-down", NULL,
	"reported", -1, "according to, with a clitic"},
    {"ar", "هبط سهم إنفيديا 17%.", "market-fall", "nvidia", "asserted", 0,
	"the verb before its noun"},
    {"ar", "أصبحت معالجات إنفيديا نادرة.", "supply-shortage", "nvidia",
	"asserted", 1, "scarce reads badly and is good for demand"},
    {"ar", "رفعت مايكروسوفت إنفاقها الرأسمالي.", "capex-up", "microsoft",
	"asserted", 1, "a transitive verb, the spender between"},
    {"ar", "لا يبدو أن الطلب على رقائق إنفيديا ضعيف.", "demand-down", "nvidia",
	"negated", 0, "the negation reaches over its clause"},
    {"ar", "قد لا يكفي إنتاج إنفيديا من الرقائق.", "supply-shortage", "nvidia",
	"hypothetical", 1, "قد before لا"},
    {"ar", "تنافس هواوي إنفيديا في سوق الرقائق.", "competition", "nvidia",
	"asserted", 0, "the challenged stands behind the challenger"},
    {"ar", "فقدت إنفيديا هيمنتها على السوق.", "moat-erosion", "nvidia",
	"asserted", 0, "a hold that is lost"},
    {"ar", "اشترت ميتا 350 ألف رقاقة من إنفيديا.", "demand-up", "nvidia",
	"asserted", 1, "who buys stands behind the verb"},
    {"ar", "لم تستخدم ديب سيك سوى ألفي رقاقة.", "efficiency-gain", "deepseek",
	"asserted", 0, "none but is only"},
    {"ar", "محا الهبوط 600 مليار دولار من القيمة السوقية لإنفيديا.",
	"market-fall", "nvidia", "asserted", 0, "a fall that erases"},
    {"ar", "عاود سهم إنفيديا الصعود.", "market-recovery", "nvidia", "asserted",
	0, "its subject between"},
    {"ar", "يفوق الطلب على رقائق إنفيديا العرض.", "supply-shortage", "nvidia",
	"asserted", 1, "verb, subject, object"},
    {"ar", "خيبت نتائج إنفيديا آمال السوق.", "revenue-down", "nvidia",
	"asserted", 0, "less than was hoped"},
    {"ar", "رفعت واشنطن القيود عن تصدير رقائق إنفيديا إلى الصين.",
	"export-control", "nvidia", "negated", 0, "a rule that is lifted"},
    {"ar", "يرى محللون أن تقييم إنفيديا مبالغ فيه.", "valuation-bubble",
	"nvidia", "reported", 0, "a value overdone is no misreading"},
    {"zh", "英伟达芯片需求激增。", "demand-up", "nvidia", "asserted", 1,
	"no blanks"},
    {"zh", "芯片需求并未减弱。", "demand-down", NULL, "negated", 0, "并未"},
    {"zh", "芯片需求可能下降。", "demand-down", NULL, "hypothetical", -1,
	"可能"},
    {"zh", "芯片需求是否会下降？", "demand-down", NULL, "question", -1,
	"是否 and its mark"},
    {"zh", "据报道，芯片需求正在下降。", "demand-down", NULL, "reported", -1,
	"据"},
    {"zh", "黄仁勋：芯片需求正在增长。", "demand-up", NULL, "reported", 1,
	"a person and a colon"},
    {"zh", "高盛：芯片需求正在下降。", "demand-down", NULL, "reported", -1,
	"a source and a colon"},
    {"zh", "英伟达股价暴跌17%。", "market-fall", "nvidia", "asserted", 0,
	"the subject before its verb"},
    {"zh-Hant", "輝達股價暴跌17%。", "market-fall", "nvidia", "asserted", 0,
	"the traditional script"},
    {"zh", "一家券商将英伟达评级上调。", "analyst-up", "nvidia", "asserted", 0,
	"将 before its object is no future"},
    {"zh", "多家车企接入DeepSeek。", "adoption", "deepseek", "asserted", 1,
	"the one that is adopted"},
    {"zh", "模型越便宜，用的人越多。", "jevons", NULL, "asserted", 1,
	"the cheaper the more"},
    {"en",
	"Nvidia reported on Wednesday. The chipmaker's revenue fell while "
	"Huawei gained ground.",
	"revenue-down", "nvidia", "asserted", 0, "the one named before"},
    {"ar", "أعلنت إنفيديا نتائجها. تراجعت إيرادات الشركة مع صعود هواوي.",
	"revenue-down", "nvidia", "asserted", 0, "الشركة"},
    {"zh", "英伟达周三公布了业绩。该公司营收下滑，而华为大涨。", "revenue-down",
	"nvidia", "asserted", 0, "该公司"},
    {"en", "A drop in demand for AI chips looks unlikely.", "demand-down", NULL,
	"negated", 0, "what denies may stand behind"},
    {"zh", "AI芯片需求下降的可能性不大。", "demand-down", NULL, "negated", 0,
	"可能性不大 behind it"},
    {"zh", "明年的HBM产能已经售罄。", "supply-shortage", NULL, "asserted", 1,
	"what is done is no forecast"},
    {"en", "Every H200 that Nvidia can make until 2027 has been snapped up.",
	"supply-shortage", "nvidia", "asserted", 1, "all of it, taken"},
    {"ar", "حجز العملاء كل إنتاج إنفيديا من الرقائق حتى 2027.",
	"supply-shortage", "nvidia", "asserted", 1, "كل and حجز"},
    {"zh", "英伟达明年的全部产能已被客户包下。", "supply-shortage", "nvidia",
	"asserted", 1, "全部 and 包下"},
    {"en", "OpenAI is working on custom chips to replace Nvidia's.",
	"competition", "nvidia", "asserted", 0,
	"chips of one's own challenge the supplier"},
    {"en", "Renting an H100 got cheaper: rental prices fell 40%.", "price-cut",
	NULL, "asserted", 0, "rent is not the chip maker's price"},
    {"en", "AMD, the best stock of the year before, gained 8%.", "market-rise",
	"amd", "asserted", 0, "a subject behind its aside"},
    {"en", "Orders from Tencent, Alibaba and ByteDance for AI chips rose.",
	"demand-up", NULL, "asserted", 1, "a list is no pause"},
    {"en", "Spending on data centers, says Bernstein, is set to fall.",
	"capex-down", NULL, "forecast", -1, "a forecast inside what is said"},
    {"en", "Orders for AI servers were cut, Bernstein wrote: buyers wait.",
	"demand-down", NULL, "reported", -1, "a speaker before a colon"},
    {"en", "Nvidia guided to sales of $40 billion, short of estimates.",
	"guidance-down", "nvidia", "asserted", 0,
	"its own forecast is no forecast of ours"},
    {"en", "Wedbush expects Nvidia to raise its sales forecast.", "guidance-up",
	"nvidia", "forecast", 0, "another's is one"},
    {"en", "Contrary to reports, Microsoft has cut its capital spending.",
	"capex-down", "microsoft", "asserted", -1,
	"contrary to is over with its clause"},
    {"en", "Google competes with AMD and Intel.", "competition", "intel",
	"asserted", 0, "joined to the one that the rule names"},
    {"en", "The cloud has no unsold accelerators left, Nvidia said.",
	"supply-shortage", "nvidia", "reported", 1,
	"none left: the negation is part of it"},
    {"en", "Broadcom fell 17%, Oracle 13% and Microsoft 2%.", "market-fall",
	"microsoft", "asserted", 0, "one verb for three"},
    {"en", "Amazon's chips chip away at Nvidia's hold on training.",
	"moat-erosion", "nvidia", "asserted", 0, "a lead that is attacked"},
};

Test(signals, are_found_with_entity_modality_and_demand)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct judged j;

		judge_text(&j, &model, rows[i].lang, NULL, rows[i].text);
		const struct score_signal *s =
		    find_signal(&j, rows[i].signal, rows[i].entity);

		cr_expect(s != NULL, "%s: no %s in '%s'", rows[i].why,
		    rows[i].signal, rows[i].text);
		if (s) {
			cr_expect(str_eq(s->modality, str_of(rows[i].modality)),
			    "%s: %.*s in '%s'", rows[i].why,
			    STR_ARG(s->modality), rows[i].text);
			cr_expect_eq(s->demand, rows[i].demand, "%s: '%s'",
			    rows[i].why, rows[i].text);
			cr_expect(s->strength > 0 && s->strength <= 1);
			cr_expect(s->at.begin < s->at.end &&
				  s->at.end <= strlen(rows[i].text));
			cr_expect(s->cue.n > 0);
		}
		judged_release(&j);
	}
}

static const struct {
	const char *lang, *text, *signal, *why;
} absent[] = {
    {"en", "Demand for heating oil slumped.", "demand-down", "oil"},
    {"en", "Oil demand slumped.", "demand-down", "oil before the noun"},
    {"en", "Home prices rose as supply is tight.", "supply-shortage", "houses"},
    {"en", "The concert sold out in minutes.", "demand-up", "a concert"},
    {"en", "Nvidia not only grew: its shares rose.", "market-fall",
	"not only is no negation"},
    {"en", "DeepSeek fell out of fashion.", "market-fall",
	"a firm without shares"},
    {"en", "Nvidia raised money for charity.", "market-rise",
	"what it raised is not itself"},
    {"en", "An Nvidia rival fell 5%.", "market-fall",
	"a foil is not the one that falls"},
    {"en", "Google drops its plan for a wind farm.", "market-fall",
	"a verb with an object"},
    {"en", "Advances in CUDA continue.", "market-rise", "a product"},
    {"en", "Nvidia agreed to buy Arm for $40 billion.", "demand-up",
	"a takeover"},
    {"en", "Rivian raised $1.3 billion in funding from Amazon.", "capex-up",
	"money taken is not spent"},
    {"en", "AMD fixed the profit shortfall with fewer chips.",
	"supply-shortage", "a shortfall of profit"},
    {"en", "Jensen Huang rose to speak in Taipei.", "market-rise",
	"a person is no share"},
    {"ar", "صعد جنسن هوانغ إلى المسرح.", "market-rise", "nor on a stage"},
    {"ar", "تراجع الطلب على النفط.", "demand-down", "oil"},
    {"ar", "ارتفعت أسعار الشقق.", "price-rise", "flats"},
    {"ar", "حقق العلماء إنجازا في الطب.", "regulatory-probe",
	"achieving is no inquiry"},
    {"ar", "لم تعلق إنفيديا على تراجع أسهم القطاع.", "market-misread",
	"no comment"},
    {"ar", "اشترت إنفيديا مبنى في تايبيه.", "demand-up",
	"what a supplier buys is not bought of it"},
    {"ar", "أثار ديب سيك مخاوف المستثمرين.", "regulatory-probe",
	"fear is no inquiry"},
    {"ar", "لم يتراجع الطلب على رقائق إنفيديا.", "demand-up",
	"no fall is no rise"},
    {"ar", "رقائق أرخص من رقائق منافسيها.", "competition", "rivals in passing"},
    {"ar", "قال إن إطلاق نموذج R1 أثار الاهتمام.", "product-launch",
	"a launch that is spoken of"},
    {"zh", "原油需求大幅下滑。", "demand-down", "oil"},
    {"zh", "房价上涨。", "price-rise", "flats"},
    {"zh", "会议气氛紧张。", "supply-shortage", "tension is no scarcity"},
    {"zh", "不断提升的算力", "demand-down", "不断 is no negation"},
};

Test(signals, do_not_take_what_only_looks_alike)
{
	for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
		struct judged j;

		judge_text(&j, &model, absent[i].lang, NULL, absent[i].text);
		for (size_t k = 0; k < j.score.n_signals; k++)
			cr_expect(!str_eq(j.score.signals[k].signal,
				      str_of(absent[i].signal)),
			    "%s: '%s' has %s", absent[i].why, absent[i].text,
			    absent[i].signal);
		judged_release(&j);
	}
}

Test(signals, a_refuted_claim_counts_no_more)
{
	struct judged j;

	judge_text(&j, &model, "en", NULL,
	    "\"Nobody will need more chips, AI is dead,\" one trader said. "
	    "Nvidia's chief says the opposite is true.");
	const struct score_signal *told = NULL, *denied = NULL;

	for (size_t i = 0; i < j.score.n_signals; i++) {
		const struct score_signal *s = &j.score.signals[i];

		if (!str_eq(s->signal, STR("demand-down")))
			continue;
		if (s->at.sentence == 0)
			told = s;
		else
			denied = s;
	}
	cr_assert(told && denied);
	cr_expect_eq(told->demand, 0);
	cr_expect(str_eq(told->modality, STR("reported")));
	cr_expect(str_eq(denied->modality, STR("negated")));
	judged_release(&j);
}

/* "Intel was overtaken by AMD" */
Test(signals, only_the_one_that_is_overtaken_loses_its_lead)
{
	struct judged j;
	int rows_of = 0;

	judge_text(&j, &model, "en", NULL, "Intel was overtaken by AMD.");
	for (size_t i = 0; i < j.score.n_signals; i++)
		rows_of +=
		    str_eq(j.score.signals[i].signal, STR("moat-erosion"));
	cr_expect_eq(rows_of, 1);
	cr_expect(find_signal(&j, "moat-erosion", "intel") != NULL);
	judged_release(&j);
}

Test(signals, a_claim_and_its_denial_are_two_rows)
{
	struct judged j;
	int rows_of = 0;

	judge_text(&j, &model, "en", NULL,
	    "AI chip demand is weakening, bears say, but AI chip demand is not "
	    "weakening, bulls say.");
	for (size_t i = 0; i < j.score.n_signals; i++)
		rows_of +=
		    str_eq(j.score.signals[i].signal, STR("demand-down"));
	cr_expect_eq(rows_of, 2);
	judged_release(&j);
}
