#include "fetch/seen_items.h"

#include "fetch/base/buf.h"

#include <stdint.h>
#include <stdlib.h>

enum { FIRST_SLOTS = 1024 };

void seen_items_release(struct seen_items *s)
{
	free(s->slots);
	arena_release(&s->arena);
	*s = (struct seen_items){0};
}

static struct seen_item **slot_of(struct seen_items *s, struct str id)
{
	return &s->slots[str_hash(id) & (s->n_slots - 1)];
}

static void grow(struct seen_items *s)
{
	struct seen_item **old = s->slots;
	size_t n = s->n_slots;

	s->n_slots = n ? n * 4 : FIRST_SLOTS;
	s->slots = mem_new(s->n_slots, sizeof *s->slots);
	for (size_t i = 0; i < n; i++)
		for (struct seen_item *it = old[i], *next; it; it = next) {
			struct seen_item **slot = slot_of(s, it->id);

			next = it->next_alike;
			it->next_alike = *slot;
			*slot = it;
		}
	free(old);
}

bool seen_items_again(
    struct seen_items *s, struct str id, struct str feed, struct str version)
{
	if (s->n >= s->n_slots)
		grow(s);
	struct seen_item **slot = slot_of(s, id);

	for (struct seen_item *it = *slot; it; it = it->next_alike) {
		if (!str_eq(it->id, id))
			continue;
		if (!str_eq(it->feed, feed) || str_eq(it->version, version))
			return true;
		it->version = arena_str(&s->arena, version);
		return false;
	}
	if (s->n == SEEN_ITEMS_MAX)
		return false;
	struct seen_item *it = arena_new(&s->arena, sizeof *it);

	it->id = arena_str(&s->arena, id);
	it->feed = arena_str(&s->arena, feed);
	it->version = arena_str(&s->arena, version);
	it->next_alike = *slot;
	*slot = it;
	s->n++;
	return false;
}
