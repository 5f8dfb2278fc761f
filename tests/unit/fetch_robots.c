/* robots.txt: groups, patterns, escapes, delays, bad lines. */
#include "fetch/robots.h"

#include "fetch/robots_match.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool allows(const char *text, const char *url)
{
	struct robots r = {0};

	robots_parse(&r, str_of(text), STR("jevons"));
	bool allow = robots_allows(&r, str_of(url));

	robots_release(&r);
	return allow;
}

static int64_t delay(const char *text)
{
	struct robots r = {0};

	robots_parse(&r, str_of(text), STR("jevons"));
	int64_t d = r.delay;

	robots_release(&r);
	return d;
}

static const struct {
	const char *text, *url;
	bool allow;
	const char *why;
} cases[] = {
    {"", "http://h/x", true, "no rule at all"},
    {"user-agent: jevons\ndisallow: /\n", "http://h/x", false, "named"},
    {"user-agent: Jevons/2.0\ndisallow: /\n", "http://h/x", false,
	"named with a version"},
    {"user-agent: *\ndisallow: /\n", "http://h/robots.txt", true,
	"robots.txt itself may always be asked for"},
    {"user-agent: *\ndisallow: /\nuser-agent: jevons\nallow: /\n", "http://h/x",
	true, "a group that names us beats *"},
    {"user-agent: *\ndisallow: /\nuser-agent: jevons\ndisallow:\n",
	"http://h/x", true, "even an empty one"},
    {"user-agent: jevonsbot\ndisallow: /\n", "http://h/x", true,
	"a longer name is another agent"},
    {"user-agent: jevons\ndisallow: /a\n\nuser-agent: x\nallow: /\n\n"
     "user-agent: jevons\ndisallow: /b\n",
	"http://h/b", false, "groups of one agent are merged"},
    {"user-agent: a\nuser-agent: jevons\ndisallow: /\n", "http://h/x", false,
	"two agents share a group"},
    {"user-agent: jevons\nsitemap: http://h/s\nuser-agent: x\ndisallow: /\n",
	"http://h/x", false, "a sitemap does not end the head of a group"},
    {"user-agent: jevons\ncrawl-delay: 5\nuser-agent: x\ndisallow: /\n",
	"http://h/x", false, "nor does a delay"},
    {"disallow: /\nuser-agent: jevons\nallow: /y\n", "http://h/x", true,
	"a rule before any agent is none"},
    {"user-agent: *\ndisallow: /a\nallow: /a/b\n", "http://h/a/b", true,
	"the longest match wins"},
    {"user-agent: *\nallow: /a\ndisallow: /a\n", "http://h/a", true,
	"allow wins a tie"},
    {"user-agent: *\ndisallow: /*.pdf$\n", "http://h/a.pdf", false, "* and $"},
    {"user-agent: *\ndisallow: /*.pdf$\n", "http://h/a.pdf?x", true,
	"$ is the end of the query too"},
    {"user-agent: *\ndisallow: /a$b\n", "http://h/a$b", false,
	"$ inside is a character"},
    {"user-agent: *\ndisallow: *\n", "http://h/", false, "a star alone"},
    {"user-agent: *\ndisallow: /*a*$\n", "http://h/xax", false,
	"a star before the end"},
    {"user-agent: *\ndisallow: /a*b*b$\n", "http://h/ab", true,
	"two parts need two places"},
    {"user-agent: *\ndisallow: /%7Ejoe\n", "http://h/~joe", false,
	"an escape of an unreserved character is that character"},
    {"user-agent: *\ndisallow: /a%2fb\n", "http://h/a/b", true,
	"a reserved one is not"},
    {"user-agent: *\ndisallow: /a%2fb\n", "http://h/a%2Fb", false,
	"escapes are equal in either case"},
    {"user-agent: *\ndisallow: /\xE6\x96\xB0\xE9\x97\xBB\n",
	"http://h/%E6%96%B0%e9%97%bb/1", false, "Chinese against escapes"},
    {"user-agent: *\ndisallow: /%D8%A3%D8%AE\n", "http://h/\xD8\xA3\xD8\xAE",
	false, "escapes against Arabic"},
    {"user-agent: *\ndisallow: /%%34%31\n", "http://h/%A", true,
	"an escape is taken off once"},
    {"user-agent: *\ndisallow: /?\n", "http://h?q", false,
	"a query without a path"},
    {"user-agent: *\ndisallow: /a\n", "http://h/b#/a", true,
	"a fragment is not looked at"},
    {"\xEF\xBB\xBFuser-agent: *\rdisallow: /\r", "http://h/x", false,
	"a byte order mark, and lines that end with CR"},
    {"user-agent: *\ndisallow /\n", "http://h/x", false, "a missing colon"},
    {"user-agent: *\ndisallow / x\n", "http://h/x", true,
	"but not with more words behind it"},
    {"user-agent: *\nDissallow: /\n", "http://h/x", false, "misspelt"},
    {"<html><body>user-agent: *</body></html>", "http://h/x", true,
	"a page is no robots.txt"},
    {"user-agent: *\n: /\n#disallow: /\ndisallow\n", "http://h/x", true,
	"broken lines"},
};

Test(robots, judges_as_the_rfc_says)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(allows(cases[i].text, cases[i].url),
		    cases[i].allow, "%s", cases[i].why);
}

static const struct {
	const char *value;
	int64_t us;
	const char *why;
} delays[] = {
    {"10", 10 * STAMP_SECOND, "seconds"},
    {"0.5", STAMP_SECOND / 2, "half of one"},
    {"1.", STAMP_SECOND, "a point and no more"},
    {"0", 0, "none"},
    {"99999999999999999999", 120 * STAMP_SECOND, "at most two minutes"},
    {"1.2.3", 0, "two points"},
    {"-1", 0, "negative"},
    {"1e9", 0, "no decimal"},
    {"ten", 0, "a word"},
    {"", 0, "nothing"},
    {"1.00000000000000001", STAMP_SECOND, "more digits than a microsecond"},
};

Test(robots, reads_crawl_delay)
{
	char text[128];

	for (size_t i = 0; i < sizeof delays / sizeof *delays; i++) {
		(void)snprintf(text, sizeof text,
		    "user-agent: *\ncrawl-delay: %s\n", delays[i].value);
		cr_expect_eq(delay(text), delays[i].us, "%s", delays[i].why);
	}
	cr_expect_eq(delay("user-agent: *\ncrawl-delay: 9\n"
			   "user-agent: jevons\ndisallow: /x\n"),
	    0, "the delay of * is not ours where a group names us");
}

Test(robots, stops_at_its_ceiling)
{
	struct buf b;

	buf_init(&b, 2 * ROBOTS_MAX_BYTES);
	buf_puts(&b, "user-agent: *\n");
	while (b.n < ROBOTS_MAX_BYTES)
		buf_puts(&b, "disallow: /private\n");
	buf_puts(&b, "disallow: /\n");
	cr_expect(allows(buf_text(&b), "http://h/x"));
	cr_expect_not(allows(buf_text(&b), "http://h/private"));
	buf_release(&b);
}

Test(robots, writes_what_it_read)
{
	const char *text = "user-agent: x\ndisallow: /\nuser-agent: jevons\n"
			   "disallow: /a b\nallow: /%7e*$\ncrawl-delay: 1.5\n";
	struct robots r = {0}, again = {0};
	struct buf first, second;

	buf_init(&first, 4096);
	buf_init(&second, 4096);
	robots_parse(&r, str_of(text), STR("jevons"));
	robots_write(&r, STR("jevons"), &first);
	robots_parse(&again, buf_view(&first), STR("jevons"));
	robots_write(&again, STR("jevons"), &second);
	cr_expect_str_eq(buf_text(&first), buf_text(&second));
	cr_expect_eq(again.n, 2);
	cr_expect_eq(again.delay, 3 * STAMP_SECOND / 2);
	robots_release(&r);
	robots_release(&again);
	buf_release(&first);
	buf_release(&second);
}

/* the plain recursive meaning of a pattern */
static bool means(const char *p, const char *s)
{
	for (;; p++, s++) {
		if (!*p)
			return true;
		if (*p == '$' && !p[1])
			return !*s;
		if (*p == '*') {
			do
				if (means(p + 1, s))
					return true;
			while (*s++);
			return false;
		}
		if (*p != *s)
			return false;
	}
}

Test(robots, matches_as_the_plain_meaning_of_stars)
{
	static const char letters[] = "ab*$";
	char p[7] = "", s[6] = "";
	unsigned n = 0;

	/* every pattern of six letters against every path of five */
	for (unsigned i = 0; i < 4096; i++)
		for (unsigned k = 0; k < 32; k++) {
			for (unsigned d = 0; d < 6; d++)
				p[d] = letters[i >> (2 * d) & 3];
			for (unsigned d = 0; d < 5; d++)
				s[d] = letters[k >> d & 1];
			n += robots_match(str_of(p), str_of(s)) != means(p, s);
		}
	cr_expect_eq(n, 0, "%u differ", n);
}

Test(robots, matches_long_patterns_in_linear_time)
{
	size_t n = 16000;
	char *path = mem_new(n + 2, 1), *pattern = mem_new(n + 2, 1);

	/* "aaa…" in a path of "a"s that lacks the last letter */
	memset(path, 'a', n);
	memset(pattern, 'a', n / 2);
	pattern[0] = '*';
	pattern[n / 2] = 'b';
	int64_t began = stamp_ticks();

	for (int i = 0; i < 100; i++)
		cr_expect_not(robots_match(str_of(pattern), str_of(path)));
	path[n] = 'b';
	cr_expect(robots_match(str_of(pattern), str_of(path)));
	/* quadratic would take a hundred times 128 million steps */
	cr_expect_lt(stamp_ticks() - began, 2 * STAMP_SECOND);
	free(path);
	free(pattern);
}
