#include "score/tone/topic.h"

/* words around a noun, and hits that are looked at */
enum { BESIDE_WORDS = 4, BESIDE_HITS = 24 };
/* sentences around one */
enum { BEFORE = 3, BEHIND = 1, NOTE_SENTENCES = 4 };

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

struct topic topic_begin(size_t sentences, struct arena *a)
{
	struct topic t = {0};

	t.compute = arena_new(a, (sentences + 1) * sizeof *t.compute);
	t.other = arena_new(a, (sentences + 1) * sizeof *t.other);
	return t;
}

void topic_count(struct topic *t, const struct reading *r)
{
	uint32_t compute = 0, other = 0;

	for (size_t i = 0; i < r->n_hits; i++) {
		int lean = leaning(r, &r->hits[i]);

		compute += lean > 0;
		other += lean < 0;
	}
	t->compute[t->n + 1] = t->compute[t->n] + compute;
	t->other[t->n + 1] = t->other[t->n] + other;
	t->n++;
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

bool topic_allows(const struct topic *t, const struct reading *r,
    const struct finding *f, enum about about)
{
	/* a rule that names its entity knows what it speaks of */
	bool sure = about == ABOUT_ANY || f->bound != HIT_NONE;
	int near = sure ? 0 : beside(r, f), here = 0;

	if (about == ABOUT_ANY)
		return true;
	if (near != 0)
		return near > 0;
	for (size_t i = 0; i < f->n_owners; i++)
		if (r->cast->players[f->owners[i]].roles & at_home)
			return true;
	for (size_t i = 0; i < r->n_hits && here <= 0; i++) {
		int lean = leaning(r, &r->hits[i]);

		if (lean != 0)
			here = lean;
	}
	if (here != 0)
		return here > 0;
	size_t from = r->number > BEFORE ? r->number - BEFORE : 0;
	size_t to = r->number + BEHIND < t->n ? r->number + BEHIND + 1 : t->n;
	uint32_t compute = t->compute[to] - t->compute[from];
	uint32_t other = t->other[to] - t->other[from];

	return compute > other ||
	       (about == ABOUT_NEAR && other == 0 && t->n <= NOTE_SENTENCES);
}
