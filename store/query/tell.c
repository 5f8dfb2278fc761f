#include "store/query/tell.h"

#include <math.h>
#include <stdlib.h>

/* how much less each further copy of a story weighs than the one before */
#define COPY_WEIGHT 0.75

/* ---- the members in order of their clock ---- */

static int by_clock(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->doc < y->doc ? -1 : x->doc > y->doc;
}

/* rows come from the store in that order, if they come from one series */
void tell_order(struct member *m, size_t n)
{
	size_t i = 1;

	while (i < n && by_clock(&m[i - 1], &m[i]) <= 0)
		i++;
	if (i < n)
		qsort(m, n, sizeof *m, by_clock);
}

/* ---- which story a member belongs to: open addressing ---- */

struct slots {
	/* number of the story, + 1, below the upper half of its hash, so that
	 * another story is told apart without looking at it; 0 free */
	uint64_t *v;
	size_t cap;
};

#define SLOT_NUMBER UINT64_C(0xffffffff)

static struct slots slots_for(size_t n)
{
	struct slots s = {NULL, 16};

	while (s.cap < 2 * n)
		s.cap *= 2;
	s.v = mem_new(s.cap, sizeof *s.v);
	return s;
}

/* a story is named by a digest */
static uint64_t hash_of(const struct member *m, bool by_source)
{
	return by_source ? m->story + m->source * UINT64_C(0x9e3779b97f4a7c15)
			 : m->story;
}

static uint64_t *slot_of(const struct slots *s, const struct tell *t,
    const struct member *m, bool by_source)
{
	uint64_t hash = hash_of(m, by_source);
	size_t i = (size_t)(hash ^ hash >> 32) & (s->cap - 1);

	for (; s->v[i]; i = (i + 1) & (s->cap - 1)) {
		if ((s->v[i] ^ hash) & ~SLOT_NUMBER)
			continue;
		const struct tell_story *is =
		    &t->v[(s->v[i] & SLOT_NUMBER) - 1];

		if (is->story == m->story &&
		    (!by_source || is->source == m->source))
			break;
	}
	return &s->v[i];
}

/* ---- stories ---- */

static void speak(struct tell_story *s, const struct member *m)
{
	s->doc = m->doc;
	s->class = m->class;
	s->full = m->content == CONTENT_FULL;
	s->weight = OBS_REAL(m->relevance);
	s->tone = m->tone == OBS_NONE ? (double)NAN : OBS_REAL(m->tone);
}

static struct tell_story first_of(const struct member *m)
{
	struct tell_story s = {
	    .at = m->at,
	    .known = m->known,
	    .story = m->story,
	    .first = m->doc,
	    .source = m->source,
	    .members = 1,
	    .summary = m->content == CONTENT_SUMMARY,
	    .counted = m->counted,
	};

	speak(&s, m);
	return s;
}

/* a copy that stands behind those that were told */
static void join(struct tell_story *s, const struct member *m)
{
	s->members++;
	s->counted |= m->counted;
	if (m->known < s->known)
		s->known = m->known;
	if (!s->full && m->content == CONTENT_FULL)
		speak(s, m);
}

static int by_story(const void *a, const void *b)
{
	const struct tell_story *x = a, *y = b;

	if (x->story != y->story)
		return x->story < y->story ? -1 : 1;
	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return x->doc < y->doc ? -1 : x->doc > y->doc;
}

/* stories of one moment stand in order of their names */
static void order_equal(struct tell *t)
{
	for (size_t i = 0, k; i < t->n; i = k) {
		for (k = i + 1; k < t->n && t->v[k].at == t->v[i].at; k++)
			;
		if (k - i > 1)
			qsort(&t->v[i], k - i, sizeof *t->v, by_story);
	}
}

void tell_stories(
    struct tell *t, struct member *members, size_t n, enum tell_unit unit)
{
	struct slots slots = slots_for(n);
	double *factor =
	    unit == TELL_ARTICLE ? mem_new(n + 1, sizeof *factor) : NULL;

	*t = (struct tell){mem_new(n + 1, sizeof *t->v),
	    mem_new(n + 1, sizeof *t->counted), 0};
	tell_order(members, n);
	for (size_t i = 0; i < n; i++) {
		const struct member *m = &members[i];
		bool by_source = unit == TELL_SOURCE;
		uint64_t *slot = slot_of(&slots, t, m, by_source);
		size_t was = (size_t)(*slot & SLOT_NUMBER);

		if (was && !factor) {
			join(&t->v[was - 1], m);
			continue;
		}
		t->v[t->n] = first_of(m);
		if (factor) {
			/* the copies of a story, each for itself */
			factor[t->n] = was ? COPY_WEIGHT * factor[was - 1] : 1;
			t->v[t->n].weight *= factor[t->n];
		}
		*slot = (hash_of(m, by_source) & ~SLOT_NUMBER) | ++t->n;
	}
	order_equal(t);
	for (size_t i = 0; i < t->n; i++)
		t->counted[i + 1] = t->counted[i] + t->v[i].counted;
	free(slots.v);
	free(factor);
}

void tell_release(struct tell *t)
{
	free(t->v);
	free(t->counted);
	*t = (struct tell){0};
}

size_t tell_find(const struct tell *t, int64_t at)
{
	size_t low = 0, high = t->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (t->v[mid].at < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}
