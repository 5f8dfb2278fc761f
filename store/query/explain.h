/*
 * A reference explained: a row down to its sentence, address, clocks and raw
 * record; a number down to its stories.
 *
 * Fails: as the question; EXIT_USAGE for a reference that names nothing.
 * Users: cmd_explain.c.
 */
#ifndef STORE_QUERY_EXPLAIN_H
#define STORE_QUERY_EXPLAIN_H

#include "parse/record/article.h"
#include "score/record/score.h"
#include "store/query/docline.h"
#include "store/query/fold.h"
#include "store/query/question.h"
#include "store/query/ref.h"

/* an article with everything that its stored line says */
struct explain_article {
	struct doc_row row;
	struct buf line;
	struct arena arena;
	struct article a;
	struct score score;
	bool has_line, has_score;
};

/* 1 there, 0 no such article as known at as-of, -1 */
int explain_article_read(struct explain_article *x, const struct question *q,
    uint64_t doc, struct err *e);
void explain_article_release(struct explain_article *x);

/* title, address, clocks, story, model, raw record */
int explain_source(const struct explain_article *x, const struct question *q,
    struct fold *f, struct err *e);

/* 1 printed into f, 0 nothing there, -1 */
int explain_row(const struct question *q, const struct ref *r, struct fold *f,
    struct err *e);
int explain_cell(
    const struct ref *r, const struct ask *a, struct fold *f, struct err *e);

#endif
