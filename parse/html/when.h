/*
 * When a page was published: all dates it tells, and the one to believe.
 *
 * Owns: nothing.
 * Keeps: no date later than a day behind the fetch (an expiry date is no
 *   publication), none before 1995; a date inside a sentence is of something
 *   else. Where tags date publication and change alike by the same days, an
 * older date beside the headline is believed: the tags tell when the site was
 * made anew. Users: parse.
 */
#ifndef PARSE_HTML_WHEN_H
#define PARSE_HTML_WHEN_H

#include "parse/html/dateline.h"

/* best first */
enum when_from {
	WHEN_LD,
	WHEN_META,
	WHEN_PAGE, /* JSON-LD of the page, not of an article */
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
	struct str lang;                /* that the page says it is in */
	struct html_shown shown_change; /* beside the headline */
};

void html_when_begin(struct html_when *w, int64_t now);
void html_when_offer(struct html_when *w, struct str s, enum when_from from);
void html_when_updated(struct html_when *w, struct str s);
/* …/2025/01/27/…, …/20250127… */
void html_when_url(struct html_when *w, struct str url);
/* The dates that the page shows; p.now and p.order are set here. */
void html_when_visible(struct html_when *w, struct html_places p);

/* Nothing but a day of change is known, and it stands beside the headline, as
 * the page's own date: then that is when this text was published. A change that
 * only tags or a footer tell says nothing of that. Asked last. */
void html_when_end(struct html_when *w);

/* the name in a record: json-ld meta text url; NULL for none */
const char *html_when_name(enum when_from from);

#endif
