#include "store/identity.h"

#include "fetch/base/buf.h"
#include "fetch/base/digest.h"
#include "store/db/bytes.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 1024 };

uint64_t identity_hash(struct str bytes)
{
	unsigned char d[DIGEST_BYTES];

	digest_sha256(bytes, d);
	return bytes_get_be(d, 8);
}

static struct identity_slot *slot_of(const struct identity *set, uint64_t key)
{
	size_t i = key & (set->cap - 1);

	while (set->slots[i].key && set->slots[i].key != key)
		i = (i + 1) & (set->cap - 1);
	return &set->slots[i];
}

static void grow(struct identity *set)
{
	struct identity bigger = {NULL, set->n, FIRST_SLOTS};

	if (set->cap)
		bigger.cap = 2 * set->cap;
	bigger.slots = mem_new(bigger.cap, sizeof *bigger.slots);
	for (size_t i = 0; i < set->cap; i++)
		if (set->slots[i].key)
			*slot_of(&bigger, set->slots[i].key) = set->slots[i];
	free(set->slots);
	*set = bigger;
}

enum identity_result identity_put(
    struct identity *set, uint64_t key, uint64_t value)
{
	key += key == 0;
	if (set->n * 2 >= set->cap)
		grow(set);
	struct identity_slot *s = slot_of(set, key);

	if (s->key)
		return s->value == value ? IDENTITY_SAME : IDENTITY_OTHER;
	*s = (struct identity_slot){key, value};
	set->n++;
	return IDENTITY_NEW;
}

void identity_clear(struct identity *set)
{
	if (set->cap)
		memset(set->slots, 0, set->cap * sizeof *set->slots);
	set->n = 0;
}

void identity_release(struct identity *set)
{
	free(set->slots);
	*set = (struct identity){0};
}
