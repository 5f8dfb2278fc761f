/* the word lists: forms, clitics, phrases */
#include "score/tone/clitics.h"
#include "score/tone/forms.h"
#include "score/tone/kin.h"
#include "score/tone/lexicon.h"
#include "score_help.h"

static void join(void *user, struct str word)
{
	struct buf *b = user;

	buf_str(b, word);
	buf_char(b, ' ');
}

static const struct {
	const char *form, *words; /* NULL: refused */
	const char *why;
} forms[] = {
    {"rose", "rose ", "itself"},
    {"ris(e|es|ing)", "rise rises rising ", "endings"},
    {"(sharp|) fall", "sharp fall fall ", "an empty alternative"},
    {"(a|b)(c|d)", "ac ad bc bd ", "two groups"},
    {"(x)", "x ", "a group of one"},
    {"", NULL, "nothing"},
    {"  ", NULL, "blanks"},
    {"ris(e|es", NULL, "not closed"},
    {"rise)s", NULL, "not opened"},
    {"a(b(c|d))", NULL, "nested"},
    {"a|b", NULL, "a bar outside"},
    {"(a|b|c|d|e|f|g|h)(a|b|c|d|e|f|g|h)(a|b|c|d|e|f|g|h)"
     "(a|b|c|d|e|f|g|h)",
	NULL, "more words than a list should hold"},
};

Test(forms, are_spelled_out_or_refused)
{
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct err e = {0};
		struct buf b;

		buf_init(&b, 1 << 20);
		int rc = forms_expand(str_of(forms[i].form), join, &b, &e);

		cr_expect_eq(rc, forms[i].words ? 0 : -1, "%s", forms[i].why);
		cr_expect_eq(e.code, forms[i].words ? 0 : EXIT_CONFIG);
		if (forms[i].words)
			cr_expect_str_eq(
			    buf_text(&b), forms[i].words, "%s", forms[i].why);
		buf_release(&b);
	}
}

static const struct {
	const char *word, *form;
	bool found;
	const char *why;
} clitics[] = {
    {"الطلب", "طلب", true, "the article"},
    {"والطلب", "طلب", true, "and the"},
    {"للطلب", "طلب", true, "for the, written in one"},
    {"بالطلب", "طلب", true, "by the"},
    {"وبالطلب", "طلب", true, "and by the"},
    {"اسهمها", "اسهم", true, "her"},
    {"قيمتها", "قيمه", true, "ه stands as ت before a pronoun"},
    {"سترتفع", "ترتفع", true, "the future"},
    {"ارباحا", "ارباح", true, "the accusative"},
    {"ارتفعت", "ارتفع", true, "she rose"},
    {"تلقت", "تلقي", true, "a verb that lost its last letter"},
    {"ترتفع", "يرتفع", true, "she rises"},
    {"يتوقعون", "يتوقع", true, "they expect"},
    {"قالوا", "قال", true, "they said"},
    {"توقعاتها", "توقعاته", true, "her and his"},
    {"وستتهافت", "يتهافت", true, "and she will"},
    {"بيت", "بي", false, "two letters are no verb"},
    {"وصل", "وصل", true, "the word itself is always among them"},
    {"الي", "ي", false, "one letter is no word"},
    {"بنك", "نك", false, "two letters behind a preposition neither"},
    {"nvidia", "vidia", false, "other letters are left alone"},
};

Test(clitics, are_taken_off_where_enough_is_left)
{
	for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++) {
		struct clitic_forms f;
		bool found = false;

		clitics_forms(&f, str_of(clitics[i].word));
		for (size_t k = 0; k < f.n; k++)
			found |=
			    str_eq(f.form[k].text, str_of(clitics[i].form));
		cr_expect_eq(found, clitics[i].found, "%s: %s", clitics[i].word,
		    clitics[i].why);
		cr_expect(f.n >= 1 && f.n <= CLITIC_FORMS_MAX);
	}
	cr_expect(clitics_future(str_of("ستصدر")));
	cr_expect(clitics_future(str_of("وسيكون")));
	cr_expect(!clitics_future(str_of("صدرت")));
	cr_expect(!clitics_future(str_of("ست")));
}

/* a list of one language in a file of its own */
static struct lexicon *list_of(
    struct taxonomy *t, enum tongue tongue, const char *rows)
{
	char dir[] = "/tmp/lexicon-XXXXXX", path[256];
	struct lexicon *l = lexicon_new(tongue);
	struct err e = {0};

	cr_assert(mkdtemp(dir) != NULL);
	put_file(dir, "list.tsv", rows);
	(void)snprintf(path, sizeof path, "%s/list.tsv", dir);
	cr_expect_eq(taxonomy_signals(t, TABLES "/signals.tsv", &e), 0);
	cr_expect_eq(taxonomy_nouns(t, TABLES "/nouns.tsv", &e), 0);
	cr_expect_eq(lexicon_read(l, t, path, &e), 0, "%s", e.text);
	(void)unlink(path);
	(void)rmdir(dir);
	return l;
}

static const struct {
	enum tongue tongue;
	const char *rows, *text;
	size_t at, words; /* of the match */
	const char *why;
} finds[] = {
    {TONGUE_EN, "up.v\t1\tsold out; sold\n", "It sold out today", 1, 2,
	"the longest"},
    {TONGUE_EN, "up.v\t1\tsold out; sold\n", "It sold. Out", 1, 1,
	"a full stop parts words"},
    {TONGUE_EN, "up.v\t1\tyear over year\n", "year-over-year", 0, 3,
	"a hyphen joins them"},
    {TONGUE_EN, "up.v\t1\tdon't need\n", "Don’t need", 0, 3,
	"folded apostrophe and case"},
    {TONGUE_EN, "up.v\t1\trose\n", "roses", 0, 0, "whole words alone"},
    {TONGUE_EN, "up.v\t1\tlost ground\n", "lost, ground", 0, 0,
	"a comma parts words"},
    {TONGUE_AR, "up.v\t1\tقيمه سوقيه\n", "والقيمة السوقية", 0, 2,
	"clitics and letter forms"},
    {TONGUE_AR, "m.qad\t1\tقد\nup.v\t1\tفقد السهم\n", "فقد يرتفع", 0, 1,
	"another form where the first one leads nowhere"},
    {TONGUE_ZH, "up.v\t1\t供不应求; 供\n", "芯片供不应求", 2, 4,
	"characters are words"},
    {TONGUE_ZH, "up.v\t1\tai芯片\n", "AI芯片", 0, 3, "two scripts"},
};

Test(lexicon, finds_the_longest_phrase)
{
	for (size_t i = 0; i < sizeof finds / sizeof *finds; i++) {
		const struct sentence_rules none = {0};
		const struct article a = {.text = str_of(finds[i].text)};
		struct word_ids ids[16];
		struct arena arena = {0};
		struct taxonomy t = {0};
		char rows[256];
		struct doc d;

		(void)snprintf(rows, sizeof rows, "class\tweight\tforms\n%s",
		    finds[i].rows);
		struct lexicon *l = list_of(&t, finds[i].tongue, rows);

		doc_build(&d, &a, &none, &arena);
		const struct doc_field *f = &d.field[DOC_TEXT];

		cr_assert(f->n_words <= 16);
		lexicon_words(l, f, 0, f->n_words, ids);
		struct lexicon_match m =
		    lexicon_find(l, f, ids, 0, finds[i].at, f->n_words);

		cr_expect_eq(
		    m.words, finds[i].words, "%s: %zu", finds[i].why, m.words);
		cr_expect_eq(m.sense != NULL, finds[i].words > 0);
		lexicon_free(l);
		taxonomy_release(&t);
		arena_release(&arena);
	}
}

Test(lexicon, keeps_all_classes_of_a_phrase_once)
{
	struct taxonomy t = {0};
	struct lexicon *l = list_of(&t, TONGUE_EN,
	    "class\tweight\tforms\nup.v down.v\t0.5\trose\n"
	    "good\t2\trose; rose\n");
	const struct sense *s = lexicon_word(l, STR("rose"));
	size_t n = 0;

	for (; s; s = s->next)
		n++;
	cr_expect_eq(n, 3);
	cr_expect(lexicon_word(l, STR("fell")) == NULL);
	lexicon_free(l);
	taxonomy_release(&t);
}

static bool has_class(
    const struct taxonomy *t, const struct sense *s, enum class_kind kind)
{
	while (s && t->classes[s->class].kind != kind)
		s = s->next;
	return s != NULL;
}

static const struct {
	const char *rows, *word;
	bool up, good;
	const char *why;
} shared[] = {
    {"up.v\t1\tيرتفع\ngood\t1\tترتفع\n", "ترتفع", true, true, "another person"},
    {"up.v\t1\tيرتفع\ngood\t1\tترتفع\n", "يرتفع", true, false,
	"not the other way"},
    {"up.v\t1\tشراء\ngood\t1\tبشراء\n", "بشراء", true, true,
	"behind a preposition"},
    {"up.v\t1\tيراجع; يتراجع\ngood\t1\tتراجع\n", "تراجع", false, true,
	"a verb of its own"},
    {"up.v\t1\tياسه\ngood m.fact\t1\tسياسه\n", "سياسه", false, true,
	"m.fact keeps to itself"},
    {"up.v\t1\tشهر\ngood q.scale\t1\tشهرين\n", "شهرين", false, true,
	"a number too"},
};

Test(lexicon, a_word_has_the_senses_of_its_other_forms)
{
	for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
		struct taxonomy t = {0};
		char rows[256];

		(void)snprintf(rows, sizeof rows, "class\tweight\tforms\n%s",
		    shared[i].rows);
		struct lexicon *l = list_of(&t, TONGUE_AR, rows);

		kin_share(l, &t);
		kin_share(l, &t);
		const struct sense *s = lexicon_word(l, str_of(shared[i].word));

		cr_expect_eq(has_class(&t, s, CLASS_DIRECTION), shared[i].up,
		    "%s", shared[i].why);
		cr_expect_eq(has_class(&t, s, CLASS_OPINION), shared[i].good,
		    "%s", shared[i].why);
		lexicon_free(l);
		taxonomy_release(&t);
	}
}

Test(lexicon, knows_its_languages_by_their_tags)
{
	cr_expect_eq(lexicon_tongue(STR("en")), TONGUE_EN);
	cr_expect_eq(lexicon_tongue(STR("en-GB")), TONGUE_EN);
	cr_expect_eq(lexicon_tongue(STR("AR")), TONGUE_AR);
	cr_expect_eq(lexicon_tongue(STR("zh-Hant-TW")), TONGUE_ZH);
	cr_expect_eq(lexicon_tongue(STR("eno")), TONGUES);
	cr_expect_eq(lexicon_tongue(STR("")), TONGUES);
	cr_expect_eq(lexicon_tongue((struct str){NULL, 0}), TONGUES);
}

/* every word of the shipped lists is found in a text that holds it */
Test(lexicon, the_shipped_lists_are_read)
{
	struct err e = {0};
	struct judge *j = judge_open(TABLES, &e);

	cr_assert(j != NULL, "%s", e.text);
	judge_close(j);
}
