#include "score/tone/reading_phrases.h"

#include "score/tone/clitics.h"
#include "score/tone/phrase.h"
#include "score/tone/reading_figures.h"

/* where phrases end that begin at this word: before the next mention */
static size_t phrase_limit(const struct reading_build *b, size_t word)
{
	const struct reading *r = b->r;
	const struct doc_word *w = r->field->words;
	size_t at = r->first_mention + r->n_mentions;
	size_t reach = word + 12 < b->end ? word + 12 : b->end;

	if (at >= r->doc->n_mentions ||
	    r->doc->mentions[at].field != r->field_name ||
	    r->doc->mentions[at].sentence != r->number)
		return b->end;
	while (reach > word + 1 &&
	       w[reach - 1].norm_end > r->doc->mentions[at].norm_begin)
		reach--;
	return reach;
}

static struct hit hit_at(
    const struct reading_build *b, size_t word, size_t words)
{
	const struct doc_word *w = &b->r->field->words[word];

	return reading_hit(0, 1, (struct range){word, word + words},
	    (struct range){w->norm_begin, w[words - 1].norm_end});
}

static bool looks_future(const struct reading_build *b, size_t word)
{
	const struct doc_word *w = &b->r->field->words[word];

	return b->r->tongue == TONGUE_AR &&
	       clitics_future(
		   str_sub(doc_norm(b->r->field), w->norm_begin, w->norm_end));
}

/* A phrase speaks of what its parts speak of: 芯片需求 is demand for chips. A
 * hit of the topic is added to those of the phrase. */
static void add_inner_topic(struct reading_build *b, size_t word, size_t words)
{
	const struct taxonomy *t = b->r->taxonomy;

	for (size_t k = 0; k < words; k++) {
		size_t end = word + words - (k == 0);
		struct lexicon_match m = lexicon_find(
		    b->l, b->r->field, b->ids, b->first, word + k, end);

		for (const struct sense *s = m.sense; s; s = s->next) {
			struct hit h = hit_at(b, word, words);

			h.class = s->class;
			/* of other topics it would see too much: the house in
			 * "White House" */
			if (t->classes[s->class].kind != CLASS_TOPIC ||
			    t->classes[s->class].sign < 0)
				continue;
			reading_add(b, h);
			return;
		}
	}
}

size_t reading_phrase(struct reading_build *b, size_t word)
{
	struct reading *r = b->r;
	struct lexicon_match m = phrase_find(r->taxonomy, b->l,
	    (struct phrase_place){r->field, b->ids, b->first, word},
	    phrase_limit(b, word));

	if (!m.sense) {
		struct hit h = hit_at(b, word, 1);

		h.class = r->taxonomy->will;
		if (looks_future(b, word))
			reading_add(b, h);
		return word + 1;
	}
	if (m.words > 1)
		add_inner_topic(b, word, m.words);
	for (const struct sense *s = m.sense; s; s = s->next) {
		struct hit h = hit_at(b, word, m.words);

		/* a number word or fraction may begin a figure */
		if (r->taxonomy->classes[s->class].kind == CLASS_QUANTITY &&
		    (s == m.sense || str_eq(r->taxonomy->classes[s->class].name,
					 STR("q.piece")))) {
			size_t next = reading_figure(b, word);

			if (next != word)
				return next;
		}
		h.class = s->class;
		h.future = m.future;
		h.weight = s->weight;
		if (!r->taxonomy->classes[s->class].silent)
			reading_add(b, h);
	}
	return word + m.words;
}
