/*
 * The report: one page that stands for itself, each section in a module.
 *
 * Owns: its question and page, until report_close().
 * Keeps: sections change the question (entities, signals, languages, lengths of
 *   buckets) and put back what they changed.
 * Fails: as the question.
 * Users: cmd_report.c, report_*.c.
 */
#ifndef STORE_QUERY_REPORT_H
#define STORE_QUERY_REPORT_H

#include "store/query/chart.h"
#include "store/query/tracks.h"

enum { REPORT_ENTITIES = 6 };

struct report {
	struct question q;
	struct buf html;
	unsigned charts;
	bool auto_entities; /* the most told of, not those asked for */
	bool matched, none_live;
	size_t undated, others;
};

/* sections, in the order of the page; 0 or -1 */
int report_balance(struct report *r, struct err *e);
int report_entities(struct report *r, struct err *e);
int report_signals(struct report *r, struct err *e);
int report_hard(struct report *r, struct err *e);
int report_languages(struct report *r, struct err *e);
int report_stories(struct report *r, struct err *e);
int report_quality(struct report *r, struct err *e);

/* report_page.c: what they share */
int report_head(struct report *r, struct err *e); /* up to the first section */
void report_foot(struct report *r);
void report_section(struct report *r, const char *title, const char *about);
void report_section_end(struct report *r);
/* the short names of the buckets of a grid; freed by the caller */
char (*report_names(
    const struct report *r, const struct grid *g))[CHART_NAME_BYTES];
/* the values of a track from the first bucket shown on; freed by the caller */
double *report_values(const struct tracks *t, size_t track);
double *report_errors(const struct tracks *t, size_t track);
/* the buckets become one, the whole range; `was` is for putting it back */
void report_whole(struct report *r, struct bucket_rule *was);
/* remember what a set of tracks left out */
void report_note(struct report *r, const struct tracks *t);

#endif
