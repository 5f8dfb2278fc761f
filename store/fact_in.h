/*
 * A stated figure, of a filing or of a user's own series, as the store takes
 * it.
 *
 * Owns: nothing; views live in the arena.
 * Users: store/.
 */
#ifndef STORE_FACT_IN_H
#define STORE_FACT_IN_H

#include "parse/record/article.h"
#include "store/db/obs.h"

enum { DECIMALS_UNKNOWN = 127 }; /* of obs_fact */

struct fact_in {
	struct str concept, entity; /* as in series.h */
	struct obs_fact value;
};

/* false where value or dates are not what they should be; cik, unit and dims
 * make the entity */
bool fact_in_read(struct fact_in *to, const struct fact *f, struct str cik,
    struct arena *keep);

#endif
