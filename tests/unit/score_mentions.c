#include "score/mentions.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct entities table;
static struct names names;
static struct sentence_rules rules;
static struct finder finder;

static void open_tables(void)
{
	struct err e = {0};

	cr_assert_eq(entities_read(&table, "score/data/entities.tsv", &e), 0,
	    "%s", e.text);
	cr_assert_eq(
	    names_read(&names, "score/data/names.tsv", &e), 0, "%s", e.text);
	cr_assert_eq(
	    sentence_rules_read(&rules, "score/data/sentences.tsv", &e), 0);
	cr_assert_eq(finder_make(&finder, &table, &names, &e), 0, "%s", e.text);
}

static void close_tables(void)
{
	finder_release(&finder);
	sentence_rules_release(&rules);
	names_release(&names);
	entities_release(&table);
}

TestSuite(mentions, .init = open_tables, .fini = close_tables);

/* "entity=surface entity=surface" of all mentions, in order */
static const char *listing(
    const char *title, const char *text, char *to, size_t room)
{
	struct article art = {.title = str_of(title),
	    .text = str_of(text),
	    .published = STAMP_NONE,
	    .fetched = STAMP_NONE};
	struct arena a = {0};
	struct err e = {0};
	struct doc d;
	size_t n = 0;

	doc_build(&d, &art, &rules, &a);
	cr_assert_eq(mentions_find(&finder, &art, &d, &a, &e), 0);
	to[0] = '\0';
	for (size_t i = 0; i < d.n_mentions; i++) {
		const struct doc_mention *m = &d.mentions[i];
		const struct doc_field *f = &d.field[m->field];
		const struct doc_sentence *s =
		    &f->sentences[m->sentence - f->first_sentence];

		cr_assert(m->begin >= s->begin && m->end <= s->end &&
			  m->begin < m->end);
		n += (size_t)snprintf(to + n, room - n, "%s%.*s=%.*s",
		    i ? " " : "", STR_ARG(table.entity[m->entity].id),
		    STR_ARG(doc_surface(&d, m)));
		cr_assert_lt(n, room);
	}
	arena_release(&a);
	return to;
}

static const struct {
	const char *text, *want, *why;
} rows[] = {
    /* boundaries */
    {"Nvidia’s chips, NVDA's rise.", "nvidia=Nvidia nvidia=NVDA",
	"possessives are not in the span"},
    {"nvidiagate and antinvidia", "", "inside of words"},
    {"非NVIDIA的H100晶片", "nvidia=NVIDIA nvidia.h100=H100",
	"Han and Latin touch"},
    {"一名英伟达员工说英伟达很好", "nvidia=英伟达 nvidia=英伟达",
	"inside a run of Han"},
    {"وMeta وإنفيديا وبإنفيديا لـ DeepSeek",
	"meta=Meta nvidia=إنفيديا nvidia=إنفيديا deepseek=DeepSeek",
	"proclitics"},
    {"شركة «إنفيديا» ولـ\"ديب سيك\"", "nvidia=إنفيديا deepseek=ديب سيك",
	"quotes"},
    {"الميتافيرس إنتلجنس مإنفيديا", "", "Arabic words that hold a name"},
    {"إنفِيديا وأمازونَ", "nvidia=إنفِيديا amazon=أمازونَ",
	"short vowels belong to the span"},
    {"ＮＶＩＤＩＡ Jensen\xc2\xa0Huang",
	"nvidia=ＮＶＩＤＩＡ jensen-huang=Jensen\xc2\xa0Huang",
	"full width, NBSP"},
    {"GPT-4.5 and H2000 and GB2000", "openai.gpt=GPT-4.5", "a number goes on"},
    {"Nvidia, Corp of engineers. Nvidia\nCorp", "nvidia=Nvidia nvidia=Nvidia",
	"not over a line end"},
    /* longest */
    {"Google DeepMind and Google Cloud",
	"google=Google DeepMind google=Google Cloud", "the longest wins"},
    {"DeepSeek R1 and DeepSeek-R1-Zero",
	"deepseek=DeepSeek deepseek.r1=R1 deepseek.r1=DeepSeek-R1-Zero",
	"name and product"},
    {"超微软一头", "microsoft=微软", "no name inside another in Han"},
    /* case */
    {"Oracle, an oracle; Meta, meta; Micron, micron",
	"oracle=Oracle meta=Meta micron=Micron", "rule AC"},
    {"META, AMAZON AND INTEL SPEND MORE.\nA META tag is not.",
	"meta=META amazon=AMAZON intel=INTEL", "a headline in capitals"},
    /* context */
    {"Nvidia's Hopper and Rubin chips",
	"nvidia=Nvidia nvidia.hopper=Hopper nvidia.rubin=Rubin", "owner named"},
    {"Hopper and Harry's are startups", "", "owner not named"},
    {"The R1 of DeepSeek. A week later R1 led.",
	"deepseek.r1=R1 deepseek=DeepSeek deepseek.r1=R1",
	"named anywhere in the document"},
    {"The Yamaha R1, the Rabbit R1, a Rivian R1T: no DeepSeek",
	"deepseek=DeepSeek", "false friends with the owner named"},
    {"هاتف R1 من DeepSeek", "deepseek.r1=R1 deepseek=DeepSeek",
	"a wrong noun of a machine translation"},
    {"Stargate SG-1 is back", "", "a series"},
    {"OpenAI backs Stargate", "openai=OpenAI stargate=Stargate",
	"context by another entity"},
    {"V3 Supercharger of Tesla; DeepSeek V3",
	"deepseek=DeepSeek deepseek.v3=V3", "one V3 of two"},
    {"Nvidia CEO Huang spoke", "nvidia=Nvidia jensen-huang=Huang",
	"a surname next to the firm"},
    {"老黄出席", "", "a nickname alone"},
    {"英伟达的老黄出席", "nvidia=英伟达 jensen-huang=老黄",
	"a nickname with its firm"},
    /* adjacency */
    {"exports of H20 chips to China", "nvidia.h20=H20", "rule P, no owner"},
    {"room H20 is free", "", "rule P, nothing near"},
    {"حظر رقائق H20 اليوم", "nvidia.h20=H20", "rule P in Arabic"},
    {"限制H20出口", "nvidia.h20=H20", "rule P in Chinese"},
    /* gloss */
    {"تشمل \"نيفادا\" (Nvidia) ثم نيفادا أيضا",
	"nvidia=نيفادا nvidia=Nvidia nvidia=نيفادا", "glossed once, for all"},
    {"مصنع في نيفادا، وشركة Nvidia", "nvidia=Nvidia", "not glossed"},
    {"超微(AMD)上漲", "amd=超微 amd=AMD", "a gloss in Chinese"},
    {"超微上漲", "", "no gloss"},
    {"نيفادا (Tesla) وNvidia", "nvidia=Nvidia", "another gloss"},
    /* false friends */
    {"NVDA screen reader; Amazon rainforest; Janus Henderson", "", "rule N"},
    {"غابات الأمازون وأمازون", "amazon=أمازون", "the river with its article"},
    {"المصدر: FT Chinese", "", "a publisher in the source line"},
    {"在微软雅黑字体里", "", "a font"},
    {"高通胀升华为危机，水温达一百度，光辉达到顶点", "",
	"words that hold a name in Han"},
    {"高通与华为、百度", "qualcomm=高通 huawei=华为 baidu=百度",
	"the same names alone"},
    {"عثر عليه ميتا في منزله", "", "an Arabic word that is spelt as a name"},
    {"شركة ميتا، ثم غوغل وميتا", "meta=ميتا google=غوغل meta=ميتا",
	"the name, by its neighbours"},
    /* other people's names */
    {"Nvidia hired Dennis Hopper, Mary Rubin and Tom Huang", "nvidia=Nvidia",
	"first names"},
    {"Jensen Huang spoke. Huang said so, Mr. Huang did. Andrew Huang sang.",
	"jensen-huang=Jensen Huang jensen-huang=Huang jensen-huang=Mr. Huang",
	"a surname, and somebody else's"},
    {"Nvidia fell. Then Delores T. Rubin said so, as Ms. Blackwell did.",
	"nvidia=Nvidia", "an initial, an honorific"},
    {"Anthropic sells Claude and Claude Sonnet, but ponds by Claude Monet hang "
     "here",
	"anthropic=Anthropic anthropic.claude=Claude anthropic.claude=Claude",
	"a product that bears a first name"},
    {"Nvidia Unveils New Blackwell Chips For Data Centers",
	"nvidia=Nvidia nvidia.blackwell=Blackwell", "title case"},
    {"Nvidia fell. Lambda Blackwell instances sell.",
	"nvidia=Nvidia nvidia.blackwell=Blackwell", "a noun of products"},
    /* masks */
    {"See https://nvidia.com/deepseek/r1, www.deepseek.com/x or a@nvidia.com",
	"", "addresses"},
    {"[Nvidia](https://x.org/nvidia) and <a href=\"/nvidia\">Nvidia</a>",
	"nvidia=Nvidia nvidia=Nvidia", "links"},
    {"@nvidia #DeepSeek nvidia.com deepseek.com",
	"nvidia=nvidia deepseek=DeepSeek deepseek=deepseek.com",
	"handles; a domain of its own alias"},
    {"use_nvidia_gpu = 1; /img/nvidia-h100.png", "", "identifiers, files"},
    {"```\nimport nvidia\n```\nNvidia said so.", "nvidia=Nvidia", "code"},
    {"aGVsbG8+nvidia/d29ybGQ5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5 Nvidia",
	"nvidia=Nvidia", "base64"},
    {"Nvidia/AMD and Nvidia.The end", "nvidia=Nvidia amd=AMD nvidia=Nvidia",
	"a slash and a forgotten blank are prose"},
    {"", "", "nothing"},
};

Test(mentions, are_found_where_they_should)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char got[1024];

		listing(NULL, rows[i].text, got, sizeof got);
		cr_expect_str_eq(got, rows[i].want, "%s: %s", rows[i].why, got);
	}
}

Test(mentions, of_the_title_come_first_and_give_context)
{
	char got[256];

	listing("DeepSeek stuns", "R1 is cheap.", got, sizeof got);
	cr_expect_str_eq(got, "deepseek=DeepSeek deepseek.r1=R1");
}

Test(mentions, an_alias_holds_in_its_time)
{
	static const char text[] =
	    "entity\towner\tfrom\tto\ttype\talias\t"
	    "language\trule\n"
	    "old\t-\t-\t2021-10-28\tc\tFacebook\ten\tA\n"
	    "new\t-\t2021-10-28\t-\tc\tFacebook\ten\tA\n";
	char path[] = "/tmp/entities.XXXXXX";
	FILE *f = fdopen(mkstemp(path), "w");
	struct article art = {.text = STR("Facebook"), .fetched = STAMP_NONE};
	struct entities own = {0};
	struct finder own_finder;
	struct arena a = {0};
	struct err e = {0};
	struct doc d;

	fputs(text, f);
	fclose(f);
	cr_assert_eq(entities_read(&own, path, &e), 0, "%s", e.text);
	cr_assert_eq(finder_make(&own_finder, &own, &names, &e), 0);
	for (int year = 2020; year <= 2023; year++) {
		art.published = stamp_days(year, 1, 1) * STAMP_DAY;
		doc_build(&d, &art, &rules, &a);
		cr_assert_eq(mentions_find(&own_finder, &art, &d, &a, &e), 0);
		cr_assert_eq(d.n_mentions, 1);
		cr_expect(str_eq(own.entity[d.mentions[0].entity].id,
			      year < 2022 ? STR("old") : STR("new")),
		    "%d", year);
	}
	finder_release(&own_finder);
	entities_release(&own);
	arena_release(&a);
	remove(path);
}

static const struct {
	const char *entity;
	bool in_title;
	size_t begin, end;
	size_t n; /* of mentions; 0: refused */
	const char *why;
} given_rows[] = {
    {"target", false, 0, 4, 3, "a name of the user's"},
    {"nvidia", false, 0, 4, 3, "an entity of ours elsewhere"},
    {"nvidia", false, 5, 17, 2, "over a mention of ours"},
    {"nvidia", false, 13, 15, 2, "inside a mention of ours"},
    {"target", false, 11, 17, 3, "another name at a place of ours"},
    {"target", false, 4, 5, 0, "a blank"},
    {"target", false, 3, 3, 0, "empty"},
    {"target", false, 18, 19, 0, "cuts a character"},
    {"target", true, 0, 1, 0, "no title"},
};

Test(mentions, given_ones_stand_beside_ours)
{
	for (size_t i = 0; i < sizeof given_rows / sizeof *given_rows; i++) {
		struct given_mention g = {str_of(given_rows[i].entity),
		    given_rows[i].in_title, given_rows[i].begin,
		    given_rows[i].end};
		struct article art = {.text = STR("Acme sells Nvidia 英伟达."),
		    .given = &g,
		    .n_given = 1,
		    .published = STAMP_NONE,
		    .fetched = STAMP_NONE};
		struct arena a = {0};
		struct err e = {0};
		size_t found = 0;
		struct doc d;

		doc_build(&d, &art, &rules, &a);
		int rc = mentions_find(&finder, &art, &d, &a, &e);

		cr_expect_eq(
		    rc, given_rows[i].n ? 0 : -1, "%s", given_rows[i].why);
		cr_expect_eq(e.code, given_rows[i].n ? 0 : EXIT_DATA);
		if (rc == 0)
			cr_expect_eq(d.n_mentions, given_rows[i].n, "%s: %zu",
			    given_rows[i].why, d.n_mentions);
		for (size_t k = 0; rc == 0 && k < d.n_mentions; k++)
			found += str_eq(d.mentions[k].given, g.entity) &&
				 d.mentions[k].begin == g.begin &&
				 d.mentions[k].end == g.end;
		cr_expect_eq(found, rc == 0, "%s", given_rows[i].why);
		arena_release(&a);
	}
}

static const struct {
	const char *text, *name, *second; /* given: the first place of each */
	size_t want;                      /* echoes of the first */
	const char *why;
} echoes[] = {
    {"Zorvex fell. Analysts left Zorvex.", "Zorvex", NULL, 1, "English"},
    {"زورفكس خسرت اليوم. وباع الجميع زورفكس أمس.", "زورفكس", NULL, 1, "Arabic"},
    {"佐维科技亏损。投资者抛售佐维科技。", "佐维科技", NULL, 1, "Chinese"},
    {"Target fell. They miss the target.", "Target", NULL, 0, "other case"},
    {"Zorvex fell; Zorvexia rose.", "Zorvex", NULL, 0, "inside of a word"},
    {"Jensen fell. Jensen Huang rose.", "Jensen", NULL, 0,
	"a longer one of ours"},
    {"佐维亏损。佐维科技上涨。", "佐维", "佐维科技", 0, "a longer given one"},
    {"Zorvex fell. It fell.", "Zorvex", NULL, 0, "named once"},
    {"X fell. X rose.", "X", NULL, 0, "one character"},
    {"云跌。云涨。", "云", NULL, 0, "one character of three bytes"},
    {"Nvidia fell. Nvidia rose.", "Nvidia", NULL, 1, "where ours stands too"},
};

Test(mentions, a_given_name_is_heard_where_it_is_repeated)
{
	for (size_t i = 0; i < sizeof echoes / sizeof *echoes; i++) {
		const char *names_of[] = {echoes[i].name, echoes[i].second};
		struct given_mention given[2];
		struct article art = {.text = str_of(echoes[i].text),
		    .given = given,
		    .published = STAMP_NONE,
		    .fetched = STAMP_NONE};
		struct arena a = {0};
		struct err e = {0};
		struct doc d;
		size_t n = 0;

		for (size_t k = 0; k < 2 && names_of[k]; k++) {
			const char *at = strstr(art.text.p, names_of[k]);
			size_t begin = (size_t)(at - art.text.p);

			given[art.n_given++] = (struct given_mention){
			    .entity = k ? STR("b") : STR("a"),
			    .begin = begin,
			    .end = begin + strlen(names_of[k])};
		}
		doc_build(&d, &art, &rules, &a);
		cr_assert_eq(mentions_find(&finder, &art, &d, &a, &e), 0);
		for (size_t k = 0; k < d.n_mentions; k++)
			if (d.mentions[k].echo) {
				cr_expect(
				    str_eq(doc_surface(&d, &d.mentions[k]),
					str_of(echoes[i].name)));
				n++;
			}
		cr_expect_eq(n, echoes[i].want, "%s: %zu", echoes[i].why, n);
		arena_release(&a);
	}
}
