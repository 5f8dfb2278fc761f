#include "store/query/cmd.h"

#include "store/query/footer.h"
#include "store/query/hard.h"
#include "store/query/manifest.h"
#include "store/query/revisions.h"
#include "store/query/tracks.h"

#include <stdlib.h>

enum column_at {
	AT_BUCKET,
	AT_END,
	AT_ENTITY,
	AT_AVAILABLE,
	AT_N,
	AT_STORIES,
	AT_COVERAGE,
	AT_MODELS,
	COLUMNS
};

enum { HARD_COLUMNS = 3 }; /* each: value, period_end, age_days */

static const struct column columns[COLUMNS] = {
    [AT_BUCKET] = {"bucket", COLUMN_DAY, 0, CELL_STAMP},
    [AT_END] = {"end", COLUMN_DAY | COLUMN_PIPE, 0, CELL_STAMP},
    [AT_ENTITY] = {"entity", 0, 0, CELL_TEXT},
    [AT_AVAILABLE] = {"available", 0, 0, CELL_STAMP},
    [AT_N] = {"n", COLUMN_RIGHT, 0, CELL_COUNT},
    [AT_STORIES] = {"stories", COLUMN_RIGHT, 0, CELL_COUNT},
    [AT_COVERAGE] = {"coverage", COLUMN_RIGHT | COLUMN_WIDE, 3, CELL_REAL},
    [AT_MODELS] = {"models", COLUMN_PIPE, 0, CELL_TEXT},
};

static const struct column valid[] = {
    {"valid_from", 0, 0, CELL_STAMP}, {"valid_to", 0, 0, CELL_STAMP}};

struct answer {
	struct arena arena;
	struct question q;
	struct matrix m;
	struct measure *stats;
	size_t n_stats;
	struct hard *hard;
	size_t n_hard;
	int64_t lag, after;
	struct column *columns;
	size_t n_columns;
	struct sheet *sheet;
	struct cell *cells;
	struct footer footer;
	bool revisions, matched;
	int64_t since, until; /* of the rows */
};

/* "0" "30m" "2h" "1d" */
static int lag_read(const char *word, int64_t *lag, struct err *e)
{
	static const struct {
		char unit;
		int64_t is;
	} units[] = {{'s', STAMP_SECOND}, {'m', STAMP_MINUTE},
	    {'h', STAMP_HOUR}, {'d', STAMP_DAY}};
	int64_t n = 0;
	size_t i = 0;

	*lag = 0;
	if (!word)
		return 0;
	for (; word[i] >= '0' && word[i] <= '9' && i < 6; i++)
		n = n * 10 + (word[i] - '0');
	if (i > 0 && n == 0 && !word[i])
		return 0;
	for (size_t u = 0; i > 0 && u < sizeof units / sizeof *units; u++)
		if (word[i] == units[u].unit && !word[i + 1]) {
			*lag = n * units[u].is;
			return 0;
		}
	return err_set(
	    e, EXIT_USAGE, "no lag: '%s' (0, 90s, 30m, 2h, 1d)", word);
}

/* what does not go together, before the store is opened */
static int check(struct answer *w, const struct ask *a, struct err *e)
{
	bool compute = false;
	size_t n;
	struct str *v = question_split(&w->arena, &a->entity, &n);

	if (a->since && a->cursor)
		return err_set(e, EXIT_USAGE,
		    "--since and --since-cursor do not go together");
	for (size_t i = 0; i < n; i++)
		compute |= str_eq(v[i], STR("compute"));
	for (size_t i = 0; i < w->n_stats; i++) {
		enum measure_kind kind = w->stats[i].kind;

		if (measure_group(kind) == GROUP_NONE || kind == MEASURE_INDEX)
			return err_set(e, EXIT_USAGE,
			    "'%.*s' is for series alone",
			    STR_ARG(w->stats[i].label));
		if (measure_of_compute(kind) && !compute)
			return err_set(e, EXIT_USAGE,
			    "'%.*s' belongs to the entity compute: add it to "
			    "--entity",
			    STR_ARG(w->stats[i].label));
	}
	return tracks_check(w->stats, w->n_stats, a, &w->arena, e);
}

static void add_column(struct answer *w, struct column c)
{
	w->columns[w->n_columns++] = c;
}

static void add_hard_columns(struct answer *w, const struct hard *h)
{
	const char *name = arena_str(&w->arena, h->label).p;

	add_column(w, (struct column){name, COLUMN_RIGHT, 2, CELL_REAL});
	add_column(
	    w, (struct column){arena_printf(&w->arena, "%s.period_end", name).p,
		   COLUMN_DAY | COLUMN_WIDE, 0, CELL_STAMP});
	add_column(
	    w, (struct column){arena_printf(&w->arena, "%s.age_days", name).p,
		   COLUMN_RIGHT | COLUMN_WIDE, 1, CELL_REAL});
}

static void set_columns(struct answer *w)
{
	w->n_columns = COLUMNS + w->n_stats + HARD_COLUMNS * w->n_hard +
		       (w->revisions ? 2 : 0);
	w->columns = mem_new(w->n_columns, sizeof *w->columns);
	w->cells = mem_new(w->n_columns, sizeof *w->cells);
	w->n_columns = 0;
	for (size_t i = 0; i < COLUMNS; i++)
		add_column(w, columns[i]);
	for (size_t i = 0; i < w->n_stats; i++)
		add_column(w,
		    (struct column){arena_str(&w->arena, w->stats[i].label).p,
			COLUMN_RIGHT, 3, CELL_REAL});
	for (size_t i = 0; i < w->n_hard; i++)
		add_hard_columns(w, &w->hard[i]);
	for (size_t i = 0; i < 2 && w->revisions; i++)
		add_column(w, valid[i]);
}

/* the last value that was known then, when its period ended, how old it is */
static void hard_cells(
    struct hard *h, int64_t moment, struct cell c[HARD_COLUMNS])
{
	size_t n;
	const struct hard_value *v = hard_at(h, moment, moment, &n);

	for (size_t i = 0; i < HARD_COLUMNS; i++)
		c[i] = cell_null();
	if (n == 0)
		return;
	v += n - 1;
	c[0] = cell_real(v->value);
	c[1] = cell_stamp((int64_t)v->end * STAMP_DAY);
	c[2] = cell_real((double)(moment - v->time) / (double)STAMP_DAY);
}

static int print_row(void *to, const struct matrix_row *row, struct err *e)
{
	struct answer *w = to;
	const int64_t *edge = w->m.grid.edge;
	struct cell *c = w->cells;

	(void)e;
	w->matched |= row->n || row->stories || w->n_hard;
	if (w->q.limit && w->footer.rows >= w->q.limit)
		return 0;
	c[AT_BUCKET] = cell_stamp(edge[row->bucket]);
	c[AT_END] = cell_stamp(edge[row->bucket + 1]);
	c[AT_ENTITY] = cell_text(w->q.targets[row->target].label);
	c[AT_AVAILABLE] = cell_stamp(row->available);
	c[AT_N] = cell_count((int64_t)row->n);
	c[AT_STORIES] = cell_count((int64_t)row->stories);
	c[AT_COVERAGE] = cell_real(row->coverage);
	c[AT_MODELS] = cell_text(row->model);
	for (size_t i = 0; i < w->n_stats; i++)
		c[COLUMNS + i] = cell_real(row->value[i].value);
	c += COLUMNS + w->n_stats;
	for (size_t i = 0; i < w->n_hard; i++, c += HARD_COLUMNS)
		hard_cells(&w->hard[i], matrix_moment(&w->m, row->bucket), c);
	if (w->revisions) {
		c[0] = cell_stamp(row->from);
		c[1] = cell_stamp(row->to);
	}
	sheet_row(w->sheet, w->cells);
	if (w->since == STAMP_NONE)
		w->since = edge[row->bucket];
	w->until = edge[row->bucket + 1];
	w->footer.rows++;
	return 0;
}

static int put_manifest(
    struct answer *w, const struct ask *a, struct str digest, struct err *e)
{
	struct str *models = mem_new(w->m.n_segments + 1, sizeof *models);
	struct manifest is = {.columns = w->columns,
	    .n_columns = w->n_columns,
	    .models = models,
	    .watermark = w->q.committed,
	    .since = w->since,
	    .until = w->until,
	    .rows = w->footer.rows,
	    .digest = digest,
	    .format = sheet_format_word(w->q.out.format)};

	for (size_t i = 0; i < w->m.n_segments; i++) {
		struct str name = w->m.segments[i].model_name;

		if (w->m.segments[i].has_model &&
		    !(is.n_models && str_eq(models[is.n_models - 1], name)))
			models[is.n_models++] = name;
	}
	int rc = manifest_write(a->manifest, a, &is, e);

	free(models);
	return rc;
}

static int print(struct answer *w, const struct ask *a, struct err *e)
{
	struct digest *digest = a->manifest ? digest_begin() : NULL;
	struct buf hex;

	set_columns(w);
	w->q.out.digest = digest;
	w->sheet = sheet_open(w->columns, w->n_columns, &w->q.out);
	int rc = w->revisions ? revisions_each(&w->m, print_row, w, e)
			      : matrix_each(&w->m, print_row, w, e);

	for (size_t i = 0; i < w->m.n_segments; i++)
		w->footer.none_live |=
		    w->q.origin_auto && w->m.segments[i].origins == 0;
	footer_write(&w->q, &w->footer, w->sheet);
	if (sheet_close(w->sheet, e) != 0)
		rc = -1;
	buf_init(&hex, 2 * DIGEST_BYTES);
	if (digest)
		digest_end(digest, &hex);
	if (rc == 0 && digest)
		rc = put_manifest(w, a, buf_view(&hex), e);
	buf_release(&hex);
	return rc;
}

static int cursor(struct answer *w, const struct ask *a, struct err *e)
{
	w->after = STAMP_NONE;
	return a->cursor ? manifest_cursor(
			       a->cursor, a, w->q.now, w->q.zone, &w->after, e)
			 : 0;
}

static int open_hard(struct answer *w, const struct ask *a, struct err *e)
{
	size_t n;
	struct str *v = question_split(&w->q.arena, &a->facts, &n);

	w->hard = mem_new(n + 1, sizeof *w->hard);
	for (size_t i = 0; i < n; i++)
		if (hard_open(&w->hard[w->n_hard++], &w->q, v[i], e) != 0)
			return -1;
	return 0;
}

int cmd_features(const struct ask *a, struct err *e)
{
	struct answer w = {.revisions = a->revisions,
	    .since = STAMP_NONE,
	    .until = STAMP_NONE};
	struct str list =
	    str_of(a->stat ? a->stat : "count,share,tone,balance");
	int code = -1;

	if (measure_read(&w.arena, list, &w.stats, &w.n_stats, e) == 0 &&
	    lag_read(a->lag, &w.lag, e) == 0 && check(&w, a, e) == 0 &&
	    question_open(&w.q, a, e) == 0 && cursor(&w, a, e) == 0 &&
	    open_hard(&w, a, e) == 0 &&
	    matrix_open(&w.m, &w.q, w.lag, w.after, w.stats, w.n_stats, e) ==
		0 &&
	    print(&w, a, e) == 0)
		/* nothing new since the cursor is no failure */
		code = w.matched || a->cursor ? EXIT_GOOD : EXIT_SOME;
	free(w.columns);
	free(w.cells);
	for (size_t i = 0; i < w.n_hard; i++)
		hard_close(&w.hard[i]);
	free(w.hard);
	matrix_close(&w.m);
	question_close(&w.q);
	arena_release(&w.arena);
	return code;
}
