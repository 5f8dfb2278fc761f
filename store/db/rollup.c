#include "store/db/rollup.h"

#include "store/db/bytes.h"

#include <stdlib.h>

enum { SECTION_HEAD = 5, NEWEST_BYTES = 16, VIEWS_MAX = 2 };

void rollup_key(
    unsigned char to[ROLLUP_KEY_BYTES], uint32_t month, uint32_t series)
{
	bytes_put_be(to, month, 4);
	bytes_put_be(to + 4, series, 4);
}

/* ---- numbers ---- */

static void put_fixed(struct buf *to, uint64_t v, size_t n)
{
	unsigned char p[8];

	bytes_put_le(p, v, n);
	buf_add(to, p, n);
}

/* seven bits a byte, the low ones first; the last byte has no high bit */
static void put_number(struct buf *to, uint64_t v)
{
	for (; v > 0x7f; v >>= 7)
		buf_char(to, (char)(v | 0x80));
	buf_char(to, (char)v);
}

/* what is left of a body; over: it ended too early */
struct input {
	const unsigned char *p, *end;
	bool over;
};

static uint64_t get_fixed(struct input *in, size_t n)
{
	if ((size_t)(in->end - in->p) < n) {
		in->over = true;
		return 0;
	}
	in->p += n;
	return bytes_get_le(in->p - n, n);
}

static uint64_t get_number(struct input *in)
{
	uint64_t v = 0;

	for (unsigned shift = 0; in->p < in->end && shift < 63; shift += 7) {
		unsigned char c = *in->p++;

		v |= (uint64_t)(c & 0x7f) << shift;
		if (!(c & 0x80))
			return v;
	}
	in->over = true;
	return 0;
}

/* A number that says how many follow, of so many bytes each at least: what
 * cannot be there is not waited for. */
static size_t get_count(struct input *in, size_t least)
{
	uint64_t n = get_number(in);

	if (n > (size_t)(in->end - in->p) / least) {
		in->over = true;
		return 0;
	}
	return (size_t)n;
}

static int broken(struct err *e)
{
	return err_set(e, EXIT_DATA, "a row of table 'rollup' is broken");
}

/* ---- head ---- */

void rollup_head_write(struct buf *to, const struct rollup_head *h)
{
	put_fixed(to, h->own.rows, 8);
	put_fixed(to, h->own.sum, 8);
	put_fixed(to, h->before.rows, 8);
	put_fixed(to, h->before.sum, 8);
	put_fixed(to, (uint64_t)h->known, 8);
}

int rollup_head_read(struct str *value, struct rollup_head *h, struct err *e)
{
	const unsigned char *p = (const unsigned char *)value->p;

	if (value->n < ROLLUP_HEAD_BYTES)
		return broken(e);
	h->own =
	    (struct rollup_sum){bytes_get_le(p, 8), bytes_get_le(p + 8, 8)};
	h->before = (struct rollup_sum){
	    bytes_get_le(p + 16, 8), bytes_get_le(p + 24, 8)};
	h->known = (int64_t)bytes_get_le(p + 32, 8);
	value->p += ROLLUP_HEAD_BYTES;
	value->n -= ROLLUP_HEAD_BYTES;
	return 0;
}

/* ---- views ---- */

void rollup_view_clear(struct rollup_view *v)
{
	memset(v->articles, 0, sizeof v->articles);
	memset(v->stories, 0, sizeof v->stories);
	v->n_cells = v->n_newest = 0;
}

void rollup_view_release(struct rollup_view *v)
{
	free(v->cells);
	free(v->newest);
	*v = (struct rollup_view){0};
}

void rollup_add_cell(struct rollup_view *v, struct rollup_cell c)
{
	if (v->n_cells == v->cells_cap) {
		v->cells_cap = v->cells_cap ? 2 * v->cells_cap : 256;
		v->cells = mem_grow(v->cells, v->cells_cap, sizeof *v->cells);
	}
	v->cells[v->n_cells++] = c;
}

void rollup_add_newest(struct rollup_view *v, struct rollup_newest n)
{
	if (v->n_newest == v->newest_cap) {
		v->newest_cap = v->newest_cap ? 2 * v->newest_cap : 64;
		v->newest =
		    mem_grow(v->newest, v->newest_cap, sizeof *v->newest);
	}
	v->newest[v->n_newest++] = n;
}

/* Up to the last day that has some. */
static void put_days(struct buf *to, const uint32_t v[ROLLUP_DAYS])
{
	size_t n = ROLLUP_DAYS;

	while (n > 0 && v[n - 1] == 0)
		n--;
	put_number(to, n);
	for (size_t i = 0; i < n; i++)
		put_number(to, v[i]);
}

static void get_days(struct input *in, uint32_t v[ROLLUP_DAYS])
{
	size_t n = get_count(in, 1);

	if (n > ROLLUP_DAYS)
		in->over = true;
	for (size_t i = 0; i < n && !in->over; i++)
		v[i] = (uint32_t)get_number(in);
}

/* a key, on how many days, then the days: how far on, and how many */
static void put_cells(struct buf *to, const struct rollup_view *v)
{
	uint64_t key = 0;
	size_t keys = 0;

	for (size_t i = 0; i < v->n_cells; i++)
		keys += i == 0 || v->cells[i].key != v->cells[i - 1].key;
	put_number(to, keys);
	for (size_t i = 0, k; i < v->n_cells; i = k) {
		const struct rollup_cell *c = &v->cells[i];
		uint32_t day = 0;

		for (k = i; k < v->n_cells && v->cells[k].key == c->key; k++)
			;
		put_number(to, c->key - key);
		put_number(to, k - i);
		key = c->key;
		for (size_t at = i; at < k; at++) {
			put_number(to, v->cells[at].day - day);
			put_number(to, v->cells[at].n);
			day = v->cells[at].day;
		}
	}
}

static void get_cells(struct input *in, struct rollup_view *v)
{
	size_t keys = get_count(in, 4);
	uint64_t key = 0;

	while (keys-- > 0 && !in->over) {
		key += get_number(in);
		size_t days = get_count(in, 2);
		uint64_t day = 0;

		for (size_t i = 0; i < days && !in->over; i++) {
			day += get_number(in);
			uint64_t n = get_number(in);

			if (day >= ROLLUP_DAYS || n > UINT32_MAX)
				in->over = true;
			else
				rollup_add_cell(
				    v, (struct rollup_cell){
					   key, (uint32_t)day, (uint32_t)n});
		}
	}
}

void rollup_view_write(
    struct buf *to, const struct rollup_view *v, int64_t month_begin)
{
	uint32_t source = 0;

	put_days(to, v->articles);
	put_days(to, v->stories);
	put_cells(to, v);
	put_number(to, v->n_newest);
	for (size_t i = 0; i < v->n_newest; i++) {
		const struct rollup_newest *n = &v->newest[i];

		put_number(to, n->source - source);
		put_number(to, (uint64_t)(n->at - month_begin));
		put_fixed(to, n->doc, 8);
		put_fixed(to, (uint64_t)n->known, 8);
		source = n->source;
	}
}

int rollup_view_read(
    struct str body, int64_t month_begin, struct rollup_view *v, struct err *e)
{
	const unsigned char *p = (const unsigned char *)body.p;
	struct input in = {p, p + body.n, false};
	uint64_t source = 0;

	get_days(&in, v->articles);
	get_days(&in, v->stories);
	get_cells(&in, v);
	size_t n = in.over ? 0 : get_count(&in, 2 + NEWEST_BYTES);

	for (size_t i = 0; i < n && !in.over; i++) {
		struct rollup_newest to = {0};

		source += get_number(&in);
		to.source = (uint32_t)source;
		to.at = (int64_t)((uint64_t)month_begin + get_number(&in));
		to.doc = get_fixed(&in, 8);
		to.known = (int64_t)get_fixed(&in, 8);
		rollup_add_newest(v, to);
	}
	return in.over || in.p != in.end ? broken(e) : 0;
}

/* ---- sections ---- */

void rollup_section_write(struct buf *to, const struct rollup_which *w,
    struct str all, struct str live)
{
	put_fixed(to, w->model, 2);
	put_fixed(to, w->lang, 2);
	buf_char(to, live.p ? VIEWS_MAX : 1);
	put_fixed(to, all.n, 4);
	if (live.p)
		put_fixed(to, live.n, 4);
	buf_str(to, all);
	if (live.p)
		buf_str(to, live);
}

int rollup_section_find(struct str body, const struct rollup_which *w,
    struct str *view, struct err *e)
{
	const unsigned char *p = (const unsigned char *)body.p;
	struct input in = {p, p + body.n, false};

	while (in.p < in.end) {
		uint64_t model = get_fixed(&in, 2), lang = get_fixed(&in, 2);
		uint64_t views = get_fixed(&in, 1), size[VIEWS_MAX] = {0, 0};
		size_t left;

		if (views < 1 || views > VIEWS_MAX)
			return broken(e);
		for (size_t i = 0; i < views; i++)
			size[i] = get_fixed(&in, 4);
		left = (size_t)(in.end - in.p);
		if (in.over || size[0] > left || size[1] > left - size[0])
			return broken(e);
		if (model == w->model && lang == w->lang) {
			bool second = w->live && views == VIEWS_MAX;

			view->p = (const char *)in.p + (second ? size[0] : 0);
			view->n = size[second];
			return 1;
		}
		in.p += size[0] + size[1];
	}
	return 0;
}
