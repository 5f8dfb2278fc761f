#include "store/query/flat.h"

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 1024 };

void flat_init(struct flat *f)
{
	*f = (struct flat){.align = 1};
}

void flat_release(struct flat *f)
{
	free(f->p);
	*f = (struct flat){0};
}

void flat_clear(struct flat *f)
{
	f->n = 0;
	f->align = 1;
}

static unsigned char *room(struct flat *f, size_t bytes)
{
	if (f->n + bytes > f->cap) {
		size_t cap = f->cap ? f->cap : FIRST_BYTES;

		while (cap < f->n + bytes)
			cap *= 2;
		unsigned char *p = mem_new(cap, 1);

		if (f->n)
			memcpy(p + cap - f->n, f->p + f->cap - f->n, f->n);
		free(f->p);
		f->p = p;
		f->cap = cap;
	}
	f->n += bytes;
	return f->p + f->cap - f->n;
}

/* zeros, so that what is put next, of so many bytes, ends up aligned */
static void align(struct flat *f, size_t to, size_t bytes)
{
	size_t pad = (to - (f->n + bytes) % to) % to;

	if (to > f->align)
		f->align = to;
	if (pad)
		memset(room(f, pad), 0, pad);
}

static void number(struct flat *f, uint64_t v, size_t bytes)
{
	unsigned char *p = room(f, bytes);

	for (size_t i = 0; i < bytes; i++)
		p[i] = (unsigned char)(v >> (8 * i) & 0xff);
}

uint32_t flat_text(struct flat *f, struct str s)
{
	align(f, 4, s.n + 1);
	*room(f, 1) = 0;
	if (s.n)
		memcpy(room(f, s.n), s.p, s.n);
	number(f, s.n, 4);
	return (uint32_t)f->n;
}

static void put_offset(struct flat *f, uint32_t ref)
{
	number(f, f->n + 4 - ref, 4);
}

uint32_t flat_refs(struct flat *f, const uint32_t *refs, size_t n)
{
	align(f, 4, 4 * n);
	for (size_t i = n; i-- > 0;)
		put_offset(f, refs[i]);
	number(f, n, 4);
	return (uint32_t)f->n;
}

uint32_t flat_longs(struct flat *f, const int64_t *v, size_t n, size_t a_struct)
{
	size_t bytes = 8 * n * a_struct;

	align(f, 8, bytes);
	for (size_t i = n * a_struct; i-- > 0;)
		number(f, (uint64_t)v[i], 8);
	number(f, n, 4);
	return (uint32_t)f->n;
}

void flat_table(struct flat *f)
{
	memset(f->slot, 0, sizeof f->slot);
	f->n_slots = 0;
	f->begun = (uint32_t)f->n;
}

static void set_slot(struct flat *f, size_t slot)
{
	if (slot >= FLAT_SLOTS_MAX)
		BUG("slot of a table");
	f->slot[slot] = (uint32_t)f->n;
	if (slot + 1 > f->n_slots)
		f->n_slots = slot + 1;
}

void flat_put(struct flat *f, size_t slot, int64_t v, size_t bytes)
{
	align(f, bytes, bytes);
	number(f, (uint64_t)v, bytes);
	set_slot(f, slot);
}

void flat_put_ref(struct flat *f, size_t slot, uint32_t ref)
{
	align(f, 4, 4);
	put_offset(f, ref);
	set_slot(f, slot);
}

uint32_t flat_table_end(struct flat *f)
{
	size_t vtable = 4 + 2 * f->n_slots;

	/* where the vtable is: in front of the table */
	align(f, 4, 4);
	number(f, vtable, 4);
	uint32_t table = (uint32_t)f->n;

	for (size_t i = f->n_slots; i-- > 0;)
		number(f, f->slot[i] ? table - f->slot[i] : 0, 2);
	number(f, table - f->begun, 2);
	number(f, vtable, 2);
	return table;
}

struct str flat_finish(struct flat *f, uint32_t root)
{
	align(f, f->align > 4 ? f->align : 4, 4);
	put_offset(f, root);
	return (struct str){(const char *)f->p + f->cap - f->n, f->n};
}
