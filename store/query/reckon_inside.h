/*
 * The inside of a reckoning, for the modules that share the work.
 *
 * Users: reckon.c, reckon_all.c.
 */
#ifndef STORE_QUERY_RECKON_INSIDE_H
#define STORE_QUERY_RECKON_INSIDE_H

#include "store/query/gather.h"
#include "store/query/reckon.h"

enum { RECKON_ANY_MODALITY = 0xff };

/* how far back stories are needed for the buckets of the grid */
int64_t reckon_first_needed(const struct reckon *r);
struct gather reckon_gathering(const struct reckon *r);
/* `one`, or every copy for itself */
enum tell_unit reckon_unit(const struct reckon *r, enum tell_unit one);

/* reckon_all.c: N and its parts, origins, the feeds of sources */
int reckon_articles(struct reckon *r, struct err *e);

#endif
