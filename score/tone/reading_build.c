#include "score/tone/reading_build.h"

/* bytes and words of a field fit into 32 bits (norm.h) */
struct hit reading_hit(
    uint16_t class, double weight, struct range words, struct range bytes)
{
	return (struct hit){.class = class,
	    .weight = weight,
	    .word = (uint32_t)words.from,
	    .word_end = (uint32_t)words.to,
	    .begin = (uint32_t)bytes.from,
	    .end = (uint32_t)bytes.to};
}

struct hit *reading_add(struct reading_build *b, struct hit h)
{
	struct reading *r = b->r;

	if (r->n_hits >= READING_HITS_MAX)
		return NULL;
	const struct class_info *c = &r->taxonomy->classes[h.class];

	h.kind = c->kind;
	if (h.kind == CLASS_MODAL && c->modal == MODAL_REFUTE)
		r->refutes = true;
	r->hits = arena_more(
	    &b->scratch, r->hits, r->n_hits, &b->cap_hits, sizeof *r->hits);
	r->hits[r->n_hits] = h;
	return &r->hits[r->n_hits++];
}
