/*
 * What the cover of a form says where no envelope does: a primary document
 * that came alone.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_COVER_H
#define PARSE_FILING_COVER_H

#include "parse/filing/reading.h"

/* a form of the SEC in inline XBRL, HTML or plain text */
bool cover_sniff(struct str bytes);

/* form, company, CIK, period and what is amended; set fields stay */
void cover_read(struct filing *f, struct arena *a, struct reading *r);

/* the last part of an address or path; absent where there is none */
struct str cover_file_name(struct str url);

#endif
