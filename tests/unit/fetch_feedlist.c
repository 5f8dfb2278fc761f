#include "fetch/base/buf.h"
#include "fetch/feedlist.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* a list of that text in a file of its own; the caller removes it */
static int read_text(
    struct feedlist *l, const char *text, char path[64], struct err *e)
{
	(void)snprintf(path, 64, "/tmp/jevons-list-XXXXXX");
	int fd = mkstemp(path);

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	(void)close(fd);
	return feedlist_add(l, path, e);
}

Test(feedlist, reads_every_key)
{
	struct feedlist l = {0};
	struct err e = {0};
	char path[64];
	int rc = read_text(&l,
	    "; news\n[list]\nallow_host = 127.0.0.1\nallow_host=Chips.example\n"
	    "[feed a b]\nurl = https://x.example/feed?a=1;b=2#c\nname = جريدة\n"
	    "kind = atom\nlanguage = zh-Hans\nscope = topic\nfollow = no\n"
	    "interval = 15m\ndelay = 0\n[feed second]\nurl=http://y.example/\n",
	    path, &e);

	cr_assert_eq(rc, 0, "%s", e.text);
	cr_assert_eq(l.n_feeds, 2);
	const struct feed_spec *f = &l.feeds[0];

	cr_assert(str_eq(f->section, STR("a b")));
	cr_assert(str_eq(f->url, STR("https://x.example/feed?a=1;b=2#c")));
	cr_assert(str_eq(f->name, STR("جريدة")));
	cr_assert(str_eq(f->kind, STR("atom")));
	cr_assert(str_eq(f->language, STR("zh-Hans")));
	cr_assert(str_eq(f->scope, STR("topic")));
	cr_assert_not(f->follow);
	cr_assert_eq(f->interval, 900);
	cr_assert_eq(f->delay, 0);
	f = &l.feeds[1];
	cr_assert(str_eq(f->name, STR("second")), "the section's by default");
	cr_assert(f->follow);
	cr_assert_eq(f->interval, 3600);
	cr_assert_eq(f->delay, 3);
	cr_assert(feedlist_allows_host(&l, f, STR("127.0.0.1")));
	cr_assert(feedlist_allows_host(&l, f, STR("chips.EXAMPLE")));
	cr_assert_not(feedlist_allows_host(&l, f, STR("127.0.0.2")));
	cr_assert_not(feedlist_allows_host(&l, NULL, STR("127.0.0.1")));
	cr_assert_eq(feedlist_find(&l, STR("http://y.example/")), f);
	cr_assert_null(feedlist_find(&l, STR("http://y.example")));
	feedlist_release(&l);
	(void)unlink(path);
}

Test(feedlist, a_relative_url_is_a_file_beside_the_list)
{
	struct feedlist l = {0};
	struct err e = {0};
	char path[64];
	int rc = read_text(&l,
	    "[list]\nallow_file = yes\n[feed a]\nurl = a b%20c.rss\n", path,
	    &e);

	cr_assert_eq(rc, 0, "%s", e.text);
	cr_assert(str_eq(l.feeds[0].url, STR("file:///tmp/a%20b%2520c.rss")));
	feedlist_release(&l);
	(void)unlink(path);
}

Test(feedlist, allow_file_holds_for_its_own_list_only)
{
	struct feedlist l = {0};
	struct err e = {0};
	char a[64], b[64];

	cr_assert_eq(
	    read_text(
		&l, "[list]\nallow_file = yes\n[feed a]\nurl = a.rss\n", a, &e),
	    0);
	cr_assert_eq(
	    read_text(&l, "[feed b]\nurl = http://b.example/\n", b, &e), 0);
	cr_assert(l.feeds[0].allow_file);
	cr_assert_not(l.feeds[1].allow_file);
	feedlist_release(&l);
	(void)unlink(a);
	(void)unlink(b);
}

static const struct {
	const char *text, *says, *why;
} bad[] = {
    {"[feed a]\n", "has no url", "a feed without an address"},
    {"[feed a]\nurl = a.rss\n", "allow_file", "a file, not allowed"},
    {"[feed a]\nurl = FILE:///etc/passwd\n", "allow_file", "a file, loudly"},
    {"[feed a]\nurl = file:///etc/passwd\n", "allow_file", "a file by hand"},
    {"[feed a]\nurl = ftp://x.example/\n", "neither http", "another scheme"},
    {"[feed a]\nurl = gopher://x.example/\n", "neither http", "another one"},
    {"[feed a]\nurl = http://x.example/\ncolour = red\n", "unknown key",
	"a key that we do not know"},
    {"[feed a]\nkind = pdf\n", "unknown value 'pdf': one of auto, rss, ",
	"a kind that is none"},
    {"[feed a]\nintervall = 1h\n", "'intervall'; nearest: interval",
	"a key that is misspelt"},
    {"[feed a]\nscope = world\n", "unknown value", "a scope that is none"},
    {"[feed a]\nfollow = perhaps\n", "yes nor no", "no yes or no"},
    {"[feed a]\ninterval = soon\n", "no duration", "no duration"},
    {"[feed a]\ninterval = -5\n", "no duration", "a negative one"},
    {"[feed a]\ndelay = 3w\n", "no duration", "an unknown unit"},
    {"[feed a\nurl = http://x.example/\n", "no ']'", "an open section"},
    {"[lost]\nallow_file = yes\n", "unknown section", "no such section"},
    {"url = http://x.example/\n", "unknown key", "a key before any section"},
    {"[list]\nurl = http://x.example/\n", "unknown key", "not of a list"},
    {"[feed a]\nhttp://x.example/\n", "not 'key = value'", "no equals sign"},
    {"[feed a]\n= http://x.example/\n", "not 'key = value'", "no key"},
};

Test(feedlist, a_bad_list_is_refused_with_its_place)
{
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct feedlist l = {0};
		struct err e = {0};
		char path[64];

		cr_expect_eq(
		    read_text(&l, bad[i].text, path, &e), -1, "%s", bad[i].why);
		cr_expect_eq(e.code, EXIT_CONFIG, "%s", bad[i].why);
		cr_expect(
		    strstr(e.text, bad[i].says), "%s: %s", bad[i].why, e.text);
		cr_expect(strstr(e.text, path), "no place: %s", e.text);
		feedlist_release(&l);
		(void)unlink(path);
	}
}

Test(feedlist, a_missing_list_is_no_input)
{
	struct feedlist l = {0};
	struct err e = {0};

	cr_assert_eq(feedlist_add(&l, "/nowhere/x.ini", &e), -1);
	cr_assert_eq(e.code, EXIT_NOINPUT);
	feedlist_release(&l);
}

Test(feedlist, takes_an_url_of_two_thousand_bytes)
{
	struct feedlist l = {0};
	struct err e = {0};
	char path[64];
	struct buf text;

	buf_init(&text, 1 << 16);
	buf_puts(&text, "[feed long]\nurl = https://x.example/");
	for (int i = 0; i < 200; i++)
		buf_puts(&text, "0123456789");
	buf_char(&text, '\n');
	cr_assert_eq(read_text(&l, buf_text(&text), path, &e), 0);
	cr_assert_eq(l.feeds[0].url.n, strlen("https://x.example/") + 2000);
	buf_release(&text);
	feedlist_release(&l);
	(void)unlink(path);
}
