#include "store/query/tell.h"

#include <math.h>
#include <stdlib.h>

/* how much less each further copy of a story weighs than the one before */
#define COPY_WEIGHT 0.75

static int by_clock(const struct member *x, const struct member *y)
{
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->doc < y->doc ? -1 : x->doc > y->doc;
}

static int by_story(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->story != y->story)
		return x->story < y->story ? -1 : 1;
	return by_clock(x, y);
}

static int by_source(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->story != y->story)
		return x->story < y->story ? -1 : 1;
	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return by_clock(x, y);
}

static int by_time(const void *a, const void *b)
{
	const struct tell_story *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->story != y->story)
		return x->story < y->story ? -1 : 1;
	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return x->doc < y->doc ? -1 : x->doc > y->doc;
}

/* its members, first by clock first */
static struct tell_story story_of(const struct member *m, size_t n)
{
	const struct member *speaker = &m[0];
	struct tell_story s = {
	    .at = m[0].at,
	    .known = m[0].known,
	    .story = m[0].story,
	    .first = m[0].doc,
	    .source = m[0].source,
	    .members = n,
	    .summary = m[0].content == CONTENT_SUMMARY,
	};

	for (size_t i = 0; i < n; i++) {
		s.counted |= m[i].counted;
		if (m[i].known < s.known)
			s.known = m[i].known;
		if (speaker->content != CONTENT_FULL &&
		    m[i].content == CONTENT_FULL)
			speaker = &m[i];
	}
	s.doc = speaker->doc;
	s.class = speaker->class;
	s.weight = OBS_REAL(speaker->relevance);
	s.tone =
	    speaker->tone == OBS_NONE ? (double)NAN : OBS_REAL(speaker->tone);
	return s;
}

/* the copies of a story, each for itself */
static void tell_articles(struct tell *t, const struct member *m, size_t n)
{
	double factor = 1;

	for (size_t i = 0; i < n; i++, factor *= COPY_WEIGHT) {
		struct tell_story *s = &t->v[t->n++];

		*s = story_of(&m[i], 1);
		s->weight *= factor;
	}
}

void tell_stories(
    struct tell *t, struct member *members, size_t n, enum tell_unit unit)
{
	bool source = unit == TELL_SOURCE;

	*t = (struct tell){mem_new(n + 1, sizeof *t->v),
	    mem_new(n + 1, sizeof *t->counted), 0};
	if (n > 1)
		qsort(
		    members, n, sizeof *members, source ? by_source : by_story);
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1;
		     k < n && members[k].story == members[i].story &&
		     (!source || members[k].source == members[i].source);
		     k++)
			;
		if (unit == TELL_ARTICLE)
			tell_articles(t, &members[i], k - i);
		else
			t->v[t->n++] = story_of(&members[i], k - i);
	}
	if (t->n > 1)
		qsort(t->v, t->n, sizeof *t->v, by_time);
	for (size_t i = 0; i < t->n; i++)
		t->counted[i + 1] = t->counted[i] + t->v[i].counted;
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
