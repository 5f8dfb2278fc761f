/*
 * The articles that match, gathered from the rows of several series.
 *
 * Owns: its arrays, until gather_release().
 * Keeps: one member an article, whatever number of series told of it; the
 *   months read are compared with their stored sums.
 * Fails: EXIT_DATA; EXIT_USAGE where the range holds too much.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_GATHER_H
#define STORE_QUERY_GATHER_H

#include "store/query/catalog.h"
#include "store/query/cue.h"
#include "store/query/select.h"

enum { GATHER_MAX = 50000000 };

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
	bool vague;           /* known to the day, in shorter buckets */
};

struct gather {
	struct reader *reader;
	const struct selection *selection;
	uint16_t model;
	bool under_a_day; /* leave out rows known to the day alone */
	bool alone;       /* the entity's name, not what it owns */
	/* results */
	struct member *members;
	size_t n, cap;
	struct cue *cues;
	size_t n_cues, cues_cap;
	size_t undated, vague; /* articles that were left out */
};

/* Add the rows of a series with from <= clock < to; owner: of its entity.
 * Cues are kept of signal series, whose members need one in modalities. */
int gather_series(struct gather *g, const struct catalog_series *s,
    uint32_t owner, int64_t from, int64_t to, unsigned modalities,
    struct err *e);

/* One member an article: relevance is the highest, tone the mean weighted by
 * relevance; an owner's row stands for what it owns, which is in it already.
 * Members end up in order of doc, cues too. */
void gather_join(struct gather *g);
/* Leave out, and count apart, what has no time, or one to the day alone; for
 * members of one series, which need no joining. */
void gather_settle(struct gather *g);

void gather_release(struct gather *g);

#endif
