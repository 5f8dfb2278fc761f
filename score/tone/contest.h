/*
 * Who comes out ahead where two are named: "AMD overtook Intel", "تجاوزت إنتل
 * إيه إم دي", "英特尔被AMD反超", "Amazon moves its orders from Marvell to
 * Alchip".
 *
 * Classes: c.over (the subject wins), c.under (it loses), c.leave (what is left
 *   stands behind it, whoever gets it behind "to" or "for"); c.beat is one of
 *   the first where a name stands right behind it; c.passive turns Chinese
 *   ones round, c.put draws the object before the verb. In Arabic the subject
 *   follows its verb.
 * Keeps: names within a bounded window, never over a full stop; gives two
 *   findings, one for each, bound to their mentions.
 * Owns: nothing; findings live in the arena.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_CONTEST_H
#define SCORE_TONE_CONTEST_H

#include "score/tone/finding.h"

void contest_judge(
    const struct reading *r, struct findings *to, struct arena *a);

#endif
