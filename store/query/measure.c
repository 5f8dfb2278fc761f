#include "store/query/measure.h"

#include "fetch/base/nearest.h"
#include "store/query/stat_balance.h"
#include "store/query/stat_buzz.h"
#include "store/query/stat_jevons.h"
#include "store/query/stat_tone.h"

#include <stdlib.h>

static const char *const words[MEASURE_KINDS] = {"count", "share", "tone",
    "balance", "disagreement", "buzz", "decay", "jevons", "jevons-unlinked"};

bool measure_of_compute(enum measure_kind kind)
{
	return kind == MEASURE_JEVONS || kind == MEASURE_UNLINKED;
}

bool measure_counts(enum measure_kind kind)
{
	return kind == MEASURE_COUNT || kind == MEASURE_UNLINKED;
}

static bool kind_read(struct str word, enum measure_kind *kind)
{
	for (size_t i = 0; i < MEASURE_KINDS; i++)
		if (str_eq(word, str_of(words[i]))) {
			*kind = (enum measure_kind)i;
			return true;
		}
	return false;
}

static int unknown(struct str word, struct err *e)
{
	struct nearest near;
	struct buf b;

	nearest_begin(&near, word);
	for (size_t i = 0; i < MEASURE_KINDS; i++)
		nearest_offer(&near, str_of(words[i]));
	buf_init(&b, 256);
	nearest_write(&near, &b);
	err_set(e, EXIT_USAGE, "unknown statistic '%.*s'%s", STR_ARG(word),
	    buf_text(&b));
	buf_release(&b);
	return -1;
}

int measure_read(struct arena *a, struct str list, struct measure **to,
    size_t *n, struct err *e)
{
	size_t cap = 0;

	*to = NULL;
	*n = 0;
	for (struct str rest = list; rest.p;) {
		struct str word = str_trim(str_split(&rest, ','));
		struct str base = word;
		struct measure s = {.label = word};

		if (!word.n)
			continue;
		if (str_eq(word, STR("z"))) {
			s.z = true;
			base = STR("count");
		} else if (str_starts(word, STR("z:"))) {
			s.z = true;
			base = str_sub(word, 2, word.n);
		}
		if (!kind_read(base, &s.kind))
			return unknown(base, e);
		*to = arena_more(a, *to, *n, &cap, sizeof **to);
		(*to)[(*n)++] = s;
		if (s.kind != MEASURE_JEVONS || s.z)
			continue;
		*to = arena_more(a, *to, *n, &cap, sizeof **to);
		(*to)[(*n)++] = (struct measure){
		    str_of(words[MEASURE_UNLINKED]), MEASURE_UNLINKED, false};
	}
	return *n ? 0 : err_set(e, EXIT_USAGE, "no statistic is named");
}

static struct stat_value tone(const struct measure_view *w)
{
	struct stat_weighted *v = mem_new(w->n + 1, sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++)
		if (!isnan(w->v[i].tone))
			v[n++] = (struct stat_weighted){
			    w->v[i].weight, w->v[i].tone};
	struct stat_value to = stat_tone(v, n);

	free(v);
	return to;
}

static struct stat_value balance(
    const struct measure_view *w, bool disagreement)
{
	size_t up = 0, down = 0;

	for (size_t i = 0; i < w->n; i++) {
		up += w->v[i].demand > 0;
		down += w->v[i].demand < 0;
	}
	return disagreement ? stat_disagreement(up, down)
			    : stat_balance(up, down);
}

static struct stat_value jevons(const struct measure_view *w, bool unlinked)
{
	size_t of[JEVONS_UNLINKED + 1] = {0};

	for (size_t i = 0; i < w->n; i++)
		of[w->v[i].side]++;
	if (unlinked && w->n == 0 && w->all == 0)
		return stat_null(0);
	if (unlinked)
		return (struct stat_value){
		    (double)of[JEVONS_UNLINKED], (double)NAN, (double)w->n};
	return stat_jevons(of[JEVONS_J], of[JEVONS_S], of[JEVONS_B]);
}

/* "no news" is 0, "nobody looked" is null */
static struct stat_value count(const struct measure_view *w)
{
	double x = (double)w->n;

	if (w->n == 0 && w->all == 0 && !w->looked)
		return stat_null(0);
	return (struct stat_value){x, (double)NAN, x};
}

struct stat_value measure_value(
    const struct measure_view *w, enum measure_kind kind)
{
	switch (kind) {
	case MEASURE_COUNT:
		return count(w);
	case MEASURE_SHARE:
		return w->n_parts ? stat_share_parts(w->counted, w->all,
					w->parts, w->n_parts)
				  : stat_share(w->counted, w->all);
	case MEASURE_TONE:
		return tone(w);
	case MEASURE_BALANCE:
	case MEASURE_DISAGREEMENT:
		return balance(w, kind == MEASURE_DISAGREEMENT);
	case MEASURE_BUZZ:
		return stat_buzz(
		    w->counted, w->all, w->past_counted, w->past_all);
	case MEASURE_JEVONS:
	case MEASURE_UNLINKED:
		return jevons(w, kind == MEASURE_UNLINKED);
	case MEASURE_DECAY:
	case MEASURE_KINDS:
		break;
	}
	BUG("statistic");
}
