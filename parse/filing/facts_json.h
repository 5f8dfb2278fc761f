/*
 * SEC's tables of facts in JSON (companyfacts, companyconcept, frames) to
 * fact records.
 *
 * Keeps: fy, fp and frame are left out: they describe the filing that told
 *   the fact, not its period; start and end do. Rows are told one by one, so
 *   memory does not grow with the table.
 * Fails: EXIT_DATA for JSON that breaks off (the rows before it were told), a
 *   row without a value or a filing, or a document without rows.
 * Source: EDGAR application programming interfaces (data.sec.gov).
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_FACTS_JSON_H
#define PARSE_FILING_FACTS_JSON_H

#include "fetch/base/err.h"
#include "fetch/base/str.h"

bool facts_json_sniff(struct str bytes);

int facts_json_read(struct str bytes,
    int (*line)(void *user, struct str line, struct err *e), void *user,
    struct err *e);

#endif
