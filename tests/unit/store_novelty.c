/* how new an article was when it came, and headlines whose page comes later */
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

/* the row of an article as of T */
static struct obs_row row_of(struct shop *s, const char *id, const char *as_of,
    uint16_t model, struct obs_novelty *n)
{
	struct reader *r = shop_read(s, as_of);
	struct obs_row row, found = {0};
	struct err e = {0};
	uint32_t series;
	int rc = 0;

	cr_assert_eq(read_id(r, NAME_SERIES, STR("article"), &series, &e), 1);
	struct read_rows *rows =
	    read_rows_begin(r, series, STAMP_NONE, INT64_MAX, model, &e);

	while ((rc = read_rows_next(rows, &row, &e)) == 1)
		if (row.key.doc == doc_of_id(str_of(id))) {
			found = row;
			cr_assert_eq(row.n, 1, "it says");
			*n = obs_novelty_item(&row, 0);
		}
	cr_assert_eq(rc, 0, "%s", e.text);
	read_rows_end(rows);
	read_end(r);
	cr_assert_eq(found.kind, OBS_ARTICLE, "no row of '%s'", id);
	found.items = NULL;
	return found;
}

static void expect(struct shop *s, const char *id, const char *as_of,
    const int want[OBS_WINDOWS], const char *why)
{
	struct obs_novelty n = {0};

	(void)row_of(s, id, as_of, 1, &n);
	for (int i = 0; i < OBS_WINDOWS; i++)
		cr_expect_eq(n.copies[i], want[i], "%s: window %d: %d, not %d",
		    why, i, n.copies[i], want[i]);
}

static const char *const noon = "2025-01-27T12:00:00Z";

/* an article, and another one behind it */
static const struct {
	const char *time;
	uint64_t flipped;
	int want[OBS_WINDOWS];
	const char *why;
} pairs[] = {
    {"2025-01-27T12:00:00Z", 0, {1, 1, 1, 1, 1}, "the same second"},
    {"2025-01-27T23:59:59Z", 0, {1, 1, 1, 1, 1}, "under 12 h"},
    {"2025-01-28T00:00:00Z", 0, {0, 1, 1, 1, 1}, "12 h"},
    {"2025-01-28T12:00:00Z", 0, {0, 0, 1, 1, 1}, "24 h"},
    {"2025-01-30T12:00:00Z", 0, {0, 0, 0, 1, 1}, "3 d, and still one story"},
    {"2025-01-30T12:00:01Z", 0, {0, 0, 0, 1, 1}, "another story, no news"},
    {"2025-02-01T12:00:00Z", 0, {0, 0, 0, 0, 1}, "5 d"},
    {"2025-02-03T11:59:59Z", 0, {0, 0, 0, 0, 1}, "under 7 d"},
    {"2025-02-03T12:00:00Z", 0, {0, 0, 0, 0, 0}, "7 d"},
    {"2025-01-27T13:00:00Z", 0x7f, {1, 1, 1, 1, 1}, "seven bits"},
    {"2025-01-27T13:00:00Z", 0xff, {0, 0, 0, 0, 0}, "eight bits"},
    {"2025-01-27T11:00:00Z", 0, {0, 0, 0, 0, 0}, "it stands before"},
};

Test(novelty, counts_near_copies_in_the_windows_before)
{
	static const int none[OBS_WINDOWS] = {0};

	for (size_t i = 0; i < COUNT(pairs); i++) {
		struct sample a = at("a", noon, 0x123456789abcdef0);
		struct sample b = at(
		    "b", pairs[i].time, 0x123456789abcdef0 ^ pairs[i].flipped);
		struct shop s;

		shop_begin(&s);
		(void)shop_load(&s, "2025-02-05", &a, 1);
		(void)shop_load(&s, "2025-02-06", &b, 1);
		expect(&s, "a", NULL, none, "the first is new");
		expect(&s, "b", NULL, pairs[i].want, pairs[i].why);
		shop_verify(&s);
		shop_end(&s);
	}
}

Test(novelty, in_a_batch_goes_by_time_not_by_arrival)
{
	struct sample v[] = {at("c", "2025-01-27T15:00:00Z", 0xff),
	    at("a", "2025-01-27T12:00:00Z", 0xff),
	    at("b", "2025-01-27T12:00:00Z", 0xff)};
	struct shop s;

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", v, COUNT(v));
	expect(&s, "c", NULL, (int[]){2, 2, 2, 2, 2}, "the last");
	struct obs_novelty n;
	int first = 0;

	for (size_t i = 0; i < COUNT(v); i++) {
		struct obs_row row = row_of(&s, v[i].id, NULL, 1, &n);

		first += obs_is_first(&row);
	}
	cr_expect_eq(first, 1, "one of them is the first of the story");
	shop_end(&s);
}

Test(novelty, is_not_rewritten_by_an_earlier_copy_that_comes_later)
{
	struct sample b = at("b", "2025-01-27T15:00:00Z", 0xff);
	struct sample a = at("a", "2025-01-27T12:00:00Z", 0xff);
	struct shop s;

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", &b, 1);
	(void)shop_load(&s, "2025-02-02", &a, 1);
	expect(&s, "b", NULL, (int[]){0, 0, 0, 0, 0}, "as it was known");
	/* nor by a version of itself, nor by another model */
	b.text = "text of the article, corrected";
	(void)shop_load(&s, "2025-02-03", &b, 1);
	expect(&s, "b", NULL, (int[]){0, 0, 0, 0, 0}, "a version");
	b.model = "m2";
	(void)shop_load(&s, "2025-02-04", &b, 1);
	struct obs_novelty n = {{9, 9, 9, 9, 9}};

	(void)row_of(&s, "b", NULL, 2, &n);
	cr_expect_eq(n.copies[4], 0, "another model");
	shop_verify(&s);
	shop_end(&s);
}

Test(novelty, of_another_figure_is_new)
{
	struct sample a = at("a", "2025-01-27T12:00:00Z", 0xff);
	struct sample b = at("b", "2025-01-27T15:00:00Z", 0xff);
	struct shop s;

	a.value = "17";
	b.value = "3";
	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", &a, 1);
	(void)shop_load(&s, "2025-02-02", &b, 1);
	expect(&s, "b", NULL, (int[]){0, 0, 0, 0, 0}, "17 %, then 3 %");
	shop_end(&s);
}

static uint64_t story_of(struct shop *s, const char *id, const char *as_of)
{
	struct obs_novelty n;

	return row_of(s, id, as_of, 1, &n).story;
}

static struct sample headline(const char *id, const char *time)
{
	struct sample h = at(id, time, 0xffff00000000);

	h.text = "a headline";
	h.content = "summary";
	return h;
}

Test(story, a_headline_joins_the_story_that_its_page_is_near_to)
{
	struct sample x = at("x", "2025-01-27T12:00:00Z", 0xff);
	struct sample a = headline("a", "2025-01-27T14:00:00Z");
	struct sample page = at("a", "2025-01-27T14:00:00Z", 0xfe);
	struct shop s;
	struct obs_novelty n;

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", &x, 1);
	(void)shop_load(&s, "2025-02-02", &a, 1);
	cr_expect_neq(story_of(&s, "a", NULL), story_of(&s, "x", NULL));
	(void)shop_load(&s, "2025-02-03", &page, 1);
	cr_expect_eq(story_of(&s, "a", NULL), doc_of_id(STR("x")));
	cr_expect_eq(story_of(&s, "a", "2025-02-02T12:00:00Z"),
	    doc_of_id(STR("a")), "as of then its own");
	cr_expect_eq(row_of(&s, "a", NULL, 1, &n).key.time,
	    stamp_at("2025-01-27T14:00:00Z"), "in its bucket");
	/* a later text of the page stays there, and copies of the headline
	 * follow it */
	page.text = "text of the article, corrected";
	page.fingerprint = 0xffffff;
	(void)shop_load(&s, "2025-02-04", &page, 1);
	cr_expect_eq(story_of(&s, "a", NULL), doc_of_id(STR("x")));
	struct sample copy = headline("copy", "2025-01-27T15:00:00Z");

	(void)shop_load(&s, "2025-02-05", &copy, 1);
	cr_expect_eq(story_of(&s, "copy", NULL), doc_of_id(STR("x")));
	shop_verify(&s);
	shop_end(&s);
}

Test(story, a_headline_with_a_page_of_its_own_is_found_by_that)
{
	struct sample a = headline("a", "2025-01-27T12:00:00Z");
	struct sample page = at("a", "2025-01-27T12:00:00Z", 0xff);
	struct sample b = at("b", "2025-01-27T13:00:00Z", 0xfe);
	struct sample c = headline("c", "2025-01-27T13:00:00Z");
	struct shop s;

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", &a, 1);
	(void)shop_load(&s, "2025-02-02", &page, 1);
	cr_expect_eq(story_of(&s, "a", NULL), doc_of_id(STR("a")));
	(void)shop_load(&s, "2025-02-03", &b, 1);
	(void)shop_load(&s, "2025-02-04", &c, 1);
	cr_expect_eq(story_of(&s, "b", NULL), doc_of_id(STR("a")), "the page");
	cr_expect_eq(story_of(&s, "c", NULL), doc_of_id(STR("a")), "headline");
	shop_verify(&s);
	shop_end(&s);
}

Test(story, a_page_whose_text_changes_stays_in_its_story)
{
	struct sample x = at("x", "2025-01-27T12:00:00Z", 0xff);
	struct sample a = at("a", "2025-01-27T14:00:00Z", 0xffff00000000);
	struct shop s;

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", &x, 1);
	(void)shop_load(&s, "2025-02-02", &a, 1);
	a.fingerprint = 0xff;
	a.text = "another text";
	(void)shop_load(&s, "2025-02-03", &a, 1);
	cr_expect_eq(
	    story_of(&s, "a", NULL), doc_of_id(STR("a")), "it was no headline");
	shop_end(&s);
}
