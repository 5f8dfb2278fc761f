#include "score/tone/polarity.h"

void polarity_begin(struct polarity *p, const struct doc *d,
    const struct cast *c, struct arena *a)
{
	evidence_begin(&p->weighing, c->n, a);
	p->now = arena_new(a, (c->n + 1) * sizeof *p->now);
	p->sums = arena_new(a, (c->n + 1) * sizeof *p->sums);
	p->of_mention =
	    arena_new(a, (d->n_mentions + 1) * sizeof *p->of_mention);
	if (!p->trained && !p->tap)
		return;
	p->tokens = arena_new(a, sizeof *p->tokens);
	p->toward = arena_new(a, sizeof *p->toward);
	p->passage = arena_new(a, sizeof *p->passage);
}

static void to_p(const struct scales *w, double z, double p[3])
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

/* Trained weights know headlines and posts, which they were learned from; the
 * rules hold elsewhere too. In running text both have their say: the product
 * of the two. */
static void add_rules(
    const struct scales *s, double z, bool prose, struct features *f)
{
	double most = s->w[TONE_MOST],
	       share = s->w[prose ? TONE_PROSE : TONE_HEADLINE];
	double x = (z > most ? most : z < -most ? -most : z) * s->w[TONE_SLOPE];

	f->prior[0] = -share * x;
	f->prior[1] = share * s->w[TONE_NEUTRAL];
	f->prior[2] = share * x;
}

static struct score_tone tone_of(const double p[3])
{
	return (struct score_tone){true, p[2] - p[0], {p[0], p[1], p[2]}};
}

/* a sentence that says something weighs more than those that name alone */
static void add_sum(
    struct polarity *p, struct polarity_sum *s, const double one[3], bool title)
{
	double tone = one[2] - one[0], size = tone < 0 ? -tone : tone;
	double weight = 1 + p->weighing.scales->w[TONE_EVIDENCE] * size;

	if (title)
		weight *= p->weighing.scales->w[TONE_TITLE];
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
	const struct evidence *e = &p->weighing.of[player];
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

static void see_player(
    struct polarity *p, const struct feature_view *v, size_t player)
{
	features_target(p->toward, v, player, p->weighing.of[player]);
	add_rules(p->weighing.scales, p->weighing.of[player].z,
	    v->reading->prose, p->toward);
}

/* what is known of a player that the sentence names */
static void judge_player(
    struct polarity *p, const struct feature_view *v, size_t player)
{
	to_p(p->weighing.scales, p->weighing.of[player].z, p->now[player]);
	if (!p->trained && !p->tap)
		return;
	see_player(p, v, player);
	if (p->tap)
		p->tap->take(p->tap->user, player, p->toward);
	bool learned = p->trained && !only_foil(v->reading, player) &&
		       !rules_know(p, v, player);

	if (learned)
		weights_judge(p->trained, p->toward, p->now[player]);
	if (p->tap && p->tap->judged)
		p->tap->judged(p->tap->user, learned ? p->trained : NULL, v,
		    player, p->weighing.of[player]);
}

static void give_mentions(
    struct polarity *p, const struct reading *r, const struct feature_view *v)
{
	for (size_t i = 0; i < r->n_mentions; i++) {
		size_t m = r->first_mention + i;
		size_t owner = cast_owner(r->cast, m);

		if (owner == PLAYER_NONE)
			continue;
		evidence_touch(&p->weighing, owner, 0);
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
			see_player(p, v, owner);
			p->tap->take(p->tap->user, self, p->toward);
		}
		if (!p->weighing.is_touched[self])
			evidence_touch(
			    &p->weighing, self, p->weighing.of[owner].z);
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
	to_p(p->weighing.scales, p->passage_sum.z, one);
	if (p->passage)
		add_rules(p->weighing.scales, p->passage_sum.z,
		    p->passage_prose, p->passage);
	if (p->tap)
		p->tap->take(p->tap->user, PLAYER_NONE, p->passage);
	if (p->trained)
		weights_judge(p->trained, p->passage, one);
	add_sum(p, &p->text, one, p->passage_field == DOC_TITLE);
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
	p->passage_prose = r->prose;
	p->passage_words += r->sentence->n_words + !r->sentence->n_words;
	p->passage_sum.z += v->all.z;
	if (p->passage)
		features_text(p->passage, v);
	if (!p->passage)
		end_passage(p);
}

void polarity_sentence(struct polarity *p, const struct reading *r,
    const struct modality_scopes *scopes, const struct findings *f)
{
	bool title = r->field_name == DOC_TITLE;

	evidence_clear(&p->weighing);
	struct feature_view v = {
	    r, p->tokens, f, evidence_weigh(&p->weighing, r, scopes, f)};

	if (p->tokens)
		tokens_make(p->tokens, r);
	for (size_t i = 0; i < p->weighing.n_touched; i++) {
		size_t player = p->weighing.touched[i];

		to_p(p->weighing.scales, p->weighing.of[player].z,
		    p->now[player]);
	}
	give_mentions(p, r, &v);
	for (size_t i = 0; i < p->weighing.n_touched; i++) {
		size_t player = p->weighing.touched[i];

		add_sum(p, &p->sums[player], p->now[player], title);
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
