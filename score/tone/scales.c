#include "score/tone/scales.h"

#include "score/tone/rows.h"

static const char *const names[TONE_SCALES] = {"slope", "neutral", "finding",
    "opinion", "conceded", "loose", "most", "evidence", "title", "prose",
    "headline", "asserted", "reported", "forecast", "hypothetical", "question",
    "negated", "ironic"};

struct reader {
	struct scales *to;
	bool seen[TONE_SCALES];
};

static int take(void *user, const struct row *row, struct err *e)
{
	struct reader *r = user;

	for (size_t i = 0; i < TONE_SCALES; i++) {
		if (!str_eq(row->cell[0], str_of(names[i])))
			continue;
		r->seen[i] = true;
		return cell_number(row->cell[1], &r->to->w[i], e);
	}
	return err_set(
	    e, EXIT_CONFIG, "unknown feature '%.*s'", STR_ARG(row->cell[0]));
}

int scales_read(struct scales *s, const char *path, struct err *e)
{
	struct reader r = {.to = s};

	if (rows_read(path, "feature weight", take, &r, e) != 0)
		return -1;
	for (size_t i = 0; i < TONE_SCALES; i++)
		if (!r.seen[i])
			return err_set(e, EXIT_CONFIG, "%s: no weight for '%s'",
			    path, names[i]);
	return 0;
}
