#include "store/query/select.h"

#include <stdlib.h>

static const char *const clocks[] = {"published", "known", "seen"};

bool select_clock_read(struct str word, enum select_clock *c)
{
	for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++)
		if (str_eq(word, str_of(clocks[i]))) {
			*c = (enum select_clock)i;
			return true;
		}
	return false;
}

const char *select_clock_word(enum select_clock c)
{
	return clocks[c];
}

struct matching {
	struct select_set *to;
	const struct str *words;
	size_t n;
	bool (*matches)(struct str name, struct str word);
};

static int match(void *to, uint32_t id, struct str text)
{
	struct matching *m = to;
	struct select_set *set = m->to;

	if (id >= set->n) {
		size_t n = id < 32 ? 64 : 2 * (size_t)id;

		set->has = mem_grow(set->has, n, sizeof *set->has);
		for (size_t i = set->n; i < n; i++)
			set->has[i] = false;
		set->n = n;
	}
	for (size_t i = 0; i < m->n && !set->has[id]; i++)
		set->has[id] = m->matches(text, m->words[i]);
	return 0;
}

static bool same_lang(struct str name, struct str word)
{
	return str_starts_nocase(name, word) &&
	       (name.n == word.n || name.p[word.n] == '-');
}

static bool language_word(struct str w)
{
	if (w.n < 2 || w.n > 35)
		return false;
	for (size_t i = 0; i < w.n; i++) {
		char c = w.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		bool digit = c >= '0' && c <= '9';

		if (!letter && !(i > 1 && (digit || c == '-')))
			return false;
	}
	return true;
}

int select_langs(struct select_set *to, struct reader *r,
    const struct str *words, size_t n, struct err *e)
{
	struct matching m = {to, words, n, same_lang};

	to->all = false;
	for (size_t i = 0; i < n; i++)
		if (!language_word(words[i]))
			return err_set(e, EXIT_USAGE,
			    "no language: '%.*s' (en, ar, zh, zh-Hant, …)",
			    STR_ARG(words[i]));
	return read_each_name(r, NAME_LANG, match, &m, e);
}

int select_sources(struct select_set *to, struct reader *r,
    const struct str *words, size_t n, struct err *e)
{
	struct matching m = {to, words, n, str_eq_nocase};

	to->all = false;
	return read_each_name(r, NAME_SOURCE, match, &m, e);
}

void select_release(struct selection *s)
{
	free(s->langs.has);
	free(s->sources.has);
	*s = (struct selection){0};
}

static bool in(const struct select_set *set, uint32_t id)
{
	return set->all || (id < set->n && set->has[id]);
}

bool select_takes(const struct selection *s, const struct obs_row *row)
{
	if (s->timed && row->precision != PRECISION_SECOND &&
	    row->precision != PRECISION_MINUTE)
		return false;
	return in(&s->langs, row->lang) && in(&s->sources, row->source) &&
	       (!s->kinds || (s->kinds >> row->article_kind & 1u));
}

bool select_origin(const struct selection *s, unsigned origin)
{
	return !origin || !s->origins || (s->origins >> origin & 1u);
}

int64_t select_time(const struct selection *s, const struct obs_row *row)
{
	switch (s->clock) {
	case CLOCK_PUBLISHED:
		return row->key.time;
	case CLOCK_KNOWN:
		return row->first_known;
	case CLOCK_SEEN:
		return row->first_seen;
	}
	BUG("clock");
}
