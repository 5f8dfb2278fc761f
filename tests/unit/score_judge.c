/* the whole of it: tables, refusals, sameness, bounds */
#include "score_help.h"

#include <string.h>
#include <time.h>

/* every table of the model in a folder of its own, to be broken */
static void copy_tables(char dir[])
{
	const char *const *names;
	size_t n;

	cr_assert(mkdtemp(dir) != NULL);
	(void)judge_tables(&names, &n);
	for (size_t i = 0; i < n; i++) {
		char from[256], to[256];

		(void)snprintf(from, sizeof from, TABLES "/%s", names[i]);
		(void)snprintf(to, sizeof to, "%s/%s", dir, names[i]);
		char *here = realpath(from, NULL);

		cr_assert(here != NULL, "%s", from);
		cr_assert_eq(symlink(here, to), 0);
		free(here);
	}
}

static void remove_tables(const char *dir)
{
	const char *const *names;
	size_t n;

	(void)judge_tables(&names, &n);
	for (size_t i = 0; i < n; i++) {
		char path[256];

		(void)snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		(void)unlink(path);
	}
	(void)rmdir(dir);
}

#define LEX "class\tweight\tforms\n"
#define CUES "signals\tpattern\tgap\tstrength\ttone\tentity\tflags\n"
#define NOUNS "noun\tmetric\ttone\tup\tdown\trecover\tentity\ttopic\tunits\n"

static const struct {
	const char *table, *text, *says, *why;
} broken[] = {
    {"lexicon.en.tsv", "", "lexicon.en.tsv", "an empty file"},
    {"lexicon.en.tsv", "class\tforms\n",
	"lexicon.en.tsv:1: ", "a column is missing"},
    {"lexicon.en.tsv", LEX "up.v\t1\n",
	"lexicon.en.tsv:2: ", "a cell is missing"},
    {"lexicon.en.tsv", LEX "up.v\t1\trose\nup.q\t1\tfell\n",
	"lexicon.en.tsv:3: unknown class", "no such kind of word"},
    {"lexicon.en.tsv", LEX "s.nonsense\t1\trose\n",
	"lexicon.en.tsv:2: unknown class", "no such signal"},
    {"lexicon.en.tsv", LEX "up.v\tmuch\trose\n",
	"lexicon.en.tsv:2: 'much' is no number", "a weight"},
    {"lexicon.en.tsv", LEX "up.v\t1\tros(e\n",
	"lexicon.en.tsv:2: ", "an open group"},
    {"lexicon.en.tsv", LEX "up.v\t1\tr|s\n",
	"lexicon.en.tsv:2: ", "a bar outside of a group"},
    {"lexicon.en.tsv", LEX "up.v\t1\trose;;fell\n",
	"lexicon.en.tsv:2: ", "an empty form"},
    {"lexicon.en.tsv", LEX "up.v\t1\t!!\n",
	"lexicon.en.tsv:2: a form of no word", "no letters"},
    {"lexicon.en.tsv", LEX "up.v\t1\t\xFF\n", "lexicon.en.tsv", "not UTF-8"},
    {"cues.tsv", CUES "demand-up\tc.none\t2\t0.5\t-\t-\t-\n",
	"cues.tsv:2: no word list has class", "a class of no list"},
    {"cues.tsv", CUES "demand-sideways\tup.v\t2\t0.5\t-\t-\t-\n",
	"cues.tsv:2: 'demand-sideways' is no signal", "no such signal"},
    {"cues.tsv", CUES "demand-up\tup.v\t2\t1.5\t-\t-\t-\n",
	"cues.tsv:2: strength", "out of range"},
    {"cues.tsv", CUES "demand-up\t~ up.v n.demand neg\t2\t0.5\t-\t-\t-\n",
	"cues.tsv:2: '~'", "either order of three"},
    {"cues.tsv", CUES "demand-up\t@emperor\t2\t0.5\t-\t-\t-\n",
	"cues.tsv:2: 'emperor' is no role", "no such role"},
    {"cues.tsv", CUES "demand-up\tup.v|@king\t2\t0.5\t-\t-\t-\n",
	"cues.tsv:2: 'king' is no role", "no such role beside a class"},
    {"cues.tsv", CUES "demand-up\tup.v||neg\t2\t0.5\t-\t-\t-\n",
	"cues.tsv:2: a bar without a class", "nothing between bars"},
    {"cues.tsv", CUES "demand-up\t#colour\t2\t0.5\t-\t-\t-\n",
	"cues.tsv:2: '#colour'", "no such figure"},
    {"cues.tsv", CUES "demand-up\tup.v\t2\t0.5\t-\tnobody\t-\n",
	"cues.tsv:2: unknown entity rule", "no such policy"},
    {"cues.tsv", CUES "demand-up\tup.v\t2\t0.5\t-\t-\tloud\n",
	"cues.tsv:2: unknown flag", "no such flag"},
    {"nouns.tsv", NOUNS "demand\t-\t1\t-\t-\t-\tnull\t-\t-\n",
	"nouns.tsv: no row for '@'", "the entity itself"},
    {"nouns.tsv", NOUNS "@\t-\t1\tup\t-\t-\tnull\t-\t-\n",
	"nouns.tsv:2: 'up' is no signal", "no such signal"},
    {"nouns.tsv", NOUNS "@\t-\t1\t-\t-\t-\tnull\tsports\t-\n",
	"nouns.tsv:2: topic", "no such topic"},
    {"roles.tsv", "entity\troles\nnvidia\tking\n",
	"roles.tsv:2: ", "no such role"},
    {"roles.tsv", "entity\troles\na\tlab\na\tlab\n", "roles.tsv", "twice"},
    {"tone.tsv", "feature\tweight\nslope\t2\n", "tone.tsv: no weight for",
	"a weight is missing"},
    {"tone.tsv", "feature\tweight\nhumour\t2\n", "tone.tsv:2: unknown feature",
	"no such feature"},
    {"signals.tsv", "signal\tfamily\n", "signals.tsv:1: ", "columns"},
};

Test(judge, refuses_broken_tables_with_file_and_line)
{
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		char dir[] = "/tmp/judge-XXXXXX", path[256];
		struct err e = {0};

		copy_tables(dir);
		(void)snprintf(
		    path, sizeof path, "%s/%s", dir, broken[i].table);
		(void)unlink(path);
		put_file(dir, broken[i].table, broken[i].text);
		struct judge *j = judge_open(dir, &e);

		cr_expect(j == NULL, "%s", broken[i].why);
		cr_expect_eq(
		    e.code, EXIT_CONFIG, "%s: %s", broken[i].why, e.text);
		cr_expect_neq(
		    str_find(str_of(e.text), str_of(broken[i].says), 0),
		    strlen(e.text), "%s: %s", broken[i].why, e.text);
		judge_close(j);
		remove_tables(dir);
	}
}

Test(judge, says_which_table_is_missing)
{
	char dir[] = "/tmp/judge-XXXXXX", path[256];
	struct err e = {0};

	copy_tables(dir);
	(void)snprintf(path, sizeof path, "%s/cues.tsv", dir);
	(void)unlink(path);
	cr_expect(judge_open(dir, &e) == NULL);
	cr_expect_eq(e.code, EXIT_NOINPUT);
	cr_expect(strstr(e.text, "cues.tsv") != NULL, "%s", e.text);
	remove_tables(dir);
}

Test(judge, names_every_table_that_it_reads)
{
	char dir[] = "/tmp/judge-XXXXXX";
	struct err e = {0};

	/* nothing but the named ones lies there */
	copy_tables(dir);
	struct judge *j = judge_open(dir, &e);

	cr_expect(j != NULL, "%s", e.text);
	judge_close(j);
	remove_tables(dir);
}

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

TestSuite(judge_text, .init = open_model, .fini = close_model);

Test(judge_text, says_the_same_twice)
{
	static const char text[] =
	    "Nvidia fell 17% as DeepSeek's cheap model spread. Demand for its "
	    "chips will nevertheless grow, Jensen Huang said. The opposite is "
	    "true, bears say: AMD and Intel take share.";
	struct buf first, again;

	buf_init(&first, 1 << 20);
	buf_init(&again, 1 << 20);
	for (int i = 0; i < 2; i++) {
		struct judged j;

		judge_text(&j, &model, "en", "Nvidia falls", text);
		j.score.model = STR("m");
		score_write(i ? &again : &first, &j.score);
		judged_release(&j);
	}
	cr_expect(str_eq(buf_view(&first), buf_view(&again)));
	cr_expect(first.n > 1000);
	buf_release(&first);
	buf_release(&again);
}

/* n copies of a piece in one sentence */
static void judge_many(const char *lang, const char *piece, size_t n)
{
	struct judged j;
	struct buf b;

	buf_init(&b, 64 << 20);
	for (size_t i = 0; i < n; i++)
		buf_puts(&b, piece);
	judge_text(&j, &model, lang, NULL, buf_text(&b));
	judged_release(&j);
	buf_release(&b);
}

static double seconds(const char *lang, const char *piece, size_t n)
{
	clock_t began = clock();

	judge_many(lang, piece, n);
	return (double)(clock() - began) / CLOCKS_PER_SEC;
}

static const struct {
	const char *lang, *piece, *why;
} hostile[] = {
    {"en", "nvidia fell rose demand 17% not ", "one endless sentence"},
    {"en", "nvidia and amd and intel, ", "an endless list"},
    {"en", "not not not if may will said ", "endless modality"},
    {"en", "sold out \" ", "endless quotes"},
    {"en", "12 to 13 to 14 ", "endless ranges"},
    {"ar", "والطلب وارتفع وإنفيديا لم ", "Arabic"},
    {"zh", "英伟达需求不涨跌", "Chinese"},
};

Test(judge_text, takes_time_in_proportion_to_the_text)
{
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		double small = seconds(hostile[i].lang, hostile[i].piece, 4000);
		double big = seconds(hostile[i].lang, hostile[i].piece, 16000);

		/* four times the text; 16 would be quadratic */
		cr_expect(big < 9 * (small + 0.02), "%s: %.3f s, then %.3f s",
		    hostile[i].why, small, big);
	}
}

Test(judge_text, keeps_a_users_own_mentions)
{
	struct given_mention copy = {STR("acme"), false, 0, 4};
	const struct article a = {.lang = STR("en"),
	    .text = STR("Acme fell 17% while Nvidia rose."),
	    .given = &copy,
	    .n_given = 1};
	struct judged j = {0};
	struct err e = {0};

	doc_build(&j.doc, &a, &model.sentences, &j.arena);
	cr_assert_eq(mentions_find(&model.finder, &a, &j.doc, &j.arena, &e), 0);
	relevance_fill(&j.doc, &model.entities, &j.score, &j.arena);
	judge_score(model.judge, &j.doc, &model.entities, &j.score, &j.arena);
	const struct score_entity *acme = find_entity(&j, "acme");
	const struct score_entity *nvidia = find_entity(&j, "nvidia");

	cr_assert(acme && nvidia);
	cr_expect(acme->tone.tone < -0.15);
	cr_expect(nvidia->tone.tone > 0.15);
	cr_expect(find_signal(&j, "market-fall", "acme") != NULL);
	judged_release(&j);
}
