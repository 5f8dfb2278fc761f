/*
 * EDGAR's complete submission text: header fields and documents.
 *
 * Owns: nothing: views of the bytes, and the arena.
 * Keeps: every wrapper is read alike: <SEC-DOCUMENT>, <IMS-DOCUMENT>, the
 *   privacy-enhanced message, and the tagged <SUBMISSION> of the feeds (.nc),
 *   also where all of it stands on one line. Acceptance is New York time
 *   without a zone in the header; here UTC.
 * Fails: EXIT_DATA where there is no document.
 * Source: EDGAR "PDS dissemination specification"; facts seen in filings.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_ENVELOPE_H
#define PARSE_FILING_ENVELOPE_H

#include "parse/record/article.h"

struct part {
	struct str body; /* between the <TEXT> tags, wrappers taken off */
	bool readable;   /* by its type and name no picture, archive, data */
	bool cut;        /* its end is missing */
};

struct envelope {
	struct filing filing; /* documents: every part */
	struct part *parts;   /* of the documents */
	size_t main;          /* the first readable one; n_documents: none */
	long stated;          /* PUBLIC DOCUMENT COUNT; 0: not stated */
	bool cut;             /* the end of the submission is missing */
	size_t caps[4];       /* of the arrays */
};

/* does it begin as a submission does? */
bool envelope_sniff(struct str bytes);

int envelope_parse(
    struct envelope *s, struct arena *a, struct str bytes, struct err *e);

#endif
