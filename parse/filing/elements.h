/*
 * Names of elements to what they are.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_ELEMENTS_H
#define PARSE_FILING_ELEMENTS_H

#include "parse/filing/markup.h"

enum space { SPACE_HTML, SPACE_IX, SPACE_XBRL, SPACE_OTHER };

/* of a namespace's address; NULL is HTML's */
enum space space_of(const char *uri);
/* of a prefix, where namespaces are not to be had */
enum space space_of_prefix(struct str prefix);

enum element element_of(enum space space, struct str local);

#endif
