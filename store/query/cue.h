/*
 * A cue: one signal item of an article, as the statistics of demand need it.
 *
 * Users: the query tool.
 */
#ifndef STORE_QUERY_CUE_H
#define STORE_QUERY_CUE_H

#include "store/db/obs.h"

struct cue {
	uint64_t doc;
	uint32_t what, entity; /* numbers of the catalogue */
	uint32_t sentence;
	int32_t strength; /* millionths */
	signed char demand;
	unsigned char modality, field;
};

enum {
	CUE_STATED = 1u << MODALITY_ASSERTED | 1u << MODALITY_REPORTED
}; /* a mask of modalities */

static inline struct cue cue_of(
    const struct obs_row *row, size_t i, uint32_t what, uint32_t entity)
{
	struct obs_signal item = obs_signal_item(row, i);

	return (struct cue){
	    .doc = row->key.doc,
	    .what = what,
	    .entity = entity,
	    .sentence = item.sentence,
	    .strength = item.strength,
	    .demand = (signed char)item.demand,
	    .modality = (unsigned char)item.modality,
	    .field = (unsigned char)item.field,
	};
}

/* the order of reading: field, sentence, then by signal; for qsort */
static inline int cue_order(const void *a, const void *b)
{
	const struct cue *x = a, *y = b;

	if (x->field != y->field)
		return x->field < y->field ? -1 : 1;
	if (x->sentence != y->sentence)
		return x->sentence < y->sentence ? -1 : 1;
	return x->what < y->what ? -1 : x->what > y->what;
}

static inline bool cue_in(const struct cue *c, unsigned modalities)
{
	return (modalities >> c->modality & 1u) != 0;
}

#endif
