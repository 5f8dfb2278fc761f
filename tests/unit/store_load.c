/* loading lines: new, repeated, other versions, refused */
#include "tests/unit/store_help.h"

#define COUNT(v) (sizeof(v) / sizeof *(v))

static const struct sample first = {.id = "a",
    .text = "text one",
    .url = "https://e.org/a",
    .published = "2025-01-27T10:00:00Z",
    .precision = "second",
    .fetched = "2025-01-27T10:05:00Z",
    .model = "core-1",
    .fingerprint = 0x1111222233334444,
    .entity = "nvidia",
    .signal = "market-fall",
    .demand = -1,
    .strength = 0.75,
    .value = "17"};

Test(load, an_article_gives_a_row_for_each_thing_it_states)
{
	struct shop s;
	struct obs_row r;

	shop_begin(&s);
	struct batch_counts c =
	    shop_load(&s, "2025-01-27T11:00:00Z", &first, 1);

	cr_expect_eq(c.added, 1);
	cr_expect_eq(c.observations, 4);
	cr_expect_eq(c.known, stamp_at("2025-01-27T11:00:00Z"));
	cr_expect_eq(shop_rows(&s, "article", NULL, &r), 1);
	cr_expect_eq(r.count, 9);
	cr_expect_eq(r.tone, 500000);
	cr_expect_eq(r.origin, ORIGIN_LIVE);
	cr_expect_eq(r.key.time, stamp_at(first.published));
	cr_expect_eq(r.seen, stamp_at(first.fetched));
	cr_expect_eq(shop_rows(&s, "mention/nvidia", NULL, &r), 1);
	cr_expect_eq(r.relevance, 500000);
	cr_expect_eq(r.p[0], 750000);
	cr_expect_eq(r.n, 1);
	cr_expect_eq(shop_rows(&s, "signal/market-fall/nvidia", NULL, &r), 1);
	cr_expect_eq(shop_rows(&s, "claim/share-price/nvidia", NULL, &r), 1);
	shop_verify(&s);
	shop_end(&s);
}

Test(load, a_signal_without_an_entity_belongs_to_compute)
{
	struct sample a = first;
	struct shop s;

	a.entity = NULL;
	shop_begin(&s);
	(void)shop_load(&s, "2025-01-28", &a, 1);
	cr_expect_eq(
	    shop_rows(&s, "signal/market-fall/compute", NULL, NULL), 1);
	shop_end(&s);
}

Test(load, a_repeat_is_dropped_and_the_first_clocks_stay)
{
	struct sample again = first;
	struct shop s;
	struct obs_row r;

	again.fetched = "2025-02-01T00:00:00Z";
	again.text = "  text\n\tone ";
	shop_begin(&s);
	(void)shop_load(&s, "2025-01-27T11:00:00Z", &first, 1);
	struct batch_counts c =
	    shop_load(&s, "2025-02-01T01:00:00Z", &again, 1);

	cr_expect_eq(c.repeated, 1);
	cr_expect_eq(c.added + c.versions + c.observations, 0);
	cr_expect_eq(c.known, STAMP_NONE, "nothing was committed");
	struct reader *reader = shop_read(&s, NULL);

	cr_expect_eq(read_watermark(reader), stamp_at("2025-01-27T11:00:00Z"));
	read_end(reader);
	cr_expect_eq(shop_rows(&s, "article", NULL, &r), 1);
	cr_expect_eq(r.seen, stamp_at(first.fetched));
	shop_end(&s);
}

Test(load, a_new_version_retracts_what_it_does_not_restate)
{
	struct sample b = first;
	struct shop s;
	struct obs_row r;

	b.text = "text two";
	b.signal = "market-rise";
	b.value = NULL;
	b.published = "2025-03-01T00:00:00Z"; /* moves no bucket */
	shop_begin(&s);
	(void)shop_load(&s, "2025-01-27T11:00:00Z", &first, 1);
	struct batch_counts c = shop_load(&s, "2025-01-27T12:00:00Z", &b, 1);

	cr_expect_eq(c.versions, 1);
	cr_expect_eq(c.observations, 5, "three rows and two retractions");
	cr_expect_eq(shop_rows(&s, "signal/market-fall/nvidia", NULL, NULL), 0);
	cr_expect_eq(shop_rows(&s, "claim/share-price/nvidia", NULL, NULL), 0);
	cr_expect_eq(shop_rows(&s, "signal/market-rise/nvidia", NULL, &r), 1);
	cr_expect_eq(r.key.time, stamp_at(first.published));
	cr_expect_eq(shop_rows(&s, "article", NULL, NULL), 1);
	/* as it was known before */
	cr_expect_eq(shop_rows(&s, "signal/market-fall/nvidia",
			 "2025-01-27T11:59:59Z", NULL),
	    1);
	cr_expect_eq(shop_rows(&s, "signal/market-rise/nvidia",
			 "2025-01-27T11:59:59Z", NULL),
	    0);
	cr_expect_eq(shop_rows(&s, "article", "2025-01-27T10:59:59Z", NULL), 0);
	shop_verify(&s);
	shop_end(&s);
}

Test(load, a_replay_of_an_old_version_is_a_repeat)
{
	struct sample b = first;
	struct shop s;
	struct obs_row r;

	b.text = "text two";
	b.signal = "market-rise";
	shop_begin(&s);
	(void)shop_load(&s, "2025-01-27T11:00:00Z", &first, 1);
	(void)shop_load(&s, "2025-01-27T12:00:00Z", &b, 1);
	struct sample both[] = {first, b, first};
	struct batch_counts c = shop_load(&s, "2025-01-28", both, 3);

	cr_expect_eq(c.repeated, 3);
	cr_expect_eq(c.observations, 0);
	cr_expect_eq(shop_rows(&s, "signal/market-rise/nvidia", NULL, &r), 1);
	shop_end(&s);
}

Test(load, two_versions_in_one_input_are_two_commits)
{
	struct sample b = first, v[4];
	struct shop s, t;
	struct buf x, y;

	b.text = "text two";
	b.signal = "market-rise";
	v[0] = v[2] = first;
	v[1] = v[3] = b;
	shop_begin(&s);
	struct batch_counts c = shop_load(&s, "2025-01-28T00:00:00Z", v, 4);

	cr_expect_eq(c.added, 1);
	cr_expect_eq(c.versions, 1);
	cr_expect_eq(c.repeated, 2);
	cr_expect_eq(c.known, stamp_at("2025-01-28T00:00:00.000001Z"));
	/* the history is the same as from two runs */
	shop_begin(&t);
	(void)shop_load(&t, "2025-02-01", &v[0], 1);
	(void)shop_load(&t, "2025-02-05", &v[1], 1);
	shop_dump(&s, false, &x);
	shop_dump(&t, false, &y);
	cr_expect(str_eq(buf_view(&x), buf_view(&y)));
	buf_release(&x);
	buf_release(&y);
	shop_end(&s);
	shop_end(&t);
}

Test(load, another_model_keeps_the_clocks_and_the_story)
{
	struct sample b = first;
	struct shop s;
	struct doc_row one, two;
	struct err e = {0};

	b.model = "core-2";
	b.signal = "market-rise";
	b.fingerprint = 0x9999;
	b.published = "2025-02-02";
	shop_begin(&s);
	(void)shop_load(&s, "2025-01-27T11:00:00Z", &first, 1);
	struct batch_counts c = shop_load(&s, "2025-02-10", &b, 1);

	cr_expect_eq(c.versions, 1);
	struct reader *r = shop_read(&s, NULL);
	uint16_t model;
	int64_t since;

	cr_expect_eq(read_adopted(r, &model, &since, &e), 1);
	cr_expect_eq(since, stamp_at("2025-01-27T11:00:00Z"),
	    "the first model was adopted by itself, the second not");
	cr_assert_eq(read_doc(r, doc_of_id(STR("a")), model, &one, &e), 1);
	cr_assert_eq(
	    read_doc(r, doc_of_id(STR("a")), (uint16_t)(model + 1), &two, &e),
	    1);
	cr_expect(one.time == two.time && one.published == two.published &&
		  one.story == two.story && one.origin == two.origin);
	read_end(r);
	/* the rows of the first model are not retracted */
	cr_expect_eq(shop_rows(&s, "signal/market-fall/nvidia", NULL, NULL), 1);
	cr_expect_eq(shop_rows(&s, "article", NULL, NULL), 2);
	shop_verify(&s);
	shop_end(&s);
}

Test(load, an_article_without_a_score_is_kept_as_not_yet_scored)
{
	struct sample a = first, listing = first;
	struct shop s;
	struct read_size n;
	struct err e = {0};

	a.model = NULL;
	listing.id = "l";
	listing.model = NULL;
	listing.kind = "listing";
	shop_begin(&s);
	shop_load_begin(&s, "2025-01-27T11:00:00Z", false);
	shop_add(&s, &a);
	shop_add(&s, &listing);
	cr_expect_eq(s.load.passed, 1, "a listing is no article");
	struct batch_counts c = shop_load_end(&s);

	cr_expect_eq(c.added, 1);
	cr_expect_eq(c.observations, 0);
	struct reader *r = shop_read(&s, NULL);
	uint16_t model;
	int64_t since;

	cr_expect_eq(read_adopted(r, &model, &since, &e), 0);
	cr_assert_eq(read_size(r, TABLE_DOC, &n, &e), 0);
	cr_expect_eq(n.rows, 1);
	read_end(r);
	/* scored later: the clocks are those of the first version */
	struct sample scored = first;

	scored.published = NULL;
	c = shop_load(&s, "2025-01-29", &scored, 1);
	cr_expect_eq(c.versions, 1);
	struct obs_row row;

	cr_expect_eq(shop_rows(&s, "article", NULL, &row), 1);
	cr_expect_eq(row.key.time, stamp_at(first.published));
	/* the bare line again adds nothing */
	c = shop_load(&s, "2025-01-30", &a, 1);
	cr_expect_eq(c.repeated, 1);
	shop_verify(&s);
	shop_end(&s);
}

Test(load, a_small_batch_ceiling_changes_nothing_but_known)
{
	enum { N = 60 };
	struct shop s, t;
	struct buf x, y;

	shop_begin(&s);
	shop_begin(&t);
	shop_load_begin(&s, "2025-02-27", false);
	shop_load_begin(&t, "2025-02-27", false);
	t.load.batch.max_rows = 7;
	for (int i = 0; i < N; i++) {
		struct sample a = first;
		char id[16], text[32];

		(void)snprintf(id, sizeof id, "%d", i % 40);
		(void)snprintf(text, sizeof text, "text %d", i % 50);
		a.id = id;
		a.text = text;
		a.url = NULL;
		a.fingerprint = (uint64_t)(i % 3 + 1) << 20;
		shop_add(&s, &a);
		shop_add(&t, &a);
	}
	struct batch_counts c = shop_load_end(&s), d = shop_load_end(&t);

	cr_expect_eq(c.added, 40);
	cr_expect_eq(c.versions, 20);
	cr_expect_eq(d.added, 40);
	cr_expect_eq(d.versions, 20);
	cr_expect_eq(c.observations, d.observations);
	cr_expect(d.known > c.known);
	shop_dump(&s, false, &x);
	shop_dump(&t, false, &y);
	cr_expect(str_eq(buf_view(&x), buf_view(&y)));
	buf_release(&x);
	buf_release(&y);
	shop_verify(&t);
	shop_end(&s);
	shop_end(&t);
}

Test(load, a_batch_that_fills_the_map_is_done_again_whole)
{
	struct shop s;
	struct sample v[200];
	char ids[200][16];

	for (size_t i = 0; i < COUNT(v); i++) {
		(void)snprintf(ids[i], sizeof ids[i], "id %zu", i);
		v[i] = first;
		v[i].id = ids[i];
		v[i].url = NULL;
		v[i].fingerprint = 0;
	}
	shop_begin(&s);
	shop_close(&s);
	shop_open(&s, 160 * 1024);
	struct batch_counts c = shop_load(&s, "2025-02-27", v, COUNT(v));

	cr_expect_eq(c.added, 200);
	cr_expect_eq(c.observations, 800);
	cr_expect_eq(shop_rows(&s, "article", NULL, NULL), 200);
	shop_verify(&s);
	shop_end(&s);
}
