/*
 * One line through the scorer: an article line gets its score, a broken one
 * becomes an outcome line, all others pass.
 *
 * Owns: its arena and buffers, until scorer_release(); memory is kept between
 *   lines and bounded.
 * Keeps: the bytes of a line are left as they are but for "score", and for
 *   line ends other than \n in an article, which are escaped (jsonw.h).
 * Users: score_main.c, explain.c.
 */
#ifndef SCORE_SCORER_H
#define SCORE_SCORER_H

#include "score/model.h"
#include "score/record/score.h"

enum scorer_result {
	SCORER_SCORED,
	SCORER_PASSED, /* no article, or a listing */
	SCORER_REFUSED /* an outcome line stands in its place */
};

struct scorer {
	const struct model *model;
	int64_t now; /* of outcome lines */
	struct arena arena;
	struct buf json;
	/* of the last line, until the next */
	struct article article;
	struct doc doc;
	struct score score;
};

void scorer_make(struct scorer *s, const struct model *m, int64_t now);
void scorer_release(struct scorer *s);

/* Appends the line that goes out, without \n. place (file:line) and e are
 * what a refused one tells. */
enum scorer_result scorer_line(struct scorer *s, struct str line,
    struct str place, struct buf *to, struct err *e);

/* the outcome line of a record that could not be read */
void scorer_refuse(
    struct str place, const struct err *why, int64_t now, struct buf *to);

#endif
