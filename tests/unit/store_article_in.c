/* what the store takes of a line, and what it refuses */
#include "store/event_in.h"
#include "store/load.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(v) (sizeof(v) / sizeof *(v))

#define HEAD "{\"v\":1,\"record\":\"article\",\"id\":\"a\",\"title\":\"Ti\","
#define TEXT "\"text\":\"Nvidia fell\""
#define SCORE(more)                                                            \
	HEAD TEXT                                                              \
	    ",\"score\":{\"model\":\"m\",\"sentences\":1,\"words\":2," more    \
	    "}}"
#define SIGNAL(begin, end, modality, entity)                                   \
	SCORE("\"signals\":[{\"signal\":\"market-fall\",\"entity\":" entity    \
	      ",\"demand\":0,\"strength\":1,\"modality\":\"" modality          \
	      "\",\"sentence\":0,\"field\":\"text\",\"begin\":" begin          \
	      ",\"end\":" end ",\"cue\":\"x\"}]")
#define CLAIM(value)                                                           \
	SCORE("\"claims\":[{\"metric\":\"m\",\"entity\":null,\"value\":" value \
	      ",\"unit\":\"%\",\"direction\":\"down\",\"modality\":"           \
	      "\"asserted\",\"sentence\":0,\"field\":\"text\",\"begin\":0,"    \
	      "\"end\":1}]")
#define ENTITY(name) "{\"entity\":\"" name "\",\"relevance\":1,\"mentions\":[]}"

static const struct {
	const char *line, *says; /* says NULL: taken */
} lines[] = {
    {HEAD TEXT "}", NULL},
    {HEAD TEXT ",\"score\":null}", NULL},
    {SCORE("\"entities\":[]"), NULL},
    {SIGNAL("0", "11", "asserted", "null"), NULL},
    {SIGNAL("0", "11", "negated", "\"amd\""), NULL},
    {CLAIM("\"17\""), NULL},
    {SCORE("\"entities\":[" ENTITY("a") "," ENTITY("b") "]"), NULL},
    {"{\"v\":1,\"record\":\"feed\",\"url\":\"u\"}", NULL},
    {"{\"v\":1,\"record\":\"something-new\"}", NULL},
    {"", "not one JSON object"},
    {"[]", "not one JSON object"},
    {"nonsense", "not one JSON object"},
    {"{\"v\":1,\"record\":\"article\"", "not one JSON object"},
    {"{}", "is missing"},
    {"{\"record\":\"article\",\"id\":\"a\",\"text\":\"t\"}", "is missing"},
    {"{\"v\":1,\"id\":\"a\",\"text\":\"t\"}", "is missing"},
    {"{\"v\":2,\"record\":\"article\",\"id\":\"a\"}", "of version 2"},
    {"{\"v\":1,\"record\":\"article\",\"text\":\"t\"}", "'id' is missing"},
    {"{\"v\":1,\"record\":\"article\",\"id\":\"a\"}", "'text' is missing"},
    {HEAD TEXT ",\"published\":\"soon\"}", "'published'"},
    {HEAD TEXT ",\"fetched\":7}", "'fetched'"},
    {HEAD TEXT ",\"score\":[]}", "score: no JSON object"},
    {HEAD TEXT ",\"score\":{}}", "'model' is missing"},
    {HEAD "\"text\":\"\xff\"}", "field 'text'"},
    {SIGNAL("0", "12", "asserted", "null"), "outside its field"},
    {SIGNAL("5", "4", "asserted", "null"), "behind the end"},
    {SIGNAL("0", "1", "sung", "null"), "unknown modality 'sung'"},
    {CLAIM("\"much\""), "'much' is no decimal number"},
    {CLAIM("\"1e999\""), "is no decimal number"},
    {CLAIM("17"), "'value' is no string"},
    {SCORE("\"signals\":[{\"signal\":\"a/b\",\"entity\":null,\"demand\":0,"
	   "\"strength\":1,\"modality\":\"asserted\",\"sentence\":0,"
	   "\"field\":\"text\",\"begin\":0,\"end\":1}]"),
	"may hold no '/'"},
    {SCORE("\"entities\":[" ENTITY("a") "," ENTITY("b") "," ENTITY("a") "]"),
	"'a' is listed twice"},
    {"{\"v\":1,\"record\":\"outcome\",\"at\":\"noon\"}", "'at'"},
    {"{\"v\":1,\"record\":\"outcome\",\"status\":\"200\"}", "'status'"},
    {"{\"v\":1,\"record\":\"outcome\",\"status\":1000}", "'status'"},
    {"{\"v\":1,\"record\":\"outcome\",\"status\":-1}", "'status'"},
    {"{\"v\":1,\"record\":\"fact\"}", "'accession' is missing"},
    {"{\"v\":1,\"record\":\"fact\",\"accession\":\"a\"}", "'filed'"},
    {"{\"v\":1,\"record\":\"fact\",\"accession\":\"a\",\"filed\":"
     "\"2025-02-26\"}",
	"no concept"},
    {"{\"v\":1,\"record\":\"fact\",\"accession\":\"a\",\"filed\":"
     "\"2025-02-26\",\"cik\":\"1\",\"concept\":\"c\",\"value\":\"x\"}",
	"no concept, cik, decimal value"},
};

Test(article_in, takes_what_is_whole_and_says_what_is_wrong)
{
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct load l;
		struct err why = {0}, e = {0};

		/* nothing is asked of a store before a batch is committed */
		load_init(&l, NULL, (struct stamp_clock){0}, false);
		int rc = load_line(&l, str_of(lines[i].line), &why, &e);

		cr_expect_eq(rc, lines[i].says != NULL, "%s: %s", lines[i].line,
		    why.text);
		cr_expect(!lines[i].says || strstr(why.text, lines[i].says),
		    "%s: %s", lines[i].line, why.text);
		cr_expect_eq(e.code, 0);
		load_release(&l);
	}
}

static bool same_digest(const char *a, const char *b)
{
	unsigned char x[DOC_DIGEST_BYTES], y[DOC_DIGEST_BYTES];

	article_in_digest(str_of("T"), str_of(a), x);
	article_in_digest(str_of("T"), str_of(b), y);
	return memcmp(x, y, sizeof x) == 0;
}

static const struct {
	const char *a, *b;
	bool same;
	const char *why;
} digests[] = {
    {"a b", "a  b", true, "two blanks"},
    {"a b", "a\nb", true, "a line end"},
    {"a b", " a b\n", true, "at the ends"},
    {"a b",
	"a\xc2\xa0"
	"b",
	true, "no-break space"},
    {"英伟达 跌", "英伟达\xe3\x80\x80跌", true, "ideographic space"},
    {"إنفيديا تهبط", "إنفيديا \xe2\x80\x8fتهبط", true, "right-to-left mark"},
    {"a b", "ab", false, "a blank that was there"},
    {"a", "A", false, "case"},
    {"a", "a.", false, "a full stop"},
    {"跌17%", "跌18%", false, "a figure"},
    {"", "a", false, "nothing"},
};

Test(article_in, layout_is_no_part_of_an_article)
{
	for (size_t i = 0; i < COUNT(digests); i++)
		cr_expect_eq(same_digest(digests[i].a, digests[i].b),
		    digests[i].same, "%s", digests[i].why);
	unsigned char x[DOC_DIGEST_BYTES], y[DOC_DIGEST_BYTES];

	article_in_digest(STR("a"), STR("b"), x);
	article_in_digest(STR("a b"), STR(""), y);
	cr_expect(memcmp(x, y, sizeof x) != 0, "title and text are two fields");
}
