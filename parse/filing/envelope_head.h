/*
 * The header of a submission, in both dialects: "KEY: value" lines and
 * <KEY>value tags.
 *
 * Keeps: the company is the first filer, issuer or subject, never an owner
 *   that reports on it; filers holds the names of all, each once.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_ENVELOPE_HEAD_H
#define PARSE_FILING_ENVELOPE_HEAD_H

#include "parse/filing/envelope.h"

void envelope_head(struct envelope *s, struct arena *a, struct str head);

/* of an accession number within a name or address, with or without dashes:
 * 0001045810-24-000029; absent where there is none */
struct str accession_in(struct arena *a, struct str name);

#endif
