#include "parse/text/url_normal.h"

#include <criterion/criterion.h>

/* RFC 3986, section 5.4, against http://a/b/c/d;p?q */
static const char *const references[][2] = {
    {"g:h", "g:h"}, {"g", "http://a/b/c/g"}, {"./g", "http://a/b/c/g"},
    {"g/", "http://a/b/c/g/"}, {"/g", "http://a/g"}, {"//g", "http://g"},
    {"?y", "http://a/b/c/d;p?y"}, {"g?y", "http://a/b/c/g?y"},
    {"#s", "http://a/b/c/d;p?q#s"}, {"g#s", "http://a/b/c/g#s"},
    {"g?y#s", "http://a/b/c/g?y#s"}, {";x", "http://a/b/c/;x"},
    {"g;x", "http://a/b/c/g;x"}, {"g;x?y#s", "http://a/b/c/g;x?y#s"},
    {"", "http://a/b/c/d;p?q"}, {".", "http://a/b/c/"}, {"./", "http://a/b/c/"},
    {"..", "http://a/b/"}, {"../", "http://a/b/"}, {"../g", "http://a/b/g"},
    {"../..", "http://a/"}, {"../../", "http://a/"}, {"../../g", "http://a/g"},
    /* abnormal ones */
    {"../../../g", "http://a/g"}, {"../../../../g", "http://a/g"},
    {"/./g", "http://a/g"}, {"/../g", "http://a/g"}, {"g.", "http://a/b/c/g."},
    {".g", "http://a/b/c/.g"}, {"g..", "http://a/b/c/g.."},
    {"..g", "http://a/b/c/..g"}, {"./../g", "http://a/b/g"},
    {"./g/.", "http://a/b/c/g/"}, {"g/./h", "http://a/b/c/g/h"},
    {"g/../h", "http://a/b/c/h"}, {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {"g;x=1/../y", "http://a/b/c/y"}, {"g?y/./x", "http://a/b/c/g?y/./x"},
    {"g?y/../x", "http://a/b/c/g?y/../x"}, {"g#s/./x", "http://a/b/c/g#s/./x"},
    {"g#s/../x", "http://a/b/c/g#s/../x"},
    {"http:g", "http://a/b/c/g"}, /* the backward-compatible reading */
};

Test(url, resolves_as_rfc_3986_lists)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
		struct str got = url_resolve(
		    &a, STR("http://a/b/c/d;p?q"), str_of(references[i][0]));

		cr_expect(str_eq(got, str_of(references[i][1])),
		    "'%s' gave '%.*s', not '%s'", references[i][0],
		    STR_ARG(got), references[i][1]);
	}
	arena_release(&a);
}

static const struct {
	const char *base, *reference, *want, *why;
} odd[] = {
    {NULL, "http://x/y", "http://x/y", "no base"},
    {"", "y", "y", "no base and a relative one"},
    {"http://h", "y", "http://h/y", "a base without a path"},
    {"http://h/a", "  y  ", "http://h/y", "blanks around it"},
    {"https://h/a", "//o/b", "https://o/b", "the base's scheme"},
    {"http://h/a", "مقال", "http://h/مقال", "not ASCII"},
    {"http://h/a", "\ny\tz\n", "http://h/yz", "line ends inside"},
    {"http://h/a/b", "..\\c?d\\e", "http://h/c?d\\e", "backslashes"},
    {"http://h/a", "mailto:x\\y", "mailto:x\\y", "backslashes elsewhere"},
    {"http://h/a/", "../../../..", "http://h/", "above the root"},
};

Test(url, resolves_odd_ones)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct str got = url_resolve(
		    &a, str_of(odd[i].base), str_of(odd[i].reference));

		cr_expect(str_eq(got, str_of(odd[i].want)), "%s: '%.*s'",
		    odd[i].why, STR_ARG(got));
	}
	arena_release(&a);
}

static const struct {
	const char *url, *want, *why;
} same[] = {
    {"HTTP://Example.COM:80/a", "http://example.com/a", "case and port"},
    {"https://example.com:443", "https://example.com/", "port and path"},
    {"http://example.com:8080/", "http://example.com:8080/", "a port stays"},
    {"http://h/%7ea%2f", "http://h/~a%2F", "escapes"},
    {"http://h/a/./b/../c", "http://h/a/c", "dot segments"},
    {"http://h/a#part", "http://h/a", "no fragment"},
    {"http://h/a?b=1&a=2", "http://h/a?a=2&b=1", "parameters by name"},
    {"http://h/a?a=2&b=1&a=1", "http://h/a?a=2&a=1&b=1",
	"equal names stay in their order"},
    {"http://h/a?b=&a=1&&=3", "http://h/a?a=1&b", "empty ones"},
    {"http://h//a///b//", "http://h/a/b/", "doubled slashes"},
    {"http://h./a", "http://h/a", "a dot behind the name"},
    {"http://h:/a", "http://h/a", "an empty port"},
    {"http://User@H/a", "http://User@h/a", "a user's name keeps its case"},
    {"http://%68/a", "http://h/a", "an escape in the name"},
    {"http://芯片.example/a", "http://xn--h1xx36a.example/a",
	"Chinese in the name"},
    {"http://مثال.example/", "http://xn--mgbh0fb.example/",
	"Arabic in the name"},
    {"http://[::A]:80/", "http://[::a]/", "an address of version 6"},
    {"example.com/a", "http://example.com/a", "no scheme"},
    {"http://h%2Xi/", NULL, "a broken escape in the name"},
    {"http://h%FEi/", NULL, "a name that is not UTF-8"},
    {"http://h%2541/", NULL, "an escape of an escape in the name"},
    {"http://h i/", NULL, "a blank in the name"},
    {"http://h:8x/", NULL, "a port that is none"},
    {"http://[::1/", NULL, "a bracket that is not closed"},
    {"http://[x]/", NULL, "an address that is none"},
    {"http://h/a?", "http://h/a", "an empty query"},
    {"http://h/a b", "http://h/a%20b", "a blank"},
    {"http://h/芯片", "http://h/%E8%8A%AF%E7%89%87", "Chinese"},
    {"http://h/%E8%8A%AF%e7%89%87", "http://h/%E8%8A%AF%E7%89%87",
	"Chinese, escaped"},
    {"http://h/%zz", "http://h/%25zz", "no escape"},
    {"http://h/%%3%33", "http://h/%25%2533", "an escape made of two"},
    {"http:/.//x", "http:/x", "a path that would be an authority"},
    {"a%2e:b", "a%2E:b", "an escape that would make a scheme"},
    {"", "", "nothing"},
};

Test(url, has_one_spelling)
{
	struct arena a = {0};

	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		struct str got = url_normalize(&a, str_of(same[i].url));

		cr_expect(str_eq(got, str_of(same[i].want)), "%s: '%.*s'",
		    same[i].why, STR_ARG(got));
		cr_expect_eq(!got.p, !same[i].want, "%s", same[i].why);
		cr_expect(!got.p || str_eq(url_normalize(&a, got), got),
		    "%s: twice", same[i].why);
	}
	arena_release(&a);
}

Test(url, id_is_that_of_the_page)
{
	struct arena a = {0};
	struct str one = url_id(&a, STR("http://example.com/a#x"));

	cr_expect_eq(one.n, 32);
	cr_expect(str_eq(one, url_id(&a, STR("HTTP://EXAMPLE.com:80/a"))));
	cr_expect_not(str_eq(one, url_id(&a, STR("http://example.com/A"))));
	cr_expect_eq(url_id(&a, STR("http://h i/")).n, 32);
	arena_release(&a);
}

static const char *const hosts[][2] = {
    {"http://www.example.com:80/a", "example.com"},
    {"https://user:pass@example.com/", "example.com"},
    {"http://[::1]:80/", "[::1]:80"},
    {"file:///a/b", NULL},
    {"example.com/a", NULL},
    {"", NULL},
};

Test(url, host_is_without_www_and_port)
{
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
		struct str got = url_host(str_of(hosts[i][0]));

		if (hosts[i][1])
			cr_expect(str_eq(got, str_of(hosts[i][1])), "%s: %.*s",
			    hosts[i][0], STR_ARG(got));
		else
			cr_expect_not(got.n, "%s", hosts[i][0]);
	}
}
