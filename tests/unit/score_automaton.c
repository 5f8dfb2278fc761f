/* automaton.h against a search that looks everywhere */
#include "score/automaton.h"

#include "fetch/base/buf.h"

#include <criterion/criterion.h>

struct hits {
	struct buf all;
};

static void take(void *user, size_t pattern, size_t end)
{
	struct hits *h = user;

	buf_printf(&h->all, "%zu@%zu ", pattern, end);
}

/* by end, the longest first; of equal patterns the last */
static void look_everywhere(
    struct buf *to, const struct str *p, size_t n, struct str text)
{
	for (size_t end = 1; end <= text.n; end++)
		for (size_t begin = 0; begin < end; begin++)
			for (size_t i = n; i-- > 0;)
				if (str_eq(p[i], str_sub(text, begin, end))) {
					buf_printf(to, "%zu@%zu ", i, end);
					break;
				}
}

static void same(const struct str *p, size_t n, struct str text)
{
	struct err e = {0};
	struct automaton *a = automaton_build(p, n, &e);
	struct hits h;
	struct buf expected;

	cr_assert(a, "%s", e.text);
	buf_init(&h.all, 1 << 24);
	buf_init(&expected, 1 << 24);
	automaton_run(a, text, take, &h);
	look_everywhere(&expected, p, n, text);
	cr_expect_str_eq(buf_text(&h.all), buf_text(&expected));
	buf_release(&h.all);
	buf_release(&expected);
	automaton_free(a);
}

Test(score_automaton, finds_what_a_plain_search_finds)
{
	/* words over three letters by a fixed congruence: many overlap, many
	 * are suffixes of others, and some stand twice */
	enum { WORDS = 60, TEXT = 500 };
	char text[TEXT], words[WORDS][16];
	struct str p[WORDS];
	uint32_t x = 1;

	for (int round = 0; round < 20; round++) {
		for (size_t i = 0; i < WORDS; i++) {
			x = x * 1664525 + 1013904223;
			p[i] = (struct str){words[i], 1 + (x >> 20) % 15};
			for (size_t k = 0; k < p[i].n; k++) {
				x = x * 1664525 + 1013904223;
				words[i][k] = (char)('a' + (x >> 24) % 3);
			}
		}
		for (size_t k = 0; k < TEXT; k++) {
			x = x * 1664525 + 1013904223;
			text[k] = (char)('a' + (x >> 24) % 4);
		}
		same(p, WORDS, (struct str){text, TEXT});
	}
}

Test(score_automaton, steps_far_back_from_a_long_pattern)
{
	const struct str p[] = {STR("aaaaaaaaaaaaaaaaaaaab"), STR("aab"),
	    STR("ab"), STR("aaaaaaaaaaaac"), STR("aaaaaaaaaaaaaad"),
	    STR("aaaaaaaaaaaaaae"), STR("aaaaaaaaaaaaaaf"), STR("c")};

	same(p, sizeof p / sizeof *p,
	    STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaacaaaaaaaaaaaaaaaaaaaaaab"
		"aaaaaaaaaaaaaaeaaaaaaaaaaaaaafcab"));
}

Test(score_automaton, finds_nothing_without_patterns)
{
	same(NULL, 0, STR("nothing to be found \xe8\x8b\xb1"));
}
