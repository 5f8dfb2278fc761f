/*
 * What a document says of its own charset.
 *
 * Keeps: the WHATWG prescan of the first PRESCAN_BYTES, then, as a browser
 *   that meets a late <meta> does, on to PRESCAN_LATE_BYTES. Linear.
 * Source: WHATWG HTML, 13.2.3.2 "Determining the character encoding"; XML 1.0,
 *   4.3.3.
 * Users: charset.c, tests.
 */
#ifndef PARSE_TEXT_CHARSET_PRESCAN_H
#define PARSE_TEXT_CHARSET_PRESCAN_H

#include "fetch/base/str.h"

enum { PRESCAN_BYTES = 1024, PRESCAN_LATE_BYTES = 32 * 1024 };

/* The label, as it stands; absent where there is none. UTF-16 that is told in
 * ASCII is "utf-8". known: is this a label at all? */
struct str charset_prescan(struct str bytes, bool (*known)(struct str label));

/* the label behind "charset" in a media type (WHATWG, 2.5.4 "extracting a
 * character encoding from a meta element") */
struct str charset_of_type(struct str type);

#endif
