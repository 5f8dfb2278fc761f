/*
 * Which thing rises or falls: gives each word of direction the noun that it
 * belongs to, or the entity itself ("Nvidia fell").
 *
 * The noun is looked for where the grammar of the language puts it: before an
 * English or Chinese verb, behind an Arabic one, behind a transitive one
 * ("raised its forecast"), beside a nominal one ("a fall in prices"); the
 * nearest wins, pauses and other nouns in between count as distance. Nouns
 * joined by "and" rise and fall together.
 * Keeps: linear in the hits: each side is searched over a bounded window.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_BIND_H
#define SCORE_TONE_BIND_H

#include "score/tone/finding.h"

void bind_directions(
    const struct reading *r, struct findings *to, struct arena *a);

#endif
