/*
 * Hard series out of stated figures: which vintage counts, and quarters from
 * year-to-date figures.
 *
 * Formulas: a quarter that nobody stated is the difference of two spans that
 *   begin on one day: year - nine months, nine months - half, half - quarter.
 *   Both are of one measure (hard_table.h) and one unit, and what is left must
 * be as long as a quarter. Lengths in days, for calendar years and for years of
 * 52 or 53 weeks: HARD_SPAN_… Keeps: decimals are exact. A derived value was
 * known when the later of its two parts was. Of one period, the vintage of the
 * filing published last counts (then the one known last); a stated one before a
 * derived one. Owns: the list's array, until hard_list_release(). Users: the
 * query tool.
 */
#ifndef STORE_QUERY_HARD_PERIOD_H
#define STORE_QUERY_HARD_PERIOD_H

#include "store/db/obs.h"

enum hard_span {
	HARD_SPAN_OTHER,
	HARD_SPAN_QUARTER, /* 80 to 104 days: 12 to 14 weeks */
	HARD_SPAN_HALF,    /* 165 to 200: 25 to 28 weeks */
	HARD_SPAN_NINE,    /* 250 to 290: 37 to 41 weeks */
	HARD_SPAN_YEAR     /* 340 to 378: 50 to 54 weeks */
};

#define HARD_NONE UINT32_MAX

struct hard_figure {
	uint32_t company, series, unit, row; /* numbers; row as in the table */
	uint32_t measure; /* rows that are taken from each other share it */
	uint32_t rank;    /* of dimensions within the row */
	bool stock;
	int32_t start, end; /* OBS_NONE: start of an instant */
	struct decimal value;
	int decimals;
	int64_t time, known; /* of the filing; when this was known */
	int64_t filing;      /* names it, no more */
	uint64_t doc;
	bool derived;
	bool mixed; /* of its two parts one was restated, the other not */
	struct decimal rate; /* of exchange that it was multiplied by; 0: none */
	uint32_t from, less; /* statements it came from; less: HARD_NONE */
};

struct hard_list {
	struct hard_figure *v;
	size_t n, cap;
	size_t overflows; /* differences of more than 18 digits: left out */
};

/* what an item of a row states; company, series, unit, row, measure, rank,
 * stock and from are the caller's */
struct hard_figure hard_figure_of(const struct obs_row *row, size_t item);

void hard_list_add(struct hard_list *l, const struct hard_figure *v);
void hard_list_release(struct hard_list *l);

enum hard_span hard_span_of(int32_t start, int32_t end);

/* Of each filing, company and series, leave what the first row says. */
void hard_pick(struct hard_list *l);
/* Add the quarters that can be derived, every vintage of them; take out flows
 * of another length. */
void hard_quarters(struct hard_list *l);
/* Sort by company, series, unit, end and start; of each period leave the
 * vintage that counts or, with vintages, all in the order of their known. */
void hard_settle(struct hard_list *l, bool vintages);

#endif
