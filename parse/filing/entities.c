#include "parse/filing/entities.h"

#include "parse/filing/tables.h"

#include <string.h>

enum { NAME_MAX_BYTES = 24 };

/* the name that begins behind the & at `at`, and its row */
static const struct table_row *row_at(struct str s, size_t at, size_t *n)
{
	size_t end = at + 1;

	while (end < s.n && end - at <= NAME_MAX_BYTES &&
	       ((s.p[end] >= 'a' && s.p[end] <= 'z') ||
		   (s.p[end] >= 'A' && s.p[end] <= 'Z') ||
		   (s.p[end] >= '0' && s.p[end] <= '9')))
		end++;
	if (end == at + 1 || end >= s.n || s.p[end] != ';')
		return NULL;
	struct str name = str_sub(s, at + 1, end);

	*n = end + 1 - at;
	for (const struct table_row *t = table_entities; t->key; t++)
		if (str_eq(name, str_of(t->key)))
			return t;
	return NULL;
}

/* the next one at or after `from`; s.n: none */
static size_t next_of(
    struct str s, size_t from, const struct table_row **row, size_t *n)
{
	while (from < s.n) {
		const char *amp = memchr(s.p + from, '&', s.n - from);

		if (!amp)
			return s.n;
		from = (size_t)(amp - s.p);
		*row = row_at(s, from, n);
		if (*row)
			return from;
		from++;
	}
	return s.n;
}

struct str entities_resolve(struct arena *a, struct str s)
{
	const struct table_row *row;
	size_t n = 0, at = next_of(s, 0, &row, &n), kept = 0, from = 0;

	if (at == s.n)
		return s;
	/* what they stand for is never longer than their names */
	char *to = arena_new(a, s.n + 1);

	while (at < s.n) {
		size_t with = strlen(row->value);

		memcpy(to + kept, s.p + from, at - from);
		kept += at - from;
		memcpy(to + kept, row->value, with);
		kept += with;
		from = at + n;
		at = next_of(s, from, &row, &n);
	}
	memcpy(to + kept, s.p + from, s.n - from);
	kept += s.n - from;
	return (struct str){to, kept};
}
