/*
 * The labels that documents give charsets, as the WHATWG Encoding Standard
 * reads them.
 *
 * Keeps: iso-8859-1 means windows-1252, gb2312 means GBK. ICU and its data are
 *   not touched for what most documents are (UTF-8).
 * Source: encoding.spec.whatwg.org, 4.2 (data/charsets.tsv).
 * Users: charset.c, charset_guess.c.
 */
#ifndef PARSE_TEXT_CHARSET_LABEL_H
#define PARSE_TEXT_CHARSET_LABEL_H

#include "fetch/base/str.h"

#include <unicode/ucnv.h>

enum { CHARSET_LABEL_MAX_BYTES = 64 };

/* WHATWG's name where it has one, else the label */
struct str charset_label_name(struct str label);
bool charset_label_known(struct str label);
/* Its converter, for ucnv_close(); NULL for a label that nobody knows. */
UConverter *charset_label_open(struct str label);

#endif
