/*
 * What a run does behind its commit: old files of the archive go (retain.h),
 * and, once a day, old texts of the store (retain.text).
 *
 * Keeps: what goes wrong here is told and changes nothing of the run's end:
 *   what was fetched is committed.
 * Users: run.c.
 */
#ifndef FETCH_FRONT_UPKEEP_H
#define FETCH_FRONT_UPKEEP_H

#include "fetch/front/run.h"

void upkeep(struct run *r);
/* Room for a disk that is low: old files go. EXIT_IO where it stays low. */
int upkeep_disk(struct run *r, struct err *e);

#endif
