/*
 * The known names nearest to one that is unknown, for the error line.
 *
 * Formula: optimal string alignment distance (insert, delete, replace, swap
 *   two neighbours), ASCII case apart; a candidate that begins with the word
 *   counts as near too.
 * Owns: nothing; candidates are borrowed.
 * Users: program files, the query tool.
 */
#ifndef FETCH_BASE_NEAREST_H
#define FETCH_BASE_NEAREST_H

#include "fetch/base/buf.h"

enum { NEAREST_MAX = 3, NEAREST_WORD_MAX_BYTES = 64 };

struct nearest {
	struct str word;
	size_t n;
	struct str best[NEAREST_MAX];
	int distance[NEAREST_MAX];
};

void nearest_begin(struct nearest *s, struct str word);
void nearest_offer(struct nearest *s, struct str candidate);
/* "; nearest: nvidia, nvidia.h20", or nothing */
void nearest_write(const struct nearest *s, struct buf *to);

int nearest_distance(struct str a, struct str b); /* both <= WORD_MAX */

#endif
