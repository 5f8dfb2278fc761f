#include "score/tone/reading_pauses.h"

enum { QUOTE_MIN_WORDS = 5 };

/* What stands between two words: pauses and quotation marks. */
void reading_pause(struct reading_build *b, size_t word, size_t from, size_t to)
{
	struct str text = doc_norm(b->r->field);
	uint16_t pause = 0;
	bool some = false, list = false;

	if (to == from || (to == from + 1 && text.p[from] == ' '))
		return;
	if (to > from + 64)
		to = from + 64;
	for (size_t i = from; i < to; i++) {
		char c = text.p[i];
		struct str at = str_sub(text, i, to);

		if (c == '"' || str_starts(at, STR("「")) ||
		    str_starts(at, STR("」")) || str_starts(at, STR("『")) ||
		    str_starts(at, STR("』"))) {
			if (b->n_quotes < READING_QUOTES_MAX)
				b->quote[b->n_quotes++] = word;
		} else if (c == ';' || str_starts(at, STR("。")) ||
			   ((c == '!' || c == '?' || c == '.') && i + 1 < to)) {
			pause = b->r->taxonomy->stop;
			some = true;
		} else if (c == ',' || c == ':' || c == '(' || c == ')' ||
			   str_starts(at, STR(" - "))) {
			if (!some)
				pause = b->r->taxonomy->comma;
			some = true;
		} else if (str_starts(at, STR("、"))) {
			list = true;
		}
	}
	/* "October 27, 2024" is one date */
	if (some && pause == b->r->taxonomy->comma && to < text.n &&
	    text.p[to] >= '0' && text.p[to] <= '9' && from > 0 &&
	    text.p[from - 1] >= '0' && text.p[from - 1] <= '9')
		return;
	if (some || list)
		reading_add(
		    b, reading_hit(some ? pause : b->r->taxonomy->comma,
			   list && !some ? 0 : 1, (struct range){word, word},
			   (struct range){from, to}));
}

void reading_quotes(struct reading_build *b)
{
	struct reading *r = b->r;
	size_t least = (size_t)(QUOTE_MIN_WORDS * r->stretch), h = 0;

	for (size_t q = 0; q < b->n_quotes; q += 2) {
		size_t from = b->quote[q];
		size_t to = q + 1 < b->n_quotes ? b->quote[q + 1] : b->end;

		if (to < from + least)
			continue;
		while (h < r->n_hits && r->hits[h].word < from)
			h++;
		for (; h < r->n_hits && r->hits[h].word < to; h++)
			r->hits[h].quoted = true;
	}
}
