/* files of trained weights: what is refused, and where; and what a weight does
 */
#include "score/tone/weights.h"

#include "fetch/base/digest.h"

#include "score_help.h"

static const struct {
	const char *text;
	bool digest; /* put a right one behind */
	const char *said, *why;
} broken[] = {
    {"", false, "f: offset 0: no file of weights", "nothing"},
    {"jevons-weights 2\n", true, "f: offset 0: no file of weights",
	"another version"},
    {"jevons-weights 1\n", false, "f: offset 17: a section or digest",
	"cut short"},
    {"jevons-weights 1\nword\n", true, "f: offset 17: a section or digest",
	"no such line"},
    {"jevons-weights 1\nsha256 00\n", false, "f: offset 17: the digest",
	"another digest"},
    {"jevons-weights 1\nsection fr 1 1 1 1 1\n", true,
	"f: offset 17: unknown language", "no lists of it"},
    {"jevons-weights 1\nsection en 1 1 1 1\n", true,
	"f: offset 17: a number was expected", "a column is missing"},
    {"jevons-weights 1\nsection en 1 1 1 1 1 1\n", true,
	"f: offset 17: more than six columns", "one too many"},
    {"jevons-weights 1\nsection en 0 1 1 1 1\n", true,
	"f: offset 17: a number out of", "no buckets"},
    {"jevons-weights 1\nsection en 21 1 1 1 1\n", true,
	"f: offset 17: a number out of", "too many buckets"},
    {"jevons-weights 1\nsection en 1 1 1 1 0\n", true,
	"f: offset 17: a number out of", "no temperature"},
    {"jevons-weights 1\nsection en 1 1 1 x 1\n", true,
	"f: offset 17: a number was expected", "no number"},
    {"jevons-weights 1\nsection en 1 1 1 -1 1\n", true,
	"f: offset 17: a number was expected", "below zero"},
    {"jevons-weights 1\nsection en 1 1 99999999999 1 1\n", true,
	"f: offset 17: a number was expected", "too long"},
    {"jevons-weights 1\nsection en 18 18 1 1 1\nabc\n", false,
	"f: offset 40: the section is cut short", "fewer bytes than said"},
    {"jevons-weights 1\nsection en 1 1 1 1 1\n123456123456123456x", true,
	"f: offset 56: a line end", "more bytes than said"},
    {"jevons-weights 1\nsection en 1 1 1 1 1\n123456123456123456\n"
     "section en 1 1 1 1 1\n123456123456123456\n",
	true, "f: offset 57: the language stands twice", "twice"},
};

static void add_digest(struct buf *b)
{
	struct buf hex;

	buf_init(&hex, 100);
	digest_hex(&hex, buf_view(b), DIGEST_BYTES);
	buf_printf(b, "sha256 %s\n", buf_text(&hex));
	buf_release(&hex);
}

Test(weights, broken_files_are_refused_with_their_place)
{
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct weights w;
		struct err e = {0};
		struct buf b;

		buf_init(&b, 1000);
		buf_puts(&b, broken[i].text);
		if (broken[i].digest)
			add_digest(&b);
		cr_expect_eq(weights_parse(&w, buf_view(&b), "f", &e), -1, "%s",
		    broken[i].why);
		cr_expect_eq(e.code, EXIT_CONFIG);
		cr_expect(str_starts(str_of(e.text), str_of(broken[i].said)),
		    "%s: %s", broken[i].why, e.text);
		buf_release(&b);
	}
}

Test(weights, a_changed_byte_is_refused)
{
	struct weights w;
	struct err e = {0};
	struct buf b;

	buf_init(&b, 1000);
	buf_puts(&b, "jevons-weights 1\nsection ar 1 1 1 1 1\n"
		     "123456123456123456\n");
	add_digest(&b);
	cr_assert_eq(weights_parse(&w, buf_view(&b), "f", &e), 0, "%s", e.text);
	weights_release(&w);
	for (size_t i = 0; i < b.n; i++) {
		e = (struct err){0};
		b.p[i] ^= 1;
		cr_expect_eq(
		    weights_parse(&w, buf_view(&b), "f", &e), -1, "%zu", i);
		b.p[i] ^= 1;
	}
	buf_release(&b);
}

Test(weights, a_missing_file_is_no_input)
{
	struct weights w;
	struct err e = {0};

	cr_expect_eq(weights_read(&w, "score/data/none.weights", &e), -1);
	cr_expect_eq(e.code, EXIT_NOINPUT);
}

Test(weights, move_p_as_they_should)
{
	int8_t words[6] = {0, 0, 0, 0, 0, 64};
	int16_t rules[6] = {0, 0, 0, 1000, 0, 0};
	const struct weight_section s = {true, 1, 1, WEIGHT_UNIT / 16,
	    WEIGHT_UNIT / 1000, WEIGHT_UNIT, words, rules};
	struct features *f = mem_new(1, sizeof *f);
	double p[3], scores[3];

	weights_judge(&s, f, p);
	for (int i = 0; i < 3; i++)
		cr_expect_float_eq(p[i], 1.0 / 3, 1e-12, "nothing said");
	f->words[0] = f->words[1] = f->words[2] = f->words[3] = 1;
	f->n_words = 4;
	weights_scores(&s, f, scores);
	cr_expect_float_eq(scores[2], 4 * 64 / 16.0 / 2, 1e-9, "by the root");
	f->rules[0] = (struct feature_rule){1, 3 * FEATURE_ONE};
	f->n_rules = 1;
	weights_scores(&s, f, scores);
	cr_expect_float_eq(scores[0], 3, 0.01, "by its value");
	weights_judge(&s, f, p);
	cr_expect(p[2] > p[0] && p[0] > p[1]);
	cr_expect_float_eq(p[0] + p[1] + p[2], 1, 1e-12);
	free(f);
}

Test(weights, the_exponential_is_one)
{
	static const double x[] = {-40, -5, -1, 0, 0.5, 1, 10, 40};
	static const double y[] = {4.248354255291589e-18, 0.006737946999085467,
	    0.36787944117144233, 1, 1.6487212707001282, 2.718281828459045,
	    22026.465794806718, 2.3538526683702e17};

	for (size_t i = 0; i < sizeof x / sizeof *x; i++)
		cr_expect(weights_exp(x[i]) / y[i] > 1 - 1e-5 &&
			      weights_exp(x[i]) / y[i] < 1 + 1e-5,
		    "%f", x[i]);
}
