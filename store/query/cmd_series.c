#include "store/query/cmd.h"

#include "store/query/footer.h"
#include "store/query/reckon.h"
#include "store/query/ref.h"
#include "store/query/stat_z.h"

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

/* one entity and statistic, over all buckets of the grid */
struct track {
	struct str entity;
	const struct measure *stat;
	struct reckon_value *v;
	double last; /* the last value that is known; NaN */
};

struct answer {
	struct arena arena;
	struct question q;
	struct reckon r;
	struct measure *stats;
	size_t n_stats;
	enum fill fill;
	struct track *tracks;
	size_t n_tracks;
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

/* what does not go together, before the store is opened */
static int check(struct answer *w, const struct ask *a, struct err *e)
{
	bool compute = a->entity.n == 0;
	size_t n;
	struct str *v = question_split(&w->arena, &a->entity, &n);

	for (size_t i = 0; i < n; i++)
		compute |=
		    str_eq(v[i], STR("*")) || str_eq(v[i], STR("compute"));
	for (size_t i = 0; i < w->n_stats; i++) {
		if (!measure_of_compute(w->stats[i].kind))
			continue;
		if (!compute)
			return err_set(e, EXIT_USAGE,
			    "'%.*s' belongs to the entity compute",
			    STR_ARG(w->stats[i].label));
		if (a->signal.n)
			return err_set(e, EXIT_USAGE,
			    "'%.*s' has signals of its own: leave --signal "
			    "out",
			    STR_ARG(w->stats[i].label));
	}
	return 0;
}

static void window_of(
    const struct track *t, size_t bucket, size_t window, double *before)
{
	for (size_t i = 0; i < window; i++) {
		size_t back = window - i;

		before[i] =
		    back > bucket ? (double)NAN : t->v[bucket - back].v.value;
	}
}

/* the track's own values become how unusual they are */
static void to_z(struct answer *w, struct track *t)
{
	size_t window = stat_z_window(w->q.rule.every);
	bool counts = measure_counts(t->stat->kind);
	double *before = mem_new(window, sizeof *before);
	struct stat_value *z = mem_new(w->r.grid.n, sizeof *z);

	for (size_t i = w->r.grid.first; i < w->r.grid.n; i++) {
		window_of(t, i, window, before);
		z[i] = stat_z(t->v[i].v.value, before, window, counts);
	}
	for (size_t i = 0; i < w->r.grid.n; i++)
		t->v[i].v = i < w->r.grid.first ? stat_null(0) : z[i];
	free(before);
	free(z);
}

static void add_track(struct answer *w, struct str entity,
    const struct measure *stat, const struct reckon_target *t)
{
	struct track *to = &w->tracks[w->n_tracks++];

	*to = (struct track){
	    entity, stat, mem_new(w->r.grid.n, sizeof *to->v), (double)NAN};
	for (size_t i = 0; i < w->r.grid.n; i++)
		to->v[i] = reckon_value(&w->r, t, stat->kind, i);
	if (stat->z)
		to_z(w, to);
}

static void add_tracks(struct answer *w, struct str entity, bool of_compute,
    struct reckon_target *t)
{
	if (t->undated > w->footer.undated)
		w->footer.undated = t->undated;
	for (size_t i = 0; i < w->n_stats; i++)
		if (measure_of_compute(w->stats[i].kind) == of_compute)
			add_track(w, entity, &w->stats[i], t);
}

static int reckon_all(struct answer *w, struct err *e)
{
	struct reckon_target t = {0};
	bool others = false, compute = false;
	int rc = 0;

	for (size_t i = 0; i < w->n_stats; i++) {
		compute |= measure_of_compute(w->stats[i].kind);
		others |= !measure_of_compute(w->stats[i].kind);
	}
	w->tracks =
	    mem_new((w->q.n_targets + 1) * w->n_stats, sizeof *w->tracks);
	for (size_t i = 0; i < w->q.n_targets && others && rc == 0; i++) {
		rc = reckon_target(&w->r, &w->q.targets[i], &t, e);
		if (rc == 0)
			add_tracks(w, w->q.targets[i].label, false, &t);
		reckon_target_release(&t);
	}
	if (compute && rc == 0) {
		rc = reckon_jevons(&w->r, &t, e);
		if (rc == 0)
			add_tracks(w, STR("compute"), true, &t);
		reckon_target_release(&t);
	}
	return rc;
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
static bool filled(const struct answer *w, struct track *t, double *v)
{
	if (!isnan(*v)) {
		t->last = *v;
		return true;
	}
	if (w->fill == FILL_ZERO)
		*v = 0;
	if (w->fill == FILL_PREV)
		*v = t->last;
	return w->fill != FILL_NONE;
}

static void print_row(struct answer *w, struct track *t, size_t bucket,
    struct sheet *s, struct buf *ref)
{
	const struct reckon_value *is = &t->v[bucket];
	const int64_t *edge = w->r.grid.edge;
	double value = is->v.value;
	struct cell c[COLUMNS];
	bool has_n = floor(is->v.n) == is->v.n;

	if (bucket >= w->r.grid.first)
		w->matched |= is->n || is->stories || is->v.n > 0;
	if (!filled(w, t, &value) || bucket < w->r.grid.first)
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
	struct ask pinned = *w->q.ask;
	struct buf ref;

	/* whether the range had live rows is not to be seen from one bucket */
	if (w->r.none_live)
		pinned.origin.v[pinned.origin.n++] = "all";
	buf_init(&ref, 1 << 16);
	ref_tail(&ref, &pinned, w->q.committed);
	w->ref_tail = arena_str(&w->arena, buf_view(&ref));
	for (size_t i = 0; i < w->r.grid.n && !sheet_failed(s); i++) {
		w->coverage = reckon_coverage(&w->r, i);
		for (size_t k = 0; k < w->n_tracks; k++)
			print_row(w, &w->tracks[k], i, s, &ref);
	}
	buf_release(&ref);
	w->footer.vague = w->r.vague;
	w->footer.others = w->r.other_origins;
	w->footer.none_live = w->r.none_live;
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
	    fill_read(a->fill, &w.fill, e) == 0 && check(&w, a, e) == 0 &&
	    question_open(&w.q, a, e) == 0 &&
	    reckon_open(&w.r, &w.q, w.stats, w.n_stats, e) == 0 &&
	    reckon_all(&w, e) == 0 && print(&w, e) == 0)
		code = w.matched ? EXIT_GOOD : EXIT_SOME;
	for (size_t i = 0; i < w.n_tracks; i++)
		free(w.tracks[i].v);
	free(w.tracks);
	reckon_release(&w.r);
	question_close(&w.q);
	arena_release(&w.arena);
	return code;
}
