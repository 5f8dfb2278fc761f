#include "score/norm.h"

#include "fetch/base/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *in, *out, *why;
} rows[] = {
    {"Nvidia NVDA", "nvidia nvda", "case"},
    {"ÉCOLE Ü ĀŽ", "école ü āž", "case of other Latin letters"},
    {"НВИДИА Σ", "нвидиа σ", "Cyrillic and Greek"},
    {"ＮＶＩＤＩＡ　Ｈ２０", "nvidia h20", "full width, ideographic blank"},
    {"（１７％）：、", "(17%):、", "full-width signs; 、 stays"},
    {"Jensen\xc2\xa0Huang", "jensen huang", "NBSP"},
    {"a \t\xe2\x80\x89 b", "a b", "a run of blanks is one"},
    {"a \n b\r\nc\rd", "a \n b\nc\nd", "line ends stay line ends"},
    {"a\xe2\x80\xa8z", "a\nz", "line separator"},
    {"Nvidia’s “ground”", "nvidia's \"ground\"", "typographic quotes"},
    {"«ديب سيك» 「深度」", "\"ديب سيك\" \"深度\"", "other quotes"},
    {"R1—V3‑x", "r1-v3-x", "dashes"},
    {"إنفيديا أنفيديا انڤيديا", "انفيديا انفيديا انفيديا", "alef, veh"},
    {"شركة على", "شركه علي", "teh marbuta, alef maqsura"},
    {"رقائق مسؤول", "رقايق مسوول", "hamza on yeh and waw"},
    {"کیفیت", "كيفيت", "Persian letters"},
    {"ديبِ سِيكٌ", "ديب سيك", "short vowels"},
    {"لـDeepSeek بــ", "لdeepseek ب", "tatweel"},
    {"ان\xe2\x80\x8cويديا", "انويديا", "zero width non-joiner"},
    {"Deep\xc2\xadSeek\xef\xbb\xbf", "deepseek", "soft hyphen, mark"},
    {"\xe2\x80\x8fNvidia\xe2\x80\xac", "nvidia", "direction marks"},
    {"١٧٪ ۱۷٪ ٣٫٤ ١٬٠٠٠", "17% 17% 3.4 1,000", "both digit sets"},
    {"ما هذا؟ نعم، لا؛", "ما هذا? نعم, لا;", "Arabic punctuation"},
    {"\xef\xba\x8e\xef\xbb\xa7 \xef\xbb\xbb", "ان لا", "presentation forms"},
    {"英偉達(dá)漲", "英偉達漲", "pinyin note"},
    {"英偉達（dá）漲", "英偉達漲", "pinyin note, full-width brackets"},
    {"英偉達(da)", "英偉達(da)", "no tone mark: no note"},
    {"英偉達(dá", "英偉達(dá", "an open bracket is no note"},
    {"x(dá)", "x(dá)", "behind Latin it is no note"},
    {"科莱特・克雷斯", "科莱特·克雷斯", "middle dots"},
    {"ﬁne ﬃ", "fine ffi", "ligatures"},
    {"İ", "i", "dotted capital I"},
    {"a\x01\x7f z", "a z", "control bytes are blanks"},
    {"a\xffz\xe4\xb8", "a\xef\xbf\xbdz\xef\xbf\xbd\xef\xbf\xbd",
	"invalid bytes, each one U+FFFD"},
    {"", "", "nothing"},
};

/* what norm.h promises of every text */
static void expect_sane(const struct norm *n)
{
	size_t before = 0;

	cr_assert(utf8_valid(n->text));
	cr_assert_eq(n->map[n->text.n], n->original.n);
	for (size_t i = 0; i < n->text.n; i++) {
		char low = n->cased[i] >= 'A' && n->cased[i] <= 'Z'
			       ? (char)(n->cased[i] + 32)
			       : n->cased[i];

		cr_assert_geq(n->map[i], before, "map goes back at %zu", i);
		cr_assert_lt(n->map[i], n->original.n);
		cr_assert_eq(low, n->text.p[i], "cased differs at %zu", i);
		before = n->map[i];
	}
}

Test(norm, folds_what_it_says)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena a = {0};
		struct norm n;

		norm_make(&n, str_of(rows[i].in), &a);
		cr_expect(str_eq(n.text, str_of(rows[i].out)), "%s: \"%.*s\"",
		    rows[i].why, STR_ARG(n.text));
		expect_sane(&n);
		arena_release(&a);
	}
}

Test(norm, keeps_case_beside)
{
	struct arena a = {0};
	struct norm n;

	norm_make(&n, STR("ＣUDA «Meta»"), &a);
	cr_expect(str_eq(n.text, STR("cuda \"meta\"")));
	cr_expect_eq(memcmp(n.cased, "CUDA \"Meta\"", 11), 0);
	arena_release(&a);
}

static const struct {
	const char *text, *find, *original, *why;
} places[] = {
    {"سعر إنفيدِياً اليوم", "انفيديا", "إنفيدِياً", "marks inside and at the end"},
    {"بـ DeepSeek،", "deepseek", "DeepSeek", "behind a tatweel"},
    {"（ＮＶＤＡ）", "nvda", "ＮＶＤＡ", "full width"},
    {"買英偉達(dá)股", "英偉達", "英偉達", "the note is not taken in"},
    {"Jensen\xc2\xa0\xc2\xa0Huang!", "jensen huang",
	"Jensen\xc2\xa0\xc2\xa0Huang", "two blanks"},
    {"x\xe2\x80\x8d"
     "H20",
	"h20", "H20", "a zero-width joiner before"},
};

Test(norm, finds_the_way_back)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct str s = str_of(places[i].text), f;
		struct arena a = {0};
		size_t begin, end;
		struct norm n;

		norm_make(&n, s, &a);
		f = str_of(places[i].find);
		size_t at = str_find(n.text, f, 0);

		cr_assert_lt(at, n.text.n, "%s", places[i].why);
		norm_range(&n, at, at + f.n, &begin, &end);
		cr_expect(
		    str_eq(str_sub(s, begin, end), str_of(places[i].original)),
		    "%s: \"%.*s\"", places[i].why,
		    STR_ARG(str_sub(s, begin, end)));
		cr_expect_eq(norm_at(&n, begin), at, "%s", places[i].why);
		arena_release(&a);
	}
}

Test(norm, grows_where_it_must)
{
	/* lam with alef: three bytes become four, over all the slack */
	enum { MANY = 1000 };
	char text[3 * MANY];
	struct arena a = {0};
	struct norm n;

	for (size_t i = 0; i < MANY; i++)
		memcpy(text + 3 * i, "\xef\xbb\xbb", 3);
	norm_make(&n, (struct str){text, sizeof text}, &a);
	cr_expect_eq(n.text.n, 4 * MANY);
	expect_sane(&n);
	memset(text, 0xff, sizeof text);
	norm_make(&n, (struct str){text, sizeof text}, &a);
	cr_expect_eq(n.text.n, 3 * sizeof text);
	expect_sane(&n);
	arena_release(&a);
}
