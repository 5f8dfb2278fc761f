/*
 * The sentence that a cue stands in, and the same with the cue marked.
 *
 * Keeps: sentence ends are those of the Unicode text segmentation (UAX 29, by
 *   ICU); a paragraph's end is one too. A sentence over SENTENCE_MAX_BYTES is
 *   cut around the cue, with "…" where it was cut.
 * Users: explain.
 */
#ifndef STORE_QUERY_SENTENCE_H
#define STORE_QUERY_SENTENCE_H

#include "fetch/base/buf.h"

enum { SENTENCE_MAX_BYTES = 1200 };

/* [*from, *to) around [begin, end), which lies within text */
void sentence_find(
    struct str text, size_t begin, size_t end, size_t *from, size_t *to);

/* Private code points stand for the marks, so that lines can be folded before
 * anyone knows how a mark looks. */
enum { SENTENCE_OPEN = 0xe000, SENTENCE_CLOSE = 0xe001 };

/* made safe for a terminal, marks around the cue; begin = end marks nothing */
void sentence_mark(struct buf *to, struct str text, size_t begin, size_t end);

#endif
