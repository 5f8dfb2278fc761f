/*
 * The report: one page that stands for itself, each section in a module.
 *
 * Owns: its question, page and stories, until report_close().
 * Keeps: sections change the question (entities, signals, languages, lengths of
 *   buckets) and put back what they changed. The scored stories of the
 *   selection are read once, for all sections but that of the languages.
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
	struct reckon k;
	struct reckon_links links; /* of k */
	struct buf html;
	unsigned charts;
	bool auto_entities; /* the most told of, not those asked for */
	bool matched;
	size_t undated;
};

/* the stories that sections are made of */
int report_open(struct report *r, struct err *e); /* the question is open */
void report_close(struct report *r);

/* sections, in the order of the page; 0 or -1 */
int report_balance(struct report *r, struct err *e);
int report_elasticity(struct report *r, struct err *e); /* within the balance */
int report_entities(struct report *r, struct err *e);
int report_signals(struct report *r, struct err *e);
int report_hard(struct report *r, struct err *e);
int report_languages(struct report *r, struct err *e);
int report_stories(struct report *r, struct err *e);
int report_quality(struct report *r, struct err *e);

/* report_sides.c: stories that link costs and demand */
struct report_sides {
	size_t j, s, b, unlinked;
};

/* the balance with its 95 % interval (stat_jevons.h) */
struct report_balance_of {
	double value, low, high;
	size_t n;
	bool sure; /* of its sign */
};

/* of the buckets shown; by_bucket: J, B, S, unlinked, each a value a bucket, or
 * NULL */
struct report_sides report_sides_of(const struct reckon *k,
    const struct reckon_target *t, double *by_bucket[4]);
struct report_balance_of report_sides_balance(const struct report_sides *v);

/* report_page.c: what they share */
int report_head(struct report *r, struct err *e); /* up to the first section */
void report_foot(struct report *r);
void report_section(
    struct report *r, const char *id, const char *title, const char *about);
void report_section_end(struct report *r);
void report_entity(struct report *r, struct str id); /* its name for people */
size_t report_buckets(const struct report *r);       /* shown */
/* Of each bucket shown: short names; values and standard errors of a
 * statistic. Freed by the caller. */
char (*report_names(
    const struct report *r, const struct grid *g))[CHART_NAME_BYTES];
double *report_values(const struct report *r, const struct reckon_target *t,
    enum measure_kind kind, double **se);

#endif
