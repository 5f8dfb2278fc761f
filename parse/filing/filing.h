/*
 * Filings of EDGAR: a submission, a form's document alone, an index page or
 * facts in JSON become records.
 *
 * Owns: nothing; what an article views lives in the arena until its reset.
 * Keeps: one article for the main document (kind filing, with the list of all
 *   documents, sections and facts) and one for each EX-99.x (kind release)
 *   and EX-13. Published is when it became public: acceptance or, where the
 *   filing date is later, 06:00 in New York on that day. A document that is
 *   cut is content "partial".
 * Fails: EXIT_DATA for what is no filing or holds nothing to read; a document
 *   that cannot be read is told to `refused`, and the others go on.
 * Users: parse.
 */
#ifndef PARSE_FILING_FILING_H
#define PARSE_FILING_FILING_H

#include "parse/record/article.h"

enum filing_kind {
	FILING_NONE,
	FILING_SUBMISSION, /* complete submission text, any wrapper */
	FILING_PAGE,       /* a form's document alone */
	FILING_INDEX,      /* -index.html, -index-headers.html, index.json */
	FILING_FACTS,      /* companyfacts, companyconcept, frames */
	FILING_LIST,       /* a company's submissions */
	FILING_DENIED      /* an answer in a document's place: refused */
};

struct filing_source {
	struct str bytes; /* as they came */
	struct str url;   /* may hold the accession number; or absent */
	struct str name;  /* of the file, likewise */
	bool truncated;
};

struct filing_sink {
	void *user;
	/* fields that the filing does not know (fetched, raw, feed) are unset
	 */
	int (*article)(void *user, struct article *a, struct err *e);
	/* a record line, without \n */
	int (*line)(void *user, struct str line, struct err *e);
	/* a document of the filing that cannot be read */
	int (*refused)(void *user, struct str document, const struct err *why);
};

/* by the bytes alone; FILING_NONE for anything else */
enum filing_kind filing_sniff(struct str bytes);

int filing_read(const struct filing_source *in, enum filing_kind kind,
    struct arena *a, const struct filing_sink *sink, struct err *e);

#endif
