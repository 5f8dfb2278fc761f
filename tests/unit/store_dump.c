/* the store as text, and back */
#include "tests/unit/store_help.h"

#include "store/prune.h"
#include "store/undump_load.h"

#include <fcntl.h>

#define COUNT(v) (sizeof(v) / sizeof *(v))

static void put_file(const char *path, struct str text)
{
	FILE *f = fopen(path, "wb");

	cr_assert(f);
	cr_assert_eq(fwrite(text.p, 1, text.n, f), text.n);
	cr_assert_eq(fclose(f), 0);
}

/* load a dump into the (closed) store of t */
static int load_text(struct shop *t, struct str text, struct err *e)
{
	char path[128];
	struct undump_file u = {0};

	put_file(shop_file(t, "in", path), text);
	u.from = lines_open(path, e);
	cr_assert(u.from, "%s", e->text);
	enum lines_result r = lines_next(u.from, &u.head, e);

	cr_assert_eq(r, LINES_LINE);
	int rc = undump_load(t->path, &u, e);

	lines_close(u.from);
	return rc;
}

/* a store with every kind of row */
static void fill(struct shop *s)
{
	static const char *const langs[] = {"en", "ar", "zh-Hans"};
	static const char fact[] =
	    "{\"v\":1,\"record\":\"fact\",\"cik\":\"1\",\"accession\":\"x-1\","
	    "\"filed\":\"2025-02-26\",\"concept\":\"us-gaap:Revenues\","
	    "\"value\":\"39.331e9\",\"unit\":\"USD\",\"end\":\"2025-01-26\"}";
	static const char poll[] =
	    "{\"v\":1,\"record\":\"outcome\",\"url\":\"https://e.org/f\","
	    "\"feed\":\"https://e.org/f\",\"at\":\"2025-01-01T00:00:00Z\","
	    "\"status\":200,\"reason\":\"fetched\"}";
	static const char refused[] =
	    "{\"v\":1,\"record\":\"outcome\",\"stage\":\"parse\","
	    "\"place\":\"a.warc.gz:7\",\"reason\":\"no \\\"title\\\"\\n\"}";

	struct sample first = {.id = "unscored"};

	(void)shop_load(s, "2025-02-20", &first, 1);
	/* headlines, then their pages: one near the other's */
	for (int i = 0; i < 4; i++) {
		struct sample h = {.id = i % 2 ? "h1" : "h2",
		    .title = i % 2 ? "one" : "two",
		    .text = i < 2 ? "headline" : "page",
		    .published = "2025-01-10T12:00:00Z",
		    .precision = "second",
		    .model = "core-1",
		    .content = i < 2 ? "summary" : "full",
		    .fingerprint = i < 2 ? UINT64_C(0xf0f0) << (16 * i) : 0xff};

		(void)shop_load(s, "2025-02-21", &h, 1);
	}
	for (int round = 0; round < 3; round++) {
		shop_load_begin(s, "2025-02-27", false);
		for (int i = 0; i < 20; i++) {
			char id[16], text[64];
			struct sample a = {.id = id,
			    .text = text,
			    .url = "https://e.org/x",
			    .feed = "https://e.org/f",
			    .source = "وكالة \"أنباء\"",
			    .lang = langs[i % 3],
			    .published = i % 4 ? "2025-01-10" : NULL,
			    .precision = "day",
			    .fetched = "2025-01-11",
			    .model = round == 2 ? "core-2" : "core-1",
			    .fingerprint = (uint64_t)(i / 2 + 1) << 30,
			    .entity = i % 2 ? "nvidia" : "深度求索",
			    .signal = round ? "adoption" : "market-fall",
			    .demand = i % 3 - 1,
			    .strength = 0.3333,
			    .value = i % 3 ? "-17.25" : NULL,
			    .horizon = "P1D",
			    .fact = i == 7 ? "1e20" : NULL};

			(void)snprintf(id, sizeof id, "%d", i);
			(void)snprintf(text, sizeof text,
			    "text \\\"%d\\\" of %d: 英伟达 إنفيديا", i,
			    i % 5 ? round : 0);
			shop_add(s, &a);
		}
		shop_add_line(s, fact);
		shop_add_line(s, poll);
		shop_add_line(s, refused);
		(void)shop_load_end(s);
	}
}

Test(dump, comes_back_byte_for_byte)
{
	struct shop s, t;
	struct buf one, two;
	struct err e = {0};
	long long pruned;

	shop_begin(&s);
	fill(&s);
	cr_assert_eq(prune_store(s.env, stamp_at("2025-01-01"),
			 stamp_at("2025-03-01"), &pruned, &e),
	    0);
	cr_expect_eq(pruned, 0);
	shop_dump(&s, true, &one);
	cr_expect(strstr(buf_text(&one), "{\"record\":\"story-text\","));
	cr_expect(strstr(buf_text(&one), "{\"record\":\"story-joined\","));
	shop_begin(&t);
	shop_close(&t);
	cr_assert_eq(load_text(&t, buf_view(&one), &e), 0, "%s", e.text);
	shop_open(&t, 0);
	shop_verify(&t);
	shop_dump(&t, true, &two);
	cr_assert(str_eq(buf_view(&one), buf_view(&two)));
	/* commits without observations are in the feed, too */
	cr_expect(shop_table(&s, TABLE_LOG) > shop_table(&s, TABLE_OBS));
	cr_expect_eq(shop_table(&t, TABLE_LOG), shop_table(&s, TABLE_LOG));
	/* the copy goes on as the first would: a repeat is a repeat */
	fill(&t);
	buf_release(&two);
	shop_dump(&t, true, &two);
	cr_expect(str_eq(buf_view(&one), buf_view(&two)));
	buf_release(&one);
	buf_release(&two);
	shop_end(&s);
	shop_end(&t);
}

Test(dump, of_pruned_texts_comes_back_too)
{
	struct shop s, t;
	struct buf one, two;
	struct err e = {0};
	long long pruned;

	shop_begin(&s);
	fill(&s);
	cr_assert_eq(prune_store(s.env, stamp_at("2025-02-01"),
			 stamp_at("2025-03-01"), &pruned, &e),
	    0);
	cr_expect(pruned > 20);
	shop_dump(&s, true, &one);
	shop_begin(&t);
	shop_close(&t);
	cr_assert_eq(load_text(&t, buf_view(&one), &e), 0, "%s", e.text);
	shop_open(&t, 0);
	shop_dump(&t, true, &two);
	cr_expect(str_eq(buf_view(&one), buf_view(&two)));
	buf_release(&one);
	buf_release(&two);
	shop_end(&s);
	shop_end(&t);
}

Test(dump, of_an_empty_store_comes_back)
{
	struct shop s, t;
	struct buf one, two;
	struct err e = {0};

	shop_begin(&s);
	shop_dump(&s, true, &one);
	shop_begin(&t);
	shop_close(&t);
	cr_assert_eq(load_text(&t, buf_view(&one), &e), 0, "%s", e.text);
	shop_open(&t, 0);
	shop_dump(&t, true, &two);
	cr_expect_str_eq(buf_text(&one), buf_text(&two));
	buf_release(&one);
	buf_release(&two);
	shop_end(&s);
	shop_end(&t);
}

Test(dump, without_known_says_nothing_of_batches_or_archives)
{
	struct sample a = {.id = "a", .model = "m", .entity = "nvidia"};
	struct shop s;
	struct buf b;

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-27", &a, 1);
	shop_dump(&s, false, &b);
	cr_expect(
	    str_find(buf_view(&b), STR("\"known\":\""), 0) == b.n, "no stamp");
	cr_expect(str_find(buf_view(&b), STR("watermark"), 0) == b.n);
	cr_expect(str_find(buf_view(&b), STR("\"raw\":null"), 0) < b.n);
	cr_expect(
	    str_find(buf_view(&b), STR("\"record\":\"story\""), 0) == b.n);
	buf_release(&b);
	shop_end(&s);
}

Test(dump, is_not_loaded_over_anything)
{
	struct sample a = {.id = "a", .model = "m", .entity = "nvidia"};
	struct shop s;
	struct buf b;
	struct err e = {0};

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-27", &a, 1);
	shop_dump(&s, true, &b);
	shop_close(&s);
	cr_expect_eq(load_text(&s, buf_view(&b), &e), -1);
	cr_expect_eq(e.code, EXIT_CANTCREAT);
	cr_expect(strstr(e.text, "is not empty"));
	buf_release(&b);
	shop_open(&s, 0);
	cr_expect_eq(shop_rows(&s, "article", NULL, NULL), 1);
	shop_end(&s);
}

/* what is done to a good dump: the first `from` is replaced */
static const struct {
	const char *from, *to;
	int code;
	const char *says;
} damages[] = {
    {"\"v\":1,\"schema\"", "\"v\":2,\"schema\"", EXIT_CONFIG, "newer"},
    {"\"schema\":1", "\"schema\":2", EXIT_CONFIG, "newer"},
    {"\"v\":1,\"schema\"", "\"v\":0,\"schema\"", EXIT_DATA, "no version"},
    {"\"known\":true", "\"known\":false", EXIT_DATA, "--no-known"},
    {"\"rows\":", "\"rows\":1", EXIT_DATA, "end mark"},
    {"\"crc32c\":\"", "\"crc32c\":\"0", EXIT_DATA, "end mark"},
    {"\"relevance\":500000", "\"relevance\":500001", EXIT_DATA, "end mark"},
    {"{\"record\":\"end\"", "{\"record\":\"and\"", EXIT_DATA, "no end mark"},
    {"\"record\":\"model\"", "\"record\":\"madel\"", EXIT_DATA,
	"line 2: no record of a dump"},
    {"{\"record\":\"model\"", "{\"record\":\"model", EXIT_DATA, "line 2"},
    {"\"series\":\"article\"", "\"series\":\"particle\"", EXIT_DATA,
	"'series' names none"},
    {"\"time\":\"2025", "\"time\":\"20x5", EXIT_DATA, "'time'"},
    {"\"origin\":\"", "\"origin\":\"c", EXIT_DATA, "'origin'"},
    {"\"digest\":\"", "\"digest\":\"0", EXIT_DATA, "'digest'"},
    {"\"doc\":\"", "\"doc\":\"0", EXIT_DATA, "'doc'"},
    {"\"line\":{", "\"lime\":{", EXIT_DATA, "'line' is missing"},
    {"\"items\":[[", "\"items\":[[0,", EXIT_DATA, "'items'"},
    {"\"items\":[[", "\"items\":[[\"\",", EXIT_DATA, "'items'"},
    {"\"items\":[[0", "\"items\":[[-1", EXIT_DATA, "'items'"},
    {"\"items\":[[", "\"items\":[[],[", EXIT_DATA, "'items'"},
    {"\"record\":\"story\",\"story\":\"", "\"record\":\"story\",\"story\":\"g",
	EXIT_DATA, "'story'"},
    {"\"record\":\"story\",", "\"record\":\"story\",\"figures\":\"0\",",
	EXIT_DATA, "'figures'"},
};

static void damage(struct buf *to, struct str good, size_t i)
{
	struct str from = str_of(damages[i].from);
	size_t at = str_find(good, from, 0);

	cr_assert(at < good.n, "%s is not in the dump", damages[i].from);
	buf_init(to, (size_t)1 << 30);
	buf_str(to, str_sub(good, 0, at));
	buf_puts(to, damages[i].to);
	buf_str(to, str_sub(good, at + from.n, good.n));
}

Test(dump, a_damaged_one_is_refused_whole)
{
	struct sample v[] = {{.id = "a",
				 .published = "2025-01-02",
				 .model = "m",
				 .entity = "nvidia",
				 .signal = "adoption",
				 .value = "17",
				 .fingerprint = 0xff},
	    {.id = "b", .model = "m", .entity = "amd"}};
	struct shop s, t;
	struct buf good, bad;

	shop_begin(&s);
	shop_begin(&t);
	shop_close(&t);
	(void)shop_load(&s, "2025-02-27", v, COUNT(v));
	shop_dump(&s, true, &good);
	for (size_t i = 0; i < COUNT(damages); i++) {
		struct err e = {0};

		damage(&bad, buf_view(&good), i);
		cr_expect_eq(
		    load_text(&t, buf_view(&bad), &e), -1, "%s", damages[i].to);
		cr_expect_eq(
		    e.code, damages[i].code, "%s: %s", damages[i].to, e.text);
		cr_expect(strstr(e.text, damages[i].says), "%s: %s",
		    damages[i].to, e.text);
		buf_release(&bad);
	}
	/* nothing of it is in the store */
	shop_open(&t, 0);
	cr_expect_eq(shop_rows(&t, "article", NULL, NULL), 0);
	buf_release(&good);
	shop_end(&s);
	shop_end(&t);
}

Test(dump, a_cut_one_is_refused_wherever_it_is_cut)
{
	struct sample a = {.id = "a", .model = "m", .entity = "nvidia"};
	struct shop s, t;
	struct buf b;

	shop_begin(&s);
	shop_begin(&t);
	shop_close(&t);
	(void)shop_load(&s, "2025-02-27", &a, 1);
	shop_dump(&s, true, &b);
	/* all but the last line end */
	for (size_t n = 20; n + 2 < b.n; n += 61) {
		struct err e = {0};

		cr_expect_eq(
		    load_text(&t, str_sub(buf_view(&b), 0, n), &e), -1);
		cr_expect_eq(e.code, EXIT_DATA, "cut at %zu: %s", n, e.text);
	}
	buf_release(&b);
	shop_end(&s);
	shop_end(&t);
}
