#include "store/db/name_cache.h"

#include "fetch/base/buf.h"
#include "fetch/base/stamp.h"

#include <stdlib.h>
#include <unistd.h>

struct name_slot {
	uint64_t hash;
	struct str text;
	uint32_t id; /* 0: free */
	enum name_class c;
};

enum { FIRST_SLOTS = 1024 };

/* FNV-1a, 64 bits, from a seed (Fowler, Noll, Vo) */
static uint64_t hash_of(uint64_t seed, enum name_class c, struct str s)
{
	uint64_t h = (seed ^ (uint64_t)c) * UINT64_C(0x100000001b3);

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * UINT64_C(0x100000001b3);
	return h ^ h >> 32;
}

void name_cache_clear(struct name_cache *m)
{
	for (size_t i = 0; i < m->cap; i++)
		m->slots[i].id = 0;
	m->n = 0;
	arena_reset(&m->texts);
}

void name_cache_release(struct name_cache *m)
{
	free(m->slots);
	arena_release(&m->texts);
	*m = (struct name_cache){0};
}

static struct name_slot *slot_of(
    const struct name_cache *m, uint64_t h, enum name_class c, struct str text)
{
	for (size_t i = h & (m->cap - 1);; i = (i + 1) & (m->cap - 1)) {
		struct name_slot *s = &m->slots[i];

		if (s->id == 0 ||
		    (s->hash == h && s->c == c && str_eq(s->text, text)))
			return s;
	}
}

uint32_t name_cache_get(
    const struct name_cache *m, enum name_class c, struct str text)
{
	if (!m->cap)
		return 0;
	return slot_of(m, hash_of(m->seed, c, text), c, text)->id;
}

static void grow(struct name_cache *m)
{
	struct name_cache bigger = *m;

	bigger.cap = m->cap ? 2 * m->cap : FIRST_SLOTS;
	bigger.slots = mem_new(bigger.cap, sizeof *bigger.slots);
	if (!m->cap)
		bigger.seed = (uint64_t)stamp_ticks() * 2654435761U ^
			      (uint64_t)getpid() << 40 ^
			      (uint64_t)(uintptr_t)bigger.slots;
	for (size_t i = 0; i < m->cap; i++) {
		const struct name_slot *s = &m->slots[i];

		if (s->id)
			*slot_of(&bigger, s->hash, s->c, s->text) = *s;
	}
	free(m->slots);
	*m = bigger;
}

void name_cache_put(
    struct name_cache *m, enum name_class c, struct str text, uint32_t id)
{
	if (m->n == NAME_CACHE_MAX)
		name_cache_clear(m);
	if (m->n * 2 >= m->cap)
		grow(m);
	uint64_t h = hash_of(m->seed, c, text);

	*slot_of(m, h, c, text) =
	    (struct name_slot){h, arena_str(&m->texts, text), id, c};
	m->n++;
}
