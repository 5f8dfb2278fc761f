#include "store/query/firsts.h"

#include "store/db/rollup.h"

#include <stdlib.h>
#include <string.h>

/* names that were seen: open addressing */
struct seen {
	uint64_t story;
	uint64_t source; /* + 1; 0 free */
	int64_t last;    /* when */
};

/* whether it is new, or was long ago; then it is seen */
static bool see(struct seen *v, size_t cap, const struct seen *is)
{
	/* a story is named by a digest */
	uint64_t hash = is->story + is->source * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(hash ^ hash >> 32) & (cap - 1);

	while (v[i].source &&
	       (v[i].story != is->story || v[i].source != is->source))
		i = (i + 1) & (cap - 1);
	bool first = !v[i].source || is->last - v[i].last > ROLLUP_SPREAD;

	v[i] = *is;
	return first;
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
		    !see(
			seen, cap, &(struct seen){m->story, source + 1, m->at}))
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

void firsts_begin(struct firsts *f, int64_t t)
{
	size_t i = 0;

	while (i < f->n && f->v[i].in.at < t)
		i++;
	f->n -= i;
	memmove(f->v, f->v + i, f->n * sizeof *f->v);
}

void firsts_strata(struct strata *s, const struct firsts *f)
{
	struct strata_item *v = mem_new(f->n + 1, sizeof *v);

	for (size_t i = 0; i < f->n; i++)
		v[i].at = f->v[i].in.at;
	strata_build(s, v, f->n, sizeof *v);
	free(v);
}
