/*
 * The name of a series: "kind", "kind/what" or "kind/what/entity".
 *
 *   article                     one series, all scored articles
 *   mention/ENTITY              entity = nvidia
 *   signal/SIGNAL/ENTITY        a signal without an entity: "compute"
 *   claim/METRIC/ENTITY
 *   fact/CONCEPT/CIK UNIT       concept; entity is "CIK UNIT[ DIMS]"
 *   hard/NAME/UNIT              a user's own series
 *   outcome/FEED                FEED is the feed's URL
 *   index/NAME/TEXT             TEXT is a definition, see query/index_def.h
 *
 * Users: store/.
 */
#ifndef STORE_DB_SERIES_H
#define STORE_DB_SERIES_H

#include "fetch/base/buf.h"
#include "store/db/schema.h"

struct series_name {
	enum obs_kind kind;
	struct str what;   /* signal, metric, concept, name; absent: none */
	struct str entity; /* entity, unit, feed; absent: none */
};

void series_write(struct buf *to, const struct series_name *s);
/* views borrow from name; false where it is no series name */
bool series_parse(struct str name, struct series_name *s);

#endif
