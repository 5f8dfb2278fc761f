/*
 * Reading the store as it was known at T: one snapshot, one as-of.
 *
 * Owns: a read transaction, until read_end(): keep it short. Views (names)
 *   and rows borrow from it.
 * Keeps: rows with known <= min(T, watermark); retractions applied.
 * Fails: EXIT_DATA with the table named (a wrong CRC), EXIT_OS.
 * Users: store/, the query tool.
 *
 *   struct env *env = env_open(path, &(struct env_options){.read_only = true},
 *       &e);
 *   struct reader *r = read_begin(env, STAMP_NONE, &e);
 *   read_series(r, &(struct series_name){OBS_SIGNAL, signal, entity}, &id, &e)
 *   struct read_rows *rows = read_rows_begin(r, id, from, to, model, &e);
 *   while ((rc = read_rows_next(rows, &row, &e)) == 1) …
 *   read_rows_end(rows); read_end(r); env_close(env);
 */
#ifndef STORE_DB_READ_H
#define STORE_DB_READ_H

#include "store/db/doc.h"
#include "store/db/env.h"
#include "store/db/obs.h"
#include "store/db/series.h"

struct reader;
struct read_rows;
struct read_docs;
struct read_versions;

/* as_of STAMP_NONE: the watermark. An empty store has the watermark 0. */
struct reader *read_begin(struct env *env, int64_t as_of, struct err *e);
void read_end(struct reader *r);                /* NULL is fine */
int64_t read_watermark(const struct reader *r); /* last committed known */
int64_t read_as_of(const struct reader *r);     /* min(T, watermark) */

/* The last commit that added a row, with known <= as-of; 0 where there is
 * none: what the watermark was at as-of. 0, or -1 with e set. */
int read_committed(struct reader *r, int64_t *known, struct err *e);

/* The first commit that added a row with known >= from, as known: 1, 0 there
 * is none, -1. */
int read_commit_after(
    struct reader *r, int64_t from, int64_t *known, struct err *e);

/* Names: 1 found, 0 not, -1 error. Before "not" is said, the table of names
 * is checked (once a reader): a damaged one must not pass for no news. */
int read_id(struct reader *r, enum name_class c, struct str text, uint32_t *id,
    struct err *e);
int read_name(struct reader *r, enum name_class c, uint32_t id,
    struct str *text, struct err *e);
/* All names of a class in order of id; fn returns 0 to go on. Returns what
 * the last fn returned, 0 at the end, -1 on error. */
typedef int read_name_fn(void *to, uint32_t id, struct str text);
int read_each_name(struct reader *r, enum name_class c, read_name_fn *fn,
    void *to, struct err *e);

/* The id of one series; 1 found, 0 not, -1 error. To find those of a family,
 * or of all entities, go through read_each_name(NAME_SERIES) with
 * series_parse(). */
int read_series(
    struct reader *r, const struct series_name *s, uint32_t *id, struct err *e);

/* The rows of a series with from <= event time < to (STAMP_NONE as from:
 * undated ones too; they come first), as known, in order of (time, doc).
 * model READ_ANY_MODEL: every model. */
enum { READ_ANY_MODEL = 0xffff };
struct read_rows *read_rows_begin(struct reader *r, uint32_t series,
    int64_t from, int64_t to, uint16_t model, struct err *e);
/* 1 row, 0 end, -1 error; row->items borrows until the next call */
int read_rows_next(struct read_rows *it, struct obs_row *row, struct err *e);
/* Say that read_check_months() found the rows in order: their checksums are
 * not reckoned once more. */
void read_rows_checked(struct read_rows *it);
void read_rows_end(struct read_rows *it); /* NULL is fine */

/* Every version of the rows with from <= event time < to, known <= as-of, of
 * every model, retractions too, in order of (time, doc, model, known). */
struct read_versions *read_versions_begin(
    struct reader *r, uint32_t series, int64_t from, int64_t to, struct err *e);
int read_versions_next(
    struct read_versions *it, struct obs_row *row, struct err *e);
void read_versions_end(struct read_versions *it); /* NULL is fine */

/* Compare the stored counts and CRC sums of the months that [from, to)
 * touches with the rows there: finds a key that was lost. The undated rows
 * are a month of their own, at STAMP_NONE. EXIT_DATA. */
int read_check_months(
    struct reader *r, uint32_t series, int64_t from, int64_t to, struct err *e);

/* The last version of a document by that model as known; 1, 0, -1. */
int read_doc(struct reader *r, uint64_t doc, uint16_t model,
    struct doc_row *row, struct err *e);
/* The last version of every document by that model (READ_ANY_MODEL: by each),
 * in order of doc. */
struct read_docs *read_docs_begin(
    struct reader *r, uint16_t model, struct err *e);
/* go on at the first document >= doc */
int read_docs_seek(struct read_docs *it, uint64_t doc, struct err *e);
int read_docs_next(struct read_docs *it, struct doc_row *row, struct err *e);
void read_docs_end(struct read_docs *it); /* NULL is fine */

/* The model adopted as of T; 1, 0 (none yet), -1. Its name: NAME_MODEL. */
int read_adopted(
    struct reader *r, uint16_t *model, int64_t *since, struct err *e);
/* the one adopted at t, t <= as-of */
int read_adopted_at(struct reader *r, int64_t t, uint16_t *model,
    int64_t *since, struct err *e);

/* First good poll of a feed (by its URL); 1, 0, -1. */
int read_feed_first(
    struct reader *r, struct str feed, int64_t *first, struct err *e);

/* Rows of a table, and bytes of its pages. */
struct read_size {
	uint64_t rows, bytes;
};
int read_size(
    struct reader *r, enum schema_table t, struct read_size *s, struct err *e);

#endif
