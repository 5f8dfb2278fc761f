/* the small parts that ask no store: checksums, numbers, names, places */
#include "tests/unit/store_help.h"

#include "store/db/bytes.h"
#include "store/db/crc.h"
#include "store/db/decimal.h"
#include "store/db/series.h"
#include "store/figures.h"
#include "store/identity.h"
#include "store/place.h"

#include "fetch/base/stamp.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(v) (sizeof(v) / sizeof *(v))

Test(crc, gives_the_values_of_rfc_3720)
{
	unsigned char v[32];

	memset(v, 0, sizeof v);
	cr_expect_eq(crc32c(0, v, sizeof v), 0x8a9136aaU);
	memset(v, 0xff, sizeof v);
	cr_expect_eq(crc32c(0, v, sizeof v), 0x62a8ab43U);
	for (size_t i = 0; i < sizeof v; i++)
		v[i] = (unsigned char)i;
	cr_expect_eq(crc32c(0, v, sizeof v), 0x46dd794eU);
	cr_expect_eq(crc32c(0, "123456789", 9), 0xe3069283U);
}

Test(crc, is_the_same_with_and_without_the_instruction_and_in_parts)
{
	unsigned char v[300];

	for (size_t i = 0; i < sizeof v; i++)
		v[i] = (unsigned char)(i * 37 + 11);
	for (size_t from = 0; from < 9; from++)
		for (size_t n = 0; n + from <= sizeof v; n += 7) {
			uint32_t whole = crc32c(5, v + from, n);

			cr_expect_eq(whole, crc32c_portable(5, v + from, n));
			cr_expect_eq(whole, crc32c(crc32c(5, v + from, n / 3),
						v + from + n / 3, n - n / 3));
		}
}

Test(crc, of_a_row_is_that_of_its_parts)
{
	unsigned char v[64];

	for (size_t i = 0; i < sizeof v; i++)
		v[i] = (unsigned char)(i * 37 + 11);
	for (size_t a = 0; a <= 32; a++)
		for (size_t b = 0; b <= 24; b++) {
			unsigned char first = (unsigned char)(a + b);
			uint32_t parts = crc32c(0, &first, 1);

			parts = crc32c(parts, v, a);
			parts = crc32c(parts, v + 33, b);
			cr_expect_eq(crc32c_row(first, v, a, v + 33, b), parts);
		}
}

static const struct {
	const char *time, *why;
} days[] = {
    {"2024-12-31T23:59:59.999999Z", "the last moment of a year"},
    {"2025-01-01T00:00:00Z", "the first of the next"},
    {"2025-01-31T12:00:00Z", "the same month"},
    {"2025-02-01T00:00:00Z", "the next"},
    {"2024-02-29T00:00:00Z", "back, to a leap day"},
    {"1969-12-31T23:59:59Z", "before the epoch"},
    {"1970-01-01T00:00:00Z", "the epoch"},
    {NULL, "undated"},
    {"1970-01-01T00:00:00Z", "dated again"},
    {"0001-01-01T00:00:00Z", "an odd date"},
    {"9999-12-31T23:59:59Z", "another one"},
};

Test(check, a_calendar_names_the_month_that_the_time_alone_does)
{
	struct check_calendar c = {0};

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		int64_t t = stamp_at(days[i].time);

		cr_expect_eq(
		    check_month_next(&c, t), check_month(t), "%s", days[i].why);
		cr_expect_eq(
		    check_month_next(&c, t), check_month(t), "%s", days[i].why);
	}
	cr_expect_eq(check_month_next(&c, INT64_MAX), check_month(INT64_MAX));
	cr_expect_eq(
	    check_month_next(&c, INT64_MIN + 1), check_month(INT64_MIN + 1));
}

Test(bytes, order_of_keys_is_order_of_times)
{
	static const int64_t times[] = {INT64_MIN, INT64_MIN + 1, -5, -1, 0, 1,
	    1738000000000000, INT64_MAX};
	unsigned char a[8], b[8];

	for (size_t i = 0; i + 1 < COUNT(times); i++) {
		bytes_put_be(a, bytes_bias(times[i]), 8);
		bytes_put_be(b, bytes_bias(times[i + 1]), 8);
		cr_expect(memcmp(a, b, 8) < 0, "%zu", i);
		cr_expect_eq(bytes_unbias(bytes_get_be(a, 8)), times[i]);
	}
}

static const struct {
	const char *in, *out; /* out NULL: refused */
	const char *why;
} decimals[] = {
    {"0", "0", "zero"},
    {"-0.00", "0", "one form of zero"},
    {"0e100", "0", "zero has no exponent"},
    {"17", "17", "plain"},
    {"+3", "3", "a sign"},
    {"-12.50", "-12.5", "trailing zeros go"},
    {"5.89e11", "589000000000", "an exponent"},
    {"589E9", "589000000000", "a great E"},
    {"1e-3", "0.001", "a negative exponent"},
    {".5", "0.5", "no digit before the point"},
    {"5.", "5", "none behind it"},
    {"999999999999999999", "999999999999999999", "18 digits"},
    {"0.000000000000000000001", "0.000000000000000000001", "small"},
    {"1000000000000000000", NULL, "19 digits"},
    {"", NULL, "nothing"},
    {"-", NULL, "a sign alone"},
    {".", NULL, "a point alone"},
    {"1.2.3", NULL, "two points"},
    {"1e", NULL, "no exponent"},
    {"1e1234", NULL, "an exponent of four digits"},
    {"1e200", NULL, "too great"},
    {"1e-200", NULL, "too small"},
    {"1,000", NULL, "a comma"},
    {" 1", NULL, "a blank"},
    {"0x10", NULL, "hex"},
    {"nan", NULL, "no number"},
    {"١٧", NULL, "digits of another script"},
};

Test(decimal, reads_what_is_exact_and_refuses_the_rest)
{
	for (size_t i = 0; i < COUNT(decimals); i++) {
		struct decimal d;
		struct buf b;
		bool ok = decimal_read(str_of(decimals[i].in), &d);

		cr_expect_eq(ok, decimals[i].out != NULL, "%s: %s",
		    decimals[i].in, decimals[i].why);
		if (!ok || !decimals[i].out)
			continue;
		buf_init(&b, 1000);
		decimal_write(&b, d);
		cr_expect_str_eq(buf_text(&b), decimals[i].out, "%s: %s",
		    decimals[i].why, buf_text(&b));
		buf_release(&b);
	}
}

Test(decimal, comes_back_from_its_text)
{
	unsigned seed = 7;

	for (int i = 0; i < 2000; i++) {
		struct decimal d, again;
		struct buf b;
		int64_t m =
		    (int64_t)rand_r(&seed) * rand_r(&seed) % 1000000000000;

		buf_init(&b, 1000);
		buf_printf(&b, "%lld.%03d", (long long)(i % 2 ? m : -m),
		    rand_r(&seed) % 1000);
		cr_assert(decimal_read(buf_view(&b), &d));
		buf_clear(&b);
		decimal_write(&b, d);
		cr_assert(decimal_read(buf_view(&b), &again));
		cr_expect_eq(d.mantissa, again.mantissa, "%s", buf_text(&b));
		cr_expect_eq(d.exponent, again.exponent);
		buf_release(&b);
	}
}

static const struct {
	const char *name;
	int kind; /* 0: no name of a series */
	const char *what, *entity;
} names[] = {
    {"article", OBS_ARTICLE, NULL, NULL},
    {"mention/nvidia", OBS_MENTION, NULL, "nvidia"},
    {"mention/a/b", OBS_MENTION, NULL, "a/b"},
    {"signal/jevons/compute", OBS_SIGNAL, "jevons", "compute"},
    {"claim/share-price/nvidia", OBS_CLAIM, "share-price", "nvidia"},
    {"fact/us-gaap:Revenues/0001045810 USD", OBS_FACT, "us-gaap:Revenues",
	"0001045810 USD"},
    {"hard/h100/USD/GPU-hour", OBS_HARD, "h100", "USD/GPU-hour"},
    {"outcome/https://e.org/feed", OBS_OUTCOME, NULL, "https://e.org/feed"},
    {"", 0, NULL, NULL},
    {"articles", 0, NULL, NULL},
    {"article/x", 0, NULL, NULL},
    {"mention", 0, NULL, NULL},
    {"mention/", 0, NULL, NULL},
    {"signal/jevons", 0, NULL, NULL},
    {"signal/jevons/", 0, NULL, NULL},
    {"Signal/jevons/x", 0, NULL, NULL},
};

Test(series, names_are_written_as_they_are_read)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		struct series_name s;
		bool ok = series_parse(str_of(names[i].name), &s);
		struct buf b;

		cr_expect_eq(ok, names[i].kind != 0, "%s", names[i].name);
		if (!ok)
			continue;
		cr_expect_eq((int)s.kind, names[i].kind);
		cr_expect(str_eq(s.what, str_of(names[i].what)));
		cr_expect(str_eq(s.entity, str_of(names[i].entity)));
		buf_init(&b, 1000);
		series_write(&b, &s);
		cr_expect_str_eq(buf_text(&b), names[i].name);
		buf_release(&b);
	}
}

static const struct {
	const char *url, *canonical, *place, *why;
} places[] = {
    {"https://a.com/x", NULL, "a.com/x", "its own"},
    {"http://www.a.com/x/", NULL, "a.com/x", "one form"},
    {"https://A.COM:443/X#top", NULL, "a.com/X", "host folded, path kept"},
    {"https://a.com/x?id=1", NULL, "a.com/x?id=1", "a query tells apart"},
    {"https://amp.a.com/x", "https://www.a.com/x", "a.com/x", "forms"},
    {"https://a.com/x?ref=1", "https://a.com/x", "a.com/x", "same host"},
    {"https://news.a.com/x", "https://a.com/y", "a.com/y", "under it"},
    {"https://a.com/x", "https://b.com/x", "a.com/x", "another site"},
    {"https://a.com/x", "https://a.com/", "a.com/x", "the root"},
    {"https://a.com/x", "https://a.com", "a.com/x", "the root"},
    {"https://a.com/x", "/x", "a.com/x", "no whole URL"},
    {"https://a.com/x", "com", "a.com/x", "no URL"},
    {"https://nota.com/x", "https://a.com/y", "nota.com/x", "an ending"},
    {"https://a.com/x", "https://com/y", "a.com/x", "a domain of all"},
    {"https://a.com/", NULL, NULL, "a front page is no article"},
    {"file:///tmp/x.html", NULL, NULL, "a file"},
    {"", NULL, NULL, "nothing"},
    {NULL, "https://a.com/x", NULL, "no URL of its own to compare with"},
};

Test(place, trusts_a_canonical_url_of_the_same_site_that_is_no_root)
{
	struct arena a = {0};

	for (size_t i = 0; i < COUNT(places); i++) {
		struct str p = place_of(
		    str_of(places[i].url), str_of(places[i].canonical), &a);

		cr_expect(str_eq(p, str_of(places[i].place)) &&
			      !p.p == !places[i].place,
		    "%s: '%.*s'", places[i].why, STR_ARG(p));
	}
	arena_release(&a);
}

/* figures from "what=value" pairs; the horizon is the part behind '@' */
static size_t figures(const char *list, unsigned char *to)
{
	struct score_claim c[8];
	struct score s = {.claims = c};
	struct str rest = str_of(list), one;

	while ((one = str_split(&rest, ' ')).p) {
		struct str metric = str_split(&one, '=');
		struct str value = str_split(&one, '@');

		if (metric.n)
			c[s.n_claims++] = (struct score_claim){
			    .metric = metric, .value = value, .horizon = one};
	}
	return figures_of(&s, to);
}

static const struct {
	const char *a, *b;
	bool conflict;
	const char *why;
} pairs[] = {
    {"", "", false, "none"},
    {"fall=17", "", false, "one states nothing"},
    {"fall=17", "fall=17", false, "equal"},
    {"fall=17", "fall=17.0", false, "equal numbers"},
    {"fall=17", "fall=18", true, "another figure"},
    {"fall=17", "rise=18", false, "another metric"},
    {"fall=17 cap=589", "fall=17", false, "cut short"},
    {"fall=17 fall=3", "fall=17", false, "fewer of one metric"},
    {"fall=17 fall=3", "fall=3 fall=17", false, "order"},
    {"fall=17 fall=3", "fall=17 fall=4", true, "one of two differs"},
    {"cap=589@P1D", "cap=600@P3D", false, "another horizon"},
    {"a=1 b=2 c=3", "a=1 b=9 c=3", true, "in the middle"},
    {"a=1 b=2 c=3", "a=1 c=3 d=7", false, "each has more"},
};

Test(figures, differ_where_each_states_what_the_other_does_not)
{
	unsigned char a[FIGURES_MAX_BYTES], b[FIGURES_MAX_BYTES];

	for (size_t i = 0; i < COUNT(pairs); i++) {
		size_t n = figures(pairs[i].a, a), m = figures(pairs[i].b, b);

		cr_expect_eq(figures_conflict(a, n, b, m), pairs[i].conflict,
		    "%s", pairs[i].why);
		cr_expect_eq(figures_conflict(b, m, a, n), pairs[i].conflict,
		    "%s, turned", pairs[i].why);
	}
}

Test(identity, tells_new_same_and_other)
{
	struct identity set = {0};

	for (uint64_t i = 0; i < 5000; i++)
		cr_assert_eq(identity_put(&set, i << 32, i), IDENTITY_NEW);
	for (uint64_t i = 0; i < 5000; i++) {
		cr_assert_eq(identity_put(&set, i << 32, i), IDENTITY_SAME);
		cr_assert_eq(
		    identity_put(&set, i << 32, i + 1), IDENTITY_OTHER);
	}
	identity_clear(&set);
	cr_expect_eq(identity_put(&set, 1 << 30, 5), IDENTITY_NEW);
	identity_release(&set);
}

Test(decimal, differences_are_exact_or_refused)
{
	static const struct {
		const char *a, *b, *out, *why;
	} rows[] = {
	    {"130497000000", "91166000000", "39331000000", "a last quarter"},
	    {"44.48", "30.5", "13.98", "other places behind the point"},
	    {"-33", "-45", "12", "negative ones"},
	    {"10", "10", "0", "nothing is left"},
	    {"0", "1e30", "-1000000000000000000000000000000", "from nothing"},
	    {"1e30", "0", "1000000000000000000000000000000", "nothing"},
	    {"0.3", "0.1", "0.2", "not so with doubles"},
	    {"999999999999999999", "-1", "1000000000000000000",
		"19 digits, 18 of them zeros"},
	    {"999999999999999999", "-2", NULL, "19 digits"},
	    {"1e30", "1", NULL, "31 digits"},
	    {"123456789012345678", "0.1", NULL, "19 digits"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct decimal a, b, d = {0};
		struct buf text;

		cr_assert(decimal_read(str_of(rows[i].a), &a));
		cr_assert(decimal_read(str_of(rows[i].b), &b));
		bool ok = decimal_subtract(a, b, &d);

		cr_expect_eq(ok, rows[i].out != NULL, "%s", rows[i].why);
		if (!ok || !rows[i].out)
			continue;
		buf_init(&text, 256);
		decimal_write(&text, d);
		cr_expect_str_eq(
		    buf_text(&text), rows[i].out, "%s", rows[i].why);
		buf_release(&text);
	}
}
