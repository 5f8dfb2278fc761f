#include "store/query/stat_jevons.h"

static const struct {
	const char *signal;
	enum jevons_role role;
} roles[] = {
    {"efficiency-gain", JEVONS_COST},
    {"price-cut", JEVONS_COST},
    {"demand-up", JEVONS_UP},
    {"adoption", JEVONS_UP},
    {"supply-shortage", JEVONS_UP},
    {"demand-down", JEVONS_DOWN},
    {"supply-glut", JEVONS_DOWN},
    {"jevons", JEVONS_NAMED},
    {"price-rise", JEVONS_RISE},
};

enum jevons_role stat_jevons_role(struct str signal)
{
	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (str_eq(signal, str_of(roles[i].signal)))
			return roles[i].role;
	return JEVONS_NO_ROLE;
}

static bool cost(const struct cue *c, const unsigned char *role)
{
	return role[c->what] == JEVONS_COST && cue_in(c, CUE_STATED);
}

/* The last cost cue that stands at most one sentence behind the cue that is
 * looked at: the cues are sorted, so one pass serves them all. */
struct cost_seen {
	size_t next;
	bool some;
	uint32_t sentence;
};

static bool linked(const struct cue *cues, size_t n, const unsigned char *role,
    size_t i, struct cost_seen *seen)
{
	for (; seen->next < n &&
	       cues[seen->next].sentence <= cues[i].sentence + 1;
	     seen->next++)
		if (cost(&cues[seen->next], role)) {
			seen->some = true;
			seen->sentence = cues[seen->next].sentence;
		}
	return seen->some && seen->sentence + 1 >= cues[i].sentence;
}

enum jevons_side stat_jevons_side(const struct cue *cues, size_t n,
    const unsigned char *role, unsigned modalities)
{
	bool is_cost = false, up = false, down = false;
	struct cost_seen seen = {0, false, 0};

	for (size_t i = 0; i < n; i++) {
		unsigned r = role[cues[i].what];

		is_cost |= cost(&cues[i], role);
		if (r == JEVONS_NAMED) {
			up |=
			    cues[i].demand > 0 && cue_in(&cues[i], modalities);
			down |= cues[i].modality == MODALITY_NEGATED &&
				modalities == CUE_STATED;
		} else if ((r == JEVONS_UP || r == JEVONS_DOWN) &&
			   cues[i].demand != 0 &&
			   cue_in(&cues[i], modalities) &&
			   linked(cues, n, role, i, &seen)) {
			up |= r == JEVONS_UP;
			down |= r == JEVONS_DOWN;
		}
	}
	if (!is_cost)
		return JEVONS_NONE;
	if (up && down)
		return JEVONS_B;
	if (up)
		return JEVONS_J;
	return down ? JEVONS_S : JEVONS_UNLINKED;
}

struct stat_value stat_jevons_sample(size_t j, size_t s, size_t b)
{
	double m = (double)(j + s + b) + 4;
	double mean = ((double)j - (double)s) / m;
	double square = ((double)(j + s) + 4) / m;

	return (struct stat_value){
	    mean, sqrt((square - mean * mean) / m), m - 4};
}

struct stat_value stat_jevons(size_t j, size_t s, size_t b)
{
	double n = (double)(j + s + b);

	if (j + s + b < STAT_JEVONS_LEAST)
		return stat_null(n);
	return (struct stat_value){
	    ((double)j - (double)s) / n, stat_jevons_sample(j, s, b).se, n};
}
