#include "score/tone/reading_figures.h"

#include "score/tone/quantities.h"

enum { FIGURE_WORDS = 16 };

static bool follows_approx(const struct reading_build *b, size_t word)
{
	const struct reading *r = b->r;

	for (size_t i = r->n_hits; i > 0 && i + 6 > r->n_hits; i--) {
		const struct hit *h = &r->hits[i - 1];

		if (h->word_end + 2 < word)
			return false;
		if (h->class == r->taxonomy->approx)
			return true;
	}
	return false;
}

/* "+5%", "-5%": a sign that stands by itself is a word of direction */
static void take_sign(struct reading_build *b, const struct figure *f)
{
	const struct taxonomy *t = b->r->taxonomy;
	struct str text = str_sub(doc_norm(b->r->field), 0, f->begin);
	char sign = text.n > 0 ? text.p[text.n - 1] : ' ';
	char before = text.n > 1 ? text.p[text.n - 2] : ' ';

	if (f->kind != FIGURE_PERCENT || (sign != '+' && sign != '-') ||
	    (before != ' ' && before != '(' && before != '\n'))
		return;
	reading_add(b, reading_hit(sign == '+' ? t->rise : t->fall, 1,
			   (struct range){f->word, f->word},
			   (struct range){f->begin - 1, f->begin}));
}

/* "每小时2.25美元": per what stands before the figure */
static void take_per(struct reading_build *b, struct figure *f)
{
	const struct reading *r = b->r;
	const struct hit *h = r->n_hits ? &r->hits[r->n_hits - 1] : NULL;
	struct str name;

	if (!h || f->kind != FIGURE_MONEY || h->word_end != f->word)
		return;
	name = r->taxonomy->classes[h->class].name;
	if (!str_starts(name, STR("q.per.")))
		return;
	figure_set_unit(f, arena_printf(b->a, "%.*s/%.*s", STR_ARG(f->unit),
			       STR_ARG(str_sub(name, 6, name.n))));
	f->begin = h->begin;
}

/* "50,000 H100s", "600,000 Ascend 910C": goods of that name behind a number
 * that is no year */
static bool counts_goods(const struct reading_build *b, const struct figure *f)
{
	const struct reading *r = b->r;
	size_t at = r->first_mention + r->n_mentions;

	if (at >= r->doc->n_mentions || (f->number.n < 3 && !f->scaled))
		return false;
	const struct doc_mention *m = &r->doc->mentions[at];
	size_t player;

	if (m->field != r->field_name || m->sentence != r->number ||
	    m->norm_begin < f->end || m->norm_begin > f->end + 1)
		return false;
	player = r->cast->of_mention[at];
	return player != PLAYER_NONE && !r->cast->players[player].person &&
	       (r->cast->players[player].owner != player);
}

/* the word that the next mention begins with, where it is near: a figure ends
 * there */
static size_t before_mention(const struct reading_build *b, size_t word)
{
	const struct reading *r = b->r;
	size_t at = r->first_mention + r->n_mentions;
	size_t end =
	    word + FIGURE_WORDS < b->end ? word + FIGURE_WORDS : b->end;

	if (at >= r->doc->n_mentions ||
	    r->doc->mentions[at].field != r->field_name ||
	    r->doc->mentions[at].sentence != r->number)
		return end;
	while (word < end && r->field->words[word].norm_end <=
				 r->doc->mentions[at].norm_begin)
		word++;
	return word;
}

size_t reading_figure(struct reading_build *b, size_t word)
{
	struct reading *r = b->r;
	struct figure f;

	if (!quantity_at(r->taxonomy, b->l, r->field, b->ids, b->first, word,
		before_mention(b, word), &f, b->a))
		return word;
	if (f.word_end <= word)
		f.word_end = word + 1;
	take_per(b, &f);
	if (!f.unit.p && !f.dated && counts_goods(b, &f))
		figure_set_unit(&f, STR("count"));
	f.approx = f.approx || follows_approx(b, word);
	take_sign(b, &f);
	r->figures = arena_more(&b->scratch, r->figures, r->n_figures,
	    &b->cap_figures, sizeof *r->figures);
	r->figures[r->n_figures++] = f;
	return f.word_end;
}

bool reading_digits(const struct reading_build *b, size_t word)
{
	const struct doc_field *f = b->r->field;
	struct str text = doc_norm(f);
	size_t at = f->words[word].norm_begin;

	if (str_starts(str_sub(text, at, text.n), STR("و")))
		at += 2;
	return at < text.n && text.p[at] >= '0' && text.p[at] <= '9';
}

static struct hit figure_hit(const struct reading *r, size_t k)
{
	const struct figure *f = &r->figures[k];
	struct hit h = reading_hit(r->taxonomy->figure, 1,
	    (struct range){f->word, f->word_end},
	    (struct range){f->begin, f->end});

	h.kind = CLASS_FIGURE;
	h.ref = (uint32_t)k;
	return h;
}

void reading_merge_figures(struct reading_build *b)
{
	struct reading *r = b->r;
	struct hit *all;
	size_t n = 0, k = 0;

	if (r->n_figures == 0)
		return;
	r->n_figures = figure_settle(
	    r->taxonomy, b->l, r->field, r->figures, r->n_figures);
	all = arena_raw(
	    &b->scratch, (r->n_hits + r->n_figures + 1) * sizeof *all);
	for (size_t i = 0; i <= r->n_hits; i++) {
		for (; k < r->n_figures &&
		       (i == r->n_hits || r->figures[k].word < r->hits[i].word);
		     k++)
			all[n++] = figure_hit(r, k);
		if (i < r->n_hits)
			all[n++] = r->hits[i];
	}
	r->hits = all;
	r->n_hits = n;
}
