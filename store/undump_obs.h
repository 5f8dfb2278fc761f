/*
 * Observations of a dump, back into rows.
 *
 * Fails: EXIT_DATA with the field named; as write.h.
 * Users: store/undump.c.
 */
#ifndef STORE_UNDUMP_OBS_H
#define STORE_UNDUMP_OBS_H

#include "store/rows.h"
#include "store/undump_fields.h"

/* add the row; its names are made */
int undump_obs(
    struct writer *w, struct rows *rows, const json_t *o, struct err *e);

#endif
