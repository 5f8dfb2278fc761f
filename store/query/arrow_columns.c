#include "store/query/arrow_columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PAD = 64 };

/* columns that say the same few things over and over */
static bool of_words(const char *name)
{
	static const char *const names[] = {"entity", "stat", "models", "model",
	    "lang", "source", "kind", "content", "origin", "signal", "family",
	    "modality", "metric", "unit", "direction", "role", "concept", "cik",
	    "part", "horizon"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

void arrow_column_init(struct arrow_column *c, const struct column *from)
{
	*c = (struct arrow_column){.name = from->name,
	    .type = from->type == CELL_NULL ? CELL_TEXT : from->type};
	c->words = c->type == CELL_TEXT && of_words(from->name);
	buf_init(&c->valid, ARROW_MAX_BYTES);
	buf_init(&c->values, ARROW_MAX_BYTES);
	buf_init(&c->bytes, ARROW_MAX_BYTES);
}

void arrow_column_release(struct arrow_column *c)
{
	buf_release(&c->valid);
	buf_release(&c->values);
	buf_release(&c->bytes);
	free(c->names.v);
	free(c->names.slots);
	arena_release(&c->arena);
}

bool arrow_column_over(const struct arrow_column *c)
{
	return c->valid.over || c->values.over || c->bytes.over;
}

static void put(struct buf *to, uint64_t v, size_t bytes)
{
	char p[8];

	for (size_t i = 0; i < bytes; i++)
		p[i] = (char)(v >> (8 * i) & 0xff);
	buf_add(to, p, bytes);
}

static uint64_t bits_of(double v)
{
	uint64_t bits;

	/* as it stands in the other formats: six digits, no minus zero */
	if (fabs(v) < 1e9)
		v = round(v * 1e6) / 1e6;
	v += 0.0;
	memcpy(&bits, &v, sizeof bits);
	return bits;
}

static void add_text(struct arrow_column *c, struct str s)
{
	struct str copy;
	uint32_t number;

	if (!c->words) {
		buf_str(&c->bytes, s);
		put(&c->values, c->bytes.n, 8);
		return;
	}
	number = catalog_find(&c->names, s);
	if (number == CATALOG_NONE) {
		copy = arena_str(&c->arena, s);
		number = catalog_number(&c->names, copy);
	}
	put(&c->values, number, 4);
}

/* a text of its own for what has no type (the value of a status row) */
static void add_as_text(struct arrow_column *c, const struct cell *cell)
{
	struct buf b;

	buf_init(&b, 64);
	if (cell->kind == CELL_COUNT)
		buf_printf(&b, "%lld", (long long)cell->number);
	else if (cell->kind == CELL_REAL)
		buf_printf(&b, "%.6g", cell->real);
	else if (cell->kind == CELL_FLAG)
		buf_puts(&b, cell->number ? "true" : "false");
	add_text(c, buf_view(&b));
	buf_release(&b);
}

static void add_value(struct arrow_column *c, const struct cell *cell)
{
	switch (c->type) {
	case CELL_TEXT:
		if (cell->kind == CELL_TEXT)
			add_text(c, cell->text);
		else
			add_as_text(c, cell);
		break;
	case CELL_REAL:
		put(&c->values,
		    bits_of(cell->kind == CELL_REAL ? cell->real
						    : (double)cell->number),
		    8);
		break;
	case CELL_COUNT:
	case CELL_STAMP:
		put(&c->values, (uint64_t)cell->number, 8);
		break;
	case CELL_FLAG:
		put(&c->values, cell->number != 0, 1);
		break;
	case CELL_NULL:
		BUG("type of a column");
	}
}

static void add_null(struct arrow_column *c)
{
	size_t bytes = c->type == CELL_FLAG ? 1 : c->words ? 4 : 8;
	bool text = c->type == CELL_TEXT && !c->words;

	put(&c->values, text ? c->bytes.n : 0, bytes);
}

void arrow_column_add(struct arrow_column *c, const struct cell *cell)
{
	bool is = cell->kind != CELL_NULL;

	buf_char(&c->valid, is ? 1 : 0);
	if (is)
		add_value(c, cell);
	else
		add_null(c);
	c->n++;
}

/* ---- Arrow's buffers ---- */

static void end_buffer(struct buf *body, size_t from, int64_t *place)
{
	static const char zeros[PAD];

	place[0] = (int64_t)from;
	place[1] = (int64_t)(body->n - from);
	buf_add(body, zeros, (PAD - body->n % PAD) % PAD);
}

static void put_bits(struct buf *body, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i += 8) {
		unsigned bits = 0;

		for (size_t k = 0; k < 8 && i + k < n; k++)
			bits |= (bytes[i + k] ? 1u : 0u) << k;
		buf_char(body, (char)bits);
	}
}

/* a bit a row; nothing where there are no nulls */
static void put_validity(const struct arrow_column *c, size_t from, size_t n,
    struct buf *body, int64_t *place, int64_t *nulls)
{
	size_t at = body->n;

	*nulls = 0;
	for (size_t i = 0; i < n; i++)
		*nulls += !c->valid.p[from + i];
	if (*nulls)
		put_bits(body, c->valid.p + from, n);
	end_buffer(body, at, place);
}

static uint64_t end_of(const struct arrow_column *c, size_t row)
{
	uint64_t v = 0;

	for (size_t i = 8; i-- > 0;)
		v = v << 8 | (unsigned char)c->values.p[8 * row + i];
	return v;
}

static void put_texts(const struct arrow_column *c, size_t from, size_t n,
    struct buf *body, int64_t *places)
{
	uint64_t base = from ? end_of(c, from - 1) : 0;
	size_t at = body->n;

	put(body, 0, 4);
	for (size_t i = 0; i < n; i++)
		put(body, end_of(c, from + i) - base, 4);
	end_buffer(body, at, places);
	at = body->n;
	if (n && c->bytes.p)
		buf_add(
		    body, c->bytes.p + base, end_of(c, from + n - 1) - base);
	end_buffer(body, at, places + 2);
}

size_t arrow_column_put(const struct arrow_column *c, size_t from, size_t n,
    struct buf *body, int64_t *places, int64_t *nulls)
{
	size_t width = c->words ? 4 : 8, at;

	put_validity(c, from, n, body, places, nulls);
	if (c->type == CELL_TEXT && !c->words) {
		put_texts(c, from, n, body, places + 2);
		return 3;
	}
	at = body->n;
	if (n && c->type == CELL_FLAG)
		put_bits(body, c->values.p + from, n);
	else if (n)
		buf_add(body, c->values.p + width * from, width * n);
	end_buffer(body, at, places + 2);
	return 2;
}

size_t arrow_words_put(
    const struct arrow_column *c, struct buf *body, int64_t *places)
{
	size_t at = body->n, bytes = 0;

	end_buffer(body, at, places); /* no nulls */
	put(body, 0, 4);
	for (size_t i = 0; i < c->names.n; i++) {
		bytes += c->names.v[i].n;
		put(body, bytes, 4);
	}
	end_buffer(body, at, places + 2);
	at = body->n;
	for (size_t i = 0; i < c->names.n; i++)
		buf_str(body, c->names.v[i]);
	end_buffer(body, at, places + 4);
	return 3;
}
