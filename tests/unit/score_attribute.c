/* of whom, and about what */
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

TestSuite(attribute, .init = open_model, .fini = close_model);

static const struct {
	const char *lang, *text, *signal, *entity, *why;
} rows[] = {
    {"en", "Nvidia met AMD. The stock fell 3%.", "market-fall", "amd",
	"the last one named"},
    {"en", "DeepSeek met Nvidia. DeepSeek is small. The shares fell 3%.",
	"market-fall", "nvidia", "a private firm has no shares"},
    {"en", "Jensen Huang said Nvidia's stock had been misread by the market.",
	"market-misread", "nvidia", "a person speaks for his company"},
    {"en", "Jensen Huang said the world needs more GPUs.", "demand-up", NULL,
	"but his goods are not named"},
    {"en", "Nvidia's GPUs are scarce. Everything is sold out.",
	"supply-shortage", "nvidia", "the goods of the last sentence"},
    {"en", "Rivals of Nvidia gained. DeepSeek runs on AMD, whose shares fell.",
	"market-fall", "amd", "the nearest with shares"},
    {"en", "Microsoft and Google raised capex, Meta did not comment.",
	"capex-up", "google", "joined"},
    {"ar", "صعود ديب سيك أدى إلى هبوط إنفيديا.", "market-fall", "nvidia",
	"each beside its own noun"},
    {"ar", "رفعت مايكروسوفت وأمازون نفقاتهما الرأسمالية.", "capex-up", "amazon",
	"joined by a letter"},
    {"zh", "微软、谷歌和Meta上调资本支出。", "capex-up", "google",
	"joined by an enumeration comma"},
    {"en", "The White House backs Intel with subsidies for its chip plants.",
	"policy-support", "intel", "no project: the company that is helped"},
    {"zh", "白宫考虑动用芯片法案补贴英特尔。", "policy-support", "intel",
	"no project: the company that is helped"},
    {"zh", "DeepSeek冲击之下，英伟达股价下跌。", "market-fall", "nvidia",
	"the subject of its clause"},
};

Test(attribute, gives_each_finding_to_its_own)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct judged j;

		judge_text(&j, &model, rows[i].lang, NULL, rows[i].text);
		cr_expect(
		    find_signal(&j, rows[i].signal, rows[i].entity) != NULL,
		    "%s: no %s of %s in '%s'", rows[i].why, rows[i].signal,
		    rows[i].entity ? rows[i].entity : "null", rows[i].text);
		judged_release(&j);
	}
}

static bool any(const struct judged *j, const char *signal)
{
	for (size_t i = 0; i < j->score.n_signals; i++)
		if (str_eq(j->score.signals[i].signal, str_of(signal)))
			return true;
	return false;
}

Test(attribute, the_topic_is_looked_for_near_by)
{
	static const char far[] =
	    "The lab trains large AI models on GPUs. It was a warm day. People "
	    "sat in the park. A band played. Children ran about. In the shop "
	    "everything was sold out.";
	static const char near[] =
	    "The lab trains large AI models on GPUs. Everything is sold out.";
	struct judged j;

	judge_text(&j, &model, "en", NULL, near);
	cr_expect(any(&j, "supply-shortage"));
	judged_release(&j);
	judge_text(&j, &model, "en", NULL, far);
	cr_expect(!any(&j, "supply-shortage"));
	judged_release(&j);
}

Test(attribute, a_note_about_one_company_lends_it)
{
	struct judged j;

	judge_text(&j, &model, "en", "Nvidia in brief",
	    "Nvidia makes chips. One. Two. Three. Four. The stock fell 3%.");
	cr_expect(find_signal(&j, "market-fall", "nvidia") != NULL);
	judged_release(&j);
}
