/*
 * What is stated with a figure: its role, its direction, whose it is, and
 * whether it is a forecast of one's own revenue or what others expect.
 *
 * Owns: nothing.
 * Users: claims.
 */
#ifndef SCORE_TONE_CLAIM_FIELDS_H
#define SCORE_TONE_CLAIM_FIELDS_H

#include "score/tone/attribute.h"
#include "score/tone/claim_subject.h"

/* absent: none */
struct str claim_role(const struct claim_place *p,
    const struct claim_marks *marks, const struct claim_subject *s);

/* up down flat level */
struct str claim_direction(const struct claim_place *p,
    const struct claim_subject *s, struct str role);

/* entity and metric of the row, by role, unit and who is named where */
void claim_settle(const struct claim_place *p, const struct claim_subject *s,
    const struct claim_marks *marks, struct attribute_memory *m,
    struct score_claim *row);

#endif
