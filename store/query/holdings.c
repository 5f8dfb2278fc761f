#include "store/query/holdings.h"

#include <stdlib.h>

static void tally(struct holdings_tally *t, size_t id)
{
	if (id >= t->n) {
		size_t n = id < 32 ? 64 : 2 * id;

		t->v = mem_grow(t->v, n, sizeof *t->v);
		for (size_t i = t->n; i < n; i++)
			t->v[i] = 0;
		t->n = n;
	}
	t->v[id]++;
}

static void add(struct holdings *h, const struct doc_row *d)
{
	h->articles++;
	tally(&h->langs, d->lang);
	tally(&h->sources, d->source);
	tally(&h->origins, d->origin);
	if (d->time == STAMP_NONE) {
		h->undated++;
		return;
	}
	if (h->first == STAMP_NONE || d->time < h->first)
		h->first = d->time;
	if (h->last == STAMP_NONE || d->time > h->last)
		h->last = d->time;
}

int holdings_read(struct holdings *h, struct reader *r, bool has_model,
    uint16_t model, struct err *e)
{
	struct read_docs *it = read_docs_begin(r, READ_ANY_MODEL, e);
	struct doc_row row, last = {0};
	bool some = false, scored = false;
	int rc;

	*h = (struct holdings){.first = STAMP_NONE, .last = STAMP_NONE};
	if (!it)
		return -1;
	/* the versions of an article by several models stand together */
	while ((rc = read_docs_next(it, &row, e)) == 1) {
		if (some && row.doc != last.doc) {
			h->unscored += !scored;
			scored = false;
		}
		if (!some || row.doc != last.doc)
			add(h, &row);
		scored |= has_model && row.model == model;
		last = row;
		some = true;
	}
	h->unscored += some && !scored;
	read_docs_end(it);
	return rc;
}

void holdings_release(struct holdings *h)
{
	free(h->langs.v);
	free(h->sources.v);
	free(h->origins.v);
	*h = (struct holdings){0};
}
