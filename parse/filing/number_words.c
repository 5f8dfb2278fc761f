#include "parse/filing/number_words.h"

#include "parse/filing/tables.h"

#include <stdlib.h>

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool value_of(struct str word, uint64_t *n)
{
	for (const struct table_row *t = table_numbers; t->key; t++)
		if (str_eq_nocase(word, str_of(t->key))) {
			*n = strtoull(t->value, NULL, 10);
			return true;
		}
	return false;
}

/* sum: below the thousand that is being named; total: those that were */
static bool take(uint64_t value, uint64_t *sum, uint64_t *total)
{
	uint64_t part = *sum ? *sum : 1;

	if (value < 100)
		return !__builtin_add_overflow(*sum, value, sum);
	if (__builtin_mul_overflow(part, value, &part))
		return false;
	if (value == 100) {
		*sum = part;
		return true;
	}
	*sum = 0;
	return !__builtin_add_overflow(*total, part, total);
}

bool number_words(struct str s, uint64_t *n)
{
	uint64_t sum = 0, total = 0, value;
	bool some = false;

	for (size_t at = 0; at < s.n;) {
		size_t from = at;

		while (at < s.n && is_letter(s.p[at]))
			at++;
		struct str word = str_sub(s, from, at);

		if (at == from) {
			/* hyphens and blanks part words; figures do not */
			if (s.p[at] >= '0' && s.p[at] <= '9')
				return false;
			at++;
			continue;
		}
		if (str_eq_nocase(word, STR("and")))
			continue;
		if (!value_of(word, &value) || !take(value, &sum, &total))
			return false;
		some = true;
	}
	if (!some || __builtin_add_overflow(total, sum, n))
		return false;
	return true;
}
