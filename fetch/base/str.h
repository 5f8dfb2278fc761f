/*
 * A borrowed view of bytes: pointer and length, not NUL-terminated.
 *
 * Owns: nothing. `{NULL, 0}` means absent, `{"", 0}` present but empty.
 * Users: everyone.
 */
#ifndef FETCH_BASE_STR_H
#define FETCH_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
/* for printf("%.*s") */
#define STR_ARG(s) ((int)(s).n), ((s).p ? (s).p : "")

/* The five that inner loops call for every word or byte stand here, so that
 * the compiler can take them in. */

static inline struct str str_of(const char *c) /* NULL: the absent view */
{
	return (struct str){c, c ? strlen(c) : 0};
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n &&
	       (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

/* s[from, to), clipped to s */
static inline struct str str_sub(struct str s, size_t from, size_t to)
{
	if (to > s.n)
		to = s.n;
	if (from > to)
		from = to;
	return (struct str){from ? s.p + from : s.p, to - from};
}

static inline bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	       str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

bool str_eq_nocase(struct str a, struct str b); /* ASCII case only */
bool str_starts_nocase(struct str s, struct str prefix);
bool str_holds_nocase(struct str s, struct str part); /* part: not empty */
int str_cmp(struct str a, struct str b); /* memcmp order, shorter first */
/* without ASCII white space at both ends */
struct str str_trim(struct str s);
/* position of the first needle at or after from; s.n where there is none */
size_t str_find(struct str s, struct str needle, size_t from);
/* cut off and return what stands before the first sep; *rest moves behind it.
 * At the end returns the absent view. */
struct str str_split(struct str *rest, char sep);
/* FNV-1a (Fowler, Noll, Vo), 64 bits: for tables in memory, never stored */
uint64_t str_hash(struct str s);

#endif
