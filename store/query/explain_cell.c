#include "store/query/explain.h"

#include "fetch/base/jsonw.h"
#include "store/query/docline.h"
#include "store/query/plain.h"
#include "store/query/stat_z.h"
#include "store/query/tracks.h"

enum { TEXT_BYTES = 1 << 16, SHOWN = 20, DIGITS = 6 };

static const char *const formulas[MEASURE_KINDS] = {
    [MEASURE_COUNT] = "stories that match",
    [MEASURE_SHARE] = "stories that match / scored stories; over several "
		      "sources the mean of their shares, weighted by their "
		      "scored stories of the 28 days before",
    [MEASURE_TONE] = "Σ weight·tone / Σ weight",
    [MEASURE_BALANCE] = "(U − D) / (U + D): stories that say more (U) or less "
			"(D) demand; null under 5",
    [MEASURE_DISAGREEMENT] = "√(1 − balance²); null under 5",
    [MEASURE_BUZZ] = "(X / N) ÷ (ΣX / ΣN over the 28 days before); null where "
		     "ΣX is under 5",
    [MEASURE_DECAY] = "Σ weight·tone·2^(−age/3 d) / (1 + Σ weight·2^(−age/3 "
		      "d)), age: from known to the bucket's end",
    [MEASURE_JEVONS] = "(J − S) / (J + S + B) of the cost stories; null under "
		       "5",
    [MEASURE_UNLINKED] = "cost stories that link no demand to the cost",
    [MEASURE_AES] = "positive / (positive + negative) by most probable class, "
		    "over 91 days",
    [MEASURE_AEV] = "positive + negative stories, over 91 days",
    [MEASURE_NET_DEMAND] = "(U − D) / N: stories that say more demand (U), "
			   "or less (D)",
    [MEASURE_NET_COST] = "(falls − rises) / N: stories that tell of an "
			 "efficiency gain or price cut, or of a price rise",
    [MEASURE_GAP] = "d / σd − c / σc: net demand and net cost decline, each "
		    "by its spread over the base",
    [MEASURE_RESPONSE] = "slope of net demand on the net cost decline of the "
			 "four weeks before, over 104 weeks",
    [MEASURE_INDEX] = "100 · mean over the panel's sources of (X / N) / σ, "
		      "by its mean over the base",
    [MEASURE_ELASTICITY] = "1 − Δln spending / Δln price, over four quarters",
};

static const char *side_word(unsigned side)
{
	static const char *const words[] = {"", "J: cheaper, so more",
	    "S: cheaper, so less", "B: both", "unlinked"};

	return words[side];
}

/* what is printed of one number */
struct cell_view {
	struct question q;
	struct reckon r;
	struct reckon_target t;
	struct measure *stat;
	size_t bucket;
	struct fold *f;
	struct buf b;
};

/* as the lines of an answer have it */
static void number(struct buf *to, double v)
{
	struct jsonw w;

	jsonw_begin(&w, to);
	if (isnan(v))
		buf_puts(to, "null");
	else
		jsonw_real(&w, NULL, v, DIGITS);
}

static void say_value(struct cell_view *c, const struct reckon_value *v)
{
	struct buf *b = &c->b;

	buf_clear(b);
	number(b, v->v.value);
	if (!isnan(v->v.se)) {
		buf_puts(b, " ± ");
		number(b, v->v.se);
	}
	buf_puts(b, " (n ");
	number(b, v->v.n);
	buf_printf(
	    b, "; %zu stories match, of N = %zu scored)", v->stories, v->n);
	fold_line(c->f, "value", buf_view(b));
	fold_line(c->f, "formula",
	    str_of(c->stat->z ? "(x − mean) / sd over the buckets before; "
				"counts as ln(1 + x)"
			      : formulas[c->stat->kind]));
}

static void say_bucket(struct cell_view *c)
{
	const int64_t *edge = &c->r.grid.edge[c->bucket];
	char from[ZONE_TEXT_BYTES], to[ZONE_TEXT_BYTES];

	fold_printf(c->f, "bucket", "%s ≤ t < %s, on the clock %s%s",
	    zone_format(c->q.zone, edge[0], from),
	    zone_format(c->q.zone, edge[1], to),
	    select_clock_word(c->q.selection.clock),
	    edge[1] > c->q.now ? " (open)" : "");
	if (c->r.none_live)
		fold_line(c->f, "origins", STR("all: there are no live rows"));
}

static int say_story(
    struct cell_view *c, size_t i, struct docline *d, struct err *e)
{
	const struct tell_story *s = &c->t.x.v[i];
	char text[ZONE_TEXT_BYTES];
	struct buf *b = &c->b;

	buf_clear(b);
	buf_printf(b, "%s  ", zone_format_short(c->q.zone, s->at, false, text));
	if (c->t.side) {
		buf_printf(b, "%s  ", side_word(c->t.side[i]));
	} else {
		buf_puts(b, "tone ");
		if (isnan(s->tone))
			buf_puts(b, "unknown");
		else
			buf_printf(b, "%+.2f", s->tone);
		buf_printf(b, "  weight %.2f", s->weight);
		if (c->t.demand[i])
			buf_puts(b, c->t.demand[i] > 0 ? "  ▲" : "  ▼");
		if (s->members > 1)
			buf_printf(b, "  %zu copies", s->members);
	}
	fold_line(c->f, "", buf_view(b));
	buf_clear(b);
	buf_puts(b, "  ");
	int rc = docline_read(d, s->doc, s->known, e);

	if (rc == 1 && d->title.n)
		plain_write(b, d->title);
	buf_printf(b, "  %016llx", (unsigned long long)s->doc);
	fold_line(c->f, "", buf_view(b));
	return rc < 0 ? -1 : 0;
}

static int say_stories(struct cell_view *c, struct err *e)
{
	const struct tell *x = &c->t.x;
	size_t from = tell_find(x, c->r.grid.edge[c->bucket]);
	size_t to = tell_find(x, c->r.grid.edge[c->bucket + 1]);
	struct docline d;
	int rc = 0;

	docline_begin(&d, c->q.reader, c->q.model);
	fold_printf(c->f, "stories", "%zu%s", to - from,
	    to - from > SHOWN ? ", the first 20:" : "");
	for (size_t i = from; i < to && i < from + SHOWN && rc == 0; i++)
		rc = say_story(c, i, &d, e);
	docline_release(&d);
	return rc;
}

static void to_z(struct cell_view *c, struct reckon_value *v)
{
	size_t window = stat_z_window(c->q.rule.every);
	bool counts = measure_counts(c->stat->kind);
	double *before = arena_new(&c->q.arena, window * sizeof *before);

	for (size_t i = 0; i < window; i++)
		before[i] = reckon_value(
		    &c->r, &c->t, c->stat->kind, c->bucket - window + i)
				.v.value;
	v->v = stat_z(v->v.value, before, window, counts);
}

static void say_head(struct cell_view *c, struct str entity, struct str stat)
{
	buf_clear(&c->b);
	plain_write(&c->b, entity);
	buf_puts(&c->b, " · ");
	plain_write(&c->b, stat);
	fold_head(c->f, buf_view(&c->b));
}

static int say(struct cell_view *c, const struct ref *r, struct err *e)
{
	struct reckon_value v =
	    reckon_value(&c->r, &c->t, c->stat->kind, c->bucket);

	if (c->stat->z)
		to_z(c, &v);
	say_head(c, c->q.targets[0].label, r->stat);
	say_value(c, &v);
	say_bucket(c);
	if (c->q.has_model)
		fold_line(c->f, "model", c->q.model_name);
	return say_stories(c, e) == 0 ? 1 : -1;
}

/* a value that is made of others has no stories of its own */
static int say_made(struct cell_view *c, const struct ref *r, struct err *e)
{
	struct tracks t;
	int rc = -1;

	if (tracks_open(&t, &c->q, c->stat, 1, e) == 0 && t.n == 1) {
		struct reckon_value v = t.v[0].v[t.r.grid.first];

		c->r = t.r;
		c->bucket = t.r.grid.first;
		say_head(c, t.v[0].entity, r->stat);
		say_value(c, &v);
		say_bucket(c);
		c->r = (struct reckon){0};
		rc = 1;
	}
	tracks_close(&t);
	return rc;
}

int explain_cell(
    const struct ref *r, const struct ask *given, struct fold *f, struct err *e)
{
	struct cell_view c = {.f = f};
	struct arena arena = {0};
	struct measure *stats;
	struct ask a = r->ask;
	size_t n;
	int rc = -1;

	a.cell = true;
	a.clock = given->clock;
	a.db = given->db;
	if (given->as_of)
		a.as_of = given->as_of;
	buf_init(&c.b, TEXT_BYTES);
	if (measure_read(&arena, r->stat, &stats, &n, e) != 0 ||
	    question_open(&c.q, &a, e) != 0)
		goto out;
	c.stat = &stats[0];
	if (measure_group(c.stat->kind) == GROUP_NONE ||
	    c.stat->kind == MEASURE_INDEX) {
		rc = say_made(&c, r, e);
		goto out;
	}
	if (reckon_open(&c.r, &c.q, stats, 1, e) != 0)
		goto out;
	c.bucket = c.r.grid.first;
	rc = measure_of_compute(c.stat->kind)
		 ? reckon_group(&c.r, measure_group(c.stat->kind), &c.t, e)
		 : reckon_target(&c.r, &c.q.targets[0], &c.t, e);
	if (rc == 0)
		rc = say(&c, r, e);
out:
	reckon_target_release(&c.t);
	reckon_release(&c.r);
	question_close(&c.q);
	buf_release(&c.b);
	arena_release(&arena);
	return rc;
}
