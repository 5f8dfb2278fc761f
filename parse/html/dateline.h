/*
 * The dates that a page shows its readers, and which of them is that of
 * publication.
 *
 * Owns: nothing.
 * Keeps: a date deep inside a sentence is of something else; what its label
 *   says is a change, an event or a right is no publication. Every line of
 *   the page is looked at once; the best by its place, label and class is
 *   taken. Lines far from headline and text must say what they tell.
 * Users: when.c.
 */
#ifndef PARSE_HTML_DATELINE_H
#define PARSE_HTML_DATELINE_H

#include "parse/html/blocks.h"
#include "parse/text/date.h"

/* where to look; n_blocks: not known */
struct html_places {
	const struct html_blocks *b;
	size_t headline; /* its block */
	size_t body;     /* the first block of the text */
	size_t end;      /* the first one behind it */
	int64_t now;     /* no date is later */
	enum date_order order;
};

/* one date; points 0: none was found */
struct html_shown {
	int64_t t;
	enum date_precision precision;
	int points;  /* how much speaks for it */
	bool beside; /* near the headline */
	bool alone;  /* a short line, hardly more than the date */
	bool tagged; /* in a <time> */
};

struct html_dateline {
	struct html_shown published, updated;
};

void html_dateline_find(const struct html_places *p, struct html_dateline *d);

/* How the page writes 3/4/2025, by those of its dates that have one reading
 * only; where none has, by the region of its language. */
enum date_order html_dateline_order(
    const struct html_blocks *b, struct str lang);

#endif
