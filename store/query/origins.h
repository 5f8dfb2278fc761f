/*
 * Live articles alone count, unless there are none: in the range, or, where
 * the range has no articles at all, in what was read of its past.
 *
 * Users: the query tool.
 */
#ifndef STORE_QUERY_ORIGINS_H
#define STORE_QUERY_ORIGINS_H

#include <stdbool.h>
#include <stddef.h>

struct origins { /* articles: live, and others; in the range, and before it */
	size_t shown, others, past, others_past;
};

static inline bool origins_none_live(const struct origins *o)
{
	if (o->shown == 0 && o->others == 0)
		return o->past == 0 && o->others_past > 0;
	return o->shown == 0;
}

#endif
