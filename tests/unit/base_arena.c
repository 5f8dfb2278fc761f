#include "fetch/base/arena.h"

#include <criterion/criterion.h>

/* an array of n numbers, grown one by one beside `beside` other allocations */
static void grow(struct arena *a, size_t n, size_t beside)
{
	size_t cap = 0;
	unsigned *v = NULL;

	for (size_t i = 0; i < n; i++) {
		v = arena_more(a, v, i, &cap, sizeof *v);
		for (size_t k = i; k < cap; k++)
			cr_assert_eq(v[k], 0, "a place that is not zeroed");
		v[i] = (unsigned)i + 1;
		if (beside && i % beside == 0)
			memset(arena_raw(a, 24), 0xff, 24);
	}
	for (size_t i = 0; i < n; i++)
		cr_assert_eq(v[i], i + 1);
	cr_assert_eq((uintptr_t)v % _Alignof(max_align_t), 0);
}

Test(base_arena, grows_an_array_whatever_stands_behind_it)
{
	static const size_t beside[] = {0, 1, 7, 100};
	struct arena a = {0};

	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		grow(&a, 3000, beside[i]);
		memset(arena_raw(&a, 5000), 0xff, 5000);
		arena_reset(&a);
		grow(&a, 3000, beside[i]);
	}
	arena_release(&a);
}

Test(base_arena, keeps_what_the_last_record_needed)
{
	struct arena a = {0};

	for (int i = 0; i < 100; i++)
		(void)arena_raw(&a, 3000);
	arena_reset(&a);
	struct arena_block *kept = a.blocks;

	cr_assert(kept);
	cr_assert_eq(a.used, 0);
	for (int i = 0; i < 100; i++)
		(void)arena_raw(&a, 3000);
	cr_expect_eq(a.blocks, kept, "the same record took memory anew");
	arena_reset(&a);
	cr_expect_eq(a.blocks, kept);
	arena_release(&a);
}

Test(base_arena, keeps_no_more_than_its_ceiling)
{
	struct arena a = {0};

	(void)arena_raw(&a, (size_t)64 << 20);
	arena_reset(&a);
	(void)arena_raw(&a, (size_t)15 << 20);
	struct arena_block *first = a.blocks;

	(void)arena_raw(&a, (size_t)15 << 20);
	cr_expect_neq(a.blocks, first, "64 MiB were kept");
	arena_release(&a);
}

Test(base_arena, takes_back_what_is_behind_a_mark)
{
	struct arena a = {0};

	struct arena_mark none = arena_mark(&a);
	(void)arena_raw(&a, 100);
	arena_back(&a, none);
	cr_expect_eq(a.used, 0);

	char *p = arena_raw(&a, 100);

	memset(p, 7, 100);
	struct arena_mark mark = arena_mark(&a);
	char *q = arena_raw(&a, 16);

	for (int i = 0; i < 50; i++)
		(void)arena_raw(&a, 5000);
	arena_back(&a, mark);
	cr_expect_eq(a.used, mark.used);
	cr_expect_eq(arena_raw(&a, 16), q);
	for (int i = 0; i < 100; i++)
		cr_assert_eq(p[i], 7);
	arena_release(&a);
}
