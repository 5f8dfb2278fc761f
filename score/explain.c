#include "score/explain.h"

#include "score/paint.h"
#include "score/tone/polarity.h"
#include "score/tone/why.h"

#include <stdlib.h>

enum { MENTION, MOVED, SIGNAL, CLAIM };
enum { NAME_COLUMNS = 18 };

/* something that was found in a sentence */
struct note {
	size_t sentence;
	int kind;
	size_t number; /* in the order of the score */
	const void *what;
	struct str entity; /* of a mention, or of what moved its tone */
};

struct page {
	struct buf *to;
	const struct scorer *s;
	bool colour;
	struct note *v;
	size_t n, cap;
	struct why *why;
	size_t n_why, cap_why;
	struct arena *arena;
};

static const char *shade(double tone)
{
	return tone < -0.15 ? "31" : tone > 0.15 ? "32" : "2";
}

static void tone(struct page *p, const struct score_tone *t)
{
	if (!t->known) {
		buf_puts(p->to, "  tone unknown");
		return;
	}
	buf_puts(p->to, "  tone ");
	paint_on(p->to, p->colour, shade(t->tone));
	paint_number(p->to, t->tone);
	if (p->colour)
		paint_bar(p->to, t->tone);
	paint_off(p->to, p->colour);
	paint_on(p->to, p->colour, "2");
	buf_printf(p->to, " (negative %.2f neutral %.2f positive %.2f)",
	    t->p[0], t->p[1], t->p[2]);
	paint_off(p->to, p->colour);
}

static void add(struct page *p, struct note f)
{
	p->v = arena_more(p->arena, p->v, p->n, &p->cap, sizeof *p->v);
	f.number = p->n;
	p->v[p->n++] = f;
}

static int by_sentence(const void *va, const void *vb)
{
	const struct note *a = va, *b = vb;

	if (a->sentence != b->sentence)
		return a->sentence < b->sentence ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

static void ignore(void *user, size_t player, const struct features *f)
{
	(void)user;
	(void)player;
	(void)f;
}

static void judged(void *user, const struct weight_section *s,
    const struct feature_view *v, size_t player, struct evidence e)
{
	struct page *p = user;

	p->why =
	    arena_more(p->arena, p->why, p->n_why, &p->cap_why, sizeof *p->why);
	why_find(&p->why[p->n_why], s, v, player, e, p->arena);
	p->n_why += p->why[p->n_why].n > 0;
}

/* the document is judged once more, with somebody who asks why */
static void collect_why(struct page *p)
{
	struct score copy = p->s->score;
	const struct model *m = p->s->model;
	const struct tone_tap tap = {ignore, p, judged};

	judge_tap(m->judge, &p->s->doc, &m->entities, &copy, &tap, p->arena);
	for (size_t i = 0; i < p->n_why; i++)
		add(p, (struct note){.sentence = p->why[i].sentence,
			   .kind = MOVED,
			   .what = &p->why[i],
			   .entity = copy.entities[p->why[i].player].entity});
}

static void collect(struct page *p)
{
	const struct score *s = &p->s->score;
	const struct doc *d = &p->s->doc;

	for (size_t i = 0; i < d->n_mentions; i++) {
		const struct doc_mention *m = &d->mentions[i];
		const struct score_entity *en = &s->entities[m->in_score];

		if (m->echo)
			continue;
		add(p, (struct note){.sentence = m->sentence,
			   .kind = MENTION,
			   .what = &en->mentions[m->in_list],
			   .entity = en->entity});
	}
	for (size_t i = 0; i < s->n_signals; i++)
		add(p, (struct note){.sentence = s->signals[i].at.sentence,
			   .kind = SIGNAL,
			   .what = &s->signals[i]});
	for (size_t i = 0; i < s->n_claims; i++)
		add(p, (struct note){.sentence = s->claims[i].at.sentence,
			   .kind = CLAIM,
			   .what = &s->claims[i]});
	collect_why(p);
	if (p->n)
		qsort(p->v, p->n, sizeof *p->v, by_sentence);
}

static const char *signal_shade(const struct score_signal *g)
{
	return g->demand > 0 ? "32" : g->demand < 0 ? "31" : "33";
}

static void write_signal(struct page *p, const struct score_signal *g)
{
	buf_puts(p->to, "      signal  ");
	paint_on(p->to, p->colour, signal_shade(g));
	paint_column(p->to, p->colour, g->signal, NAME_COLUMNS);
	paint_off(p->to, p->colour);
	buf_puts(p->to, "  ");
	paint_on(p->to, p->colour, "1");
	paint_text(p->to, p->colour, g->entity.p ? g->entity : STR("compute"));
	paint_off(p->to, p->colour);
	buf_puts(p->to, "  ");
	paint_text(p->to, p->colour, g->modality);
	buf_printf(p->to, "  demand %+d  strength %.2f  cue \"", g->demand,
	    g->strength);
	paint_text(p->to, p->colour, g->cue);
	buf_puts(p->to, "\"\n");
}

static void write_claim(struct page *p, const struct score_claim *c)
{
	const struct str more[] = {c->role, c->horizon, c->period_start};

	buf_puts(p->to, "      claim   ");
	paint_on(p->to, p->colour, "36");
	paint_column(p->to, p->colour, c->metric, NAME_COLUMNS);
	paint_off(p->to, p->colour);
	buf_puts(p->to, "  ");
	if (c->entity.p) {
		paint_text(p->to, p->colour, c->entity);
		buf_puts(p->to, "  ");
	}
	buf_puts(p->to, c->approx ? "about " : "");
	paint_text(p->to, p->colour, c->value);
	buf_char(p->to, ' ');
	paint_text(p->to, p->colour, c->unit);
	buf_puts(p->to, "  ");
	paint_text(p->to, p->colour, c->direction);
	buf_puts(p->to, "  ");
	paint_text(p->to, p->colour, c->modality);
	for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
		if (!more[i].p)
			continue;
		buf_puts(p->to, "  ");
		paint_text(p->to, p->colour, more[i]);
	}
	buf_char(p->to, '\n');
}

static void write_moved(struct page *p, const struct note *f)
{
	const struct why *w = f->what;
	const struct doc_field *field = &p->s->doc.field[w->field];

	buf_puts(p->to, "      moved   ");
	paint_column(p->to, p->colour, f->entity, NAME_COLUMNS);
	for (size_t i = 0; i < w->n; i++) {
		const struct doc_word *d = &field->words[w->v[i].word];
		size_t begin, end;

		norm_range(
		    &field->norm, d->norm_begin, d->norm_end, &begin, &end);
		buf_puts(p->to, i ? ", " : "  ");
		paint_on(p->to, p->colour, shade(w->v[i].part * 4));
		paint_text(p->to, p->colour, str_sub(field->text, begin, end));
		buf_char(p->to, ' ');
		paint_number(p->to, w->v[i].part);
		paint_off(p->to, p->colour);
	}
	buf_char(p->to, '\n');
}

static void write_mention(struct page *p, const struct note *f)
{
	const struct score_mention *m = f->what;

	buf_puts(p->to, "      mention ");
	paint_on(p->to, p->colour, "1");
	paint_column(p->to, p->colour, f->entity, NAME_COLUMNS);
	paint_off(p->to, p->colour);
	buf_printf(p->to, "  %s %zu-%zu \"", m->at.in_title ? "title" : "text",
	    m->at.begin, m->at.end);
	paint_text(p->to, p->colour, m->surface);
	buf_char(p->to, '"');
	tone(p, &m->tone);
	buf_char(p->to, '\n');
}

static void write_note(struct page *p, const struct note *f)
{
	switch (f->kind) {
	case SIGNAL:
		write_signal(p, f->what);
		break;
	case CLAIM:
		write_claim(p, f->what);
		break;
	case MOVED:
		write_moved(p, f);
		break;
	default:
		write_mention(p, f);
	}
}

/* what each finding looks like in the sentence itself; names on top */
static void mark(const struct page *p, struct paint_spans *to, size_t begin,
    size_t first, size_t end)
{
	for (size_t i = end; i-- > first;) {
		const struct note *f = &p->v[i];
		const struct score_mention *m = f->what;
		const struct score_signal *g = f->what;
		const struct score_claim *c = f->what;

		if (f->kind == CLAIM)
			paint_span(
			    to, c->at.begin - begin, c->at.end - begin, "36");
		else if (f->kind == SIGNAL)
			paint_span(to, g->at.begin - begin, g->at.end - begin,
			    signal_shade(g));
		else if (f->kind == MENTION)
			paint_span(
			    to, m->at.begin - begin, m->at.end - begin, "1;4");
	}
}

/* the sentence, with what was found in it in colours */
static void write_sentence(struct page *p, enum doc_field_name field,
    size_t number, size_t first, size_t end)
{
	const struct doc_field *f = &p->s->doc.field[field];
	const struct doc_sentence *s =
	    &f->sentences[number - f->first_sentence];
	struct str text = str_sub(f->text, s->begin, s->end);
	struct paint_spans spans = paint_spans(text.n, p->arena);

	if (p->colour)
		mark(p, &spans, s->begin, first, end);
	paint_on(p->to, p->colour, "2");
	buf_printf(p->to, "%5zu ", number);
	paint_off(p->to, p->colour);
	buf_puts(p->to, field == DOC_TITLE ? "# " : "");
	paint_spanned(p->to, p->colour, text, &spans);
	buf_char(p->to, '\n');
	for (size_t i = first; i < end; i++)
		write_note(p, &p->v[i]);
}

static void write_head(struct page *p)
{
	const struct score *s = &p->s->score;

	paint_on(p->to, p->colour, "1;7");
	buf_puts(p->to, "article ");
	paint_text(p->to, p->colour, p->s->article.id);
	paint_off(p->to, p->colour);
	buf_puts(p->to, "  ");
	paint_text(p->to, p->colour,
	    p->s->article.lang.p ? p->s->article.lang : STR("und"));
	buf_printf(p->to, "  %zu sentences  %zu words  model ", s->sentences,
	    s->words);
	paint_text(p->to, p->colour, s->model);
	buf_puts(p->to, "\n      ");
	paint_column(p->to, p->colour, STR("the text"), NAME_COLUMNS);
	tone(p, &s->tone);
	buf_char(p->to, '\n');
	for (size_t i = 0; i < s->n_entities; i++) {
		const struct score_entity *en = &s->entities[i];

		buf_puts(p->to, "      ");
		paint_on(p->to, p->colour, "1");
		paint_column(p->to, p->colour, en->entity, NAME_COLUMNS);
		paint_off(p->to, p->colour);
		tone(p, &en->tone);
		buf_printf(p->to, "  relevance %.2f  mentions %zu\n",
		    en->relevance, en->n_mentions);
	}
}

void explain_write(struct buf *to, struct scorer *s, bool colour)
{
	struct page p = {
	    .to = to, .s = s, .colour = colour, .arena = &s->arena};
	size_t first = 0;

	collect(&p);
	write_head(&p);
	for (size_t i = 0; i < s->doc.n_sentences; i++) {
		size_t end = first;
		bool title = i < s->doc.field[DOC_TEXT].first_sentence;

		while (end < p.n && p.v[end].sentence == i)
			end++;
		write_sentence(&p, title ? DOC_TITLE : DOC_TEXT, i, first, end);
		first = end;
	}
	buf_char(to, '\n');
}
