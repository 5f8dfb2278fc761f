/*
 * The small tables and the documents of a dump, back into rows.
 *
 * Fails: EXIT_DATA with the field named; as write.h.
 * Users: store/undump.c.
 */
#ifndef STORE_UNDUMP_SMALL_H
#define STORE_UNDUMP_SMALL_H

#include "store/db/write.h"
#include "store/undump_fields.h"

int undump_model(struct writer *w, const json_t *o, struct err *e);
int undump_feed(struct writer *w, const json_t *o, struct err *e);
int undump_story(struct writer *w, const json_t *o, struct err *e);
int undump_story_text(struct writer *w, const json_t *o, struct err *e);
int undump_joined(struct writer *w, const json_t *o, struct err *e);
int undump_member(struct writer *w, const json_t *o, struct err *e);
int undump_canon(struct writer *w, const json_t *o, struct err *e);
/* line: the record as it came, for the bytes of the article's line */
int undump_doc(
    struct writer *w, const json_t *o, struct str line, struct err *e);

#endif
