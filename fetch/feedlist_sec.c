#include "fetch/feedlist_sec.h"

#include "fetch/base/buf.h"

enum { CIK_DIGITS = 10, DAYS_MAX = 31, SATURDAY = 2, SUNDAY = 3 };

static bool is_cik(struct str v)
{
	for (size_t i = 0; i < v.n; i++)
		if (v.p[i] < '0' || v.p[i] > '9')
			return false;
	return v.n > 0 && v.n <= CIK_DIGITS;
}

static bool is_range(const struct feed_spec *f)
{
	int64_t since, until;

	return stamp_parse(f->since, &since) && stamp_parse(f->until, &until) &&
	       since < until;
}

int feedlist_sec_check(const struct feed_spec *f, struct err *e)
{
	bool index = str_eq(f->kind, STR("sec-index"));
	bool current = str_eq(f->kind, STR("sec-current"));

	if ((f->since.n || f->until.n) && !is_range(f))
		return err_set(e, EXIT_CONFIG,
		    "since and until are no range of days (2025-01-31)");
	if (f->url.n)
		return 0;
	if (index && !is_range(f))
		return err_set(
		    e, EXIT_CONFIG, "kind sec-index needs since and until");
	if (!index && !current && !is_cik(f->cik))
		return err_set(e, EXIT_CONFIG,
		    "kind %.*s needs one cik, up to ten digits",
		    STR_ARG(f->kind));
	return 0;
}

struct str feedlist_sec_url(const struct feed_spec *f, struct arena *a)
{
	struct str zeros = STR("0000000000");
	struct str rest = f->forms, form = str_trim(str_split(&rest, ' '));

	zeros.n = f->cik.n < CIK_DIGITS ? CIK_DIGITS - f->cik.n : 0;
	if (str_eq(f->kind, STR("sec-submissions")))
		return arena_printf(a,
		    "https://data.sec.gov/submissions/CIK%.*s%.*s.json",
		    STR_ARG(zeros), STR_ARG(f->cik));
	if (str_eq(f->kind, STR("sec-facts")))
		return arena_printf(a,
		    "https://data.sec.gov/api/xbrl/companyfacts/"
		    "CIK%.*s%.*s.json",
		    STR_ARG(zeros), STR_ARG(f->cik));
	if (str_eq(f->kind, STR("sec-company")))
		return arena_printf(a,
		    "https://www.sec.gov/cgi-bin/browse-edgar?action="
		    "getcompany&CIK=%.*s%.*s&type=%.*s&dateb=&owner=include&"
		    "count=40&output=atom",
		    STR_ARG(zeros), STR_ARG(f->cik), STR_ARG(form));
	if (str_eq(f->kind, STR("sec-current")))
		return arena_printf(a,
		    "https://www.sec.gov/cgi-bin/browse-edgar?action="
		    "getcurrent&type=%.*s&owner=include&count=100&output=atom",
		    STR_ARG(form));
	return (struct str){NULL, 0};
}

int64_t feedlist_sec_begin(const struct feed_spec *f)
{
	int64_t since = 0;

	(void)stamp_parse(f->since, &since);
	return since;
}

/* 1970-01-01 was a Thursday; no index is made at week-ends */
static bool is_weekend(int64_t t)
{
	int64_t day = t / STAMP_DAY % 7;

	return day == SATURDAY || day == SUNDAY;
}

static int64_t next_quarter(const struct civil *c)
{
	int month = (c->month - 1) / 3 * 3 + 4;

	return stamp_days(c->year + month / 13, month > 12 ? 1 : month, 1) *
	       STAMP_DAY;
}

bool feedlist_sec_next(const struct feed_spec *f, struct arena *a, int64_t *at,
    struct str *part, struct str *url)
{
	int64_t since = feedlist_sec_begin(f), until = 0;
	struct civil c;

	(void)stamp_parse(f->until, &until);
	bool daily = until - since <= DAYS_MAX * STAMP_DAY;

	while (daily && *at < until && is_weekend(*at))
		*at += STAMP_DAY;
	if (*at >= until)
		return false;
	stamp_to_civil(*at, &c);
	int quarter = (c.month - 1) / 3 + 1;

	if (daily) {
		*part = arena_printf(a, "%.*s %04d-%02d-%02d",
		    STR_ARG(f->section), c.year, c.month, c.day);
		*url = arena_printf(a,
		    "https://www.sec.gov/Archives/edgar/daily-index/%04d/QTR%d/"
		    "master.%04d%02d%02d.idx",
		    c.year, quarter, c.year, c.month, c.day);
		*at += STAMP_DAY;
	} else {
		*part = arena_printf(
		    a, "%.*s %04d-QTR%d", STR_ARG(f->section), c.year, quarter);
		*url = arena_printf(a,
		    "https://www.sec.gov/Archives/edgar/full-index/%04d/QTR%d/"
		    "master.idx",
		    c.year, quarter);
		*at = next_quarter(&c);
	}
	return true;
}

bool feedlist_sec_is_over(struct str url, int64_t now)
{
	static const char name[] = "/master.YYYYMMDD.idx";
	size_t n = sizeof name - 1;
	struct str end = str_sub(url, url.n > n ? url.n - n : 0, url.n);
	struct buf day;
	int64_t t;

	if (str_find(url, STR("/edgar/daily-index/"), 0) == url.n ||
	    !str_starts(end, STR("/master.")))
		return false;
	buf_init(&day, 16);
	buf_printf(&day, "%.4s-%.2s-%.2s", end.p + 8, end.p + 12, end.p + 14);
	bool over = stamp_parse(buf_view(&day), &t) && t + 7 * STAMP_DAY < now;

	buf_release(&day);
	return over;
}

bool feedlist_is_sec(struct str host)
{
	struct str end = STR(".sec.gov");

	if (str_eq_nocase(host, STR("sec.gov")))
		return true;
	return host.n > end.n &&
	       str_eq_nocase(str_sub(host, host.n - end.n, host.n), end);
}
