#include "store/db/leaf.h"

#include <stdint.h>
#include <string.h>

enum {
	PAGE_HEAD = 16,
	FLAGS = 10,
	LOWER = 12,
	UPPER = 14,
	IS_LEAF = 0x02,
	ROW_HEAD = 8,
	ROW_FLAGS = 4,
	ROW_KEY = 6,
	INDEX = 2,
	OVERFLOW_NUMBER = 8
};

static size_t number_of(const unsigned char *page)
{
	size_t n;

	memcpy(&n, page, sizeof n);
	return n;
}

static size_t half_at(const unsigned char *page, size_t at)
{
	uint16_t n;

	memcpy(&n, page + at, sizeof n);
	return n;
}

static const unsigned char *page_of(const struct leaf_map *m, const void *row)
{
	const unsigned char *p = row;

	return p - ((uintptr_t)p & (m->page_bytes - 1));
}

static bool is_known_version(void)
{
	int major, minor;

	(void)mdb_version(&major, &minor, NULL);
	return major == 0 && minor == 9 && sizeof(size_t) == 8;
}

void leaf_map_init(
    struct leaf_map *m, const void *row, size_t page_bytes, size_t map_bytes)
{
	*m = (struct leaf_map){NULL, page_bytes, map_bytes};
	/* pages of another size than the processor's do not begin at their
	 * multiples */
	if (!is_known_version() || page_bytes < 512 ||
	    (page_bytes & (page_bytes - 1)))
		return;
	const unsigned char *page = page_of(m, row);
	size_t number = number_of(page);

	if (number < map_bytes / page_bytes)
		m->base = page - number * page_bytes;
}

bool leaf_of(const struct leaf_map *m, const void *row, struct leaf *leaf)
{
	uintptr_t at = (uintptr_t)row - (uintptr_t)m->base;

	/* a page that a transaction has copied lies outside the map */
	if (!m->base || at >= m->map_bytes)
		return false;
	const unsigned char *page = page_of(m, row);

	if (number_of(page) != at / m->page_bytes ||
	    !(half_at(page, FLAGS) & IS_LEAF))
		return false;
	size_t lower = half_at(page, LOWER), upper = half_at(page, UPPER);

	if (lower < PAGE_HEAD || upper < lower || upper > m->page_bytes)
		return false;
	leaf->page = page;
	leaf->rows = (lower - PAGE_HEAD) / INDEX;
	leaf->room = upper - lower;
	return true;
}

bool leaf_holds(
    const struct leaf_map *m, const struct leaf *leaf, const void *row)
{
	return page_of(m, row) == leaf->page;
}

size_t leaf_room(const struct leaf_map *m)
{
	return m->page_bytes - PAGE_HEAD;
}

size_t leaf_row_bytes(const struct leaf_map *m, size_t key, size_t value)
{
	size_t most = (leaf_room(m) / 2 & ~(size_t)1) - INDEX;
	size_t n = ROW_HEAD + key + value;

	/* a value too big for half a page has pages of its own */
	if (n > most)
		n = ROW_HEAD + key + OVERFLOW_NUMBER;
	return ((n + 1) & ~(size_t)1) + INDEX;
}

static size_t place_of(const struct leaf *leaf, size_t i)
{
	return half_at(leaf->page, PAGE_HEAD + INDEX * i);
}

size_t leaf_find(const struct leaf *leaf, const void *key)
{
	const unsigned char *row = (const unsigned char *)key - ROW_HEAD;
	size_t i = 0;

	while (i < leaf->rows && leaf->page + place_of(leaf, i) != row)
		i++;
	return i;
}

enum leaf_got leaf_row(const struct leaf_map *m, const struct leaf *leaf,
    size_t i, MDB_val *key, MDB_val *value)
{
	union { /* lmdb's type takes what is not const */
		const void *is;
		void *takes;
	} p;
	size_t at = place_of(leaf, i);

	if (at < PAGE_HEAD || at > m->page_bytes - ROW_HEAD)
		return LEAF_BROKEN;
	const unsigned char *row = leaf->page + at;
	size_t n = half_at(row, 0) | half_at(row, 2) << 16;
	size_t n_key = half_at(row, ROW_KEY);

	p.is = row + ROW_HEAD;
	*key = (MDB_val){n_key, p.takes};
	if (at + ROW_HEAD + n_key > m->page_bytes)
		return LEAF_BROKEN;
	if (half_at(row, ROW_FLAGS) != 0)
		return LEAF_ELSEWHERE;
	p.is = row + ROW_HEAD + n_key;
	*value = (MDB_val){n, p.takes};
	return at + ROW_HEAD + n_key + n <= m->page_bytes ? LEAF_ROW
							  : LEAF_BROKEN;
}

void leaf_fetch(const struct leaf_map *m, const struct leaf *leaf, size_t i)
{
	if (i >= leaf->rows || leaf->rows * INDEX > m->page_bytes)
		return;
	const unsigned char *row = leaf->page + place_of(leaf, i);

	__builtin_prefetch(row);
	__builtin_prefetch(row + 64);
}
