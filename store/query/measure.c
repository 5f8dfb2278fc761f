#include "store/query/measure.h"

#include "fetch/base/nearest.h"
#include "store/query/stat_aes.h"
#include "store/query/stat_balance.h"
#include "store/query/stat_buzz.h"
#include "store/query/stat_jevons.h"
#include "store/query/stat_net.h"
#include "store/query/stat_tone.h"

#include <stdlib.h>

static const char *const words[MEASURE_KINDS] = {"count", "share", "tone",
    "balance", "disagreement", "buzz", "decay", "jevons", "jevons-unlinked",
    "aes", "aev", "demand-net", "cost-net", "jevons-gap", "response", "index",
    "elasticity"};

enum measure_group measure_group(enum measure_kind kind)
{
	static const enum measure_group groups[MEASURE_KINDS] = {
	    [MEASURE_JEVONS] = GROUP_LINKS,
	    [MEASURE_UNLINKED] = GROUP_LINKS,
	    [MEASURE_NET_DEMAND] = GROUP_DEMAND,
	    [MEASURE_NET_COST] = GROUP_COSTS,
	    [MEASURE_GAP] = GROUP_NONE,
	    [MEASURE_RESPONSE] = GROUP_NONE,
	    [MEASURE_ELASTICITY] = GROUP_NONE,
	};

	return groups[kind];
}

bool measure_of_compute(enum measure_kind kind)
{
	return measure_group(kind) != GROUP_ENTITY;
}

bool measure_counts(enum measure_kind kind)
{
	return kind == MEASURE_COUNT || kind == MEASURE_UNLINKED ||
	       kind == MEASURE_AEV;
}

/* a kind, and behind a colon the definition that it goes by */
static bool kind_read(
    struct str word, enum measure_kind *kind, struct str *name)
{
	*name = word;
	word = str_split(name, ':');
	if (name->p && !name->n)
		return false;
	for (size_t i = 0; i < MEASURE_KINDS; i++)
		if (str_eq(word, str_of(words[i]))) {
			*kind = (enum measure_kind)i;
			return !name->p || *kind == MEASURE_INDEX ||
			       *kind == MEASURE_GAP;
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
		if (!kind_read(base, &s.kind, &s.name))
			return unknown(base, e);
		if (!s.name.p &&
		    (s.kind == MEASURE_INDEX || s.kind == MEASURE_GAP))
			return err_set(e, EXIT_USAGE,
			    "'%.*s' goes by a definition: '%.*s:NAME', see "
			    "'index define'",
			    STR_ARG(base), STR_ARG(base));
		*to = arena_more(a, *to, *n, &cap, sizeof **to);
		(*to)[(*n)++] = s;
		if (s.kind != MEASURE_JEVONS || s.z)
			continue;
		*to = arena_more(a, *to, *n, &cap, sizeof **to);
		(*to)[(*n)++] =
		    (struct measure){.label = str_of(words[MEASURE_UNLINKED]),
			.kind = MEASURE_UNLINKED};
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

static struct stat_value net(const struct measure_view *w, bool costs)
{
	size_t up = 0, down = 0;

	for (size_t i = 0; i < w->n; i++) {
		int is = costs ? w->v[i].cost : w->v[i].demand;

		up += w->v[i].counted && is > 0;
		down += w->v[i].counted && is < 0;
	}
	return stat_net(up, down, w->all);
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
	case MEASURE_AES:
		return stat_aes(w->positive, w->negative);
	case MEASURE_AEV:
		return stat_aev(w->positive, w->negative);
	case MEASURE_NET_DEMAND:
	case MEASURE_NET_COST:
		return net(w, kind == MEASURE_NET_COST);
	case MEASURE_DECAY:
	case MEASURE_GAP:
	case MEASURE_RESPONSE:
	case MEASURE_INDEX:
	case MEASURE_ELASTICITY:
	case MEASURE_KINDS:
		break;
	}
	BUG("statistic");
}
