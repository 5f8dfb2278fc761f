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

static inline bool cue_in(const struct cue *c, unsigned modalities)
{
	return (modalities >> c->modality & 1u) != 0;
}

#endif
