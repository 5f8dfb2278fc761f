#include "store/query/firsts.h"

#include <stdlib.h>

/* names that were seen: open addressing */
struct seen {
	uint64_t story;
	uint64_t source; /* + 1; 0 free */
};

/* whether it is new; then it is seen */
static bool see(struct seen *v, size_t cap, uint64_t story, uint64_t source)
{
	/* a story is named by a digest */
	uint64_t hash = story + source * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(hash ^ hash >> 32) & (cap - 1);

	for (; v[i].source; i = (i + 1) & (cap - 1))
		if (v[i].story == story && v[i].source == source)
			return false;
	v[i] = (struct seen){story, source};
	return true;
}

void firsts_of(
    struct firsts *f, struct member *members, size_t n, enum tell_unit unit)
{
	size_t cap = 16;
	struct seen *seen;

	while (cap < 2 * n)
		cap *= 2;
	seen = mem_new(cap, sizeof *seen);
	*f = (struct firsts){mem_new(n + 1, sizeof *f->v), 0};
	tell_order(members, n);
	for (size_t i = 0; i < n; i++) {
		const struct member *m = &members[i];
		uint64_t source = unit == TELL_SOURCE ? m->source : 0;

		if (unit != TELL_ARTICLE &&
		    !see(seen, cap, m->story, source + 1))
			continue;
		f->v[f->n++] = (struct first){
		    {strata_key(m->source, m->content == CONTENT_SUMMARY),
			m->at},
		    m->doc, m->known};
	}
	free(seen);
}

void firsts_release(struct firsts *f)
{
	free(f->v);
	*f = (struct firsts){0};
}

size_t firsts_find(const struct firsts *f, int64_t t)
{
	size_t low = 0, high = f->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (f->v[mid].in.at < t)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}
