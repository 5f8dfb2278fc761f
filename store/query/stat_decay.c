#include "store/query/stat_decay.h"

#include "fetch/base/stamp.h"

/* in which the weight is halved */
#define SPAN (STAT_DECAY_HALF_DAYS * STAMP_DAY)

static int64_t span_of(int64_t t)
{
	return t / SPAN - (t % SPAN < 0);
}

/* of the time since a span began */
static double spans(int64_t t, int64_t span)
{
	return (double)(t - span * SPAN) / (double)SPAN;
}

struct stat_decay_part stat_decay_part(double w, double tone, int64_t known)
{
	int64_t span = span_of(known);
	double grown = w * exp2(spans(known, span));

	return (struct stat_decay_part){grown, grown * tone, known, span};
}

void stat_decay_begin(struct stat_decay_sum *s, int64_t end)
{
	*s = (struct stat_decay_sum){.end = end, .span = span_of(end)};
}

void stat_decay_add(struct stat_decay_sum *s, const struct stat_decay_part *p)
{
	if (p->known >= s->end ||
	    p->known < s->end - STAT_DECAY_DAYS * STAMP_DAY)
		return;
	if (s->n++ == 0)
		s->span = p->span;
	for (; s->span < p->span; s->span++) {
		s->w /= 2;
		s->said /= 2;
	}
	s->w += p->w;
	s->said += p->said;
}

struct stat_value stat_decay_end(const struct stat_decay_sum *s)
{
	double fade = exp2(-spans(s->end, s->span));

	return (struct stat_value){
	    s->said * fade / (1 + s->w * fade), (double)NAN, (double)s->n};
}

/* the first with known >= t */
static size_t find(const struct stat_decaying *v, size_t n, int64_t t)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (v[mid].known < t)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct stat_value stat_decay(
    const struct stat_decaying *v, size_t n, int64_t end)
{
	size_t from = find(v, n, end - STAT_DECAY_DAYS * STAMP_DAY);
	size_t to = find(v, n, end);
	struct stat_decay_sum sum;

	stat_decay_begin(&sum, end);
	for (size_t i = from; i < to; i++) {
		struct stat_decay_part part =
		    stat_decay_part(v[i].w, v[i].tone, v[i].known);

		stat_decay_add(&sum, &part);
	}
	return stat_decay_end(&sum);
}
