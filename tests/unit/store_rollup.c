/*
 * The rollup over random histories: at every commit it says what the rows say,
 * for every model, language and origin, at any as-of, up to any day.
 */
#include "store/db/names.h"
#include "store/db/rollup_read.h"
#include "store/rollup_keep.h"
#include "tests/unit/store_help.h"

enum { BATCHES = 40, FROM_MONTH = 0, MONTHS = 5, MODELS = 2 };

static const char *const models[MODELS] = {"core-a", "core-b"};
static const char *const feeds[] = {
    "https://a.example/feed", "https://b.example/feed"};

static int64_t month_of(int i)
{
	static const char *const months[MONTHS] = {"2025-01-01", "2025-02-01",
	    "2025-03-01", "2025-04-01", "2025-05-01"};

	return stamp_at(months[i]);
}

static unsigned below(unsigned *seed, unsigned n)
{
	return (unsigned)rand_r(seed) % n;
}

/* ---- what is loaded ---- */

static const char *time_text(unsigned *seed, char text[STAMP_TEXT_BYTES])
{
	static const int64_t day = STAMP_DAY;
	/* the ends of days and months are where it goes wrong, if it does */
	int64_t t = month_of(0) + (int64_t)below(seed, 130) * day;

	switch (below(seed, 4)) {
	case 0:
		t += day - 1;
		break;
	case 1:
		break;
	default:
		t += (int64_t)below(seed, 86400) * STAMP_SECOND;
		break;
	}
	return stamp_format(t, text);
}

/* near copies share a fingerprint: within 72 h they are one story */
static void add_article(struct shop *s, unsigned *seed)
{
	static const char *const langs[] = {"en", "ar", "zh-Hans", "zh-Hant"};
	static const char *const sources[] = {"A", "B", "C"};
	static const char *const kinds[] = {
	    "news", "news", "news", "post", "filing", "release"};
	static const char *const contents[] = {"full", "partial", "summary"};
	char id[32], text[32], when[STAMP_TEXT_BYTES], got[STAMP_TEXT_BYTES];
	unsigned number = below(seed, 60);
	struct sample a = {.id = id,
	    .text = text,
	    .published = below(seed, 12) ? time_text(seed, when) : NULL,
	    .fetched = time_text(seed, got),
	    .source = sources[below(seed, 3)],
	    .lang = langs[below(seed, 4)],
	    .kind = kinds[below(seed, 6)],
	    .content = contents[below(seed, 3)],
	    .feed = below(seed, 3) ? feeds[below(seed, 2)] : NULL,
	    .model = models[below(seed, MODELS)],
	    .fingerprint = UINT64_C(0x1111222233334444) * (number % 9 + 1),
	    .entity = below(seed, 2) ? "nvidia" : NULL};

	(void)snprintf(id, sizeof id, "article %u", number);
	(void)snprintf(text, sizeof text, "text %u", below(seed, 4));
	shop_add(s, &a);
}

static void add_poll(struct shop *s, unsigned *seed)
{
	static const char *const ends[] = {"\"status\":200", "\"status\":304",
	    "\"status\":500", "\"reason\":\"timeout\"",
	    "\"reason\":\"fetched\""};
	const char *feed = feeds[below(seed, 2)];
	char line[512], when[STAMP_TEXT_BYTES];

	(void)snprintf(line, sizeof line,
	    "{\"v\":1,\"record\":\"outcome\",\"url\":\"%s\",\"feed\":\"%s\","
	    "\"at\":\"%s\",%s}",
	    below(seed, 4) ? feed : "https://a.example/page", feed,
	    time_text(seed, when), ends[below(seed, 5)]);
	shop_add_line(s, line);
}

static void one_batch(struct shop *s, unsigned *seed, int64_t now)
{
	struct err e = {0};

	load_init(
	    &s->load, &s->w, (struct stamp_clock){now}, below(seed, 4) == 0);
	for (unsigned i = below(seed, 12); i-- > 0;)
		add_article(s, seed);
	for (unsigned i = below(seed, 6); i-- > 0;)
		add_poll(s, seed);
	cr_assert_eq(load_end(&s->load, &e), 0, "%s", e.text);
	load_release(&s->load);
}

/* ---- what it says ---- */

static void write_view(struct buf *to, struct rollup_reader *rr,
    const struct rollup_which *w, uint32_t month, int64_t until)
{
	struct rollup_view v = {0};
	struct err e = {0};

	cr_assert_eq(rollup_read(rr, month, w, until, &v, &e), 0, "%s", e.text);
	/* days that were not asked for may be there */
	for (int d = 0; d < ROLLUP_DAYS; d++)
		if (!month || check_month_begin(month) + d * STAMP_DAY < until)
			buf_printf(to, " %u/%u", v.articles[d], v.stories[d]);
	for (size_t i = 0; i < v.n_cells; i++)
		if (check_month_begin(month) +
			(int64_t)v.cells[i].day * STAMP_DAY <
		    until)
			buf_printf(to, " %llu@%u:%u",
			    (unsigned long long)v.cells[i].key, v.cells[i].day,
			    v.cells[i].n);
	for (size_t i = 0; i < v.n_newest; i++)
		buf_printf(to, " %u=%llx,%lld,%lld", v.newest[i].source,
		    (unsigned long long)v.newest[i].doc,
		    (long long)v.newest[i].at, (long long)v.newest[i].known);
	rollup_view_release(&v);
}

static void write_polls(
    struct buf *to, struct reader *r, bool from_rows, size_t *used)
{
	for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++) {
		const struct series_name name = {
		    OBS_OUTCOME, str_of(feeds[i]), {NULL, 0}};
		struct rollup_reader rr;
		struct rollup_feed f;
		struct err e = {0};
		uint32_t id, days;

		if (read_series(r, &name, &id, &e) != 1 ||
		    rollup_feed_of(r, str_of(feeds[i]), &f, &e) != 0)
			continue;
		rollup_reader_begin(&rr, r, id);
		rr.from_rows = from_rows;
		for (int m = FROM_MONTH; m < MONTHS; m++) {
			cr_assert_eq(
			    rollup_read_polls(
				&rr, check_month(month_of(m)), &f, &days, &e),
			    0, "%s", e.text);
			buf_printf(to, " %x", days);
		}
		*used += rr.from_table;
		rollup_reader_end(&rr);
	}
}

/* everything that can be asked, as text; used: months that a row told */
static void say(struct buf *to, struct shop *s, int64_t as_of, int64_t until,
    bool from_rows, size_t *used)
{
	struct err e = {0};
	struct reader *r = read_begin(s->env, as_of, &e);
	struct rollup_reader rr;
	uint32_t id = 0;

	cr_assert(r, "%s", e.text);
	buf_clear(to);
	if (read_id(r, NAME_SERIES, STR("article"), &id, &e) == 1) {
		rollup_reader_begin(&rr, r, id);
		rr.from_rows = from_rows;
		for (uint16_t model = 1; model <= MODELS; model++)
			for (uint16_t lang = 0; lang <= 4; lang++)
				for (int live = 0; live < 2; live++) {
					struct rollup_which w = {
					    model, lang, live};

					buf_char(to, '\n');
					write_view(to, &rr, &w, 0, until);
					for (int m = 0; m < MONTHS; m++)
						write_view(to, &rr, &w,
						    check_month(month_of(m)),
						    until);
				}
		*used += rr.from_table;
		rollup_reader_end(&rr);
	}
	write_polls(to, r, from_rows, used);
	read_end(r);
}

static void expect_same(
    struct shop *s, int64_t as_of, int64_t until, size_t *used, struct buf b[2])
{
	size_t none = 0;

	say(&b[0], s, as_of, until, false, used);
	say(&b[1], s, as_of, until, true, &none);
	cr_expect_eq(none, 0);
	cr_assert(str_eq(buf_view(&b[0]), buf_view(&b[1])),
	    "the rollup says\n%s\nthe rows say\n%s", buf_text(&b[0]),
	    buf_text(&b[1]));
}

static void one_history(unsigned seed)
{
	int64_t now = stamp_at("2025-05-10"), past[BATCHES];
	struct buf b[2];
	struct shop s;
	size_t used = 0;

	shop_begin(&s);
	buf_init(&b[0], 1 << 22);
	buf_init(&b[1], 1 << 22);
	for (int i = 0; i < BATCHES; i++) {
		now += (int64_t)below(&seed, 3) * STAMP_HOUR;
		one_batch(&s, &seed, now);
		past[i] = shop_watermark(&s);
		shop_verify(&s);
		expect_same(&s, STAMP_NONE, INT64_MAX, &used, b);
		expect_same(&s, past[below(&seed, (unsigned)i + 1)],
		    month_of(0) + (int64_t)below(&seed, 130) * STAMP_DAY, &used,
		    b);
	}
	cr_expect_gt(used, BATCHES, "no row was used: this shows nothing");
	buf_release(&b[0]);
	buf_release(&b[1]);
	shop_end(&s);
}

Test(rollup, says_what_the_rows_say)
{
	for (unsigned seed = 1; seed <= 4; seed++)
		one_history(seed);
}

/* ---- rows that are missing, or behind ---- */

static void fill(struct shop *s, unsigned seed)
{
	shop_begin(s);
	for (int i = 0; i < 6; i++)
		one_batch(s, &seed, stamp_at("2025-05-10") + i * STAMP_HOUR);
}

static uint32_t articles_of(struct shop *s)
{
	struct reader *r = shop_read(s, NULL);
	struct err e = {0};
	uint32_t id = 0;

	cr_assert_eq(read_id(r, NAME_SERIES, STR("article"), &id, &e), 1);
	read_end(r);
	return id;
}

struct forged {
	uint32_t month, series;
	const struct buf *value; /* NULL: leave it out, as a batch does */
};

static int forge(struct writer *w, void *user, struct err *e)
{
	const struct forged *f = user;
	unsigned char key[ROLLUP_KEY_BYTES];
	struct str k = {(char *)key, sizeof key};

	w->quiet = true;
	rollup_key(key, f->month, f->series);
	return write_derived(w, TABLE_ROLLUP, k,
	    f->value ? buf_view(f->value) : (struct str){"", 0}, e);
}

static void put_forged(struct shop *s, const struct forged *f)
{
	struct forged copy = *f;
	struct err e = {0};

	cr_assert_eq(write_run(&s->w, 0, forge, &copy, &e), 0, "%s", e.text);
}

/* the value of a row, as it is now */
static void copy_row(
    struct shop *s, uint32_t month, uint32_t series, struct buf *to)
{
	struct reader *r = shop_read(s, NULL);
	unsigned char key[ROLLUP_KEY_BYTES];
	struct err e = {0};
	struct str v;

	rollup_key(key, month, series);
	cr_assert_eq(env_get(s->env, r->txn, TABLE_ROLLUP,
			 (struct str){(char *)key, sizeof key}, &v, &e),
	    1);
	buf_clear(to);
	buf_str(to, v);
	read_end(r);
}

Test(rollup, is_filled_in_where_it_is_missing)
{
	struct err e = {0};
	struct shop s;
	size_t used = 0;
	struct buf b[2];

	fill(&s, 7);
	uint64_t whole = shop_table(&s, TABLE_ROLLUP);

	buf_init(&b[0], 1 << 22);
	buf_init(&b[1], 1 << 22);
	for (int m = 0; m < 3; m++)
		put_forged(&s, &(struct forged){check_month(month_of(m)),
				   articles_of(&s), NULL});
	shop_verify(&s);
	expect_same(&s, STAMP_NONE, INT64_MAX, &used, b);
	int64_t known = shop_watermark(&s);

	cr_assert_eq(rollup_fill(s.env, &e), 0, "%s", e.text);
	cr_expect_eq(shop_table(&s, TABLE_ROLLUP), whole);
	cr_expect_eq(shop_watermark(&s), known, "it makes nothing known");
	shop_verify(&s);
	expect_same(&s, STAMP_NONE, INT64_MAX, &used, b);
	buf_release(&b[0]);
	buf_release(&b[1]);
	shop_end(&s);
}

static int count_all(struct writer *w, void *user, struct err *e)
{
	(void)user;
	w->quiet = true;
	return rollup_fill_all(w, e);
}

static void fill_all(struct shop *s)
{
	struct err e = {0};

	cr_assert_eq(write_run(&s->w, 0, count_all, NULL, &e), 0, "%s", e.text);
}

Test(rollup, that_is_behind_is_no_answer_and_is_told_by_verify)
{
	uint32_t month = check_month(month_of(1));
	unsigned seed = 99;
	struct err e = {0};
	struct shop s;
	size_t used = 0;
	struct buf b[2], old;
	uint64_t rows;

	fill(&s, 8);
	buf_init(&b[0], 1 << 22);
	buf_init(&b[1], 1 << 22);
	buf_init(&old, 1 << 22);
	copy_row(&s, month, articles_of(&s), &old);
	for (int i = 0; i < 9; i++)
		one_batch(&s, &seed, stamp_at("2025-05-11") + i * STAMP_HOUR);
	put_forged(&s, &(struct forged){month, articles_of(&s), &old});
	expect_same(&s, STAMP_NONE, INT64_MAX, &used, b);
	struct reader *r = shop_read(&s, NULL);

	cr_expect_eq(check_store(r, &rows, &e), -1);
	cr_expect_eq(e.code, EXIT_DATA);
	cr_expect(strstr(e.text, "2025-02"), "%s", e.text);
	read_end(r);
	fill_all(&s);
	shop_verify(&s);
	buf_release(&b[0]);
	buf_release(&b[1]);
	buf_release(&old);
	shop_end(&s);
}

Test(rollup, with_a_count_that_the_rows_do_not_have_is_told_by_verify)
{
	uint32_t month = check_month(month_of(2));
	struct err e = {0};
	struct shop s;
	struct buf row;
	uint64_t rows;

	fill(&s, 9);
	buf_init(&row, 1 << 22);
	copy_row(&s, month, articles_of(&s), &row);
	/* of the first section's first view: its last byte */
	row.p[row.n - 1] ^= 1;
	put_forged(&s, &(struct forged){month, articles_of(&s), &row});
	struct reader *r = shop_read(&s, NULL);

	cr_expect_eq(check_store(r, &rows, &e), -1);
	cr_expect_eq(e.code, EXIT_DATA);
	read_end(r);
	buf_release(&row);
	shop_end(&s);
}
