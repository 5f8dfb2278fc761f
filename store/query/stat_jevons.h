/*
 * The Jevons balance: of the stories that tell of cheaper AI, how many say
 * that it feeds the demand for compute, and how many that it kills it.
 *
 * Formula: (J-S)/(J+S+B). A cost story has `efficiency-gain` or `price-cut`,
 *   asserted or reported. Its linked cues are demand-up/down, adoption and
 *   supply-shortage/glut in the modalities asked for (asserted, reported), in
 *   the sentence of a cost cue or one next to it. Up only: J; down only: S;
 *   both: B; none: unlinked. A `jevons` cue, which states the link itself, is
 *   up wherever it stands when in those modalities, and down when negated.
 *   (W. S. Jevons, "The Coal Question", 1865: the paradox.)
 * Error: of the mean of values 1, -1 and 0, with two stories more on each side:
 *   m = J+S+B+4, b~ = (J-S)/m, se = sqrt(((J+S+4)/m - b~^2)/m) (A. Agresti and
 *   B. Caffo, "Simple and effective confidence intervals for proportions and
 *   differences of proportions result from adding two successes and two
 *   failures", 2000).
 * Keeps: a cue of demand 0 says that the text refutes it, and links nothing.
 *   Null where J+S+B is under STAT_JEVONS_LEAST.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_JEVONS_H
#define STORE_QUERY_STAT_JEVONS_H

#include "store/query/cue.h"
#include "store/query/stat.h"

enum { STAT_JEVONS_LEAST = 5 };

enum jevons_role {
	JEVONS_NO_ROLE,
	JEVONS_COST,
	JEVONS_UP,
	JEVONS_DOWN,
	JEVONS_NAMED,
	JEVONS_RISE /* of a price: no part of the balance */
};

enum jevons_side {
	JEVONS_NONE, /* no cost story */
	JEVONS_J,
	JEVONS_S,
	JEVONS_B,
	JEVONS_UNLINKED
};

/* what a signal is for the balance */
enum jevons_role stat_jevons_role(struct str signal);

/* The cues of one article, sorted by sentence; role: by number of the
 * signal. */
enum jevons_side stat_jevons_side(const struct cue *cues, size_t n,
    const unsigned char *role, unsigned modalities);

struct stat_value stat_jevons(size_t j, size_t s, size_t b);
/* the middle of an interval of the balance, and its error; never null */
struct stat_value stat_jevons_sample(size_t j, size_t s, size_t b);

#endif
