#include "score/tone/kin.h"

#include "score/tone/clitics.h"

#include <stdlib.h>
#include <string.h>

enum { FORM_MIN_BYTES = 6 }; /* three letters */

/* a list of the senses of `old` and of those of more[0, n) that are new */
static struct sense *join(struct lexicon *l, const struct sense *old,
    const struct sense *more, size_t n)
{
	struct sense *first = NULL, **end = &first;

	for (; old; old = old->next) {
		*end = arena_new(&l->trie.arena, sizeof **end);
		**end = (struct sense){old->class, old->weight, NULL};
		end = &(*end)->next;
	}
	for (size_t i = 0; i < n; i++) {
		const struct sense *s = first;

		while (s && s->class != more[i].class)
			s = s->next;
		if (s)
			continue;
		*end = arena_new(&l->trie.arena, sizeof **end);
		**end = (struct sense){more[i].class, more[i].weight, NULL};
		end = &(*end)->next;
	}
	return first;
}

/* what a word may have of another of its forms: what it says, not how it
 * counts or joins */
static bool may_share(const struct taxonomy *t, const struct sense *s)
{
	const struct class_info *c = &t->classes[s->class];

	return c->kind == CLASS_DIRECTION || c->kind == CLASS_NOUN ||
	       c->kind == CLASS_SIGNAL || c->kind == CLASS_OPINION ||
	       c->kind == CLASS_CUE;
}

static bool keeps_to_itself(const struct taxonomy *t, const struct sense *s)
{
	for (; s; s = s->next) {
		const struct class_info *c = &t->classes[s->class];

		if (c->kind == CLASS_QUANTITY || c->kind == CLASS_UNIT ||
		    c->kind == CLASS_BREAK || c->kind == CLASS_AND ||
		    (c->kind == CLASS_MODAL &&
			(c->modal == MODAL_FACT || c->modal == MODAL_QAD)))
			return true;
	}
	return false;
}

/* "تراجع" is no imperfect ("يراجع") where "يتراجع" is one */
static bool other_verb(
    const struct lexicon *l, struct str word, struct str form)
{
	char text[CLITIC_WORD_MAX_BYTES + 2];
	const struct str head = STR("ي");

	if (!str_starts(form, head) || str_starts(word, head) ||
	    word.n + head.n > sizeof text)
		return false;
	memcpy(text, head.p, head.n);
	memcpy(text + head.n, word.p, word.n);
	return lexicon_word(l, (struct str){text, head.n + word.n}) != NULL;
}

static void share(struct lexicon *l, const struct taxonomy *t, struct str word,
    struct sense *to, size_t *n, size_t most)
{
	struct clitic_forms forms;

	clitics_forms(&forms, word);
	for (size_t i = 1; i < forms.n; i++) {
		struct str form = forms.form[i].text;
		const struct sense *s = lexicon_word(l, form);

		/* what is left of "فشل" is no "شل" */
		if (!s || form.n < FORM_MIN_BYTES || keeps_to_itself(t, s) ||
		    other_verb(l, word, form))
			continue;
		for (; s && *n < most; s = s->next)
			if (may_share(t, s))
				to[(*n)++] =
				    (struct sense){s->class, s->weight, NULL};
	}
}

void kin_share(struct lexicon *l, const struct taxonomy *t)
{
	enum { SHARED_MAX = 32 };
	size_t n_words = l->trie.n_words, cap = l->trie.cap_words;
	struct sense *more = mem_new(SHARED_MAX, sizeof *more);
	struct sense **senses = mem_new(n_words + 1, sizeof *senses);

	/* none has of another what that one has of a third: the lists are
	 * looked at as they were, and swapped in behind */
	for (size_t i = 0; i < cap; i++) {
		const struct trie_word *w = &l->trie.words[i];
		uint32_t node = w->id ? l->trie.first[w->id] : 0;
		size_t n = 0;

		if (node == 0 || !l->trie.nodes[node].value ||
		    keeps_to_itself(t, l->trie.nodes[node].value))
			continue;
		share(l, t, (struct str){l->trie.texts[w->id], w->n}, more, &n,
		    SHARED_MAX);
		senses[w->id] = join(l, l->trie.nodes[node].value, more, n);
	}
	for (size_t id = 1; id <= n_words; id++)
		if (senses[id])
			l->trie.nodes[l->trie.first[id]].value = senses[id];
	free(senses);
	free(more);
}
