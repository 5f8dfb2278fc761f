/*
 * The stored line of an article: its title, address and text, for rows that
 * name it.
 *
 * Owns: the line and the texts of the last article, until docline_release().
 * Keeps: rows of one article mostly stand together: the last one is kept.
 * Fails: EXIT_DATA, also for an article that is not there though a row of it
 *   is (but figures of filings may come alone). A line that was pruned to save
 *   space is no failure.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_DOCLINE_H
#define STORE_QUERY_DOCLINE_H

#include "fetch/base/arena.h"
#include "store/db/read.h"

struct docline {
	struct reader *reader;
	uint16_t model;
	bool may_lack; /* rows may have no article: facts */
	/* the article that was read last */
	bool some;
	uint64_t doc;
	int found; /* 1, 0 no such article, or its line was pruned */
	struct doc_row row;
	struct buf line;
	struct arena arena;
	struct str title, url, text; /* text: after docline_text() */
};

void docline_begin(struct docline *d, struct reader *r, uint16_t model);
void docline_release(struct docline *d);
/* 1 title and url are there (or absent), 0 no line, -1 error. known: of the
 * row, which a version of the article stated then. */
int docline_read(struct docline *d, uint64_t doc, int64_t known, struct err *e);
/* a text of the line's top level, copied; absent where there is none */
struct str docline_member(struct docline *d, const char *key);
/* the text too: a view of the field, absent where there is none */
struct str docline_field(struct docline *d, enum text_field field);

#endif
