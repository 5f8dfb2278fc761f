/* which articles tell one story */
#include "tests/unit/store_help.h"

#define COUNT(v) (sizeof(v) / sizeof *(v))

static struct sample at(const char *id, const char *time, uint64_t fp)
{
	return (struct sample){.id = id,
	    .title = id,
	    .text = "text of the article",
	    .published = time,
	    .precision = "second",
	    .fetched = time,
	    .model = "m",
	    .fingerprint = fp,
	    .entity = "nvidia"};
}

static uint64_t story_of(struct shop *s, const char *id)
{
	struct reader *r = shop_read(s, NULL);
	struct doc_row row = {0};
	struct err e = {0};

	cr_assert_eq(
	    read_doc(r, doc_of_id(str_of(id)), 1, &row, &e), 1, "%s", id);
	read_end(r);
	return row.story;
}

static bool one_story(struct shop *s, const char *a, const char *b)
{
	return story_of(s, a) == story_of(s, b);
}

static const char *const noon = "2025-01-27T12:00:00Z";

static const struct {
	const char *time;
	uint64_t flipped; /* bits of the fingerprint */
	bool joins;
	const char *why;
} seconds[] = {
    {"2025-01-27T13:00:00Z", 0, true, "equal"},
    {"2025-01-27T13:00:00Z", 0x1, true, "one bit"},
    {"2025-01-27T13:00:00Z", 0x8000000000000001, true, "two bands"},
    {"2025-01-27T13:00:00Z", 0x0001000100010001, true, "one a band"},
    {"2025-01-27T13:00:00Z", 0x0003000300030001, true,
	"seven bits, two in each band but one"},
    {"2025-01-27T13:00:00Z", 0xc000c0008000c000, true, "high bits"},
    {"2025-01-27T13:00:00Z", 0x7f, true, "seven in one band"},
    {"2025-01-27T13:00:00Z", 0xff, false, "eight bits"},
    {"2025-01-27T13:00:00Z", 0x0003000300030003, false, "two a band"},
    {"2025-01-30T12:00:00Z", 0, true, "72 h"},
    {"2025-01-30T12:00:01Z", 0, false, "more than 72 h"},
    {"2025-01-24T12:00:00Z", 0, true, "72 h before"},
    {"2025-01-24T11:59:59Z", 0, false, "more than 72 h before"},
};

Test(story, takes_near_duplicates_within_72_hours)
{
	static const uint64_t fp = 0x123456789abcdef0;

	for (size_t i = 0; i < COUNT(seconds); i++) {
		struct sample a = at("a", noon, fp);
		struct sample b =
		    at("b", seconds[i].time, fp ^ seconds[i].flipped);
		struct shop s;

		shop_begin(&s);
		struct batch_counts c = shop_load(&s, "2025-02-01", &a, 1);

		cr_expect_eq(c.stories, 1);
		c = shop_load(&s, "2025-02-02", &b, 1);
		cr_expect_eq(one_story(&s, "a", "b"), seconds[i].joins, "%s",
		    seconds[i].why);
		cr_expect_eq(c.stories, !seconds[i].joins);
		cr_expect_eq(story_of(&s, "a"), doc_of_id(STR("a")));
		shop_verify(&s);
		shop_end(&s);
	}
}

static const struct {
	const char *title;
	uint64_t flipped;
	bool joins;
	const char *why;
} titles[] = {
    {"Nvidia  falls", 0xffff, true, "16 bits under the same title"},
    {"Nvidia  falls", 0x1ffff, false, "17 bits: another text"},
    {"Nvidia rises", 0xffff, false, "another title"},
    {"", 0xffff, false, "no title"},
};

Test(story, takes_farther_copies_under_the_same_title)
{
	static const uint64_t fp = 0x123456789abcdef0;

	for (size_t i = 0; i < COUNT(titles); i++) {
		struct sample a = at("a", noon, fp);
		struct sample b = at("b", noon, fp ^ titles[i].flipped);
		struct shop s;

		a.title = "Nvidia falls";
		b.title = titles[i].title;
		b.text = "text of a copy";
		shop_begin(&s);
		(void)shop_load(&s, "2025-02-01", &a, 1);
		(void)shop_load(&s, "2025-02-02", &b, 1);
		cr_expect_eq(one_story(&s, "a", "b"), titles[i].joins, "%s",
		    titles[i].why);
		shop_verify(&s);
		shop_end(&s);
	}
}

Test(story, does_not_drift_along_a_chain)
{
	/* each is near the one before, the last one far from the first */
	struct sample v[] = {at("a", "2025-01-27T12:00:00Z", 0x100),
	    at("b", "2025-01-27T13:00:00Z", 0x10f),
	    at("c", "2025-01-27T14:00:00Z", 0x1ff),
	    at("d", "2025-01-27T15:00:00Z", 0xfff)};
	struct shop s;

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", v, COUNT(v));
	cr_expect(one_story(&s, "a", "b"));
	cr_expect_not(one_story(&s, "a", "c"), "compared with a, not with b");
	cr_expect(one_story(&s, "c", "d"));
	/* nor in time: 48 h after b, 96 h after a */
	struct sample late = at("e", "2025-01-31T13:00:00Z", 0x100);

	(void)shop_load(&s, "2025-02-02", &late, 1);
	cr_expect_not(one_story(&s, "a", "e"));
	shop_end(&s);
}

Test(story, within_a_batch_the_earliest_is_the_first_member)
{
	struct sample v[] = {at("late", "2025-01-27T15:00:00Z", 0xff),
	    at("early", "2025-01-27T12:00:00Z", 0xff)};
	struct shop s;

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", v, COUNT(v));
	cr_expect_eq(story_of(&s, "late"), doc_of_id(STR("early")));
	shop_end(&s);
}

Test(story, an_earlier_copy_that_arrives_later_rewrites_nothing)
{
	struct sample a = at("a", noon, 0xff);
	struct sample b = at("b", "2025-01-27T09:00:00Z", 0xff);
	struct shop s;
	struct buf before, after;

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", &a, 1);
	shop_dump(&s, true, &before);
	(void)shop_load(&s, "2025-02-02", &b, 1);
	cr_expect_eq(story_of(&s, "b"), doc_of_id(STR("a")));
	cr_expect_eq(story_of(&s, "a"), doc_of_id(STR("a")));
	/* but a dump without known does not depend on who came first */
	shop_dump(&s, false, &after);
	cr_expect(str_find(buf_view(&after), STR("\"story\":\""), 0) < after.n);
	struct shop t;
	struct buf turned;

	shop_begin(&t);
	(void)shop_load(&t, "2025-02-01", &b, 1);
	(void)shop_load(&t, "2025-02-02", &a, 1);
	shop_dump(&t, false, &turned);
	cr_expect(str_eq(buf_view(&after), buf_view(&turned)));
	buf_release(&before);
	buf_release(&after);
	buf_release(&turned);
	shop_end(&s);
	shop_end(&t);
}

static const struct {
	const char *a, *b, *horizon;
	bool joins;
	const char *why;
} figures[] = {
    {"17", "17", NULL, true, "equal figures"},
    {"17", "18", NULL, false, "another figure of the same metric"},
    {"17", NULL, NULL, true, "a copy without it"},
    {"589", "600", "P3D", true, "another horizon is another figure"},
};

Test(story, copies_that_differ_in_a_figure_are_two)
{
	for (size_t i = 0; i < COUNT(figures); i++) {
		struct sample a = at("a", noon, 0xff), b = at("b", noon, 0xff);
		struct shop s;

		a.value = figures[i].a;
		b.value = figures[i].b;
		b.horizon = figures[i].horizon;
		shop_begin(&s);
		(void)shop_load(&s, "2025-02-01", &a, 1);
		(void)shop_load(&s, "2025-02-02", &b, 1);
		cr_expect_eq(one_story(&s, "a", "b"), figures[i].joins, "%s",
		    figures[i].why);
		shop_end(&s);
	}
}

static const struct {
	const char *url, *canonical;
	bool joins;
	const char *why;
} canonical[] = {
    {"https://amp.e.org/x", "https://e.org/a", true, "its own canonical URL"},
    {"https://e.org/a?print=1", "https://e.org/a", true, "a form to print"},
    {"https://other.org/x", "https://e.org/a", false, "another site"},
    {"https://e.org/x", "https://e.org/", false, "the root"},
    {"https://e.org/x", NULL, false, "another page"},
};

Test(story, articles_with_one_canonical_url_are_one)
{
	for (size_t i = 0; i < COUNT(canonical); i++) {
		struct sample a = at("a", noon, 0xff),
			      b = at("b", noon, 0xff00ff00);
		struct shop s;

		a.url = "https://e.org/a";
		b.url = canonical[i].url;
		b.canonical = canonical[i].canonical;
		shop_begin(&s);
		(void)shop_load(&s, "2025-02-01", &a, 1);
		(void)shop_load(&s, "2025-02-02", &b, 1);
		cr_expect_eq(one_story(&s, "a", "b"), canonical[i].joins, "%s",
		    canonical[i].why);
		shop_verify(&s);
		shop_end(&s);
	}
}

Test(story, documents_of_one_filing_are_no_copies)
{
	struct sample a = at("acc/a", noon, 0xff),
		      b = at("acc/b", noon, 0xff00ff00);
	struct shop s;

	a.url = b.url = "https://sec.example/acc.txt";
	a.filing = b.filing = true;
	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", &a, 1);
	(void)shop_load(&s, "2025-02-02", &b, 1);
	cr_expect_not(one_story(&s, "acc/a", "acc/b"));
	shop_end(&s);
}

Test(story, without_a_fingerprint_nothing_is_near)
{
	struct sample v[] = {at("a", noon, 0), at("b", noon, 0)};
	struct shop s;

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", v, 2);
	cr_expect_not(one_story(&s, "a", "b"));
	shop_end(&s);
}

Test(story, undated_articles_go_by_when_they_were_seen)
{
	struct sample a = at("a", NULL, 0xff), b = at("b", NULL, 0xff);
	struct sample c = at("c", NULL, 0xff);
	struct shop s;

	a.fetched = noon;
	b.fetched = "2025-01-30T12:00:00Z";
	c.fetched = "2025-02-03T12:00:00Z";
	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", &a, 1);
	(void)shop_load(&s, "2025-02-02", &b, 1);
	(void)shop_load(&s, "2025-02-03", &c, 1);
	cr_expect(one_story(&s, "a", "b"));
	cr_expect_not(one_story(&s, "a", "c"));
	shop_end(&s);
}
