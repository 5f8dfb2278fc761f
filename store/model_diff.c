#include "store/model_diff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct named {
	struct str text;
	uint32_t id;
};

struct diff {
	struct reader *r;
	struct model_diff *d;
	uint64_t *docs; /* scored by both, sorted */
	size_t n_docs, cap_docs;
	struct named *series;
	size_t n_series, cap_series;
};

/* ---- the articles ---- */

struct scored {
	uint64_t doc;
	unsigned char digest[DOC_DIGEST_BYTES];
	bool some;
};

static void keep(struct scored *s, const struct doc_row *row)
{
	s->some = true;
	s->doc = row->doc;
	memcpy(s->digest, row->digest, DOC_DIGEST_BYTES);
}

/* rows come by (doc, model): the last version of each model */
static int find_docs(struct diff *f, struct err *e)
{
	struct read_docs *docs = read_docs_begin(f->r, READ_ANY_MODEL, e);
	struct scored a = {0}, b = {0};
	struct doc_row row;
	int rc = -1;

	while (docs && (rc = read_docs_next(docs, &row, e)) == 1) {
		if (row.model == f->d->before)
			keep(&a, &row);
		else if (row.model == f->d->after)
			keep(&b, &row);
		else
			continue;
		if (!a.some || !b.some || a.doc != b.doc ||
		    memcmp(a.digest, b.digest, DOC_DIGEST_BYTES) != 0)
			continue;
		if (f->n_docs == f->cap_docs) {
			f->cap_docs = f->cap_docs ? 2 * f->cap_docs : 1024;
			f->docs =
			    mem_grow(f->docs, f->cap_docs, sizeof *f->docs);
		}
		f->docs[f->n_docs++] = row.doc;
	}
	read_docs_end(docs);
	f->d->docs = f->n_docs;
	return rc; /* in order of doc: sorted */
}

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static bool is_common(const struct diff *f, uint64_t doc)
{
	return f->n_docs &&
	       bsearch(&doc, f->docs, f->n_docs, sizeof doc, by_number) != NULL;
}

/* ---- a series ---- */

/* what is compared of a row; items as they are stored */
struct side {
	bool some;
	uint64_t doc;
	int32_t tone;
	struct str items;
};

struct tally {
	struct model_diff_line line;
	double sum[2];
	uint64_t n[2]; /* rows with a value */
};

static bool value_of(const struct obs_row *row, double *to)
{
	if (row->kind == OBS_MENTION) {
		*to = OBS_REAL(row->tone);
		return row->tone != OBS_NONE;
	}
	*to = 0;
	for (size_t i = 0; i < row->n; i++) {
		struct obs_signal s = obs_signal_item(row, i);

		*to += s.demand * OBS_REAL(s.strength);
	}
	return true;
}

/* a document is over: one row, or one of each model */
static void end_doc(struct tally *t, struct side side[2])
{
	bool a = side[0].some, b = side[1].some;

	t->line.gone += a && !b;
	t->line.added += b && !a;
	t->line.changed += a && b &&
			   (side[0].tone != side[1].tone ||
			       !str_eq(side[0].items, side[1].items));
	side[0].some = side[1].some = false;
}

static void add_row(struct diff *f, struct tally *t, struct side side[2],
    const struct obs_row *row)
{
	int which = row->key.model == f->d->after;
	double value;

	if (side[!which].some && side[!which].doc != row->key.doc)
		end_doc(t, side);
	if (side[which].some)
		end_doc(t, side);
	/* the rows lie in the map until the transaction ends */
	side[which] =
	    (struct side){true, row->key.doc, row->tone, obs_items(row)};
	if (which)
		t->line.after++;
	else
		t->line.before++;
	if (value_of(row, &value)) {
		t->sum[which] += value;
		t->n[which]++;
	}
}

static int diff_series(struct diff *f, const struct named *s, struct err *e)
{
	struct read_rows *rows = read_rows_begin(
	    f->r, s->id, STAMP_NONE, INT64_MAX, READ_ANY_MODEL, e);
	struct side side[2] = {{0}, {0}};
	struct tally t = {.sum = {0}};
	struct obs_row row;
	int rc = -1;

	while (rows && (rc = read_rows_next(rows, &row, e)) == 1)
		if ((row.key.model == f->d->before ||
			row.key.model == f->d->after) &&
		    is_common(f, row.key.doc))
			add_row(f, &t, side, &row);
	end_doc(&t, side);
	read_rows_end(rows);
	if (rc != 0 || t.line.gone + t.line.added + t.line.changed == 0)
		return rc;
	f->d->series++;
	(void)series_parse(s->text, &t.line.name);
	t.line.mean_before = t.n[0] ? t.sum[0] / (double)t.n[0] : (double)NAN;
	t.line.mean_after = t.n[1] ? t.sum[1] / (double)t.n[1] : (double)NAN;
	return f->d->write(f->d->user, &t.line, e);
}

/* ---- all of them ---- */

static int add_series(void *to, uint32_t id, struct str text)
{
	struct diff *f = to;
	struct series_name name;

	if (!series_parse(text, &name) ||
	    (name.kind != OBS_MENTION && name.kind != OBS_SIGNAL))
		return 0;
	if (f->n_series == f->cap_series) {
		f->cap_series = f->cap_series ? 2 * f->cap_series : 256;
		f->series =
		    mem_grow(f->series, f->cap_series, sizeof *f->series);
	}
	f->series[f->n_series++] = (struct named){text, id};
	return 0;
}

static int by_name(const void *a, const void *b)
{
	return str_cmp(
	    ((const struct named *)a)->text, ((const struct named *)b)->text);
}

int model_diff(struct reader *r, struct model_diff *d, struct err *e)
{
	struct diff f = {.r = r, .d = d};
	int rc = find_docs(&f, e);

	d->series = 0;
	if (rc == 0)
		rc = read_each_name(r, NAME_SERIES, add_series, &f, e);
	if (f.n_series)
		qsort(f.series, f.n_series, sizeof *f.series, by_name);
	for (size_t i = 0; i < f.n_series && rc == 0; i++)
		rc = diff_series(&f, &f.series[i], e);
	free(f.docs);
	free(f.series);
	return rc;
}
