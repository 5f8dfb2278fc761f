/*
 * The tables of hard series: which concepts make a series (facts.tsv), and
 * which companies have which names (companies.tsv).
 *
 * facts.tsv: series, kind (flow, stock), unit (* any currency), cik (* all),
 * concept, axis and member (- none); see the file. companies.tsv: cik, entity.
 *
 * Owns: its memory, until hard_table_release().
 * Keeps: rows of one company and series are one measure, under names that
 *   changed with the years: a nine months' value of one may be taken from a
 *   year's value of another. Rows of all companies are a measure each. Rows
 *   stand in the order of the file: the first that fits a company
 *   counts. Series are numbered in order of first appearance.
 * Fails: EXIT_NOINPUT; EXIT_CONFIG with file and line.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_HARD_TABLE_H
#define STORE_QUERY_HARD_TABLE_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"
#include "fetch/base/nearest.h"

#include <stdint.h>

struct hard_row {
	size_t series; /* its number */
	bool stock;    /* else a flow */
	struct str unit, concept;
	uint64_t cik; /* 0: every company */
	uint32_t measure;
	/* how the dimensions may be written, the plainest first; none: the
	 * first alone, which is empty */
	struct str dims[3];
	size_t n_dims;
};

struct hard_company {
	uint64_t cik;
	struct str entity;
};

struct hard_table {
	struct arena arena;
	struct str *series;
	size_t n_series, cap_series;
	struct hard_row *rows;
	size_t n_rows, cap_rows;
	struct hard_company *companies;
	size_t n_companies, cap_companies;
};

int hard_table_read(struct hard_table *t, const char *facts,
    const char *companies, struct err *e);
/* those that are installed */
int hard_table_open(struct hard_table *t, struct err *e);
void hard_table_release(struct hard_table *t);

/* SIZE_MAX where there is none */
size_t hard_table_series(const struct hard_table *t, struct str name);
void hard_table_offer(const struct hard_table *t, struct nearest *to);
/* the entity of a company, absent where the table has none; and back */
struct str hard_table_entity(const struct hard_table *t, uint64_t cik);
uint64_t hard_table_cik(const struct hard_table *t, struct str entity);
void hard_table_offer_entities(const struct hard_table *t, struct nearest *to);

/* whether facts in that unit belong to the row */
bool hard_row_unit(const struct hard_row *r, struct str unit);
/* whether facts of those dimensions do, and how good that way to write them is:
 * 0 the best */
bool hard_row_rank(const struct hard_row *r, struct str dims, uint32_t *rank);
/* "0001045810"; false where it is no number of a company */
bool hard_cik_read(struct str s, uint64_t *cik);

#endif
