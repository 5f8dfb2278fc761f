#include "score/tone/judge.h"

#include "score/tone/bind.h"
#include "score/tone/claims.h"
#include "score/tone/compare.h"
#include "score/tone/contest.h"
#include "score/tone/kin.h"
#include "score/tone/polarity.h"
#include "score/tone/rules.h"
#include "score/tone/signals.h"

#include <stdlib.h>

struct judge {
	struct taxonomy taxonomy;
	struct lexicon *lexicons[TONGUES];
	struct rules rules;
	struct measures measures;
	struct roles roles;
	struct scales scales;
	struct weights trained;
};

static const char *const tables[] = {"signals.tsv", "nouns.tsv",
    "lexicon.any.tsv", "lexicon.en.tsv", "lexicon.ar.tsv", "lexicon.zh.tsv",
    "lexicon.zh-hant.tsv", "cues.en.tsv", "cues.ar.tsv", "cues.zh.tsv",
    "cues.zh-hant.tsv", "cues.tsv", "roles.tsv", "tone.tsv", "tone.weights",
    "figures.en.tsv", "figures.ar.tsv", "figures.zh.tsv", "measures.tsv",
    "measures.en.tsv", "measures.ar.tsv", "measures.zh.tsv",
    "measures.zh-hant.tsv"};

int judge_tables(const char *const **names, size_t *n)
{
	*names = tables;
	*n = sizeof tables / sizeof *tables;
	return (int)*n;
}

static const struct {
	enum tongue tongue;
	const char *name;
} lists[] = {{TONGUE_EN, "lexicon.en.tsv"}, {TONGUE_AR, "lexicon.ar.tsv"},
    {TONGUE_ZH, "lexicon.zh.tsv"}, {TONGUE_ZH, "lexicon.zh-hant.tsv"},
    {TONGUE_EN, "cues.en.tsv"}, {TONGUE_AR, "cues.ar.tsv"},
    {TONGUE_ZH, "cues.zh.tsv"}, {TONGUE_ZH, "cues.zh-hant.tsv"},
    {TONGUE_EN, "figures.en.tsv"}, {TONGUE_AR, "figures.ar.tsv"},
    {TONGUE_ZH, "figures.zh.tsv"}};

static const char *path_of(struct buf *b, const char *dir, const char *name)
{
	buf_clear(b);
	buf_printf(b, "%s/%s", dir, name);
	return buf_text(b);
}

static int read_lists(
    struct judge *j, const char *dir, struct buf *b, struct err *e)
{
	for (unsigned i = 0; i < TONGUES; i++) {
		j->lexicons[i] = lexicon_new((enum tongue)i);
		if (lexicon_read(j->lexicons[i], &j->taxonomy,
			path_of(b, dir, "lexicon.any.tsv"), e) != 0)
			return -1;
	}
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (lexicon_read(j->lexicons[lists[i].tongue], &j->taxonomy,
			path_of(b, dir, lists[i].name), e) != 0)
			return -1;
	kin_share(j->lexicons[TONGUE_AR], &j->taxonomy);
	return 0;
}

struct judge *judge_open(const char *dir, struct err *e)
{
	struct judge *j = mem_new(1, sizeof *j);
	struct buf b;
	int rc;

	buf_init(&b, 8192);
	rc = taxonomy_signals(&j->taxonomy, path_of(&b, dir, "signals.tsv"), e);
	if (rc == 0)
		rc = taxonomy_nouns(
		    &j->taxonomy, path_of(&b, dir, "nouns.tsv"), e);
	if (rc == 0)
		rc = read_lists(j, dir, &b, e);
	if (rc == 0)
		rc = rules_read(
		    &j->rules, &j->taxonomy, path_of(&b, dir, "cues.tsv"), e);
	if (rc == 0)
		rc = measures_read(&j->measures, dir, e);
	if (rc == 0)
		rc = roles_read(&j->roles, path_of(&b, dir, "roles.tsv"), e);
	if (rc == 0)
		rc = scales_read(&j->scales, path_of(&b, dir, "tone.tsv"), e);
	if (rc == 0)
		rc = weights_read(
		    &j->trained, path_of(&b, dir, "tone.weights"), e);
	buf_release(&b);
	if (rc != 0) {
		judge_close(j);
		return NULL;
	}
	return j;
}

void judge_close(struct judge *j)
{
	if (!j)
		return;
	for (unsigned i = 0; i < TONGUES; i++)
		lexicon_free(j->lexicons[i]);
	rules_release(&j->rules);
	measures_release(&j->measures);
	weights_release(&j->trained);
	roles_release(&j->roles);
	taxonomy_release(&j->taxonomy);
	free(j);
}

/* one document while it is judged */
struct hearing {
	const struct judge *j;
	const struct doc *d;
	struct cast cast;
	struct reading *readings; /* by number of the sentence */
	struct topic topic;
	struct attribute_memory memory;
	struct polarity polarity;
	struct signals signals;
	struct claims claims;
	struct arena *a;
};

static void read_all(struct hearing *h, enum tongue tongue)
{
	const struct lexicon *l = h->j->lexicons[tongue];
	size_t mention = 0, n = 0;

	h->topic = topic_begin(h->d->n_sentences, h->a);
	h->readings =
	    arena_raw(h->a, (h->d->n_sentences + 1) * sizeof *h->readings);
	for (unsigned f = 0; f < DOC_FIELDS; f++) {
		enum doc_field_name field = (enum doc_field_name)f;

		while (mention < h->d->n_mentions &&
		       h->d->mentions[mention].field < field)
			mention++;
		for (size_t i = 0; i < h->d->field[f].n_sentences; i++) {
			h->readings[n] = reading_make(&h->j->taxonomy, l,
			    &h->cast, h->d, field, i, &mention, h->a);
			topic_count(&h->topic, &h->readings[n]);
			n++;
		}
	}
}

static bool refutes(const struct hearing *h, size_t sentence)
{
	return sentence < h->d->n_sentences && h->readings[sentence].refutes;
}

/* What is denied later in its sentence does not count, nor what was said of
 * demand where one of the next two sentences denies it. */
static void mark_refuted(const struct hearing *h, const struct reading *r,
    const struct modality_scopes *s, struct findings *f)
{
	bool later = refutes(h, r->number + 1) || refutes(h, r->number + 2);

	for (size_t i = 0; i < f->n; i++) {
		struct finding *x = &f->v[i];
		bool demand = false;

		for (size_t k = 0; k < x->n_signals; k++)
			demand |=
			    r->taxonomy->signals[x->signals[k]].demand != 0;
		x->refuted =
		    (s->refutes && r->hits[x->anchor].word < s->refuted_to) ||
		    (later && demand &&
			(x->modality == MODALITY_REPORTED ||
			    x->modality == MODALITY_ASSERTED));
	}
}

static void hear_sentence(
    struct hearing *h, struct reading *r, struct findings *f)
{
	struct modality_scopes scopes;

	f->n = 0;
	rules_consume(&h->j->rules, r, f, h->a);
	modality_scan(r, &scopes);
	bind_directions(r, f, h->a);
	compare_figures(r, f, h->a);
	contest_judge(r, f, h->a);
	rules_match(&h->j->rules, r, f, h->a);
	finding_phrases(r, f, h->a);
	finding_split(&h->j->taxonomy, f, h->a);
	for (size_t i = 0; i < f->n; i++) {
		f->v[i].modality = modality_of(r, &scopes, &f->v[i]);
		attribute_finding(r, &h->memory, &f->v[i]);
	}
	signals_filter(&h->topic, r, f);
	mark_refuted(h, r, &scopes, f);
	signals_refute(&h->signals, r, &scopes, h->a);
	signals_add(&h->signals, r, f, h->a);
	claims_add(&h->claims, &(struct claims_by){&h->j->measures, &scopes}, r,
	    &h->memory, f, h->a);
	polarity_sentence(&h->polarity, r, &scopes, f);
	attribute_remember(r, &h->memory);
}

void judge_tap(const struct judge *j, const struct doc *d,
    const struct entities *t, struct score *out, const struct tone_tap *tap,
    struct arena *a)
{
	enum tongue tongue = lexicon_tongue(d->lang);
	struct hearing h = {.j = j, .d = d, .a = a};
	struct findings f = {0};

	if (tongue == TONGUES)
		return;
	h.cast = cast_make(&j->roles, d, t, out, a);
	read_all(&h, tongue);
	attribute_begin(&h.memory, &h.cast, out);
	h.polarity.weighing.scales = &j->scales;
	h.polarity.tap = tap;
	h.polarity.trained =
	    j->trained.of[tongue].there ? &j->trained.of[tongue] : NULL;
	polarity_begin(&h.polarity, d, &h.cast, a);
	for (size_t i = 0; i < d->n_sentences; i++)
		hear_sentence(&h, &h.readings[i], &f);
	polarity_end(&h.polarity, d, &h.cast, out);
	out->signals = h.signals.v;
	out->n_signals = h.signals.n;
	out->claims = h.claims.v;
	out->n_claims = h.claims.n;
}

void judge_score(const struct judge *j, const struct doc *d,
    const struct entities *t, struct score *out, struct arena *a)
{
	judge_tap(j, d, t, out, NULL, a);
}
