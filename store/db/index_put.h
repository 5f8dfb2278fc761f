/*
 * Putting an index definition (query/index_def.h) into the store: a row of the
 * series "index/NAME/TEXT" whose `known` is the commit's.
 *
 * Keeps: a text that the name has already is not put again.
 * Fails: as write.h; EXIT_USAGE for a text over INDEX_TEXT_MAX_BYTES.
 * Users: the query tool (index define), which writes nothing else.
 */
#ifndef STORE_DB_INDEX_PUT_H
#define STORE_DB_INDEX_PUT_H

#include "store/db/write.h"

enum { INDEX_TEXT_MAX_BYTES = 60000 };

/* 1 put, 0 it was there; *known: of the definition. base: where it begins. */
int index_put(struct env *env, struct str name, struct str text, int64_t base,
    int64_t now, int64_t *known, struct err *e);

#endif
