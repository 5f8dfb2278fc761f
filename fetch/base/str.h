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

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
/* for printf("%.*s") */
#define STR_ARG(s) ((int)(s).n), ((s).p ? (s).p : "")

struct str str_of(const char *c); /* NULL gives the absent view */
bool str_eq(struct str a, struct str b);
bool str_eq_nocase(struct str a, struct str b); /* ASCII case only */
bool str_starts(struct str s, struct str prefix);
bool str_starts_nocase(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
int str_cmp(struct str a, struct str b); /* memcmp order, shorter first */
/* s[from, to), clipped to s */
struct str str_sub(struct str s, size_t from, size_t to);
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
