#include "score/tone/clause.h"

enum { ASIDE_HITS = 48 };

/* "revenue of $35.1 billion, up 17%": a direction behind a figure and a pause
 * belongs to what the figure belongs to; the hit to look from */
size_t clause_behind_figure(const struct reading *r, size_t at)
{
	size_t i = at;

	while (i > 0 && r->hits[i - 1].word == r->hits[at].word &&
	       r->hits[i - 1].kind != CLASS_BREAK)
		i--;
	/* "a 34 per cent rise" */
	if (i > 0 && r->hits[i - 1].kind == CLASS_FIGURE &&
	    r->hits[i - 1].word_end == r->hits[at].word)
		return i - 1;
	if (i < 2 || r->hits[i - 1].kind != CLASS_BREAK ||
	    r->hits[i - 2].kind != CLASS_FIGURE ||
	    r->hits[i - 2].word_end != r->hits[i - 1].word ||
	    r->hits[i - 1].word != r->hits[at].word)
		return at;
	return i - 2;
}

/* ", which", ", the": what stands behind this comma is about what stands
 * before it */
static bool opens_aside(const struct reading *r, size_t comma)
{
	const struct hit *h = &r->hits[comma];

	return reading_beside(r, h, 1, r->taxonomy->det) ||
	       (comma + 1 < r->n_hits &&
		   r->hits[comma + 1].kind == CLASS_BREAK &&
		   r->hits[comma + 1].word == h->word_end);
}

/* "AMD, last year's best performer, gained 8%": a comma straight before the
 * verb closes what another opened behind the name; the hit to look from */
size_t clause_behind_aside(const struct reading *r, size_t at)
{
	size_t i = at;

	while (i > 0 && r->hits[i - 1].word == r->hits[at].word &&
	       r->hits[i - 1].kind != CLASS_BREAK)
		i--;
	if (r->tongue != TONGUE_EN || i == 0 ||
	    r->hits[i - 1].class != r->taxonomy->comma ||
	    r->hits[i - 1].word != r->hits[at].word)
		return at;
	for (size_t k = i - 1; k > 0 && k + ASIDE_HITS > i; k--) {
		const struct hit *h = &r->hits[k - 1];

		if (h->class == r->taxonomy->stop)
			return at;
		if (h->class != r->taxonomy->comma || k < 2)
			continue;
		const struct hit *name = &r->hits[k - 2];

		return (name->kind == CLASS_ENTITY &&
			   name->word_end == h->word) ||
			       opens_aside(r, k - 1)
			   ? k - 1
			   : at;
	}
	return at;
}

/* the commas of "orders from Tencent, Alibaba and ByteDance rose" */
bool clause_in_list(const struct reading *r, size_t at)
{
	const struct hit *h = &r->hits[at];

	return h->class == r->taxonomy->comma && at > 0 && at + 1 < r->n_hits &&
	       r->hits[at - 1].kind == CLASS_ENTITY &&
	       r->hits[at - 1].word_end == h->word &&
	       r->hits[at + 1].kind == CLASS_ENTITY &&
	       r->hits[at + 1].word == h->word_end;
}

/* "Google drops its plan", "Intel lifts output": a verb that goes straight on
 * to another noun does something, and says nothing of who does it. What may
 * stand behind one that does not: a pause, a figure, a small word. */
bool clause_takes_object(const struct reading *r, size_t at)
{
	static const unsigned stands_alone =
	    1U << CLASS_BREAK | 1U << CLASS_FIGURE | 1U << CLASS_DEGREE |
	    1U << CLASS_QUANTITY | 1U << CLASS_AND | 1U << CLASS_NEGATION |
	    1U << CLASS_DIRECTION;
	const struct taxonomy *t = r->taxonomy;
	const struct hit *d = &r->hits[at];

	if (d->word_end >= r->sentence->first_word + r->sentence->n_words ||
	    reading_beside(r, d, 1, t->after) ||
	    reading_beside(r, d, 1, t->prep) || reading_beside(r, d, 1, t->by))
		return false;
	for (size_t i = at + 1; i < r->n_hits && r->hits[i].word <= d->word_end;
	     i++)
		if (r->hits[i].word == d->word_end &&
		    stands_alone >> (unsigned)r->hits[i].kind & 1)
			return false;
	return true;
}
