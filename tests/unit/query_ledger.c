/* vintages of articles, editions of stories, and counting them as of T */
#include "store/query/ledger.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

static struct vintage vintage(
    uint64_t doc, int64_t from, int64_t at, enum content content, double tone)
{
	return (struct vintage){.from = from,
	    .in = true,
	    .m = {.at = at,
		.known = from,
		.doc = doc,
		.story = 1,
		.source = 7,
		.relevance = 500000,
		.tone = (int32_t)(tone * 1e6),
		.content = (unsigned char)content,
		.counted = true}};
}

static struct vintage gone(struct vintage v, int64_t from)
{
	v.from = from;
	v.in = false;
	v.again = true;
	return v;
}

static struct editions build(struct vintage *v, size_t n, bool by_source)
{
	const struct vintages all = {v, n, n};
	struct editions e;

	editions_build(&e, &all, by_source);
	return e;
}

Test(edition, a_copy_without_the_text_changes_nothing)
{
	struct vintage v[] = {vintage(1, 10, 10, CONTENT_FULL, 0.5),
	    vintage(2, 20, 20, CONTENT_SUMMARY, -1)};
	struct editions e = build(v, 2, false);

	cr_assert_eq(e.n, 1);
	cr_expect_eq(e.v[0].from, 10);
	cr_expect_eq(e.v[0].to, INT64_MAX);
	cr_expect_float_eq(e.v[0].tone, 0.5, 1e-9);
	editions_release(&e);
}

Test(edition, the_first_full_text_speaks_from_its_commit_on)
{
	struct vintage v[] = {vintage(1, 10, 10, CONTENT_SUMMARY, 0.5),
	    vintage(2, 20, 20, CONTENT_FULL, -1),
	    vintage(3, 30, 30, CONTENT_FULL, 1)};
	struct editions e = build(v, 3, false);

	cr_assert_eq(e.n, 2);
	cr_expect_eq(e.v[0].to, 20);
	cr_expect_eq(e.v[1].from, 20);
	cr_expect_eq(e.v[1].at, 10, "it stays where its first member is");
	cr_expect_float_eq(e.v[1].tone, -1, 1e-9);
	editions_release(&e);
}

Test(edition, an_earlier_copy_that_comes_late_moves_it_from_then_on)
{
	struct vintage v[] = {vintage(1, 10, 10, CONTENT_FULL, 0.5),
	    vintage(2, 20, 5, CONTENT_PARTIAL, -1)};
	struct editions e = build(v, 2, false);

	cr_assert_eq(e.n, 2);
	cr_expect_eq(e.v[0].at, 10);
	cr_expect_eq(e.v[1].at, 5);
	cr_expect_float_eq(e.v[1].tone, 0.5, 1e-9);
	editions_release(&e);
}

Test(edition, a_story_ends_with_its_last_member_and_may_come_back)
{
	struct vintage one = vintage(1, 10, 10, CONTENT_FULL, 0.5);
	struct vintage v[] = {one, gone(one, 20), one};
	struct editions e;

	v[2].from = 30;
	v[2].again = true;
	e = build(v, 3, false);
	cr_assert_eq(e.n, 2);
	cr_expect_eq(e.v[0].to, 20);
	cr_expect_eq(e.v[1].from, 30);
	cr_expect_eq(e.v[1].to, INT64_MAX);
	editions_release(&e);
}

Test(edition, what_one_commit_brings_is_one_edition)
{
	struct vintage v[] = {vintage(3, 10, 8, CONTENT_FULL, 0.1),
	    vintage(1, 10, 10, CONTENT_FULL, 0.5),
	    vintage(2, 10, 9, CONTENT_FULL, -1)};
	struct editions e = build(v, 3, false);

	cr_assert_eq(e.n, 1);
	cr_expect_eq(e.v[0].at, 8);
	cr_expect_float_eq(e.v[0].tone, 0.1, 1e-9);
	editions_release(&e);
}

Test(edition, by_source_each_tells_it_once)
{
	struct vintage v[] = {vintage(1, 10, 10, CONTENT_FULL, 0.5),
	    vintage(2, 20, 20, CONTENT_FULL, -1),
	    vintage(3, 30, 30, CONTENT_FULL, 1)};
	struct editions e;

	v[1].m.source = 8;
	e = build(v, 3, true);
	cr_assert_eq(e.n, 2);
	cr_expect_eq(e.v[0].key, 7u << 1);
	cr_expect_eq(e.v[1].key, 8u << 1);
	cr_expect_float_eq(e.v[0].tone, 0.5, 1e-9);
	editions_release(&e);
}

enum { MANY = 700, KEYS = 5 };

static int64_t pick(unsigned *seed, int64_t below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (int64_t)((*seed >> 8) % (unsigned)below);
}

static struct editions many(unsigned *seed)
{
	struct editions e = {mem_new(MANY, sizeof *e.v), MANY, MANY};

	for (size_t i = 0; i < MANY; i++) {
		struct edition *x = &e.v[i];

		*x = (struct edition){.at = pick(seed, 300),
		    .from = pick(seed, 300),
		    .to = INT64_MAX,
		    .story = i / 2,
		    .key = (uint64_t)pick(seed, KEYS),
		    .counted = pick(seed, 4) > 0};
		x->known = x->at;
		if (pick(seed, 3) == 0)
			x->to = x->from + 1 + pick(seed, 50);
	}
	return e;
}

static size_t by_hand(const struct ledger *l, int64_t t, int64_t from,
    int64_t to, uint64_t key, bool any)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct edition *x = &l->v[i];

		n += x->from <= t && t < x->to && x->counted && x->at >= from &&
		     x->at < to && (any || x->key == key);
	}
	return n;
}

Test(ledger, counts_what_was_known)
{
	unsigned seed = 1;

	for (int round = 0; round < 8; round++) {
		struct editions e = many(&seed);
		struct ledger l;
		bool keyed = round % 2 == 1;
		int64_t t = -5;

		ledger_open(&l, &e, keyed);
		while (t < 400) {
			int64_t from = pick(&seed, 300);
			int64_t to = from + pick(&seed, 100);
			uint64_t key = (uint64_t)pick(&seed, KEYS);

			ledger_move(&l, t);
			size_t got = keyed ? ledger_count_key(&l, key, from, to)
					   : ledger_count(&l, from, to);

			cr_expect_eq(
			    got, by_hand(&l, t, from, to, key, !keyed));
			t += 1 + pick(&seed, 20);
		}
		ledger_close(&l);
	}
}

Test(ledger, tells_when_something_changes_next_and_where)
{
	struct editions e = {mem_new(2, sizeof *e.v), 2, 2};
	struct ledger l;

	e.v[0] = (struct edition){
	    .at = 3, .known = 3, .from = 10, .to = 20, .counted = true};
	e.v[1] = (struct edition){
	    .at = 5, .known = 5, .from = 20, .to = INT64_MAX, .counted = true};
	ledger_open(&l, &e, false);
	cr_expect_eq(ledger_next(&l), 10);
	ledger_move(&l, 9);
	cr_expect_gt(l.lowest, l.highest, "nothing happened");
	ledger_move(&l, 10);
	cr_expect_eq(l.lowest, 3);
	cr_expect_eq(ledger_next(&l), 20);
	ledger_move(&l, 25);
	cr_expect_eq(l.lowest, 3, "the first one went");
	cr_expect_eq(l.highest, 5, "the second one came");
	cr_expect_eq(ledger_next(&l), INT64_MAX);
	cr_expect_eq(ledger_count(&l, 0, 10), 1);
	ledger_close(&l);
}

Test(ledger, an_edition_that_came_and_went_between_two_moves_is_not_seen)
{
	struct editions e = {mem_new(1, sizeof *e.v), 1, 1};
	struct ledger l;

	e.v[0] = (struct edition){
	    .at = 3, .known = 3, .from = 10, .to = 20, .counted = true};
	ledger_open(&l, &e, false);
	ledger_move(&l, 30);
	cr_expect_eq(ledger_count(&l, 0, 10), 0);
	cr_expect_not(l.live[0]);
	ledger_close(&l);
}

Test(ledger, an_empty_one_counts_nothing)
{
	struct editions e = {0};
	struct ledger l;

	ledger_open(&l, &e, false);
	ledger_move(&l, 5);
	cr_expect_eq(ledger_count(&l, 0, 10), 0);
	cr_expect_eq(ledger_next(&l), INT64_MAX);
	ledger_close(&l);
}
