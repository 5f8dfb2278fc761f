/*
 * A member of a story: one article as one series tells of it, or as all series
 * of a target do.
 *
 * Keeps: a member's relevance is the highest of its rows, its tone their mean
 *   weighted by relevance; an owner's row stands for what it owns, which is in
 *   it already.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_MEMBER_H
#define STORE_QUERY_MEMBER_H

#include "store/query/catalog.h"
#include "store/query/doc_clock.h"
#include "store/query/select.h"

/* One article as one series tells of it, or as all of them do. */
struct member {
	int64_t at;    /* on the selection's clock */
	int64_t known; /* when its first version was committed */
	uint64_t doc, story;
	uint32_t source;
	uint32_t entity;   /* number of the catalogue; CATALOG_NONE */
	uint32_t owner;    /* of the entity */
	int32_t relevance; /* millionths */
	int32_t tone;      /* millionths, OBS_NONE unknown */
	uint16_t lang;
	unsigned char origin, content;
	bool counted;         /* takes part in N: a general feed, no filing, a
			       * language that has word lists */
	bool mention, signal; /* what told of it */
	signed char class;    /* most probable: -1 0 1 */
	bool vague;           /* known to the day, in shorter buckets */
};

/* which rows of a series make members */
struct member_rule {
	const struct selection *selection;
	bool under_a_day;    /* mark rows known to the day alone */
	bool alone;          /* the entity's name, not what it owns */
	unsigned modalities; /* a signal row needs an item in one of them */
	const struct doc_clock *clock; /* NULL: each row's own */
};

bool member_wanted(const struct member_rule *r, const struct obs_row *row);
/* The row's time on the clock. Sets its first clocks: a row that only a later
 * version stated stands where its article does. */
int64_t member_place(const struct member_rule *r, struct obs_row *row);
/* owner: of the entity of the series; of a row that was placed */
struct member member_of(const struct member_rule *r,
    const struct catalog_series *s, uint32_t owner, const struct obs_row *row);

/* the order of the rows of one article */
int member_order(const struct member *x, const struct member *y);
/* the rows of one article, in that order, as one member; n > 0 */
struct member member_join(const struct member *m, size_t n);

#endif
