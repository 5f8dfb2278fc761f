/*
 * Is a place in the text no prose: inside an address, a file name, a tag, a
 * fenced block of code, base64?
 *
 * Keeps: looks at the neighbourhood of a place, at most MASK_REACH_BYTES each
 *   way, so the cost is that of the hits. A name with its own domain
 *   (deepseek.com) is prose where the alias covers it all; @name and #name
 *   are.
 * Users: mentions.c.
 */
#ifndef SCORE_MASK_H
#define SCORE_MASK_H

#include "fetch/base/arena.h"

enum { MASK_REACH_BYTES = 512 };

/* the blocks between lines of ``` or ~~~ */
struct mask {
	struct str text;
	size_t *edges; /* begin and end of each, in order */
	size_t n_edges;
};

/* text is the original field or the normalised one; ranges are of the same */
void mask_make(struct mask *m, struct str text, struct arena *arena);
bool mask_covers(const struct mask *m, size_t begin, size_t end);

#endif
