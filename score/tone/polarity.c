#include "score/tone/polarity.h"

#include "score/tone/rows.h"

enum { NEAR_HITS = 40, SAME_PLACE_MAX = 16 };
#define REACH_WORDS 14.0

static const char *const weight_names[TONE_WEIGHTS] = {"slope", "neutral",
    "finding", "opinion", "conceded", "loose", "most", "evidence", "title",
    "asserted", "reported", "forecast", "hypothetical", "question", "negated",
    "ironic"};

struct weight_reader {
	struct tone_weights *to;
	bool seen[TONE_WEIGHTS];
};

static int take_weight(void *user, const struct row *row, struct err *e)
{
	struct weight_reader *r = user;

	for (size_t i = 0; i < TONE_WEIGHTS; i++) {
		if (!str_eq(row->cell[0], str_of(weight_names[i])))
			continue;
		r->seen[i] = true;
		return cell_number(row->cell[1], &r->to->w[i], e);
	}
	return err_set(
	    e, EXIT_CONFIG, "unknown feature '%.*s'", STR_ARG(row->cell[0]));
}

int tone_weights_read(struct tone_weights *t, const char *path, struct err *e)
{
	struct weight_reader r = {.to = t};

	if (rows_read(path, "feature weight", take_weight, &r, e) != 0)
		return -1;
	for (size_t i = 0; i < TONE_WEIGHTS; i++)
		if (!r.seen[i])
			return err_set(e, EXIT_CONFIG, "%s: no weight for '%s'",
			    path, weight_names[i]);
	return 0;
}

void polarity_begin(struct polarity *p, const struct doc *d,
    const struct cast *c, struct arena *a)
{
	p->z = arena_new(a, (c->n + 1) * sizeof *p->z);
	p->now = arena_new(a, (c->n + 1) * sizeof *p->now);
	p->touched = arena_new(a, (c->n + 1) * sizeof *p->touched);
	p->is_touched = arena_new(a, (c->n + 1) * sizeof *p->is_touched);
	p->sums = arena_new(a, (c->n + 1) * sizeof *p->sums);
	p->of_mention =
	    arena_new(a, (d->n_mentions + 1) * sizeof *p->of_mention);
	if (!p->trained && !p->tap)
		return;
	p->tokens = arena_new(a, sizeof *p->tokens);
	p->toward = arena_new(a, sizeof *p->toward);
	p->passage = arena_new(a, sizeof *p->passage);
}

static void sum_up(struct evidence *e, double z)
{
	e->z += z;
	*(z > 0 ? &e->good : &e->bad) += z;
}

static void touch(struct polarity *p, size_t player, double z)
{
	if (!p->is_touched[player]) {
		p->is_touched[player] = true;
		p->touched[p->n_touched++] = player;
		p->z[player] = (struct evidence){0};
	}
	sum_up(&p->z[player], z);
}

static double scale(const struct polarity *p, enum modality m)
{
	return p->weights->w[TONE_ASSERTED + (unsigned)m];
}

/* the mention that a word of opinion is about */
static size_t nearest(const struct reading *r, size_t at)
{
	double best = REACH_WORDS;
	size_t found = HIT_NONE;

	for (int side = 0; side < 2; side++) {
		double pauses = side ? 0.5 : 0;
		size_t i = at;

		for (int n = 0; n < NEAR_HITS; n++) {
			if (side ? ++i >= r->n_hits : i-- == 0)
				break;
			const struct hit *h = &r->hits[i];

			if (h->kind == CLASS_BREAK)
				pauses +=
				    reading_class(r, h)->pause == BREAK_COMMA
					? 2 * h->weight
					: 6;
			double cost = reading_gap(r, h, &r->hits[at]) + pauses;

			if (h->kind == CLASS_ENTITY && cost < best &&
			    !(cast_roles(r->cast, h->ref) & ROLE_NONE)) {
				best = cost;
				found = i;
			}
		}
	}
	return found;
}

/* has a finding spoken for this word already? */
static bool in_finding(
    const struct reading *r, const struct findings *f, size_t hit)
{
	size_t word = r->hits[hit].word;

	for (size_t i = 0; i < f->n && i < 32; i++)
		if (r->hits[f->v[i].anchor].word == word ||
		    (f->v[i].noun != HIT_NONE &&
			r->hits[f->v[i].noun].word == word))
			return true;
	return false;
}

/* what one word says by itself: opinion, or direction without a noun */
static double loose_evidence(struct polarity *p, const struct reading *r,
    const struct modality_scopes *scopes, size_t at)
{
	const struct hit *h = &r->hits[at];
	const struct class_info *c = reading_class(r, h);
	const struct finding f = {.noun = HIT_NONE,
	    .direction = HIT_NONE,
	    .bound = HIT_NONE,
	    .first = at,
	    .last = at,
	    .anchor = at};
	double z = h->weight * scale(p, modality_of(r, scopes, &f));

	if (modality_conceded(r, scopes, &f))
		z *= p->weights->w[TONE_CONCEDED];
	if (h->kind == CLASS_DIRECTION)
		return z * p->weights->w[TONE_LOOSE] *
		       (c->direction == DIR_DOWN      ? -1
			   : c->direction == DIR_FLAT ? 0
						      : 1);
	z *= p->weights->w[TONE_OPINION] * c->sign;
	size_t near = nearest(r, at);
	size_t owner = near == HIT_NONE
			   ? PLAYER_NONE
			   : cast_owner(r->cast, r->hits[near].ref);

	if (owner != PLAYER_NONE)
		touch(p, owner, z);
	return z;
}

static void to_p(const struct tone_weights *w, double z, double p[3])
{
	double most = w->w[TONE_MOST];
	double x = (z > most ? most : z < -most ? -most : z) * w->w[TONE_SLOPE];
	double neg = weights_exp(-x), pos = weights_exp(x);
	double neu = weights_exp(w->w[TONE_NEUTRAL]);
	double sum = neg + neu + pos;

	p[0] = neg / sum;
	p[1] = neu / sum;
	p[2] = pos / sum;
}

static struct score_tone tone_of(const double p[3])
{
	return (struct score_tone){true, p[2] - p[0], {p[0], p[1], p[2]}};
}

static void add_sum(struct polarity *p, struct polarity_sum *s, double z,
    const double one[3], bool title)
{
	double size = z < 0 ? -z : z;
	double weight =
	    1 + p->weights->w[TONE_EVIDENCE] * (size > 2 ? 2 : size);

	if (title)
		weight *= p->weights->w[TONE_TITLE];
	for (int i = 0; i < 3; i++)
		s->p[i] += weight * one[i];
	s->weight += weight;
}

/* named for another's sake alone ("an Nvidia rival"): the model was not
 * taught to tell these, the rules leave them out */
static bool only_foil(const struct reading *r, size_t player)
{
	for (size_t i = 0; i < r->n_hits; i++)
		if (r->hits[i].kind == CLASS_ENTITY &&
		    cast_owner(r->cast, r->hits[i].ref) == player &&
		    !reading_foil(r, i))
			return false;
	return true;
}

/* What the sets that weights are learned from hardly have, or see otherwise,
 * the rules know better: what is denied or not meant so, and spending, which
 * is no merit, "raised" though it is. */
static bool rules_know(
    const struct polarity *p, const struct feature_view *v, size_t player)
{
	const struct evidence *e = &p->z[player];
	bool spends = false;

	for (size_t i = 0; i < v->findings->n; i++) {
		const struct finding *x = &v->findings->v[i];
		bool own = false;

		for (size_t k = 0; k < x->n_owners; k++)
			own |= x->owners[k] == player;
		if (own && (x->modality == MODALITY_NEGATED ||
			       x->modality == MODALITY_IRONIC))
			return true;
		spends |= own && x->policy == POLICY_SPENDER && x->tone == 0;
	}
	return spends && e->good == 0 && e->bad == 0;
}

/* what is known of a player that the sentence names */
static void judge_player(
    struct polarity *p, const struct feature_view *v, size_t player)
{
	to_p(p->weights, p->z[player].z, p->now[player]);
	if (!p->trained && !p->tap)
		return;
	features_target(p->toward, v, player, p->z[player]);
	if (p->tap)
		p->tap->take(p->tap->user, player, p->toward);
	if (p->trained && !only_foil(v->reading, player) &&
	    !rules_know(p, v, player))
		weights_judge(p->trained, p->toward, p->now[player]);
}

static void give_mentions(
    struct polarity *p, const struct reading *r, const struct feature_view *v)
{
	for (size_t i = 0; i < r->n_mentions; i++) {
		size_t m = r->first_mention + i;
		size_t owner = cast_owner(r->cast, m);

		if (owner == PLAYER_NONE)
			continue;
		touch(p, owner, 0);
		p->now[owner][0] = -1; /* not judged yet */
	}
	for (size_t i = 0; i < r->n_mentions; i++) {
		size_t m = r->first_mention + i;
		size_t owner = cast_owner(r->cast, m);
		size_t self = r->cast->of_mention[m];

		if (owner == PLAYER_NONE)
			continue;
		if (p->now[owner][0] < 0)
			judge_player(p, v, owner);
		p->of_mention[m] = tone_of(p->now[owner]);
		if (self == owner)
			continue;
		if (p->tap && r->cast->players[self].given) {
			features_target(p->toward, v, owner, p->z[owner]);
			p->tap->take(p->tap->user, self, p->toward);
		}
		if (!p->is_touched[self])
			touch(p, self, p->z[owner].z);
		for (int k = 0; k < 3; k++)
			p->now[self][k] = p->now[owner][k];
	}
}

/* the text's passage is at its end */
static void end_passage(struct polarity *p)
{
	double one[3];

	if (!p->passage_words)
		return;
	to_p(p->weights, p->passage_sum.z, one);
	if (p->tap)
		p->tap->take(p->tap->user, PLAYER_NONE, p->passage);
	if (p->trained)
		weights_judge(p->trained, p->passage, one);
	add_sum(
	    p, &p->text, p->passage_sum.z, one, p->passage_field == DOC_TITLE);
	if (p->passage)
		features_clear(p->passage);
	p->passage_sum = (struct evidence){0};
	p->passage_words = 0;
}

/* rules alone judge each sentence for itself */
static void add_to_passage(
    struct polarity *p, const struct reading *r, const struct feature_view *v)
{
	if (r->field_name != p->passage_field ||
	    p->passage_words + r->sentence->n_words > PASSAGE_WORDS)
		end_passage(p);
	p->passage_field = r->field_name;
	p->passage_words += r->sentence->n_words + !r->sentence->n_words;
	p->passage_sum.z += v->all.z;
	if (p->passage)
		features_text(p->passage, v);
	if (!p->passage)
		end_passage(p);
}

/* what the rules found, summed for each owner; the sum of all */
static struct evidence weigh(struct polarity *p, const struct reading *r,
    const struct modality_scopes *scopes, const struct findings *f)
{
	struct evidence all = {0};

	for (size_t i = 0; i < f->n; i++) {
		const struct finding *x = &f->v[i];
		/* a rule that denies has its tone of itself */
		double z = x->tone * p->weights->w[TONE_FINDING] *
			   (x->denies ? 1 : scale(p, x->modality));

		if (x->refuted)
			continue;
		if (modality_conceded(r, scopes, x))
			z *= p->weights->w[TONE_CONCEDED];
		sum_up(&all, z);
		for (size_t k = 0; k < x->n_owners; k++)
			touch(p, x->owners[k], z);
	}
	for (size_t i = 0; i < r->n_hits; i++) {
		const struct hit *h = &r->hits[i];

		if (!h->used &&
		    (h->kind == CLASS_OPINION || h->kind == CLASS_DIRECTION) &&
		    !in_finding(r, f, i))
			sum_up(&all, loose_evidence(p, r, scopes, i));
	}
	return all;
}

void polarity_sentence(struct polarity *p, const struct reading *r,
    const struct modality_scopes *scopes, const struct findings *f)
{
	bool title = r->field_name == DOC_TITLE;

	p->n_touched = 0;
	struct feature_view v = {r, p->tokens, f, weigh(p, r, scopes, f)};

	if (p->tokens)
		tokens_make(p->tokens, r);
	for (size_t i = 0; i < p->n_touched; i++) {
		size_t player = p->touched[i];

		to_p(p->weights, p->z[player].z, p->now[player]);
	}
	give_mentions(p, r, &v);
	for (size_t i = 0; i < p->n_touched; i++) {
		size_t player = p->touched[i];

		add_sum(
		    p, &p->sums[player], p->z[player].z, p->now[player], title);
		p->is_touched[player] = false;
	}
	add_to_passage(p, r, &v);
}

static struct score_tone mean_tone(const struct polarity_sum *s)
{
	double p[3];

	if (s->weight <= 0)
		return (struct score_tone){0};
	for (int i = 0; i < 3; i++)
		p[i] = s->p[i] / s->weight;
	return tone_of(p);
}

void polarity_end(struct polarity *p, const struct doc *d, const struct cast *c,
    struct score *out)
{
	end_passage(p);
	out->tone = mean_tone(&p->text);
	for (size_t i = 0; i < c->n; i++) {
		struct score_entity *en = &out->entities[i];

		en->tone = mean_tone(&p->sums[i]);
		for (size_t k = 0; k < en->n_mentions; k++) {
			size_t m = c->row[c->first_row[i] + k];

			if (m < d->n_mentions)
				en->mentions[k].tone = p->of_mention[m];
		}
	}
}
