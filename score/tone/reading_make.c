#include "score/tone/reading.h"

#include "score/tone/figure.h"
#include "score/tone/reading_figures.h"
#include "score/tone/reading_pauses.h"
#include "score/tone/reading_phrases.h"

#include <string.h>

static void add_entity(
    struct reading_build *b, size_t mention, struct range words)
{
	const struct doc_mention *m = &b->r->doc->mentions[mention];
	struct hit h = reading_hit(b->r->taxonomy->entity, 1, words,
	    (struct range){m->norm_begin, m->norm_end});

	h.ref = (uint32_t)mention;
	reading_add(b, h);
}

static size_t word_behind(
    const struct reading_build *b, size_t word, size_t byte)
{
	const struct doc_word *w = b->r->field->words;

	while (word < b->end && w[word].norm_begin < byte)
		word++;
	return word;
}

/* the mentions that begin before word's end: they take their words */
static size_t take_mentions(struct reading_build *b, size_t word)
{
	struct reading *r = b->r;
	size_t at = r->first_mention + r->n_mentions, taken = word;
	const struct doc *d = r->doc;
	size_t byte = r->field->words[word].norm_end;

	while (at < d->n_mentions && d->mentions[at].field == r->field_name &&
	       d->mentions[at].norm_begin < byte &&
	       d->mentions[at].sentence == r->number) {
		const struct doc_mention *m = &d->mentions[at];
		size_t end = word_behind(b, word, m->norm_end);

		if (end == word)
			end = word + 1;
		if (r->cast->of_mention[at] != PLAYER_NONE)
			add_entity(b, at, (struct range){word, end});
		if (end > taken)
			taken = end;
		if (taken > word && r->field->words[taken - 1].norm_end > byte)
			byte = r->field->words[taken - 1].norm_end;
		r->n_mentions++;
		at = r->first_mention + r->n_mentions;
	}
	return taken;
}

/* behind the full stop there may be quotes and brackets */
static bool ends_full(struct str text)
{
	while (text.n > 0 && strchr(" \n\"')]", text.p[text.n - 1]))
		text.n--;
	return str_ends(text, STR(".")) || str_ends(text, STR("。"));
}

/* What stays is kept at its size: arrays that have grown leave what they grew
 * from behind. */
static void settle(struct reading_build *b)
{
	struct reading *r = b->r;
	struct hit *hits = arena_raw(b->a, (r->n_hits + 1) * sizeof *hits);
	struct figure *figures =
	    arena_raw(b->a, (r->n_figures + 1) * sizeof *figures);

	for (size_t i = 0; i < r->n_hits; i++)
		hits[i] = r->hits[i];
	for (size_t i = 0; i < r->n_figures; i++)
		figures[i] = r->figures[i];
	r->hits = hits;
	r->figures = figures;
	arena_release(&b->scratch);
}

struct reading reading_make(const struct taxonomy *t, const struct lexicon *l,
    const struct cast *cast, const struct doc *d, enum doc_field_name field,
    size_t sentence, size_t *mention, struct arena *a)
{
	const struct doc_field *f = &d->field[field];
	const struct doc_sentence *s = &f->sentences[sentence];
	struct reading r = {.taxonomy = t,
	    .lexicon = l,
	    .doc = d,
	    .field = f,
	    .sentence = s,
	    .cast = cast,
	    .tongue = lexicon_tongue(d->lang),
	    .field_name = field,
	    .number = f->first_sentence + sentence,
	    .first_mention = *mention};
	struct reading_build b = {.r = &r,
	    .l = l,
	    .first = s->first_word,
	    .end = s->first_word + s->n_words,
	    .a = a};
	struct word_ids *ids =
	    arena_raw(&b.scratch, (s->n_words + 1) * sizeof *ids);
	struct str text = str_sub(doc_norm(f), s->norm_begin, s->norm_end);
	size_t from = s->norm_begin;

	r.stretch = r.tongue == TONGUE_ZH ? 1.8 : 1;
	r.question =
	    str_find(str_sub(text, text.n > 6 ? text.n - 6 : 0, text.n),
		STR("?"), 0) < (text.n > 6 ? 6 : text.n);
	r.prose = ends_full(text);
	lexicon_words(l, f, s->first_word, s->n_words, ids);
	b.ids = ids;
	for (size_t w = b.first, next; w < b.end; w = next) {
		reading_pause(&b, w, from, f->words[w].norm_begin);
		next = take_mentions(&b, w);
		if (next == w) {
			next =
			    reading_digits(&b, w) ? reading_figure(&b, w) : w;
			if (next == w)
				next = reading_phrase(&b, w);
		}
		from = f->words[next - 1].norm_end;
	}
	reading_pause(&b, b.end, from, s->norm_end);
	*mention = r.first_mention + r.n_mentions;
	reading_merge_figures(&b);
	reading_quotes(&b);
	settle(&b);
	return r;
}
