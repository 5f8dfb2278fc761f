#include "store/query/cmd.h"

#include "store/query/footer.h"
#include "store/query/ref.h"
#include "store/query/series_sheet.h"
#include "store/query/tracks.h"

#include <stdlib.h>
#include <string.h>

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
	struct series_sheet s;
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

/* options that do not go together, before the store is opened */
static int check(const struct ask *a, struct err *e)
{
	if (a->by && a->vintages)
		return err_set(
		    e, EXIT_USAGE, "--by and --vintages do not go together");
	if (a->fill && (a->by || a->vintages))
		return err_set(e, EXIT_USAGE,
		    "--fill does not go with --by or --vintages");
	return 0;
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

static void print_row(struct answer *w, size_t track, size_t bucket)
{
	const struct track *t = &w->t.v[track];
	const struct reckon_value *is = &t->v[bucket];
	const int64_t *edge = w->t.r.grid.edge;
	struct series_row row = {.begin = edge[bucket],
	    .end = edge[bucket + 1],
	    .entity = t->entity,
	    .stat = t->stat,
	    .v = is->v,
	    .stories = is->stories,
	    .n = is->n,
	    .coverage = w->coverage,
	    .model = w->q.model_name,
	    .tail = w->ref_tail};

	if (bucket >= w->t.r.grid.first)
		w->matched |= is->n || is->stories || is->v.n > 0;
	if (!filled(w, &w->last[track], &row.v.value) ||
	    bucket < w->t.r.grid.first)
		return;
	(void)series_sheet_row(&w->s, &row);
}

static int print(struct answer *w, struct err *e)
{
	struct ask pinned = *w->q.ask;
	struct buf tail;

	/* whether the range had live rows is not to be seen from one bucket */
	if (w->t.r.none_live)
		pinned.origin.v[pinned.origin.n++] = "all";
	w->last = mem_new(w->t.n + 1, sizeof *w->last);
	for (size_t i = 0; i < w->t.n; i++)
		w->last[i] = (double)NAN;
	buf_init(&tail, 1 << 16);
	ref_tail(&tail, &pinned, w->q.committed);
	w->ref_tail = arena_str(&w->arena, buf_view(&tail));
	buf_release(&tail);
	series_sheet_open(&w->s, &w->q, SERIES_PLAIN);
	for (size_t i = 0; i < w->t.r.grid.n && !sheet_failed(w->s.sheet);
	     i++) {
		w->coverage = reckon_coverage(&w->t.r, i);
		for (size_t k = 0; k < w->t.n; k++)
			print_row(w, k, i);
	}
	w->footer = (struct footer){.undated = w->t.undated,
	    .vague = w->t.r.vague,
	    .others = w->t.r.other_origins,
	    .none_live = w->t.r.none_live,
	    .rows = w->s.rows};
	footer_write(&w->q, &w->footer, w->s.sheet);
	return series_sheet_close(&w->s, e);
}

static int answer(struct answer *w, const struct ask *a, struct err *e)
{
	int code = -1;

	if (a->by)
		return series_by(a, &w->q, w->stats, w->n_stats, &code, e) == 0
			   ? code
			   : -1;
	if (a->vintages)
		return series_vintages(
			   a, &w->q, w->stats, w->n_stats, &code, e) == 0
			   ? code
			   : -1;
	if (tracks_open(&w->t, &w->q, w->stats, w->n_stats, e) == 0 &&
	    print(w, e) == 0)
		code = w->matched ? EXIT_GOOD : EXIT_SOME;
	tracks_close(&w->t);
	return code;
}

int cmd_series(const struct ask *a, struct err *e)
{
	struct answer w = {0};
	struct str list =
	    str_of(a->stat ? a->stat : "count,share,tone,balance");
	int code = -1;

	if (measure_read(&w.arena, list, &w.stats, &w.n_stats, e) == 0 &&
	    fill_read(a->fill, &w.fill, e) == 0 && check(a, e) == 0 &&
	    tracks_check(w.stats, w.n_stats, a, &w.arena, e) == 0 &&
	    question_open(&w.q, a, e) == 0)
		code = answer(&w, a, e);
	question_close(&w.q);
	arena_release(&w.arena);
	free(w.last);
	return code;
}
