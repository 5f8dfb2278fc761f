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

#include "store/query/cue.h"
#include "store/query/member.h"

enum { GATHER_MAX = 50000000 };

/* what was compared with its sums already: a reader sees one state */
struct gather_checked {
	int64_t from, to; /* event times; to <= from: nothing yet */
	bool undated;
};

struct gather {
	struct reader *reader;
	const struct selection *selection;
	const struct doc_clock *clock; /* NULL: each row's own */
	uint16_t model;
	/* of each series of a catalogue; NULL: months are compared each time */
	struct gather_checked *checked;
	const struct catalog_series *catalog;
	bool under_a_day; /* leave out rows known to the day alone */
	bool alone;       /* the entity's name, not what it owns */
	bool no_cues;     /* members alone are wanted */
	/* results */
	struct member *members;
	size_t n, cap;
	struct cue *cues;
	size_t n_cues, cues_cap;
	size_t n_series;       /* spans of series that told something */
	size_t undated, vague; /* articles that were left out */
};

/* Add the rows of a series with from <= clock < to; owner: of its entity.
 * Cues are kept of signal series, whose members need one in modalities. */
int gather_series(struct gather *g, const struct catalog_series *s,
    uint32_t owner, int64_t from, int64_t to, unsigned modalities,
    struct err *e);

/* One member an article: relevance is the highest, tone the mean weighted by
 * relevance; an owner's row stands for what it owns, which is in it already.
 * Members end up in order of doc, or, where one series told all, of its rows;
 * cues in order of doc. */
void gather_join(struct gather *g);
/* Leave out, and count apart, what has no time, or one to the day alone; for
 * members of one series, which need no joining. */
void gather_settle(struct gather *g);

void gather_release(struct gather *g);

#endif
