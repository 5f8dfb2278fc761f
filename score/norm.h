/*
 * Folds text to the form that all tables are matched in, and keeps the way
 * back to the original bytes.
 *
 * Folded: case; full width; typographic quotes («» 「」 too) and dashes to
 *   ASCII; a run of blanks to one space (a line end stays a line end); Arabic
 *   أإآٱ→ا ىیئ→ي ؤ→و ة→ه ک→ك ڤ→ف پ→ب گ→ج, presentation forms to their letters,
 *   Arabic and Persian digits and ، ؛ ؟ ٪ ٫ ٬ to ASCII; middle dots to ·.
 *   Dropped are tatweel, short vowels, zero-width and direction marks, soft
 *   hyphens, and pinyin notes in brackets behind a Han character, 達(dá). Han
 *   characters stay: tables carry both scripts.
 * Owns: nothing; the results live in the arena.
 * Keeps: every normalised byte comes from one original character; map never
 *   decreases; an invalid original byte becomes U+FFFD.
 * Users: score.
 */
#ifndef SCORE_NORM_H
#define SCORE_NORM_H

#include "fetch/base/arena.h"

#include <stdint.h>

struct norm {
	struct str text;
	/* the same bytes with the case of ASCII letters kept */
	const char *cased;
	/* for each byte of text, where its character begins in the original;
	 * map[text.n] is the original's length */
	const uint32_t *map;
	struct str original;
};

/* s is at most UINT32_MAX / 4 bytes (a BUG otherwise: records are smaller) */
void norm_make(struct norm *n, struct str s, struct arena *arena);

/* the original range of text[from, to), from < to; short vowels that stand on
 * the last letter are taken in */
void norm_range(
    const struct norm *n, size_t from, size_t to, size_t *begin, size_t *end);

/* the first normalised byte at or behind an original offset; norm_behind
 * knows one that is not behind it, and is quick where it is near */
size_t norm_at(const struct norm *n, size_t original);
size_t norm_behind(const struct norm *n, size_t from, size_t original);

#endif
