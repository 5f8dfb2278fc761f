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
static void order_members(struct member *m, size_t n)
{
	size_t i = 1;

	while (i < n && by_clock(&m[i - 1], &m[i]) <= 0)
		i++;
	if (i < n)
		qsort(m, n, sizeof *m, by_clock);
}

/* ---- which story a member belongs to: open addressing ---- */

struct slots {
	uint32_t *v; /* number of the story, + 1; 0 free */
	size_t cap;
};

static struct slots slots_for(size_t n)
{
	struct slots s = {NULL, 16};

	while (s.cap < 2 * n)
		s.cap *= 2;
	s.v = mem_new(s.cap, sizeof *s.v);
	return s;
}

static uint32_t *slot_of(const struct slots *s, const struct tell *t,
    const struct member *m, bool by_source)
{
	/* a story is named by a digest */
	uint64_t hash = m->story;

	if (by_source)
		hash += m->source * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = (size_t)(hash ^ hash >> 32) & (s->cap - 1);

	for (; s->v[i]; i = (i + 1) & (s->cap - 1)) {
		const struct tell_story *is = &t->v[s->v[i] - 1];

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
	order_members(members, n);
	for (size_t i = 0; i < n; i++) {
		const struct member *m = &members[i];
		uint32_t *slot = slot_of(&slots, t, m, unit == TELL_SOURCE);

		if (*slot && !factor) {
			join(&t->v[*slot - 1], m);
			continue;
		}
		t->v[t->n] = first_of(m);
		if (factor) {
			/* the copies of a story, each for itself */
			factor[t->n] =
			    *slot ? COPY_WEIGHT * factor[*slot - 1] : 1;
			t->v[t->n].weight *= factor[t->n];
		}
		*slot = (uint32_t)++t->n;
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
