#include "parse/filing/fact_value.h"
#include "parse/filing/number_words.h"

#include <criterion/criterion.h>

static struct str s(const char *c)
{
	return str_of(c);
}

static const struct {
	const char *text, *format, *scale, *value, *why;
	bool negative;
} facts[] = {
    {"60,922", "ixt:num-dot-decimal", "6", "60922000000", "millions", false},
    {"1.1", "ixt:num-dot-decimal", "12", "1100000000000", "trillions", false},
    {"11.93", "ixt:num-dot-decimal", "0", "11.93", "scale of 0", false},
    {"11.93", NULL, NULL, "11.93", "no format, no scale", false},
    {"-5", NULL, NULL, "-5", "a sign of its own without format", false},
    {"-5", NULL, NULL, "5", "two signs", true},
    {"5,411", "ixt:num-dot-decimal", "6", "-5411000000", "sign", true},
    {"72.7", "ixt:num-dot-decimal", "-2", "0.727", "per cent", false},
    {"0.5", "ixt:num-dot-decimal", "-2", "0.005", "below a hundredth", false},
    {"100", "ixt:num-dot-decimal", "-2", "1", "no zeros at the end", false},
    {"007.50", "ixt:numdotdecimal", "0", "7.5", "old name, zeros", false},
    {"0", "ixt:num-dot-decimal", "6", "0", "zero", false},
    {"0.00", "ixt:num-dot-decimal", "0", "0", "zero has no sign", true},
    {"\xE2\x80\x94", "ixt:fixed-zero", "6", "0", "dash", false},
    {"\xE2\x80\x94", "ixt-sec:zerodash", "6", "0", "dash, SEC", false},
    {"-", "ixt:zerodash", NULL, "0", "dash, registry 3", false},
    {"two", "ixt-sec:numwordsen", "0", "2", "words", false},
    {"twenty-one", "ixt-sec:numwordsen", NULL, "21", "hyphen", false},
    {"no", "ixt-sec:numwordsen", NULL, "0", "no", false},
    {"one", "ixt:num-words-en", "6", "1000000", "registry 5", false},
    {"1.234,56", "ixt:num-comma-decimal", "3", "1234560", "comma", false},
    {"1 234,5", "ixt:numcommadecimal", "0", "1234.5", "blank", false},
    {"12,34,567", "ixt:num-dot-decimal-in", "0", "1234567", "lakh", false},
    {"4 dollars 5 cents", "ixt:num-unit-decimal", "0", "4.05", "units", false},
    {"1\xC2\xA0"
     "000",
	"ixt:num-dot-decimal", "0", "1000", "no-break space", false},
    {"123456789012345678901234567890", NULL, "0",
	"123456789012345678901234567890", "beyond any double", false},
    {"1'234.5", "ixt:num-dot-decimal-apos", "0", "1234.5", "apostrophe", false},
    {"1.5E3", NULL, NULL, "1500", "a double of XML Schema", false},
    {"-2.5e-1", NULL, NULL, "-0.25", "with signs", false},
    /* refused */
    {"5", "ixt:num-dot-decimel", "0", NULL, "a damaged format", false},
    {"5", "ixt:date-us-en", "0", NULL, "a format of dates", false},
    {"1.5E", NULL, NULL, NULL, "an exponent without figures", false},
    {"", NULL, NULL, NULL, "nothing", false},
    {"abc", NULL, NULL, NULL, "letters", false},
    {"12x", "ixt:num-dot-decimal", "0", NULL, "a letter behind", false},
    {"1.2.3", "ixt:num-dot-decimal", "0", NULL, "two points", false},
    {"1.234,56", "ixt:num-dot-decimal", "0", NULL, "group behind", false},
    {"umpteen", "ixt-sec:numwordsen", "0", NULL, "no number's word", false},
    {"5", NULL, "six", NULL, "scale in words", false},
    {"5", NULL, "99999", NULL, "scale beyond all bounds", false},
    {"5", NULL, "1.5", NULL, "half a scale", false},
    {"4 and 5 and 6", "ixt:num-unit-decimal", "0", "4.56", "digits", false},
    {"4 and 567", "ixt:num-unit-decimal", "0", NULL, "three cents", false},
};

Test(fact_value, is_the_text_times_ten_to_the_scale)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
		const struct fact_words w = {s(facts[i].text),
		    s(facts[i].format), s(facts[i].scale), facts[i].negative};
		struct str v = {NULL, 0};
		bool good = fact_value(&a, &w, &v);

		cr_expect_eq(good, facts[i].value != NULL, "%s: %.*s",
		    facts[i].why, STR_ARG(v));
		if (good && facts[i].value)
			cr_expect(str_eq(v, s(facts[i].value)),
			    "%s: %.*s, not %s", facts[i].why, STR_ARG(v),
			    facts[i].value);
	}
	arena_release(&a);
}

static const struct {
	const char *json, *value;
} numbers[] = {
    {"0", "0"},
    {"-0", "0"},
    {"26974000000", "26974000000"},
    {"-1.50", "-1.5"},
    {"1.5e3", "1500"},
    {"25E-4", "0.0025"},
    {"0.1", "0.1"},
    {"12345678901234567890.123456789", "12345678901234567890.123456789"},
    {"", NULL},
    {"-", NULL},
    {"1,5", NULL},
    {"0x10", NULL},
    {"1e999", NULL},
    {"NaN", NULL},
};

Test(fact_value, of_json_keeps_every_digit)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct str v = {NULL, 0};
		bool good = fact_value_json(&a, s(numbers[i].json), &v);

		cr_expect_eq(
		    good, numbers[i].value != NULL, "%s", numbers[i].json);
		if (good && numbers[i].value)
			cr_expect(str_eq(v, s(numbers[i].value)), "%s: %.*s",
			    numbers[i].json, STR_ARG(v));
	}
	arena_release(&a);
}

static const struct {
	const char *value;
	int decimals;
	const char *rounded;
} rounds[] = {
    {"60922000000", -6, "60922000000"},
    {"60922499999", -6, "60922000000"},
    {"60922500000", -6, "60923000000"},
    {"-1.25", 1, "-1.3"},
    {"0.994", 2, "0.99"},
    {"9.96", 1, "10"},
    {"499", -3, "0"},
    {"500", -3, "1000"},
    {"4", -3, "0"},
    {"7", 2, "7"},
    {"0", -6, "0"},
};

Test(fact_value, rounds_at_the_place_that_decimals_says)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
		struct str v = fact_value_round(
		    &a, s(rounds[i].value), rounds[i].decimals);

		cr_expect(str_eq(v, s(rounds[i].rounded)), "%s at %d: %.*s",
		    rounds[i].value, rounds[i].decimals, STR_ARG(v));
	}
	arena_release(&a);
}

static const struct {
	const char *words;
	long long n; /* -1: none */
} words[] = {
    {"one", 1},
    {"Seventeen", 17},
    {"one hundred and five", 105},
    {"two thousand, three hundred forty-two", 2342},
    {"Ninety-nine million", 99000000},
    {"a hundred", 100},
    {"none", 0},
    {"", -1},
    {"and", -1},
    {"five things", -1},
    {"5 million", -1},
    {"hundred hundred hundred hundred hundred hundred hundred hundred "
     "hundred hundred",
	-1},
};

Test(number_words, are_read_as_english_counts)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		uint64_t n;
		bool good = number_words(s(words[i].words), &n);

		cr_expect_eq(good, words[i].n >= 0, "%s", words[i].words);
		if (good && words[i].n >= 0)
			cr_expect_eq(
			    n, (uint64_t)words[i].n, "%s", words[i].words);
	}
}
