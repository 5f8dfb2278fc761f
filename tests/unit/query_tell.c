#include "store/db/rollup.h"
#include "store/query/tell.h"

#include "store/query/firsts.h"

#include <criterion/criterion.h>
#include <math.h>

enum { FULL = CONTENT_FULL, PART = CONTENT_PARTIAL, ITEM = CONTENT_SUMMARY };

static struct member of(uint64_t doc, uint64_t story, int64_t at,
    uint32_t source, unsigned content, double tone)
{
	return (struct member){.at = at,
	    .known = at + 5,
	    .doc = doc,
	    .story = story,
	    .source = source,
	    .content = (unsigned char)content,
	    .counted = true,
	    .mention = true,
	    .relevance = 500000,
	    .tone = (int32_t)lround(tone * 1e6)};
}

Test(tell, syndicated_copies_are_one_story)
{
	struct member m[] = {of(3, 1, 30, 7, FULL, 0.3),
	    of(1, 1, 10, 8, FULL, 0.1), of(2, 1, 20, 9, FULL, 0.2),
	    of(4, 4, 15, 7, FULL, 0.4)};
	struct tell t;

	tell_stories(&t, m, 4, false);
	cr_assert_eq(t.n, 2);
	cr_expect_eq(t.v[0].at, 10, "placed at its first member");
	cr_expect_eq(t.v[0].members, 3);
	cr_expect_float_eq(t.v[0].tone, 0.1, 1e-9);
	cr_expect_eq(t.v[1].story, 4);
	cr_expect_eq(t.counted[2], 2);
	tell_release(&t);
}

Test(tell, the_first_full_text_speaks)
{
	struct member m[] = {of(1, 1, 10, 7, ITEM, -0.9),
	    of(2, 1, 20, 8, PART, -0.5), of(3, 1, 30, 9, FULL, 0.6),
	    of(4, 1, 40, 9, FULL, 0.8)};
	struct tell t;

	tell_stories(&t, m, 4, false);
	cr_assert_eq(t.n, 1);
	cr_expect_eq(t.v[0].at, 10, "but it stays where it began");
	cr_expect_eq(t.v[0].doc, 3);
	cr_expect_float_eq(t.v[0].tone, 0.6, 1e-9);
	cr_expect(t.v[0].summary, "a feed item began it");
	tell_release(&t);
	tell_stories(&t, m, 1, false);
	cr_expect_eq(t.v[0].doc, m[0].doc, "else the first of all");
	tell_release(&t);
}

Test(tell, of_equal_clocks_the_lower_doc_is_first)
{
	struct member m[] = {
	    of(9, 1, 10, 7, FULL, 0.9), of(2, 1, 10, 8, FULL, 0.2)};
	struct tell t;

	tell_stories(&t, m, 2, false);
	cr_expect_eq(t.v[0].doc, 2);
	tell_release(&t);
}

Test(tell, by_source_each_tells_it_once)
{
	struct member m[] = {of(1, 1, 10, 7, FULL, 0.1),
	    of(2, 1, 20, 8, FULL, 0.2), of(3, 1, 30, 8, FULL, 0.3),
	    of(4, 4, 40, 8, ITEM, 0.4), of(5, 5, 50, 7, FULL, 0.5)};
	struct tell t;
	struct strata s;

	m[4].counted = false;
	tell_stories(&t, m, 5, true);
	cr_assert_eq(t.n, 4);
	strata_tell(&s, &t);
	cr_expect_eq(s.n, 3, "source 7, source 8, its feed items");
	cr_expect_eq(strata_count(&s, 7 << 1, 0, 100), 1, "what counts");
	cr_expect_eq(strata_count(&s, 8 << 1, 0, 100), 1);
	cr_expect_eq(strata_count(&s, 8 << 1 | 1, 0, 100), 1);
	cr_expect_eq(strata_count(&s, 8 << 1, 21, 100), 0, "half-open");
	cr_expect_eq(strata_count(&s, 8 << 1, 20, 21), 1);
	cr_expect_eq(strata_count(&s, 99, 0, 100), 0, "no such source");
	strata_release(&s);
	tell_release(&t);
}

Test(tell, nothing_is_nothing)
{
	struct tell t;

	tell_stories(&t, NULL, 0, false);
	cr_expect_eq(t.n, 0);
	cr_expect_eq(tell_find(&t, 5), 0);
	tell_release(&t);
}

static struct member row(
    uint64_t doc, uint32_t entity, uint32_t owner, double w, double tone)
{
	struct member m = of(doc, doc, 10, 1, FULL, tone);

	m.entity = entity;
	m.owner = owner;
	m.relevance = (int32_t)lround(w * 1e6);
	return m;
}

/* joins what was gathered, as gather_series() leaves it */
static void join(struct gather *g, const struct member *m, size_t n)
{
	*g = (struct gather){.n = n, .n_series = 2};
	g->members = mem_new(n, sizeof *m);
	for (size_t i = 0; i < n; i++)
		g->members[i] = m[i];
	gather_join(g);
}

enum { NVIDIA = 1, H20, HUANG };

Test(gather, an_owner_with_its_products_is_one_article)
{
	/* the owner's own row has taken its products in already */
	const struct member m[] = {row(5, H20, NVIDIA, 0.4, 0.9),
	    row(5, NVIDIA, NVIDIA, 0.8, 0.2), row(5, HUANG, NVIDIA, 0.9, -1)};
	struct gather g;

	join(&g, m, 3);
	cr_assert_eq(g.n, 1);
	cr_expect_eq(g.members[0].relevance, 800000);
	cr_expect_eq(g.members[0].tone, 200000);
	gather_release(&g);
}

Test(gather, without_the_owner_products_are_weighed)
{
	const struct member m[] = {row(5, H20, NVIDIA, 0.25, 0.8),
	    row(5, HUANG, NVIDIA, 0.75, 0), row(6, H20, NVIDIA, 0.5, 0.5)};
	struct gather g;

	join(&g, m, 3);
	cr_assert_eq(g.n, 2);
	cr_expect_eq(g.members[0].tone, 200000);
	cr_expect_eq(g.members[0].relevance, 750000);
	cr_expect_eq(g.members[1].tone, 500000);
	gather_release(&g);
}

Test(gather, an_unknown_tone_is_not_0)
{
	struct member m[] = {row(5, NVIDIA, NVIDIA, 0.5, 0),
	    row(6, NVIDIA, NVIDIA, 0.5, 0), row(6, 9, 9, 0.5, 0.6)};
	struct gather g;

	m[0].tone = m[1].tone = OBS_NONE;
	join(&g, m, 3);
	cr_expect_eq(g.members[0].tone, OBS_NONE);
	cr_expect_eq(g.members[1].tone, 600000, "the one that is known");
	gather_release(&g);
}

Test(gather, undated_and_vague_articles_are_counted_apart)
{
	struct member m[] = {row(1, NVIDIA, NVIDIA, 1, 0),
	    row(2, NVIDIA, NVIDIA, 1, 0), row(2, H20, NVIDIA, 1, 0),
	    row(3, NVIDIA, NVIDIA, 1, 0)};
	struct gather g;

	m[1].at = m[2].at = STAMP_NONE;
	m[3].vague = true;
	join(&g, m, 4);
	cr_expect_eq(g.n, 1);
	cr_expect_eq(g.undated, 1, "an article, not two rows");
	cr_expect_eq(g.vague, 1);
	gather_release(&g);
}

/* a few stories, sources and moments, so that most things happen twice */
static struct member any(uint64_t i)
{
	uint64_t x = (i + 1) * UINT64_C(0x9e3779b97f4a7c15);

	x ^= x >> 29;
	return (struct member){.at = (int64_t)(x >> 8 & 63),
	    .known = (int64_t)i,
	    .doc = i,
	    .story = x >> 20 & 127,
	    .source = 1 + (uint32_t)(x >> 40 & 3),
	    .content = x >> 50 & 1 ? CONTENT_SUMMARY : CONTENT_FULL,
	    .counted = true};
}

Test(firsts, are_what_stories_are_placed_by)
{
	enum { N = 900 };
	static const enum tell_unit units[] = {
	    TELL_STORY, TELL_SOURCE, TELL_ARTICLE};

	for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
		struct member m[N];
		struct firsts f;
		struct strata all;
		struct tell t;
		size_t found = 0;

		for (size_t i = 0; i < N; i++)
			m[i] = any(i * 7919 % N);
		firsts_of(&f, m, N, units[u]);
		tell_stories(&t, m, N, units[u]);
		cr_assert_eq(f.n, t.n);
		firsts_strata(&all, &f);
		for (int64_t at = -1; at < 66; at++)
			cr_expect_eq(
			    strata_count(&all, 0, -1, at), tell_find(&t, at));
		/* equal moments may stand in another order */
		for (size_t i = 0; i < t.n; i++)
			for (size_t k = 0; k < f.n; k++)
				found +=
				    f.v[k].doc == t.v[i].first &&
				    f.v[k].in.at == t.v[i].at &&
				    f.v[k].in.key == strata_key(t.v[i].source,
							 t.v[i].summary);
		cr_expect_eq(found, t.n, "%zu of %zu", found, t.n);
		strata_release(&all);
		firsts_release(&f);
		tell_release(&t);
	}
}

static struct member copy_at(int64_t at, uint32_t source, uint64_t doc)
{
	return (struct member){.at = at,
	    .doc = doc,
	    .story = 5,
	    .source = source,
	    .counted = true};
}

Test(firsts, begin_anew_where_no_copy_is_near)
{
	/* each is ROLLUP_SPREAD behind the one before, or a moment more */
	struct member m[] = {copy_at(0, 1, 1), copy_at(ROLLUP_SPREAD, 2, 2),
	    copy_at(2 * ROLLUP_SPREAD, 1, 3),
	    copy_at(3 * ROLLUP_SPREAD + 1, 1, 4)};
	struct firsts f;

	firsts_of(&f, m, 4, TELL_STORY);
	cr_assert_eq(f.n, 2);
	cr_expect_eq(f.v[1].doc, 4);
	firsts_release(&f);
	firsts_of(&f, m, 4, TELL_SOURCE);
	cr_assert_eq(f.n, 4, "of each source for itself");
	firsts_begin(&f, ROLLUP_SPREAD);
	cr_expect_eq(f.n, 3);
	cr_expect_eq(f.v[0].doc, 2);
	firsts_begin(&f, INT64_MAX);
	cr_expect_eq(f.n, 0);
	firsts_release(&f);
}

/* days with so many stories of two strata, at places that are not even */
Test(strata, of_days_count_what_strata_of_stories_count)
{
	enum { DAYS = 60, MOST = 4 * DAYS };
	struct strata_days days[2 * DAYS];
	struct strata_item each[2 * MOST];
	struct strata by_day, by_story;
	size_t n = 0, m = 0;

	for (int d = 0; d < DAYS; d++)
		for (uint64_t key = 3; key < 5; key++) {
			int64_t at = (d < 30 ? d : 10 * d) * STAMP_DAY;
			size_t some = (size_t)(d * 7 + (int)key) % 5;

			if (some)
				days[n++] =
				    (struct strata_days){{key, at}, some};
			for (size_t i = 0; i < some; i++)
				each[m++] = (struct strata_item){
				    key, at + (int64_t)i * STAMP_HOUR};
		}
	strata_build_days(&by_day, days, n);
	strata_build(&by_story, each, m, sizeof *each);
	cr_assert_eq(by_day.n, by_story.n);
	for (int64_t from = -2; from < 10 * DAYS; from += 3)
		for (int64_t to = from; to < 10 * DAYS + 2; to += 7)
			for (uint64_t key = 2; key < 6; key++)
				cr_expect_eq(
				    strata_count(&by_day, key, from * STAMP_DAY,
					to * STAMP_DAY),
				    strata_count(&by_story, key,
					from * STAMP_DAY, to * STAMP_DAY));
	strata_release(&by_day);
	strata_release(&by_story);
}
