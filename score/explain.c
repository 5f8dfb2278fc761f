#include "score/explain.h"

#include "fetch/base/utf8.h"

#include <stdlib.h>

enum { MENTION, SIGNAL, CLAIM };

/* something that was found in a sentence */
struct finding {
	size_t sentence;
	int kind;
	size_t number; /* in the order of the score */
	const void *what;
	struct str entity; /* of a mention */
};

struct page {
	struct buf *to;
	const struct scorer *s;
	bool colour;
	struct finding *v;
	size_t n, cap;
};

static void paint(struct page *p, const char *code)
{
	if (p->colour)
		buf_printf(p->to, "\033[%sm", code);
}

/* text without what would move a terminal's cursor */
static void text(struct page *p, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		size_t begin = at;
		uint32_t c = utf8_next(s, &at);

		if (c < 0x20 || (c >= 0x7f && c < 0xa0))
			buf_char(p->to, ' ');
		else
			buf_add(p->to, s.p + begin, at - begin);
	}
}

static void number(struct page *p, double v)
{
	/* -0.00 would say that there is a sign */
	buf_printf(p->to, "%+.2f", v > -0.005 && v < 0.005 ? 0.0 : v);
}

static void tone(struct page *p, const struct score_tone *t)
{
	if (!t->known) {
		buf_puts(p->to, "  tone unknown");
		return;
	}
	buf_puts(p->to, "  tone ");
	paint(p, t->tone < -0.15 ? "31" : t->tone > 0.15 ? "32" : "2");
	number(p, t->tone);
	paint(p, "0");
	buf_printf(p->to, " (negative %.2f neutral %.2f positive %.2f)",
	    t->p[0], t->p[1], t->p[2]);
}

static void add(struct page *p, struct arena *arena, struct finding f)
{
	p->v = arena_more(arena, p->v, p->n, &p->cap, sizeof *p->v);
	f.number = p->n;
	p->v[p->n++] = f;
}

static int by_sentence(const void *va, const void *vb)
{
	const struct finding *a = va, *b = vb;

	if (a->sentence != b->sentence)
		return a->sentence < b->sentence ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

static void collect(struct page *p, struct arena *arena)
{
	const struct score *s = &p->s->score;
	const struct doc *d = &p->s->doc;

	for (size_t i = 0; i < d->n_mentions; i++) {
		const struct doc_mention *m = &d->mentions[i];
		const struct score_entity *en = &s->entities[m->in_score];

		add(p, arena,
		    (struct finding){.sentence = m->sentence,
			.kind = MENTION,
			.what = &en->mentions[m->in_list],
			.entity = en->entity});
	}
	for (size_t i = 0; i < s->n_signals; i++)
		add(p, arena,
		    (struct finding){.sentence = s->signals[i].at.sentence,
			.kind = SIGNAL,
			.what = &s->signals[i]});
	for (size_t i = 0; i < s->n_claims; i++)
		add(p, arena,
		    (struct finding){.sentence = s->claims[i].at.sentence,
			.kind = CLAIM,
			.what = &s->claims[i]});
	if (p->n)
		qsort(p->v, p->n, sizeof *p->v, by_sentence);
}

static void write_signal(struct page *p, const struct score_signal *g)
{
	buf_puts(p->to, "      signal  ");
	paint(p, "33");
	text(p, g->signal);
	paint(p, "0");
	buf_puts(p->to, "  ");
	text(p, g->entity.p ? g->entity : STR("compute"));
	buf_puts(p->to, "  ");
	text(p, g->modality);
	buf_printf(p->to, "  demand %+d  strength %.2f  cue \"", g->demand,
	    g->strength);
	text(p, g->cue);
	buf_puts(p->to, "\"\n");
}

static void write_claim(struct page *p, const struct score_claim *c)
{
	buf_puts(p->to, "      claim   ");
	paint(p, "36");
	text(p, c->metric);
	paint(p, "0");
	buf_puts(p->to, "  ");
	if (c->entity.p) {
		text(p, c->entity);
		buf_puts(p->to, "  ");
	}
	buf_puts(p->to, c->approx ? "about " : "");
	text(p, c->value);
	buf_char(p->to, ' ');
	text(p, c->unit);
	buf_puts(p->to, "  ");
	text(p, c->direction);
	buf_puts(p->to, "  ");
	text(p, c->modality);
	if (c->role.p) {
		buf_puts(p->to, "  ");
		text(p, c->role);
	}
	buf_char(p->to, '\n');
}

static void write_finding(struct page *p, const struct finding *f)
{
	const struct score_mention *m = f->what;

	if (f->kind == SIGNAL) {
		write_signal(p, f->what);
	} else if (f->kind == CLAIM) {
		write_claim(p, f->what);
	} else {
		buf_puts(p->to, "      mention ");
		paint(p, "1");
		text(p, f->entity);
		paint(p, "0");
		buf_printf(p->to, "  %s %zu-%zu \"",
		    m->at.in_title ? "title" : "text", m->at.begin, m->at.end);
		text(p, m->surface);
		buf_char(p->to, '"');
		tone(p, &m->tone);
		buf_char(p->to, '\n');
	}
}

/* the sentence with its mentions in bold */
static void write_sentence(struct page *p, enum doc_field_name field,
    size_t number, size_t first, size_t end)
{
	const struct doc_field *f = &p->s->doc.field[field];
	const struct doc_sentence *s =
	    &f->sentences[number - f->first_sentence];
	size_t at = s->begin;

	buf_printf(p->to, "%5zu %s", number, field == DOC_TITLE ? "# " : "");
	for (size_t i = first; i < end; i++) {
		const struct score_mention *m = p->v[i].what;

		if (p->v[i].kind != MENTION || m->at.begin < at ||
		    m->at.end > s->end)
			continue;
		text(p, str_sub(f->text, at, m->at.begin));
		paint(p, "1;4");
		text(p, str_sub(f->text, m->at.begin, m->at.end));
		paint(p, "0");
		at = m->at.end;
	}
	text(p, str_sub(f->text, at, s->end));
	buf_char(p->to, '\n');
	for (size_t i = first; i < end; i++)
		write_finding(p, &p->v[i]);
}

static void write_head(struct page *p)
{
	const struct score *s = &p->s->score;

	paint(p, "1");
	buf_puts(p->to, "article ");
	text(p, p->s->article.id);
	paint(p, "0");
	buf_puts(p->to, "  ");
	text(p, p->s->article.lang.p ? p->s->article.lang : STR("und"));
	buf_printf(p->to, "  %zu sentences  %zu words  model ", s->sentences,
	    s->words);
	text(p, s->model);
	buf_puts(p->to, "\n      the text");
	tone(p, &s->tone);
	buf_char(p->to, '\n');
	for (size_t i = 0; i < s->n_entities; i++) {
		const struct score_entity *en = &s->entities[i];

		buf_puts(p->to, "      ");
		text(p, en->entity);
		buf_printf(p->to, "  relevance %.2f  mentions %zu",
		    en->relevance, en->n_mentions);
		tone(p, &en->tone);
		buf_char(p->to, '\n');
	}
}

void explain_write(struct buf *to, struct scorer *s, bool colour)
{
	struct page p = {.to = to, .s = s, .colour = colour};
	size_t first = 0;

	collect(&p, &s->arena);
	write_head(&p);
	for (size_t i = 0; i < s->doc.n_sentences; i++) {
		size_t end = first;
		bool title = i < s->doc.field[DOC_TEXT].first_sentence;

		while (end < p.n && p.v[end].sentence == i)
			end++;
		write_sentence(&p, title ? DOC_TITLE : DOC_TEXT, i, first, end);
		first = end;
	}
}
