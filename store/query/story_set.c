#include "store/query/story_set.h"

#include "fetch/base/buf.h"

#include <stdlib.h>

/* a story is named by a digest: its bits are as good as any */
static uint64_t *slot_of(const struct story_set *s, uint64_t story)
{
	size_t i = (size_t)(story ^ story >> 32) & (s->cap - 1);

	while (s->v[i] && s->v[i] != story)
		i = (i + 1) & (s->cap - 1);
	return &s->v[i];
}

static void grow(struct story_set *s)
{
	struct story_set old = *s;

	s->cap = old.cap ? 2 * old.cap : 1024;
	s->v = mem_new(s->cap, sizeof *s->v);
	for (size_t i = 0; i < old.cap; i++)
		if (old.v[i])
			*slot_of(s, old.v[i]) = old.v[i];
	free(old.v);
}

void story_set_add(struct story_set *s, uint64_t story)
{
	if (story == 0) {
		s->has_zero = true;
		return;
	}
	if (2 * s->n >= s->cap)
		grow(s);
	uint64_t *slot = slot_of(s, story);

	s->n += *slot == 0;
	*slot = story;
}

bool story_set_has(const struct story_set *s, uint64_t story)
{
	if (story == 0)
		return s->has_zero;
	return s->cap && *slot_of(s, story) != 0;
}

void story_set_release(struct story_set *s)
{
	free(s->v);
	*s = (struct story_set){0};
}
