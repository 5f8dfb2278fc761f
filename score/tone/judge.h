/*
 * Judges a document: tone of every mention, entity and text, signals, claims.
 *
 * Owns: judge_open() makes it with all tables of the folder; judge_close().
 * Keeps: const while it judges, so that one serves any number of documents;
 *   nothing depends on locale, hash order or the clock. A language without
 *   word lists gives no tone, signal or claim: unknown.
 * Fails: EXIT_NOINPUT, EXIT_CONFIG with file and line.
 * Users: score.
 */
#ifndef SCORE_TONE_JUDGE_H
#define SCORE_TONE_JUDGE_H

#include "score/doc.h"
#include "score/record/score.h"

struct judge;
struct tone_tap;

struct judge *judge_open(const char *dir, struct err *e);
void judge_close(struct judge *j); /* NULL is fine */

/* out->entities is filled with relevance and mentions (in the order of the
 * document); this adds their tone and the text's, signals and claims. What it
 * makes lives in the arena. */
void judge_score(const struct judge *j, const struct doc *d,
    const struct entities *t, struct score *out, struct arena *a);

/* the same, and the tap (polarity.h) is given the features of it all */
void judge_tap(const struct judge *j, const struct doc *d,
    const struct entities *t, struct score *out, const struct tone_tap *tap,
    struct arena *a);

/* the files below dir that belong to the model's hash; returns their number */
int judge_tables(const char *const **names, size_t *n);

#endif
