#include "score/tone/topic.h"

/* words around a noun, and hits that are looked at */
enum { BESIDE_WORDS = 4, BESIDE_HITS = 8 };

static const unsigned at_home =
    ROLE_SUPPLIER | ROLE_SPENDER | ROLE_LAB | ROLE_CLOUD | ROLE_PROJECT;

static int leaning(const struct reading *r, const struct hit *h)
{
	if (h->kind == CLASS_TOPIC)
		return reading_class(r, h)->sign;
	if (h->kind == CLASS_ENTITY && cast_roles(r->cast, h->ref) & at_home)
		return 1;
	return 0;
}

void topic_count(struct topic *t, const struct reading *r)
{
	for (size_t i = 0; i < r->n_hits; i++) {
		int lean = leaning(r, &r->hits[i]);

		t->compute += lean > 0;
		t->other += lean < 0;
	}
	t->sentences++;
}

/* the nearest word of any topic beside the finding: its sign */
static int beside(const struct reading *r, const struct finding *f)
{
	size_t centre = f->noun != HIT_NONE ? f->noun : f->anchor;
	const struct hit *c = &r->hits[centre];
	double best = BESIDE_WORDS + 0.5;
	int lean = 0;

	for (size_t i = centre > BESIDE_HITS ? centre - BESIDE_HITS : 0;
	     i < r->n_hits && i <= centre + BESIDE_HITS; i++) {
		const struct hit *h = &r->hits[i];
		double gap = reading_gap(r, c, h);

		if (h->kind == CLASS_TOPIC && gap < best) {
			best = gap;
			lean = reading_class(r, h)->sign;
		}
	}
	return lean;
}

bool topic_allows(
    const struct topic *t, const struct reading *r, const struct finding *f)
{
	int near = beside(r, f), here = 0;

	if (near != 0)
		return near > 0;
	for (size_t i = 0; i < r->n_hits && here <= 0; i++) {
		int lean = leaning(r, &r->hits[i]);

		if (lean != 0)
			here = lean;
	}
	if (here != 0)
		return here > 0;
	return t->compute >= 3 && t->compute > 2 * t->other &&
	       t->compute * 8 >= t->sentences;
}
