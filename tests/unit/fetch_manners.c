/* Feed lists: how to behave to a host, and the addresses of the SEC. */
#include "fetch/feedlist.h"
#include "fetch/feedlist_sec.h"
#include "fetch/web_url.h"

#include <criterion/criterion.h>
#include <string.h>

static void read_list(struct feedlist *l, const char *text)
{
	struct err e = {0};

	cr_assert_eq(feedlist_add_text(l, str_of(text), "list.ini", "/srv", &e),
	    0, "%s", e.text);
}

Test(manners, speed_is_only_for_hosts_that_the_list_names)
{
	struct feedlist l = {0};

	read_list(&l,
	    "[list]\nallow_host = 10.0.0.1\nallow_host = pages.example\n"
	    "[feed a]\nurl = http://a.example:81/\ndelay = 0\nparallel = 4\n"
	    "[feed b]\nurl = http://b.example/\ndelay = 60\n"
	    "[feed c]\nurl = http://c.example/\n"
	    "[host pages.example]\ndelay = 1\nparallel = 2\nbackoff = url\n");
	const struct feed_spec *a = &l.feeds[0], *b = &l.feeds[1],
			       *c = &l.feeds[2];
	struct manners m = feedlist_manners(&l, a, STR("A.example"));

	cr_expect_eq(m.delay, 0);
	cr_expect_eq(m.parallel, 4);
	cr_expect_not(m.adapt);
	m = feedlist_manners(&l, a, STR("10.0.0.1"));
	cr_expect_eq(m.delay, 0, "allow_host names it too");
	m = feedlist_manners(&l, a, STR("elsewhere.example"));
	cr_expect_eq(m.delay, FEEDLIST_DELAY, "nobody named that host");
	cr_expect_eq(m.parallel, 1);
	m = feedlist_manners(&l, b, STR("elsewhere.example"));
	cr_expect_eq(m.delay, 60, "more patience is always allowed");
	m = feedlist_manners(&l, a, STR("pages.example"));
	cr_expect_eq(m.delay, 1);
	cr_expect_eq(m.parallel, 2);
	cr_expect_eq(m.backoff, BACKOFF_URL);
	cr_expect(feedlist_allows_host(&l, a, STR("pages.example")));
	m = feedlist_manners(&l, c, STR("c.example"));
	cr_expect(m.adapt, "the delay is ours");
	m = feedlist_manners(&l, NULL, STR("a.example"));
	cr_expect_eq(m.delay, FEEDLIST_DELAY, "of no feed");
	feedlist_release(&l);
}

Test(manners, what_a_list_allows_holds_for_its_own_feeds)
{
	struct feedlist l = {0};

	read_list(&l, "[list]\nallow_host = ::1\n[feed a]\nurl = http://a/\n");
	read_list(&l, "[feed b]\nurl = http://b/\n[host [::2]]\nallow = yes\n"
		      "[host ten]\nallow = no\n");
	cr_expect(feedlist_allows_host(&l, &l.feeds[0], STR("[::1]")));
	cr_expect_not(feedlist_allows_host(&l, &l.feeds[1], STR("[::1]")));
	cr_expect(feedlist_allows_host(&l, &l.feeds[1], STR("[::2]")));
	cr_expect_not(feedlist_allows_host(&l, &l.feeds[1], STR("ten")));
	cr_expect_not(feedlist_allows_host(&l, NULL, STR("[::1]")));
	feedlist_release(&l);
}

static const struct {
	const char *text, *says, *why;
} bad[] = {
    {"[host h]\nurl = http://h/\n", "unknown key", "a key of feeds"},
    {"[host h]\nparallel = 0\n", "not within", "no request at all"},
    {"[host h]\nparallel = 65\n", "not within", "too many"},
    {"[host h]\nparallel = many\n", "no count", "a word"},
    {"[host h]\nbackoff = never\n", "unknown value", "no such scope"},
    {"[feed f]\ncontent = all\n", "unknown value", "neither page nor item"},
    {"[feed f]\nmax_bytes = 1T\n", "not within", "more than can be kept"},
    {"[feed f]\nmax_bytes = x\n", "no size", "no size"},
    {"[feed f]\ntimeout = 0\n", "not within", "no time at all"},
    {"[feed f]\nkind = sec-facts\n", "cik", "a kind that needs a cik"},
    {"[feed f]\nkind = sec-facts\ncik = 12x\n", "cik", "letters"},
    {"[feed f]\nkind = sec-facts\ncik = 12345678901\n", "cik", "eleven digits"},
    {"[feed f]\nkind = sec-index\nsince = 2024-01-01\n", "since", "no end"},
    {"[feed f]\nkind = sec-index\nsince = 2024-02-01\nuntil = 2024-01-01\n",
	"range", "ends before it begins"},
};

Test(manners, bad_values_are_refused)
{
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct feedlist l = {0};
		struct err e = {0};

		cr_expect_eq(feedlist_add_text(&l, str_of(bad[i].text),
				 "list.ini", "/srv", &e),
		    -1, "%s", bad[i].why);
		cr_expect_eq(e.code, EXIT_CONFIG, "%s", bad[i].why);
		cr_expect(
		    strstr(e.text, bad[i].says), "%s: %s", bad[i].why, e.text);
		cr_expect(strstr(e.text, "list.ini"), "no place: %s", e.text);
		feedlist_release(&l);
	}
}

static void is_url(const struct feedlist *l, size_t i, const char *url)
{
	cr_assert_lt(i, l->n_feeds);
	cr_expect(str_eq(l->feeds[i].url, str_of(url)), "%.*s",
	    STR_ARG(l->feeds[i].url));
}

Test(manners, makes_the_addresses_of_the_sec)
{
	struct feedlist l = {0};

	read_list(&l, "[feed a]\nkind = sec-submissions\ncik = 1045810\n"
		      "[feed b]\nkind = sec-facts\ncik = 0001045810\n"
		      "[feed c]\nkind = sec-current\nforms = 8-K 6-K\n"
		      "[feed d]\nkind = sec-company\ncik = 2488\n"
		      "[feed e]\nkind = sec-index\nurl = http://x.example/i\n");
	is_url(&l, 0, "https://data.sec.gov/submissions/CIK0001045810.json");
	is_url(&l, 1,
	    "https://data.sec.gov/api/xbrl/companyfacts/CIK0001045810.json");
	is_url(&l, 2,
	    "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type="
	    "8-K&owner=include&count=100&output=atom");
	is_url(&l, 3,
	    "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK="
	    "0000002488&type=&dateb=&owner=include&count=40&output=atom");
	is_url(&l, 4, "http://x.example/i");
	cr_expect_eq(l.feeds[0].max_bytes, FEEDLIST_FILING_MAX_BYTES);
	cr_expect(feedlist_is_sec(l.feeds[3].host));
	cr_expect_not(feedlist_is_sec(STR("notsec.gov")));
	feedlist_release(&l);
}

Test(manners, a_range_of_days_is_one_index_a_day_or_a_quarter)
{
	struct feedlist l = {0};

	/* 2025-01-31 is a Friday */
	read_list(&l, "[feed d]\nkind = sec-index\nsince = 2025-01-31\n"
		      "until = 2025-02-05\n");
	cr_assert_eq(l.n_feeds, 3, "no index is made at week-ends");
	is_url(&l, 0,
	    "https://www.sec.gov/Archives/edgar/daily-index/2025/QTR1/"
	    "master.20250131.idx");
	is_url(&l, 1,
	    "https://www.sec.gov/Archives/edgar/daily-index/2025/QTR1/"
	    "master.20250203.idx");
	cr_expect(str_eq(l.feeds[2].section, STR("d 2025-02-04")));
	feedlist_release(&l);
	read_list(&l, "[feed q]\nkind = sec-index\nsince = 2023-11-15\n"
		      "until = 2024-07-02\n[feed x]\nurl = http://x/\n");
	cr_assert_eq(l.n_feeds, 5);
	is_url(&l, 0,
	    "https://www.sec.gov/Archives/edgar/full-index/2023/QTR4/"
	    "master.idx");
	is_url(&l, 1, "http://x/");
	is_url(&l, 4,
	    "https://www.sec.gov/Archives/edgar/full-index/2024/QTR3/"
	    "master.idx");
	cr_expect_eq(feedlist_find(&l, l.feeds[4].url), &l.feeds[4]);
	feedlist_release(&l);
}

static const struct {
	const char *base, *location, *to, *why;
} redirects[] = {
    {"http://a/b/c", "d", "http://a/b/d", "relative"},
    {"http://a/b", "//e/f", "http://e/f", "of another host"},
    {"https://a/b", "http://2130706433/x", "http://127.0.0.1/x", "decimal"},
    {"https://a/b", "http://0x7f.1/x", "http://127.0.0.1/x", "hexadecimal"},
    {"https://a/b", "http://0177.0.0.1/", "http://127.0.0.1/", "octal"},
    {"http://a/", "/b c", "http://a/b%20c", "a space is escaped"},
    {"http://a/", "/\xE6\x96\xB0", "http://a/%e6%96%b0", "so is Chinese"},
    {"http://a/", "/\x01", NULL, "a control byte"},
    {"http://a/", "/\x7f", NULL, "another one"},
    {"http://a/", "http://", NULL, "no host"},
    {"http://a/", "http://[::1/", NULL, "half an address"},
    {"http://a/", "http://a:99999/", NULL, "no such port"},
};

Test(web_url, follows_a_redirect_or_refuses_it)
{
	struct buf to;

	buf_init(&to, 4096);
	for (size_t i = 0; i < sizeof redirects / sizeof *redirects; i++) {
		struct err e = {0};
		int rc = web_url_redirect(
		    redirects[i].base, str_of(redirects[i].location), &to, &e);

		cr_expect_eq(rc, redirects[i].to ? 0 : -1, "%s: %s",
		    redirects[i].why, buf_text(&to));
		if (redirects[i].to)
			cr_expect_str_eq(buf_text(&to), redirects[i].to, "%s",
			    redirects[i].why);
	}
	struct err e = {0};

	cr_expect_eq(web_url_redirect("http://a/",
			 (struct str){"http://b/\0c", 11}, &to, &e),
	    -1, "a NUL");
	buf_release(&to);
}

Test(web_url, tells_hosts_and_logins)
{
	struct buf host, name, origin;
	struct err e = {0};

	buf_init(&host, 4096);
	buf_init(&name, 4096);
	cr_expect_eq(
	    web_url_host("HTTP://EXAMPLE.com:8080/X", &host, &name, &e), 0);
	cr_expect_str_eq(buf_text(&host), "example.com:8080");
	cr_expect_str_eq(buf_text(&name), "example.com");
	buf_init(&origin, 4096);
	cr_expect_eq(
	    web_url_split("HTTPS://Example.com:8/x", &host, &name, &origin, &e),
	    0);
	cr_expect_str_eq(buf_text(&origin), "https://example.com:8");
	cr_expect_eq(
	    web_url_split("HTTPS://Example.com/x", &host, &name, &origin, &e),
	    0);
	cr_expect_str_eq(buf_text(&origin), "https://example.com");
	buf_release(&origin);
	cr_expect_eq(web_url_host("ftp://x/", &host, &name, &e), -1);
	e = (struct err){0};
	cr_expect_eq(web_url_host("file:///x", &host, &name, &e), -1);
	cr_expect(web_url_has_login("http://a:b@c/"));
	cr_expect(web_url_has_login("http://a@c/"));
	cr_expect_not(web_url_has_login("http://c/@"));
	cr_expect(web_url_same_site("http://www.a/x", "https://A:8/"));
	cr_expect_not(web_url_same_site("http://b.a/", "http://a/"));
	cr_expect_not(web_url_same_site("file:///a", "file:///a"));
	buf_release(&host);
	buf_release(&name);
}
