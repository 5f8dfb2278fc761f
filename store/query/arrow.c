#include "store/query/arrow_columns.h"

#include "store/query/flat.h"

#include <stdlib.h>

/* numbers of Schema.fbs and Message.fbs */
enum { VERSION = 4 };
enum { HEADER_SCHEMA = 1, HEADER_WORDS, HEADER_ROWS };
enum { TYPE_INT = 2, TYPE_FLOAT = 3, TYPE_UTF8 = 5, TYPE_BOOL = 6 };
enum { TYPE_TIMESTAMP = 10, UNIT_MICRO = 2, PRECISION_DOUBLE = 2 };
enum { ALIGN = 8, BLOCK = 3 };

struct arrow {
	bool stream;
	struct arrow_column *columns;
	size_t n, rows;
	struct flat flat;
	struct buf body;
	/* while it is written */
	arrow_fn *fn;
	void *to;
	int64_t at;
	int64_t *words, *batches; /* Blocks: three numbers each */
	size_t n_words, n_batches, cap_batches;
};

struct arrow *arrow_open(const struct column *columns, size_t n, bool stream)
{
	struct arrow *a = mem_new(1, sizeof *a);

	a->stream = stream;
	a->n = n;
	a->columns = mem_new(n + 1, sizeof *a->columns);
	for (size_t i = 0; i < n; i++)
		arrow_column_init(&a->columns[i], &columns[i]);
	a->words = mem_new(BLOCK * (n + 1), sizeof *a->words);
	flat_init(&a->flat);
	buf_init(&a->body, ARROW_MAX_BYTES);
	return a;
}

void arrow_row(struct arrow *a, const struct cell *cells)
{
	for (size_t i = 0; i < a->n; i++)
		arrow_column_add(&a->columns[i], &cells[i]);
	a->rows++;
}

void arrow_close(struct arrow *a)
{
	if (!a)
		return;
	for (size_t i = 0; i < a->n; i++)
		arrow_column_release(&a->columns[i]);
	free(a->columns);
	free(a->words);
	free(a->batches);
	flat_release(&a->flat);
	buf_release(&a->body);
	free(a);
}

/* ---- descriptions ---- */

static uint32_t int_type(struct flat *f, int64_t bits)
{
	flat_table(f);
	flat_put(f, 0, bits, 4);
	flat_put(f, 1, 1, 1); /* signed */
	return flat_table_end(f);
}

static uint32_t type_of(
    struct flat *f, const struct arrow_column *c, unsigned *kind)
{
	uint32_t zone = 0;

	switch (c->type) {
	case CELL_STAMP:
		zone = flat_text(f, STR("UTC"));
		*kind = TYPE_TIMESTAMP;
		flat_table(f);
		flat_put(f, 0, UNIT_MICRO, 2);
		flat_put_ref(f, 1, zone);
		return flat_table_end(f);
	case CELL_COUNT:
		*kind = TYPE_INT;
		return int_type(f, 64);
	case CELL_REAL:
		*kind = TYPE_FLOAT;
		flat_table(f);
		flat_put(f, 0, PRECISION_DOUBLE, 2);
		return flat_table_end(f);
	case CELL_FLAG:
	case CELL_TEXT:
		*kind = c->type == CELL_FLAG ? TYPE_BOOL : TYPE_UTF8;
		flat_table(f);
		return flat_table_end(f);
	case CELL_NULL:
		break;
	}
	BUG("type of a column");
}

static uint32_t field_of(struct flat *f, const struct arrow_column *c, size_t i)
{
	uint32_t name = flat_text(f, str_of(c->name)), words = 0, index;
	uint32_t children = flat_refs(f, NULL, 0);
	unsigned kind = 0;
	uint32_t type = type_of(f, c, &kind);

	if (c->words) {
		index = int_type(f, 32);
		flat_table(f);
		flat_put(f, 0, (int64_t)i, 8);
		flat_put_ref(f, 1, index);
		words = flat_table_end(f);
	}
	flat_table(f);
	flat_put_ref(f, 0, name);
	flat_put_ref(f, 3, type);
	if (words)
		flat_put_ref(f, 4, words);
	flat_put_ref(f, 5, children);
	flat_put(f, 1, 1, 1); /* may be null */
	flat_put(f, 2, kind, 1);
	return flat_table_end(f);
}

static uint32_t schema_of(struct arrow *a)
{
	struct flat *f = &a->flat;
	uint32_t *fields = mem_new(a->n + 1, sizeof *fields), all;

	for (size_t i = a->n; i-- > 0;)
		fields[i] = field_of(f, &a->columns[i], i);
	all = flat_refs(f, fields, a->n);
	free(fields);
	flat_table(f);
	flat_put_ref(f, 1, all);
	return flat_table_end(f);
}

/* nodes and buffers: two numbers each */
static uint32_t batch_of(struct flat *f, size_t rows, const int64_t *nodes,
    size_t n_nodes, const int64_t *buffers, size_t n_buffers)
{
	uint32_t places = flat_longs(f, buffers, n_buffers, 2);
	uint32_t columns = flat_longs(f, nodes, n_nodes, 2);

	flat_table(f);
	flat_put(f, 0, (int64_t)rows, 8);
	flat_put_ref(f, 1, columns);
	flat_put_ref(f, 2, places);
	return flat_table_end(f);
}

/* ---- messages ---- */

static int out(struct arrow *a, struct str bytes, struct err *e)
{
	a->at += (int64_t)bytes.n;
	return bytes.n ? a->fn(a->to, bytes, e) : 0;
}

static void put_int(struct buf *b, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		buf_char(b, (char)(v >> (8 * i) & 0xff));
}

/* Write a message with a->body behind it; block: where it is, or NULL. */
static int message(
    struct arrow *a, int kind, uint32_t header, int64_t *block, struct err *e)
{
	struct flat *f = &a->flat;
	struct buf head;

	flat_table(f);
	flat_put(f, 3, (int64_t)a->body.n, 8);
	flat_put_ref(f, 2, header);
	flat_put(f, 0, VERSION, 2);
	flat_put(f, 1, kind, 1);
	struct str meta = flat_finish(f, flat_table_end(f));

	buf_init(&head, ARROW_MAX_BYTES);
	put_int(&head, UINT32_MAX);
	size_t pad = (ALIGN - (meta.n + 8) % ALIGN) % ALIGN;

	put_int(&head, (uint32_t)(meta.n + pad));
	buf_str(&head, meta);
	while (pad--)
		buf_char(&head, 0);
	if (block) {
		block[0] = a->at;
		block[1] = (int64_t)head.n;
		block[2] = (int64_t)a->body.n;
	}
	int rc = out(a, buf_view(&head), e);

	if (rc == 0)
		rc = out(a, buf_view(&a->body), e);
	buf_release(&head);
	buf_clear(&a->body);
	flat_clear(f);
	return rc;
}

static int write_words(struct arrow *a, struct err *e)
{
	struct flat *f = &a->flat;

	for (size_t i = 0; i < a->n; i++) {
		const struct arrow_column *c = &a->columns[i];
		int64_t places[2 * ARROW_BUFFERS_MAX], node[2];

		if (!c->words)
			continue;
		size_t n = arrow_words_put(c, &a->body, places);

		node[0] = (int64_t)c->names.n;
		node[1] = 0;
		uint32_t batch = batch_of(f, c->names.n, node, 1, places, n);

		flat_table(f);
		flat_put(f, 0, (int64_t)i, 8);
		flat_put_ref(f, 1, batch);
		uint32_t header = flat_table_end(f);

		if (message(a, HEADER_WORDS, header,
			&a->words[BLOCK * a->n_words++], e) != 0)
			return -1;
	}
	return 0;
}

static int write_batch(struct arrow *a, size_t from, size_t rows, struct err *e)
{
	int64_t *places =
	    mem_new(2 * ARROW_BUFFERS_MAX * (a->n + 1), sizeof *places);
	int64_t *nodes = mem_new(2 * (a->n + 1), sizeof *nodes);
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++) {
		nodes[2 * i] = (int64_t)rows;
		n += arrow_column_put(&a->columns[i], from, rows, &a->body,
		    places + 2 * n, &nodes[2 * i + 1]);
	}
	uint32_t header = batch_of(&a->flat, rows, nodes, a->n, places, n);

	free(places);
	free(nodes);
	if (a->n_batches == a->cap_batches) {
		a->cap_batches = a->cap_batches ? 2 * a->cap_batches : 16;
		a->batches = mem_grow(
		    a->batches, BLOCK * a->cap_batches, sizeof *a->batches);
	}
	if (a->body.over)
		return err_set(e, EXIT_USAGE,
		    "the answer is too long for Arrow: use --limit");
	return message(
	    a, HEADER_ROWS, header, &a->batches[BLOCK * a->n_batches++], e);
}

static int write_footer(struct arrow *a, struct err *e)
{
	struct flat *f = &a->flat;
	struct buf tail;

	/* metaDataLength is an int of four bytes and padding: a long that is
	 * small looks the same */
	uint32_t batches = flat_longs(f, a->batches, a->n_batches, BLOCK);
	uint32_t words = flat_longs(f, a->words, a->n_words, BLOCK);
	uint32_t schema = schema_of(a);

	flat_table(f);
	flat_put_ref(f, 1, schema);
	flat_put_ref(f, 2, words);
	flat_put_ref(f, 3, batches);
	flat_put(f, 0, VERSION, 2);
	struct str footer = flat_finish(f, flat_table_end(f));

	buf_init(&tail, footer.n + 64);
	buf_str(&tail, footer);
	put_int(&tail, (uint32_t)footer.n);
	buf_puts(&tail, "ARROW1");
	int rc = out(a, buf_view(&tail), e);

	buf_release(&tail);
	return rc;
}

int arrow_write(struct arrow *a, arrow_fn *fn, void *to, struct err *e)
{
	static const char magic[8] = "ARROW1\0";
	static const char end[8] = {'\xff', '\xff', '\xff', '\xff'};
	int rc = 0;

	a->fn = fn;
	a->to = to;
	for (size_t i = 0; i < a->n; i++)
		if (arrow_column_over(&a->columns[i]))
			return err_set(e, EXIT_USAGE,
			    "the answer is too long for Arrow: use --limit");
	if (!a->stream)
		rc = out(a, (struct str){magic, sizeof magic}, e);
	if (rc == 0)
		rc = message(a, HEADER_SCHEMA, schema_of(a), NULL, e);
	if (rc == 0)
		rc = write_words(a, e);
	for (size_t i = 0; i < a->rows && rc == 0; i += ARROW_BATCH_ROWS)
		rc = write_batch(a, i,
		    a->rows - i < ARROW_BATCH_ROWS ? a->rows - i
						   : ARROW_BATCH_ROWS,
		    e);
	if (rc == 0)
		rc = out(a, (struct str){end, sizeof end}, e);
	if (rc == 0 && !a->stream)
		rc = write_footer(a, e);
	return rc;
}
