/*
 * Columns of an Arrow table while they grow.
 *
 * Owns: their buffers, until arrow_column_release().
 * Users: arrow.c, arrow_message.c.
 */
#ifndef STORE_QUERY_ARROW_COLUMNS_H
#define STORE_QUERY_ARROW_COLUMNS_H

#include "store/query/arrow.h"
#include "store/query/catalog.h"

enum { ARROW_BATCH_ROWS = 65536 };

struct arrow_column {
	const char *name;
	enum cell_kind type; /* never CELL_NULL */
	bool words;          /* a dictionary */
	size_t n;
	struct buf valid;  /* a byte a row */
	struct buf values; /* 8 bytes a row; flags 1; words 4; texts: where
			    * each ends in bytes, 8 */
	struct buf bytes;  /* of texts */
	struct arena arena;
	struct catalog_names names; /* of words */
};

void arrow_column_init(struct arrow_column *c, const struct column *from);
void arrow_column_release(struct arrow_column *c);
void arrow_column_add(struct arrow_column *c, const struct cell *cell);
bool arrow_column_over(const struct arrow_column *c);

/* The buffers of rows [from, from + n), in Arrow's order, appended to body,
 * each padded to 64 bytes; their places and lengths go to places (two numbers
 * each), how many is returned. *nulls: rows without a value. */
enum { ARROW_BUFFERS_MAX = 3 };
size_t arrow_column_put(const struct arrow_column *c, size_t from, size_t n,
    struct buf *body, int64_t *places, int64_t *nulls);
/* the words of a dictionary, likewise */
size_t arrow_words_put(
    const struct arrow_column *c, struct buf *body, int64_t *places);

#endif
