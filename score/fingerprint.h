/*
 * A sketch of a text of 64 bits: near-duplicates differ in few of them.
 *
 * Method: Charikar, "Similarity Estimation Techniques from Rounding
 *   Algorithms" (2002), as used for web pages by Manku, Jain and Das Sarma,
 *   "Detecting Near-Duplicates for Web Crawling" (2007): each shingle of the
 *   normalised words votes on every bit. A shingle is three words, or five
 *   Han characters (three would say what the language is rather than what the
 *   text is), or what is as long in a mixture; each counts once.
 * Keeps: 0 only where there are no words; the same on every machine.
 * Users: scorer.c, and the store by way of the record.
 */
#ifndef SCORE_FINGERPRINT_H
#define SCORE_FINGERPRINT_H

#include "score/doc.h"

/* of the text; of the title where the text has no words */
uint64_t fingerprint_of(const struct doc *d, struct arena *arena);

#endif
