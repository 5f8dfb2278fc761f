/*
 * Lines of "name   value", the value folded to the width of the screen.
 *
 * Keeps: lines break where Unicode allows it (UAX 14, by ICU), so that
 *   Chinese, which has no spaces, is folded too; widths are East Asian ones
 *   (UAX 11), combining marks take none. The marks of sentence.h become
 *   colours, or brackets ⟦ ⟧.
 * Users: explain.
 */
#ifndef STORE_QUERY_FOLD_H
#define STORE_QUERY_FOLD_H

#include "fetch/base/buf.h"

struct fold {
	struct buf *to;
	size_t indent; /* columns before the value */
	size_t width;  /* of the screen */
	bool colour;
};

/* name may be "": a value that goes on */
void fold_line(struct fold *f, const char *name, struct str value);
void fold_printf(struct fold *f, const char *name, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* a line of its own, in bold */
void fold_head(struct fold *f, struct str text);

/* columns that valid text takes */
size_t fold_columns(struct str text);

#endif
