/*
 * When a page was published: all dates it tells, and the one to believe.
 *
 * Owns: nothing.
 * Keeps: no date later than a day behind the fetch (an expiry date is no
 *   publication), none before 1995; a date inside a sentence is of something
 *   else. The full date in an address beats tags that differ from it by more
 *   than a day, which tell of a later change or of another page.
 * Users: parse.
 */
#ifndef PARSE_HTML_WHEN_H
#define PARSE_HTML_WHEN_H

#include "parse/date.h"
#include "parse/html_blocks.h"

/* best first */
enum when_from {
	WHEN_LD,
	WHEN_META,
	WHEN_TIME,
	WHEN_URL,
	WHEN_TEXT,
	WHEN_NONE
};

struct html_when {
	int64_t now; /* of the fetch; STAMP_NONE: any date is believed */
	int64_t published, updated;
	enum when_from from, updated_from;
	enum date_precision precision;
};

void html_when_begin(struct html_when *w, int64_t now);
void html_when_offer(struct html_when *w, struct str s, enum when_from from);
void html_when_updated(struct html_when *w, struct str s);
/* …/2025/01/27/…, …/20250127… */
void html_when_url(struct html_when *w, struct str url);
/* A dated line near block `headline` (n_blocks: not known, then only lines
 * that a class names so). Asked only while nothing better is known. */
void html_when_visible(
    struct html_when *w, const struct html_blocks *b, size_t headline);

/* Nothing but a day of change is known: then that is when this text was
 * published. Asked last. */
void html_when_end(struct html_when *w);

/* the name in a record: json-ld meta text url; NULL for none */
const char *html_when_name(enum when_from from);

#endif
