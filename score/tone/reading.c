#include "score/tone/reading.h"

double reading_gap(
    const struct reading *r, const struct hit *a, const struct hit *b)
{
	size_t gap = a->word_end <= b->word   ? b->word - a->word_end
		     : b->word_end <= a->word ? a->word - b->word_end
					      : 0;

	return (double)gap / r->stretch;
}

bool reading_beside(
    const struct reading *r, const struct hit *h, int steps, uint16_t class)
{
	size_t first = r->sentence->first_word;
	size_t end = first + r->sentence->n_words;
	size_t back = (size_t)(steps < 0 ? -steps : 0), word;

	if (steps < 0) {
		if (h->word < first + back)
			return false;
		word = h->word - back;
	} else {
		word = h->word_end + (size_t)steps - 1;
		if (word >= end)
			return false;
	}
	const struct doc_word *w = &r->field->words[word];
	const struct sense *s = lexicon_word(r->lexicon,
	    str_sub(doc_norm(r->field), w->norm_begin, w->norm_end));

	while (s && s->class != class)
		s = s->next;
	return s != NULL;
}

const struct class_info *reading_class(
    const struct reading *r, const struct hit *h)
{
	return &r->taxonomy->classes[h->class];
}

static bool is_class(const struct reading *r, size_t hit, uint16_t class)
{
	return hit < r->n_hits && r->hits[hit].class == class;
}

/* "an Nvidia rival", "rivals of Nvidia", "منافسو إنفيديا": not Nvidia; nor
 * is it who serves as an example, "英特尔这种" */
bool reading_foil(const struct reading *r, size_t at)
{
	const struct hit *h = &r->hits[at];
	size_t i = at + 1;

	while (i < r->n_hits && r->hits[i].word < h->word_end)
		i++;
	if ((is_class(r, i, r->taxonomy->rival) ||
		is_class(r, i, r->taxonomy->like)) &&
	    reading_gap(r, h, &r->hits[i]) <= 1)
		return true;
	for (i = at; i > 0 && i + 4 > at; i--) {
		const struct hit *x = &r->hits[i - 1];

		if (reading_gap(r, x, h) > 1)
			return false;
		if (is_class(r, i - 1, r->taxonomy->rival_of) ||
		    is_class(r, i - 1, r->taxonomy->foil_of) ||
		    is_class(r, i - 1, r->taxonomy->non))
			return true;
	}
	return false;
}
