#include "store/query/cmd.h"

#include "store/query/footer.h"
#include "store/query/ref.h"
#include "store/query/tracks.h"

#include <stdlib.h>
#include <string.h>

enum column_at {
	AT_BUCKET,
	AT_END,
	AT_ENTITY,
	AT_STAT,
	AT_VALUE,
	AT_SE,
	AT_N,
	AT_ALL,
	AT_STORIES,
	AT_COVERAGE,
	AT_MODELS,
	AT_OPEN,
	AT_REF,
	COLUMNS
};

static const struct column columns[COLUMNS] = {
    [AT_BUCKET] = {"bucket", COLUMN_DAY, 0, CELL_STAMP},
    [AT_END] = {"end", COLUMN_DAY | COLUMN_PIPE, 0, CELL_STAMP},
    [AT_ENTITY] = {"entity", 0, 0, CELL_TEXT},
    [AT_STAT] = {"stat", 0, 0, CELL_TEXT},
    [AT_VALUE] = {"value", COLUMN_RIGHT, 3, CELL_REAL},
    [AT_SE] = {"se", COLUMN_RIGHT | COLUMN_WIDE, 3, CELL_REAL},
    [AT_N] = {"n", COLUMN_RIGHT | COLUMN_WIDE, 1, CELL_REAL},
    [AT_ALL] = {"N", COLUMN_RIGHT | COLUMN_WIDE, 0, CELL_COUNT},
    [AT_STORIES] = {"stories", COLUMN_RIGHT | COLUMN_WIDE, 0, CELL_COUNT},
    [AT_COVERAGE] = {"coverage", COLUMN_RIGHT | COLUMN_PIPE, 3, CELL_REAL},
    [AT_MODELS] = {"models", COLUMN_PIPE, 0, CELL_TEXT},
    [AT_OPEN] = {"open", COLUMN_WIDE, 0, CELL_FLAG},
    [AT_REF] = {"ref", 0, 0, CELL_TEXT},
};

enum fill { FILL_NULL, FILL_NONE, FILL_PREV, FILL_ZERO };

struct answer {
	struct arena arena;
	struct question q;
	struct tracks t;
	struct measure *stats;
	size_t n_stats;
	enum fill fill;
	double *last; /* a track: the last value that is known; NaN */
	struct str ref_tail;
	bool matched;    /* some stored row did */
	double coverage; /* of the bucket that is printed */
	struct footer footer;
};

static int fill_read(const char *word, enum fill *fill, struct err *e)
{
	static const char *const words[] = {"null", "none", "prev", "zero"};

	*fill = FILL_NULL;
	for (size_t i = 0; word && i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i]) == 0) {
			*fill = (enum fill)i;
			return 0;
		}
	return word ? err_set(e, EXIT_USAGE,
			  "no way to fill: '%s' (none, null, prev, zero)", word)
		    : 0;
}

/* ENTITY/STAT/BEGIN and what the question adds */
static struct str ref_of(
    const struct answer *w, const struct track *t, int64_t begin, struct buf *b)
{
	char text[STAMP_TEXT_BYTES];
	bool midnight = begin % STAMP_DAY == 0;

	buf_clear(b);
	ref_part(b, t->entity);
	buf_char(b, '/');
	ref_part(b, t->stat->label);
	buf_printf(b, "/%s",
	    midnight && !w->q.ask->tz ? stamp_format_day(begin, text)
				      : stamp_format(begin, text));
	buf_str(b, w->ref_tail);
	return buf_view(b);
}

static struct cell real_or_count(double v, bool count)
{
	if (count && !isnan(v))
		return cell_count((int64_t)v);
	return cell_real(v);
}

static enum cell_tint tint_of(const struct track *t, double v)
{
	if (t->stat->kind != MEASURE_TONE && t->stat->kind != MEASURE_BALANCE &&
	    t->stat->kind != MEASURE_JEVONS && t->stat->kind != MEASURE_DECAY)
		return TINT_NONE;
	return v >= 0.15 ? TINT_GOOD : v <= -0.15 ? TINT_BAD : TINT_NONE;
}

static bool is_count(const struct track *t)
{
	return !t->stat->z && measure_counts(t->stat->kind);
}

/* false: the row is left out */
static bool filled(const struct answer *w, double *last, double *v)
{
	if (!isnan(*v)) {
		*last = *v;
		return true;
	}
	if (w->fill == FILL_ZERO)
		*v = 0;
	if (w->fill == FILL_PREV)
		*v = *last;
	return w->fill != FILL_NONE;
}

static void print_row(struct answer *w, size_t track, size_t bucket,
    struct sheet *s, struct buf *ref)
{
	const struct track *t = &w->t.v[track];
	const struct reckon_value *is = &t->v[bucket];
	const int64_t *edge = w->t.r.grid.edge;
	double value = is->v.value;
	struct cell c[COLUMNS];
	bool has_n = floor(is->v.n) == is->v.n;

	if (bucket >= w->t.r.grid.first)
		w->matched |= is->n || is->stories || is->v.n > 0;
	if (!filled(w, &w->last[track], &value) || bucket < w->t.r.grid.first)
		return;
	if (w->q.limit && w->footer.rows >= w->q.limit)
		return;
	c[AT_BUCKET] = cell_stamp(edge[bucket]);
	c[AT_END] = cell_stamp(edge[bucket + 1]);
	c[AT_ENTITY] = cell_text(t->entity);
	c[AT_STAT] = cell_text(t->stat->label);
	c[AT_VALUE] =
	    cell_tinted(real_or_count(value, is_count(t)), tint_of(t, value));
	c[AT_SE] = cell_real(is->v.se);
	c[AT_N] = real_or_count(is->v.n, has_n);
	c[AT_ALL] = cell_count((int64_t)is->n);
	c[AT_STORIES] = cell_count((int64_t)is->stories);
	c[AT_COVERAGE] = cell_real(w->coverage);
	c[AT_MODELS] = cell_text(w->q.model_name);
	c[AT_OPEN] = cell_flag(edge[bucket + 1] > w->q.now);
	c[AT_REF] = cell_text(ref_of(w, t, edge[bucket], ref));
	sheet_row(s, c);
	w->footer.rows++;
}

static int print(struct answer *w, struct err *e)
{
	struct sheet *s = sheet_open(columns, COLUMNS, &w->q.out);
	size_t tracks = w->t.n;
	struct ask pinned = *w->q.ask;
	struct buf ref;

	/* whether the range had live rows is not to be seen from one bucket */
	if (w->t.r.none_live)
		pinned.origin.v[pinned.origin.n++] = "all";
	w->last = mem_new(tracks + 1, sizeof *w->last);
	for (size_t i = 0; i < tracks; i++)
		w->last[i] = (double)NAN;
	buf_init(&ref, 1 << 16);
	ref_tail(&ref, &pinned, w->q.committed);
	w->ref_tail = arena_str(&w->arena, buf_view(&ref));
	for (size_t i = 0; i < w->t.r.grid.n && !sheet_failed(s); i++) {
		w->coverage = reckon_coverage(&w->t.r, i);
		for (size_t k = 0; k < w->t.n; k++)
			print_row(w, k, i, s, &ref);
	}
	buf_release(&ref);
	w->footer.undated = w->t.undated;
	w->footer.vague = w->t.r.vague;
	w->footer.others = w->t.r.other_origins;
	w->footer.none_live = w->t.r.none_live;
	footer_write(&w->q, &w->footer, s);
	return sheet_close(s, e);
}

int cmd_series(const struct ask *a, struct err *e)
{
	struct answer w = {0};
	struct str list =
	    str_of(a->stat ? a->stat : "count,share,tone,balance");
	int code = -1;

	if (measure_read(&w.arena, list, &w.stats, &w.n_stats, e) == 0 &&
	    fill_read(a->fill, &w.fill, e) == 0 &&
	    tracks_check(w.stats, w.n_stats, a, &w.arena, e) == 0 &&
	    question_open(&w.q, a, e) == 0 &&
	    tracks_open(&w.t, &w.q, w.stats, w.n_stats, e) == 0 &&
	    print(&w, e) == 0)
		code = w.matched ? EXIT_GOOD : EXIT_SOME;
	tracks_close(&w.t);
	question_close(&w.q);
	arena_release(&w.arena);
	free(w.last);
	return code;
}
