#include "fetch/base/nearest.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *a, *b;
	int want;
	const char *why;
} distances[] = {
    {"nvidia", "nvidia", 0, "equal"},
    {"NVIDIA", "nvidia", 0, "case apart"},
    {"nvida", "nvidia", 1, "a letter is missing"},
    {"nvidiia", "nvidia", 1, "one too many"},
    {"nvidai", "nvidia", 1, "two swapped"},
    {"mvidia", "nvidia", 1, "another letter"},
    {"ca", "abc", 3, "swaps do not overlap"},
    {"", "abc", 3, "from nothing"},
    {"abc", "", 3, "to nothing"},
    {"", "", 0, "nothing at all"},
};

Test(nearest, counts_edits)
{
	for (size_t i = 0; i < sizeof distances / sizeof *distances; i++) {
		struct str a = str_of(distances[i].a);
		struct str b = str_of(distances[i].b);

		cr_expect_eq(nearest_distance(a, b), distances[i].want, "%s",
		    distances[i].why);
		cr_expect_eq(nearest_distance(b, a), distances[i].want,
		    "the other way: %s", distances[i].why);
	}
}

static const char *best(const char *word, struct buf *b)
{
	static const char *const known[] = {"nvidia", "nvidia.h20", "amd",
	    "deepseek", "nvidia", "deepseek.r1", "microsoft"};
	struct nearest n;

	nearest_begin(&n, str_of(word));
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		nearest_offer(&n, str_of(known[i]));
	buf_clear(b);
	nearest_write(&n, b);
	return buf_text(b);
}

Test(nearest, names_the_near_and_only_them)
{
	struct buf b;
	char longest[300];

	buf_init(&b, 1024);
	memset(longest, 'x', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	cr_expect_str_eq(best("nvdia", &b), "; nearest: nvidia");
	cr_expect_str_eq(best("deepsek", &b), "; nearest: deepseek");
	cr_expect_str_eq(best("nvid", &b), "; nearest: nvidia, nvidia.h20");
	cr_expect_str_eq(best("zzz", &b), "");
	cr_expect_str_eq(best("", &b), "");
	cr_expect_str_eq(best(longest, &b), "");
	buf_release(&b);
}

static const struct {
	const char *typed, *name;
	bool near;
} meant[] = {
    {"rnu", "run", true},
    {"qurey", "query", true},
    {"stat", "status", true}, /* its begin */
    {"fetching", "fetch", true},
    {"x", "run", false},
    {"", "run", false},
    {"help", "query", false},
    {"a-name-that-is-much-longer-than-any-command", "run", false},
};

Test(nearest, finds_what_was_meant)
{
	for (size_t i = 0; i < sizeof meant / sizeof *meant; i++) {
		struct nearest n;

		nearest_begin(&n, str_of(meant[i].typed));
		nearest_offer(&n, str_of(meant[i].name));
		cr_expect_eq(n.n == 1, meant[i].near, "%s", meant[i].typed);
	}
}
