#include "score/strindex.h"

#include "fetch/base/buf.h"

#include <stdint.h>
#include <stdlib.h>

/* Fowler, Noll and Vo, 64 bits, variant 1a */
static size_t hash(struct str s)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
	return (size_t)(h ^ h >> 32);
}

static struct strindex_slot *find(const struct strindex *x, struct str key)
{
	size_t at = hash(key) & (x->cap - 1);

	while (x->slots[at].key.p && !str_eq(x->slots[at].key, key))
		at = (at + 1) & (x->cap - 1);
	return &x->slots[at];
}

static void widen(struct strindex *x)
{
	struct strindex old = *x;

	x->cap = old.cap ? old.cap * 2 : 64;
	x->slots = mem_new(x->cap, sizeof *x->slots);
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].key.p)
			*find(x, old.slots[i].key) = old.slots[i];
	free(old.slots);
}

void strindex_put(struct strindex *x, struct str key, size_t value)
{
	if (!key.p)
		key.p = "";
	if ((x->n + 1) * 2 > x->cap)
		widen(x);
	struct strindex_slot *slot = find(x, key);

	if (!slot->key.p)
		x->n++;
	*slot = (struct strindex_slot){key, value};
}

size_t strindex_get(const struct strindex *x, struct str key)
{
	if (x->cap == 0)
		return STRINDEX_NONE;
	const struct strindex_slot *slot = find(x, key);

	return slot->key.p ? slot->value : STRINDEX_NONE;
}

void strindex_release(struct strindex *x)
{
	free(x->slots);
	*x = (struct strindex){0};
}
