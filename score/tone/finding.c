#include "score/tone/finding.h"

struct finding *finding_add(struct findings *f, struct arena *a)
{
	if (f->n == FINDINGS_MAX)
		return NULL;
	f->v = arena_more(a, f->v, f->n, &f->cap, sizeof *f->v);
	f->v[f->n] = (struct finding){.noun = HIT_NONE,
	    .noun_kind = TAXON_NONE,
	    .direction = HIT_NONE,
	    .bound = HIT_NONE};
	return &f->v[f->n++];
}

void finding_phrases(
    const struct reading *r, struct findings *to, struct arena *a)
{
	struct finding *f = NULL;

	for (size_t i = 0; i < r->n_hits; i++) {
		const struct hit *h = &r->hits[i];
		const struct class_info *c = reading_class(r, h);

		if (h->kind != CLASS_SIGNAL || h->used)
			continue;
		if (f && r->hits[f->first].word == h->word &&
		    f->n_signals < FINDING_SIGNALS) {
			f->signals[f->n_signals++] = c->signal;
			continue;
		}
		f = finding_add(to, a);
		if (!f)
			return;
		const struct signal_kind *s = &r->taxonomy->signals[c->signal];

		f->signals[f->n_signals++] = c->signal;
		f->first = f->last = f->anchor = i;
		f->strength = h->weight > 1 ? 1 : h->weight;
		f->tone = s->tone;
		f->policy = s->policy;
	}
}

static void split_one(
    const struct taxonomy *t, struct findings *f, size_t at, struct arena *a)
{
	enum policy own = t->signals[f->v[at].signals[0]].policy;
	size_t n = f->v[at].n_signals;

	/* a rule that names its own has named it for all */
	if (f->v[at].policy != own || f->v[at].bound != HIT_NONE)
		return;
	f->v[at].n_signals = 0;
	for (size_t k = 0; k < n; k++) {
		size_t signal = f->v[at].signals[k];
		struct finding *x;

		if (t->signals[signal].policy == own) {
			f->v[at].signals[f->v[at].n_signals++] = signal;
			continue;
		}
		x = finding_add(f, a);
		if (!x)
			continue;
		*x = f->v[at];
		x->signals[0] = signal;
		x->n_signals = 1;
		x->policy = t->signals[signal].policy;
		x->tone = t->signals[signal].tone;
	}
}

void finding_split(
    const struct taxonomy *t, struct findings *f, struct arena *a)
{
	size_t n = f->n;

	for (size_t i = 0; i < n; i++)
		if (f->v[i].n_signals > 1)
			split_one(t, f, i, a);
}

void finding_range(const struct reading *r, const struct finding *f,
    size_t *begin, size_t *end)
{
	*begin = r->hits[f->first].begin;
	*end = r->hits[f->last].end;
	for (size_t i = f->first; i <= f->last; i++)
		if (r->hits[i].end > *end)
			*end = r->hits[i].end;
}

const char *modality_name(enum modality m)
{
	static const char *const names[MODALITIES] = {"asserted", "reported",
	    "forecast", "hypothetical", "question", "negated", "ironic"};

	return names[m];
}
