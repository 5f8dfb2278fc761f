#include "store/query/stat_balance.h"
#include "store/query/stat_buzz.h"
#include "store/query/stat_decay.h"
#include "store/query/stat_demand.h"
#include "store/query/stat_jevons.h"
#include "store/query/stat_share.h"
#include "store/query/stat_tone.h"
#include "store/query/stat_z.h"

#include "fetch/base/stamp.h"

#include <criterion/criterion.h>
#include <math.h>

static bool near(double a, double b)
{
	return (isnan(a) && isnan(b)) || fabs(a - b) < 1e-9;
}

#define NONE ((double)NAN)

Test(stat_share, of_one_source_is_x_of_n)
{
	/* p = 5/14, se = sqrt(5/14 * 9/14 / 14) */
	struct stat_value v = stat_share(3, 10);

	cr_expect(near(v.value, 0.3));
	cr_expect(near(v.se, sqrt(5.0 / 14 * 9 / 14 / 14)));
	cr_expect(near(v.n, 3));
	cr_expect(near(stat_share(0, 7).value, 0), "no match is 0");
	cr_expect_gt(stat_share(0, 7).se, 0, "but not a sure 0");
	cr_expect(isnan(stat_share(0, 0).value), "nothing scored is null");
	cr_expect(isnan(stat_share(0, 0).se));
}

Test(stat_share, of_several_is_weighted_by_their_past)
{
	/* (30*0.5 + 10*0.2) / 40 */
	const struct share_part parts[] = {{5, 10, 30}, {1, 5, 10}};

	cr_expect(near(stat_share_parts(6, 15, parts, 2).value, 0.425));
}

Test(stat_share, is_not_moved_by_a_source_that_is_added_or_down)
{
	/* the third is new (no past), the fourth is down (no stories) */
	const struct share_part parts[] = {
	    {5, 10, 30}, {1, 5, 10}, {90, 100, 0}, {0, 0, 500}};
	struct stat_value v = stat_share_parts(96, 115, parts, 4);

	cr_expect(near(v.value, 0.425));
	cr_expect(near(v.se, stat_share(96, 115).se));
}

Test(stat_share, without_any_past_is_pooled)
{
	const struct share_part parts[] = {{5, 10, 0}, {1, 5, 0}};

	cr_expect(near(stat_share_parts(6, 15, parts, 2).value, 0.4));
}

Test(stat_tone, is_the_mean_weighted_by_relevance)
{
	const struct stat_weighted v[] = {{1, 0.5}, {0.5, -0.5}, {0.5, 0}};
	struct stat_value t = stat_tone(v, 3);

	/* (0.5 - 0.25 + 0) / 2; n = 4 / 1.5 */
	cr_expect(near(t.value, 0.125));
	cr_expect(near(t.n, 4 / 1.5));
	/* squares: (0.375)^2 + (0.5*0.625)^2 + (0.5*0.125)^2 */
	cr_expect(near(t.se, sqrt(0.140625 + 0.09765625 + 0.00390625) / 2));
	cr_expect(isnan(stat_tone(v, 0).value), "silence is null");
	cr_expect(near(stat_tone(v, 0).n, 0));
	const struct stat_weighted none[] = {{0, 0.9}};

	cr_expect(isnan(stat_tone(none, 1).value), "no weight is null");
}

static const struct {
	size_t up, down;
	double balance, se, disagreement;
	const char *why;
} balances[] = {
    {5, 0, 1, 0.277159806427699, 0, "all say more"},
    {0, 5, -1, 0.277159806427699, 0, "all say less"},
    {3, 3, 0, 0.316227766016838, 1, "split in two"},
    {4, 1, 0.6, 0.314269680527354, 0.8, "four to one"},
    {2, 2, NONE, NONE, NONE, "four are too few"},
    {0, 0, NONE, NONE, NONE, "none at all"},
};

Test(stat_balance, is_null_under_five_and_as_written_above)
{
	for (size_t i = 0; i < sizeof balances / sizeof *balances; i++) {
		struct stat_value b =
		    stat_balance(balances[i].up, balances[i].down);
		struct stat_value d =
		    stat_disagreement(balances[i].up, balances[i].down);

		cr_expect(
		    near(b.value, balances[i].balance), "%s", balances[i].why);
		cr_expect(near(b.se, balances[i].se), "%s: %.15f",
		    balances[i].why, b.se);
		cr_expect(near(d.value, balances[i].disagreement), "%s",
		    balances[i].why);
		cr_expect(
		    near(b.n, (double)(balances[i].up + balances[i].down)),
		    "n is known even of a null");
	}
}

Test(stat_buzz, is_attention_against_the_28_days_before)
{
	/* (6/12) / (10/100) */
	cr_expect(near(stat_buzz(6, 12, 10, 100).value, 5));
	cr_expect(near(stat_buzz(0, 12, 10, 100).value, 0), "silence");
	cr_expect(isnan(stat_buzz(6, 12, 4, 100).value), "too few before");
	cr_expect(isnan(stat_buzz(0, 0, 10, 100).value), "nothing scored");
	cr_expect(isnan(stat_buzz(6, 12, 10, 0).value), "no N before");
}

Test(stat_decay, fades_by_half_in_three_days_and_goes_to_0)
{
	const struct stat_decaying one[] = {{1, 0.8, 0}};
	int64_t day = STAMP_DAY;

	/* 0.8/2 / (1 + 1/2) */
	cr_expect(near(stat_decay(one, 1, 3 * day).value, 0.4 / 1.5));
	cr_expect(near(stat_decay(one, 1, 6 * day).value, 0.2 / 1.25));
	cr_expect_lt(stat_decay(one, 1, 50 * day).value, 1e-4);
	cr_expect(near(stat_decay(one, 0, 0).value, 0), "silence is 0");
	cr_expect(near(stat_decay(one, 1, 0).n, 0), "not known by its end");
	cr_expect(near(stat_decay(one, 1, 61 * day).n, 0), "forgotten");
}

Test(stat_decay, is_the_formula_over_spans_and_before_1970)
{
	struct stat_decaying v[40];
	double said = 0, weight = 1;
	int64_t from = -50 * STAMP_DAY, end = 7 * STAMP_DAY + 12345;

	for (size_t i = 0; i < 40; i++) {
		v[i] = (struct stat_decaying){.w = 0.1 + (double)i / 50,
		    .tone = (double)i / 20 - 1,
		    .known = from + (int64_t)i * 33 * STAMP_HOUR};
		double w = v[i].w * exp2((double)(v[i].known - end) /
					 (3.0 * (double)STAMP_DAY));

		said += w * v[i].tone;
		weight += w;
	}
	cr_expect(near(stat_decay(v, 40, end).value, said / weight));
	cr_expect(near(stat_decay(v, 40, end).n, 40));
}

static struct cue cue(
    uint32_t sentence, int demand, double strength, enum modality m)
{
	return (struct cue){.sentence = sentence,
	    .field = FIELD_TEXT,
	    .demand = (signed char)demand,
	    .strength = (int32_t)lround(strength * 1e6),
	    .modality = (unsigned char)m};
}

Test(stat_demand, takes_the_strongest_of_a_sentence_and_sign)
{
	/* one sentence says "more" three times and is outweighed by two */
	struct cue c[] = {cue(1, 1, 0.4, MODALITY_ASSERTED),
	    cue(1, 1, 0.3, MODALITY_ASSERTED),
	    cue(1, 1, 0.4, MODALITY_REPORTED),
	    cue(2, -1, 0.3, MODALITY_ASSERTED),
	    cue(3, -1, 0.3, MODALITY_ASSERTED)};

	cr_expect_eq(stat_demand(c, 5, CUE_STATED), -1);
	cr_expect_eq(stat_demand(c, 0, CUE_STATED), 0, "no cue");
}

Test(stat_demand, leaves_out_what_is_not_stated)
{
	struct cue c[] = {cue(1, 1, 0.9, MODALITY_FORECAST),
	    cue(2, 1, 0.9, MODALITY_HYPOTHETICAL),
	    cue(3, 1, 0.9, MODALITY_QUESTION), cue(4, 1, 0.9, MODALITY_IRONIC),
	    cue(5, 0, 0.9, MODALITY_NEGATED),
	    cue(6, -1, 0.2, MODALITY_ASSERTED)};

	cr_expect_eq(stat_demand(c, 6, CUE_STATED), -1);
	cr_expect_eq(stat_demand(c, 6, 1u << MODALITY_FORECAST), 1,
	    "unless it is asked for");
}

Test(stat_demand, is_0_where_the_sum_is_small)
{
	struct cue even[] = {cue(1, 1, 0.5, MODALITY_ASSERTED),
	    cue(2, -1, 0.45, MODALITY_ASSERTED)};
	struct cue edge[] = {cue(1, 1, 0.1, MODALITY_ASSERTED)};

	cr_expect_eq(stat_demand(even, 2, CUE_STATED), 0);
	cr_expect_eq(stat_demand(edge, 1, CUE_STATED), 1, "0.1 counts");
}

/* what signal numbers are for the balance */
static const unsigned char role[] = {
    JEVONS_NO_ROLE, JEVONS_COST, JEVONS_UP, JEVONS_DOWN, JEVONS_NAMED};

static struct cue told(uint32_t what, uint32_t sentence, enum modality m)
{
	static const int demand[] = {0, 0, 1, -1, 1};
	struct cue c = cue(sentence, demand[what], 0.5, m);

	c.what = what;
	return c;
}

enum { COST = 1, UP, DOWN, NAMED };
#define SAID MODALITY_ASSERTED

static const struct {
	struct {
		uint32_t what, sentence;
		enum modality modality;
	} c[4];
	size_t n;
	enum jevons_side want;
	const char *why;
} sides[] = {
    {{{COST, 4, SAID}, {UP, 4, SAID}}, 2, JEVONS_J, "in one sentence"},
    {{{COST, 4, SAID}, {UP, 5, SAID}}, 2, JEVONS_J, "in the next"},
    {{{DOWN, 3, SAID}, {COST, 4, SAID}}, 2, JEVONS_S, "in the one before"},
    {{{COST, 4, SAID}, {UP, 6, SAID}}, 2, JEVONS_UNLINKED, "too far"},
    {{{UP, 1, SAID}, {COST, 4, SAID}}, 2, JEVONS_UNLINKED, "too early"},
    {{{UP, 3, SAID}, {COST, 4, SAID}, {DOWN, 5, SAID}}, 3, JEVONS_B, "both"},
    {{{UP, 3, SAID}}, 1, JEVONS_NONE, "no cost story"},
    {{{COST, 4, MODALITY_FORECAST}, {UP, 4, SAID}}, 2, JEVONS_NONE,
	"the cost is a forecast"},
    {{{COST, 4, SAID}, {UP, 4, MODALITY_FORECAST}}, 2, JEVONS_UNLINKED,
	"the demand is a forecast"},
    {{{COST, 4, MODALITY_REPORTED}, {UP, 4, MODALITY_REPORTED}}, 2, JEVONS_J,
	"reported is stated"},
    {{{COST, 1, SAID}, {NAMED, 9, SAID}}, 2, JEVONS_J,
	"the paradox named is a link wherever it stands"},
    {{{COST, 1, SAID}, {NAMED, 9, MODALITY_NEGATED}}, 2, JEVONS_S, "or denied"},
    {{{COST, 1, SAID}, {NAMED, 9, MODALITY_QUESTION}}, 2, JEVONS_UNLINKED,
	"or asked"},
    {{{NAMED, 9, SAID}}, 1, JEVONS_NONE, "but not without a cost story"},
    {{{COST, 1, SAID}, {UP, 3, SAID}, {COST, 5, SAID}, {DOWN, 6, SAID}}, 4,
	JEVONS_S, "the link is to any cost cue"},
};

Test(stat_jevons, links_demand_to_cost_in_neighbouring_sentences)
{
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
		struct cue c[4];

		for (size_t k = 0; k < sides[i].n; k++)
			c[k] = told(sides[i].c[k].what, sides[i].c[k].sentence,
			    sides[i].c[k].modality);
		cr_expect_eq(stat_jevons_side(c, sides[i].n, role, CUE_STATED),
		    sides[i].want, "%s", sides[i].why);
	}
}

Test(stat_jevons, expected_demand_is_a_balance_of_its_own)
{
	struct cue c[] = {told(COST, 4, SAID), told(UP, 4, SAID),
	    told(DOWN, 5, MODALITY_FORECAST)};

	cr_expect_eq(
	    stat_jevons_side(c, 3, role, 1u << MODALITY_FORECAST), JEVONS_S);
	cr_expect_eq(stat_jevons_side(c, 3, role, CUE_STATED), JEVONS_J);
}

Test(stat_jevons, what_the_text_refutes_links_nothing)
{
	/* "the end of Nvidia, some said": reported, and demand 0 */
	struct cue c[] = {told(COST, 4, SAID), told(UP, 4, SAID),
	    told(DOWN, 5, MODALITY_REPORTED), told(NAMED, 9, SAID)};

	c[2].demand = 0;
	cr_expect_eq(stat_jevons_side(c, 4, role, CUE_STATED), JEVONS_J);
	c[1].demand = 0;
	c[3].demand = 0;
	cr_expect_eq(stat_jevons_side(c, 4, role, CUE_STATED), JEVONS_UNLINKED);
}

Test(stat_jevons, is_null_under_five)
{
	cr_expect(near(stat_jevons(4, 1, 1).value, 0.5));
	/* m = 10, b~ = 0.3, se = sqrt((0.9 - 0.09)/10) */
	cr_expect(near(stat_jevons(4, 1, 1).se, sqrt(0.081)));
	/* of one side alone it is not 0: m = 9, b~ = -5/9 */
	cr_expect(near(stat_jevons(0, 5, 0).se, sqrt((1 - 25.0 / 81) / 9)));
	cr_expect(near(stat_jevons(0, 5, 0).value, -1));
	cr_expect(near(stat_jevons(0, 0, 5).value, 0));
	cr_expect(isnan(stat_jevons(2, 1, 1).value));
	cr_expect(isnan(stat_jevons(2, 1, 1).se));
	cr_expect(near(stat_jevons(2, 1, 1).n, 4));
	cr_expect_eq(stat_jevons_role(STR("supply-glut")), JEVONS_DOWN);
	cr_expect_eq(stat_jevons_role(STR("market-fall")), JEVONS_NO_ROLE);
	cr_expect_eq(stat_jevons_role(STR("")), JEVONS_NO_ROLE);
}

Test(stat_z, measures_against_the_window_before)
{
	const double before[] = {1, 2, 3, 4, 5};

	/* mean 3, sd sqrt(2.5) */
	cr_expect(near(stat_z(6, before, 5, false).value, 3 / sqrt(2.5)));
	cr_expect(near(stat_z(6, before, 5, false).n, 5));
	const double counts[] = {0, 1, 3, 7, 15};
	double mean = (0 + 1 + 2 + 3 + 4) * M_LN2 / 5;

	cr_expect(near(stat_z(31, counts, 5, true).value,
	    (5 * M_LN2 - mean) / (sqrt(2.5) * M_LN2)));
}

Test(stat_z, is_null_where_the_past_says_too_little)
{
	const double half[] = {1, NONE, 3, NONE, NONE};
	const double most[] = {1, NONE, 3, NONE, 5};
	const double flat[] = {0.1, 0.1, 0.1, 0.1, 0.1};

	cr_expect(isnan(stat_z(6, half, 5, false).value), "40 %% known");
	cr_expect_not(isnan(stat_z(6, most, 5, false).value), "60 %% known");
	cr_expect(isnan(stat_z(6, flat, 5, false).value), "no spread");
	cr_expect(isnan(stat_z(NONE, most, 5, false).value), "x is null");
	cr_expect_eq(stat_z_window(BUCKET_HOUR), 672);
	cr_expect_eq(stat_z_window(BUCKET_DAY), 91);
	cr_expect_eq(stat_z_window(BUCKET_WEEK), 52);
	cr_expect_eq(stat_z_window(BUCKET_MONTH), 36);
}
