/*
 * A dump back into a store, which is empty before.
 *
 * Keeps: all or nothing: the caller builds a store beside the one that is
 *   wanted and puts it in its place at the end.
 * Fails: EXIT_DATA with the line: a broken record, a wrong end mark or none,
 *   a dump without `known`, one of a newer version. As write.h.
 * Users: store/.
 */
#ifndef STORE_UNDUMP_H
#define STORE_UNDUMP_H

#include "parse/record/lines.h"
#include "store/rows.h"

/* whether a file that begins with this line is a dump */
bool undump_is(struct str first_line);

/* first: the line that was read already */
int undump(struct writer *w, struct lines *from, struct str first,
    uint64_t *rows, struct err *e);

#endif
