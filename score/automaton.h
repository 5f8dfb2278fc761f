/*
 * Finds all occurrences of many patterns in one pass over a text.
 *
 * Method: Aho and Corasick, "Efficient String Matching" (1975). A state of the
 *   first levels, or that many bytes lead on from, has a row of a table,
 *   complete, over classes of bytes: those that stand in no pattern share one.
 *   The others keep their few bytes, and step to their longest suffix for the
 *   rest, which costs no more steps than the text has bytes.
 * Owns: its tables, until automaton_free().
 * Keeps: patterns are told by their number; constant after it was built.
 * Fails: EXIT_CONFIG where the patterns are more than AUTOMATON_STATES_MAX
 *   bytes together.
 * Users: mentions.c, and whoever has word lists to find.
 */
#ifndef SCORE_AUTOMATON_H
#define SCORE_AUTOMATON_H

#include "fetch/base/err.h"
#include "fetch/base/str.h"

enum { AUTOMATON_STATES_MAX = 256 * 1024 };

struct automaton;

/* Patterns must not be empty; of equal ones the last is told. */
struct automaton *automaton_build(
    const struct str *patterns, size_t n, struct err *e);
void automaton_free(struct automaton *a); /* NULL is fine */

/* called for each occurrence, in order of its end, the longest first */
typedef void automaton_hit(void *user, size_t pattern, size_t end);

void automaton_run(
    const struct automaton *a, struct str text, automaton_hit *hit, void *user);

#endif
