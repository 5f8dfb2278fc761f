/*
 * What is stored of a document: its first version, the last one, and whether
 * a version is there already.
 *
 * Owns: the copied lists of series, in the arena.
 * Keeps: identity is (id, digest of title and text, model), whatever came in
 *   between: a replay of an old version is a repeat, not a new version.
 * Fails: as write.h.
 * Users: store/.
 */
#ifndef STORE_VERSIONS_H
#define STORE_VERSIONS_H

#include "fetch/base/arena.h"
#include "store/db/doc.h"
#include "store/db/write.h"

struct versions {
	bool some;            /* there is a version by any model */
	struct doc_row first; /* its clocks are every version's */
	struct doc_row last;  /* by any model; its story is the next one's */
	bool repeat;          /* this digest by this model is there */
	/* series of the last version by this model, and by any */
	uint32_t *series, *any_series;
	size_t n_series, n_any_series;
};

/* views of `first` and `last` (series, packed) are not to be used */
int versions_read(struct writer *w, uint64_t doc, uint16_t model,
    const unsigned char digest[DOC_DIGEST_BYTES], struct arena *arena,
    struct versions *v, struct err *e);

#endif
