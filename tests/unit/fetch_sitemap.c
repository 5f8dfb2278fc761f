/* Indexes of sitemaps, as fetch looks at them. */
#include "fetch/sitemap_index.h"

#include <criterion/criterion.h>

#define INDEX(x)                                                               \
	"<?xml version='1.0'?><sitemapindex xmlns='http://www.sitemaps.org/"   \
	"schemas/sitemap/0.9'>" x "</sitemapindex>"
#define ONE(loc, rest) "<sitemap><loc>" loc "</loc>" rest "</sitemap>"

static const struct {
	const char *text;
	size_t n;
	const char *first, *why;
} cases[] = {
    {INDEX(ONE("http://h/1.xml", "")), 1, "http://h/1.xml", "an index"},
    {INDEX(ONE("http://h/a", "<lastmod>2025-01-01</lastmod>") ONE("http://h/b",
	 "<lastmod>2025-01-27T10:00:00+08:00</lastmod>") ONE("http://h/c", "")),
	3, "http://h/b", "the newest first"},
    {INDEX(ONE("http://h/a", "") ONE("http://h/b", "")), 2, "http://h/a",
	"without times as they stand"},
    {INDEX(ONE("\n http://h/?a=1&amp;b=&lt;&quot;&gt;&apos; \n", "")), 1,
	"http://h/?a=1&b=<\">'", "references; blanks around are no part of it"},
    {INDEX(ONE("<![CDATA[http://h/?a&b]]>", "")), 1, "http://h/?a&b", "CDATA"},
    {INDEX(ONE("http://h/\xd8\xa3\xd8\xae\xd8\xa8\xd8\xa7\xd8\xb1.xml", "")), 1,
	"http://h/\xd8\xa3\xd8\xae\xd8\xa8\xd8\xa7\xd8\xb1.xml", "Arabic"},
    {INDEX(ONE("http://h/\xe6\x96\xb0\xe9\x97\xbb.xml", "")), 1,
	"http://h/\xe6\x96\xb0\xe9\x97\xbb.xml", "Chinese"},
    {INDEX(ONE("http://h/a", "<lastmod>soon</lastmod>")), 1, "http://h/a",
	"a time that is none"},
    {INDEX(""), 0, NULL, "an index of nothing"},
    {INDEX(ONE("", "")), 0, NULL, "an empty address"},
    {INDEX("<sitemap><loc>http://h/a</sitemap>"), 0, NULL, "no end of loc"},
    {INDEX("<sitemap></sitemap><loc>http://h/a</loc>"), 0, NULL,
	"an address outside"},
    {"<sitemapindex><sitemap><loc>http://h/a</loc>", 1, "http://h/a",
	"a torn end: what is whole counts"},
    {"<sitemapindex><sitemap><loc>http://h/a", 0, NULL, "a torn address"},
    {"<urlset><url><loc>http://h/a</loc></url></urlset>", 0, NULL,
	"a sitemap is no index"},
    {"<rss><!-- <sitemap><loc>http://h/a</loc></sitemap> --></rss>", 0, NULL,
	"a feed is none"},
    {"", 0, NULL, "nothing"},
    {"\x1f\x8b", 0, NULL, "gzip and no more"},
    {"\x1f\x8b\x08\x00garbage behind a good beginning", 0, NULL, "broken gzip"},
};

Test(sitemap_index, reads_what_is_there_and_no_more)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct sitemap_entry *x;
		struct buf scratch;

		buf_init(&scratch, SITEMAP_TEXT_MAX_BYTES);
		size_t n =
		    sitemap_index_read(sitemap_text((struct str){NULL, 0},
					   str_of(cases[i].text), &scratch),
			&a, &x);

		cr_expect_eq(n, cases[i].n, "%s: %zu", cases[i].why, n);
		if (n && cases[i].first)
			cr_expect(str_eq(x[0].url, str_of(cases[i].first)),
			    "%s: %.*s", cases[i].why, STR_ARG(x[0].url));
		buf_release(&scratch);
		arena_release(&a);
	}
}

Test(sitemap_index, ends_at_its_ceiling)
{
	struct arena a = {0};
	struct sitemap_entry *x;
	struct buf b;

	buf_init(&b, SITEMAP_TEXT_MAX_BYTES);
	buf_puts(&b, "<sitemapindex>");
	for (int i = 0; i < SITEMAP_INDEX_MAX + 10; i++)
		buf_printf(&b, ONE("http://h/%d", ""), i);
	cr_assert_eq(sitemap_index_read(buf_view(&b), &a, &x),
	    (size_t)SITEMAP_INDEX_MAX);
	cr_expect(str_eq(x[SITEMAP_INDEX_MAX - 1].url, STR("http://h/49999")));
	buf_release(&b);
	arena_release(&a);
}
