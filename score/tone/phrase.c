#include "score/tone/phrase.h"

static struct lexicon_match find(
    const struct lexicon *l, const struct phrase_place *at, size_t limit)
{
	return lexicon_find(l, at->field, at->ids, at->first, at->word, limit);
}

static bool only_opinion(const struct taxonomy *t, const struct sense *s)
{
	for (; s; s = s->next)
		if (t->classes[s->class].kind != CLASS_OPINION)
			return false;
	return true;
}

static bool is_event(const struct taxonomy *t, const struct lexicon *l,
    struct phrase_place at, size_t words)
{
	size_t begin = at.word, end = at.word + words;
	bool noun = false, direction = false;

	while (at.word < end) {
		struct lexicon_match m =
		    find(l, &at, end - (at.word == begin));

		for (const struct sense *s = m.sense; s; s = s->next) {
			enum class_kind kind = t->classes[s->class].kind;

			noun |= kind == CLASS_NOUN;
			direction |= kind == CLASS_DIRECTION;
		}
		at.word += m.words ? m.words : 1;
	}
	return noun && direction;
}

struct lexicon_match phrase_find(const struct taxonomy *t,
    const struct lexicon *l, struct phrase_place at, size_t limit)
{
	struct lexicon_match m = find(l, &at, limit);

	while (m.words > 1 && only_opinion(t, m.sense) &&
	       is_event(t, l, at, m.words))
		m = find(l, &at, at.word + m.words - 1);
	return m;
}
