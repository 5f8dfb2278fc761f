#include "store/query/listing.h"

#include <stdlib.h>
#include <string.h>

enum { LISTED_MAX = 20000000, SLACK = 4096, MONTHS_MAX = 1200 };

static int newest_first(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;

	if (x->at != y->at)
		return x->at > y->at ? -1 : 1;
	if (x->row.key.doc != y->row.key.doc)
		return x->row.key.doc < y->row.key.doc ? -1 : 1;
	if (x->field != y->field)
		return x->field < y->field ? -1 : 1;
	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	if (x->series != y->series)
		return x->series < y->series ? -1 : 1;
	return x->item < y->item ? -1 : x->item > y->item;
}

static void sort(struct listing *l)
{
	if (l->n > 1)
		qsort(l->v, l->n, sizeof *l->v, newest_first);
	if (l->limit && l->n > l->limit)
		l->n = l->limit;
}

static int add(struct listing *l, const struct listed *one, struct err *e)
{
	if (l->limit && l->n >= 2 * l->limit + SLACK)
		sort(l);
	if (l->n == LISTED_MAX)
		return err_set(e, EXIT_USAGE,
		    "more than %d rows: ask for a shorter range or --limit",
		    LISTED_MAX);
	if (l->n == l->cap) {
		l->cap = l->cap ? 2 * l->cap : 256;
		l->v = mem_grow(l->v, l->cap, sizeof *l->v);
	}
	l->v[l->n++] = *one;
	return 0;
}

static bool in_docs(const struct listing *l, uint64_t doc)
{
	size_t low = 0, high = l->n_docs;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (l->docs[mid] < doc)
			low = mid + 1;
		else
			high = mid;
	}
	return low < l->n_docs && l->docs[low] == doc;
}

/* Set the place of an item; the modality it has, 0 for none. */
static unsigned set_place(struct listed *x)
{
	if (x->row.kind == OBS_SIGNAL) {
		struct obs_signal s = obs_signal_item(&x->row, x->item);

		x->field = s.field;
		x->begin = s.begin;
		return s.modality;
	}
	if (x->row.kind == OBS_CLAIM) {
		struct obs_claim c = obs_claim_item(&x->row, x->item);

		x->field = c.field;
		x->begin = c.begin;
		return c.modality;
	}
	return 0;
}

static int add_row(struct listing *l, const struct listed *one, struct err *e)
{
	struct listed x = *one;
	size_t n = l->by_item ? one->row.n : 1;

	for (x.item = 0; x.item < n; x.item++) {
		unsigned m = l->by_item ? set_place(&x) : 0;

		if (m && l->q->modalities && !(l->q->modalities >> m & 1u))
			continue;
		if (add(l, &x, e) != 0)
			return -1;
	}
	return 0;
}

static bool alone(const struct question *q)
{
	for (size_t i = 0; i < q->n_targets; i++)
		if (!q->targets[i].alone)
			return false;
	return q->n_targets > 0;
}

/* what is asked for but for its time and origin */
static bool matches(const struct listing *l, const struct obs_row *row)
{
	if (row->kind == OBS_ARTICLE || row->kind == OBS_MENTION ||
	    row->kind == OBS_SIGNAL || row->kind == OBS_CLAIM) {
		if (!select_takes(&l->q->selection, row))
			return false;
	}
	if (row->kind == OBS_MENTION && row->n == 0 && alone(l->q))
		return false;
	return !l->docs || in_docs(l, row->key.doc);
}

static int read_series_of(struct listing *l, const struct catalog_series *s,
    int64_t from, int64_t to, struct err *e)
{
	uint16_t model = l->kind == OBS_FACT ? READ_ANY_MODEL : l->q->model;
	struct listed one = {.series = s};
	int rc;

	if (read_check_months(l->q->reader, s->id, from, to, e) != 0)
		return -1;
	struct read_rows *it =
	    read_rows_begin(l->q->reader, s->id, from, to, model, e);

	if (!it)
		return -1;
	while ((rc = read_rows_next(it, &one.row, e)) == 1) {
		one.at = select_time(&l->q->selection, &one.row);
		if (!matches(l, &one.row))
			continue;
		if (one.at == STAMP_NONE) {
			l->undated++;
			continue;
		}
		if (one.at < l->q->since || one.at >= l->q->until)
			continue;
		if (!select_origin(&l->q->selection, one.row.origin)) {
			l->others++;
			continue;
		}
		if (add_row(l, &one, e) != 0) {
			rc = -1;
			break;
		}
	}
	read_rows_end(it);
	return rc;
}

/* "1045810" is the company of "0001045810 USD" */
static bool same_cik(struct str entity, struct str asked)
{
	struct str cik = str_split(&entity, ' ');

	while (cik.n && cik.p[0] == '0')
		cik = str_sub(cik, 1, cik.n);
	while (asked.n && asked.p[0] == '0')
		asked = str_sub(asked, 1, asked.n);
	return cik.n && str_eq(cik, asked);
}

static bool is_company(const struct question *q, struct str entity)
{
	const struct opt_list *l = &q->ask->entity;

	for (size_t i = 0; i < l->n; i++)
		for (struct str rest = str_of(l->v[i]); rest.p;)
			if (same_cik(entity, str_trim(str_split(&rest, ','))))
				return true;
	return l->n == 0;
}

static bool picked(const struct listing *l, const struct catalog_series *s)
{
	const struct question *q = l->q;

	if (s->kind != l->kind && !(l->kind == OBS_FACT && s->kind == OBS_HARD))
		return false;
	if (s->kind == OBS_SIGNAL && q->signals && !q->signals[s->what])
		return false;
	if (q->whats && s->what != CATALOG_NONE && !q->whats[s->what])
		return false;
	if (s->kind == OBS_ARTICLE || s->kind == OBS_HARD)
		return true;
	if (s->kind == OBS_FACT)
		return is_company(q, q->catalog.entities.v[s->entity]);
	for (size_t i = 0; i < q->n_targets; i++)
		if (question_matches(q, &q->targets[i], s->entity))
			return true;
	return false;
}

static int read_window(
    struct listing *l, int64_t from, int64_t to, struct err *e)
{
	const struct catalog *c = &l->q->catalog;

	l->n = 0;
	for (size_t i = 0; i < c->n; i++)
		if (picked(l, &c->v[i]) &&
		    read_series_of(l, &c->v[i], from, to, e) != 0)
			return -1;
	sort(l);
	return 0;
}

/* the first moment of the month that is so many before that of t */
static int64_t month_begin(int64_t t, int back)
{
	struct civil c;

	stamp_to_civil(t, &c);
	int months = c.year * 12 + c.month - 1 - back;

	c = (struct civil){
	    .year = months / 12, .month = months % 12 + 1, .day = 1};
	return months > 0 ? stamp_of_civil(&c) : STAMP_NONE + 1;
}

int listing_next(struct listing *l, struct err *e)
{
	l->n = 0;
	while (l->n == 0 && !l->over) {
		int64_t from = STAMP_NONE, to = INT64_MAX;

		if (l->q->selection.clock == CLOCK_PUBLISHED) {
			to = l->end;
			from = month_begin(to - 1, l->months);
			if (from <= l->q->since)
				from = l->q->since;
		}
		l->over = from <= l->q->since;
		l->end = from;
		if (read_window(l, from, to, e) != 0)
			return -1;
		l->months =
		    l->n || l->months > MONTHS_MAX ? 0 : 2 * l->months + 1;
	}
	return l->n > 0;
}

static void rewind_to_end(struct listing *l)
{
	l->end = l->q->until;
	l->months = 0;
	l->over = false;
	l->n = 0;
}

static int count_undated(struct listing *l, struct err *e)
{
	if (l->q->selection.clock != CLOCK_PUBLISHED)
		return 0;
	if (read_window(l, STAMP_NONE, STAMP_NONE + 1, e) != 0)
		return -1;
	l->n = 0;
	return 0;
}

/* Live rows alone count, unless there are none in the range. */
static int settle_origins(struct listing *l, struct err *e)
{
	unsigned live = l->q->selection.origins;
	size_t limit = l->limit, undated = l->undated;
	bool some = false, is_live = false;
	int rc;

	l->q->selection.origins = 0;
	l->limit = 0;
	while (!is_live && (rc = listing_next(l, e)) != 0) {
		if (rc < 0)
			return -1;
		some = true;
		for (size_t i = 0; i < l->n && !is_live; i++)
			is_live = !l->v[i].row.origin ||
				  (live >> l->v[i].row.origin & 1u);
	}
	l->none_live = some && !is_live;
	l->q->selection.origins = l->none_live ? 0 : live;
	l->limit = limit;
	l->undated = undated;
	l->others = 0;
	rewind_to_end(l);
	return 0;
}

static int by_doc(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* the articles that mention what was asked for */
static int find_docs(struct listing *l, struct err *e)
{
	struct listing m = {.q = l->q, .kind = OBS_MENTION};
	unsigned origins = l->q->selection.origins;
	int rc;

	l->q->selection.origins = 0;
	l->docs = mem_new(1, sizeof *l->docs);
	rewind_to_end(&m);
	while ((rc = listing_next(&m, e)) == 1)
		for (size_t i = 0; i < m.n; i++) {
			if (l->n_docs == l->docs_cap) {
				l->docs_cap =
				    l->docs_cap ? 2 * l->docs_cap : 256;
				l->docs = mem_grow(
				    l->docs, l->docs_cap, sizeof *l->docs);
			}
			l->docs[l->n_docs++] = m.v[i].row.key.doc;
		}
	l->q->selection.origins = origins;
	listing_release(&m);
	if (l->n_docs > 1)
		qsort(l->docs, l->n_docs, sizeof *l->docs, by_doc);
	return rc;
}

int listing_open(struct listing *l, struct question *q, enum obs_kind kind,
    size_t limit, struct err *e)
{
	*l = (struct listing){.q = q, .kind = kind, .limit = limit};
	l->by_item =
	    kind == OBS_SIGNAL || kind == OBS_CLAIM || kind == OBS_FACT;
	rewind_to_end(l);
	if (!q->has_model && kind != OBS_FACT) {
		l->over = true;
		return 0;
	}
	if (kind == OBS_ARTICLE && q->ask->entity.n && find_docs(l, e) != 0)
		return -1;
	if (count_undated(l, e) != 0)
		return -1;
	return q->origin_auto ? settle_origins(l, e) : 0;
}

void listing_release(struct listing *l)
{
	free(l->v);
	free(l->docs);
	l->v = NULL;
	l->docs = NULL;
}
