#include "store/query/firsts.h"

#include "store/db/rollup.h"

#include <stdlib.h>
#include <string.h>

/* Which first a story has: open addressing, its number + 1 below the upper
 * half of the hash; 0 free. */
#define SLOT_NUMBER UINT64_C(0xffffffff)

/* a story is named by a digest */
static uint64_t hash_of(const struct member *m, bool by_source)
{
	return by_source ? m->story + m->source * UINT64_C(0x9e3779b97f4a7c15)
			 : m->story;
}

static uint64_t *slot_of(uint64_t *slots, size_t cap, const struct firsts *f,
    const struct member *m, bool by_source)
{
	uint64_t hash = hash_of(m, by_source);
	size_t i = (size_t)(hash ^ hash >> 32) & (cap - 1);

	for (; slots[i]; i = (i + 1) & (cap - 1)) {
		if ((slots[i] ^ hash) & ~SLOT_NUMBER)
			continue;
		const struct first *is = &f->v[(slots[i] & SLOT_NUMBER) - 1];

		if (is->story == m->story &&
		    (!by_source || is->in.key >> 1 == m->source))
			break;
	}
	return &slots[i];
}

static void add(struct firsts *f, const struct member *m)
{
	f->v[f->n++] = (struct first){
	    {strata_key(m->source, m->content == CONTENT_SUMMARY), m->at},
	    m->doc, m->known, m->story, m->at, m->counted};
}

void firsts_of(
    struct firsts *f, struct member *members, size_t n, enum tell_unit unit)
{
	bool by_source = unit == TELL_SOURCE;
	size_t cap = 16;
	uint64_t *slots;

	while (cap < 2 * n)
		cap *= 2;
	slots = mem_new(unit == TELL_ARTICLE ? 1 : cap, sizeof *slots);
	*f = (struct firsts){mem_new(n + 1, sizeof *f->v), 0};
	tell_order(members, n);
	for (size_t i = 0; i < n; i++) {
		const struct member *m = &members[i];

		if (unit == TELL_ARTICLE) {
			add(f, m);
			continue;
		}
		uint64_t *slot = slot_of(slots, cap, f, m, by_source);
		struct first *was =
		    *slot ? &f->v[(*slot & SLOT_NUMBER) - 1] : NULL;

		if (was && m->at - was->last <= ROLLUP_SPREAD) {
			was->last = m->at;
			was->counted |= m->counted;
			continue;
		}
		add(f, m);
		*slot = (hash_of(m, by_source) & ~SLOT_NUMBER) | f->n;
	}
	free(slots);
}

void firsts_release(struct firsts *f)
{
	free(f->v);
	*f = (struct firsts){0};
}

void firsts_begin(struct firsts *f, int64_t t)
{
	size_t i = 0;

	while (i < f->n && f->v[i].in.at < t)
		i++;
	f->n -= i;
	memmove(f->v, f->v + i, f->n * sizeof *f->v);
}

void firsts_parts(struct strata *s, const struct firsts *f)
{
	struct strata_item *v = mem_new(f->n + 1, sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].counted)
			v[n++] = f->v[i].in;
	strata_build(s, v, n, sizeof *v);
	free(v);
}

void firsts_strata(struct strata *s, const struct firsts *f)
{
	struct strata_item *v = mem_new(f->n + 1, sizeof *v);

	for (size_t i = 0; i < f->n; i++)
		v[i].at = f->v[i].in.at;
	strata_build(s, v, f->n, sizeof *v);
	free(v);
}
