/*
 * Writes for a terminal: colours, columns, and text of both directions.
 *
 * Keeps: control bytes of a text do not get out. With colour, right-to-left
 *   text is put between U+2068 and U+2069 (Unicode Bidirectional Algorithm,
 *   UAX 9: isolates), so that the line around it keeps its order; without, as
 *   in a pipe, the bytes are the text's own.
 * Owns: nothing; spans live in the arena.
 * Users: explain.c.
 */
#ifndef SCORE_PAINT_H
#define SCORE_PAINT_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"

/* SGR parameters ("1;31") and the end of them; nothing without colour */
void paint_on(struct buf *to, bool colour, const char *code);
void paint_off(struct buf *to, bool colour);

void paint_text(struct buf *to, bool colour, struct str s);
/* the same, and blanks up to so many columns */
void paint_column(struct buf *to, bool colour, struct str s, int columns);
/* "+0.43"; never "-0.00" */
void paint_number(struct buf *to, double v);
/* -1..1 as a bar from the middle */
void paint_bar(struct buf *to, double v);

/* which bytes of a text are in which colour */
struct paint_spans {
	const char **code; /* by byte; NULL: none */
	size_t n;
};

struct paint_spans paint_spans(size_t n, struct arena *a);
/* later ones lie on top; clipped to the text */
void paint_span(
    struct paint_spans *s, size_t begin, size_t end, const char *code);
void paint_spanned(
    struct buf *to, bool colour, struct str text, const struct paint_spans *s);

#endif
