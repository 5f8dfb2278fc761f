#include "parse/url.h"

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
    {"http://h/a?b=1&a=2", "http://h/a?b=1&a=2", "the query stays in order"},
    {"http://h/a?", "http://h/a", "an empty query"},
    {"http://h/a b", "http://h/a%20b", "a blank"},
    {"http://h/芯片", "http://h/%E8%8A%AF%E7%89%87", "Chinese"},
    {"http://h/%E8%8A%AF%e7%89%87", "http://h/%E8%8A%AF%E7%89%87",
	"Chinese, escaped"},
    {"http://h/%zz", "http://h/%25zz", "no escape"},
    {"http://h/%%3%33", "http://h/%25%2533", "an escape made of two"},
    {"http:/.//x", "http:/.//x", "a path that would be an authority"},
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
		cr_expect(str_eq(url_normalize(&a, got), got), "%s: twice",
		    same[i].why);
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
