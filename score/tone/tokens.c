#include "score/tone/tokens.h"

#include "score/tone/clitics.h"

enum { STEM_BYTES = 5, TAIL_BYTES = 3, GAP_BYTES = 8, NEGATED_WORDS = 3 };
#define NEGATED 0x6e6fu

/* FNV-1a, 32 bits (Fowler, Noll, Vo) */
uint32_t token_hash(struct str s)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static void add(struct tokens *t, uint32_t hash, size_t word, uint16_t clause)
{
	if (t->n < TOKENS_MAX)
		t->v[t->n++] = (struct token){.hash = hash,
		    .word = word,
		    .mention = SIZE_MAX,
		    .clause = clause};
}

/* Marks between two words that a model can use. */
static void add_marks(struct tokens *t, struct str text, size_t from, size_t to,
    size_t word, uint16_t *clause)
{
	for (size_t i = from; i < to && i < from + GAP_BYTES; i++) {
		char c = text.p[i];

		if (c == '?' || c == '!')
			add(t, token_hash((struct str){&c, 1}), word, *clause);
		if (c == ';' || c == ':' || c == '|')
			(*clause)++;
	}
}

/* A figure: its sign, and whether it is a percentage; years and small ones
 * apart. The words it is made of are passed. */
static size_t add_figure(struct tokens *t, const struct doc_field *f, size_t i,
    size_t end, uint16_t clause)
{
	struct str text = doc_norm(f);
	size_t begin = f->words[i].norm_begin, stop = f->words[i].norm_end;
	char before = begin > 0 ? text.p[begin - 1] : ' ';
	char front = begin > 1 ? text.p[begin - 2] : ' ';
	size_t word = i;

	while (i + 1 < end && f->words[i + 1].norm_begin == stop + 1 &&
	       (text.p[stop] == '.' || text.p[stop] == ',') &&
	       is_digit(text.p[stop + 1]))
		stop = f->words[++i].norm_end;
	char after = stop < text.n ? text.p[stop] : ' ';
	uint32_t kind = before == '+' ? 1 : 0;

	if (before == '-' && (front == ' ' || front == '('))
		kind = 2;
	if (after == '%')
		kind += 4;
	else if (stop - begin == 4 &&
		 (text.p[begin] == '1' || text.p[begin] == '2'))
		kind += 8;
	add(t, token_mix(token_hash(STR("#")), kind), word, clause);
	return i;
}

/* an address is no prose: the words up to the next blank are passed */
static size_t skip_address(const struct doc_field *f, size_t i, size_t end)
{
	struct str text = doc_norm(f);
	size_t at = f->words[i].norm_end;

	while (at < text.n && text.p[at] != ' ' && text.p[at] != '\n')
		at++;
	while (i + 1 < end && f->words[i + 1].norm_begin < at)
		i++;
	return i;
}

/* Digits inside of a word stand for each other: q3 and q4, 10m and 20m. The
 * hash goes on from that of what stands before. */
static uint32_t hash_on(uint32_t h, struct str w)
{
	for (size_t i = 0; i < w.n; i++) {
		char c = is_digit(w.p[i]) ? '0' : w.p[i];

		h = (h ^ (unsigned char)c) * 16777619u;
	}
	return h;
}

static uint32_t hash_word(struct str w)
{
	return hash_on(2166136261u, w);
}

static void add_word(
    struct tokens *t, const struct reading *r, size_t i, uint16_t clause)
{
	const struct doc_word *d = &r->field->words[i];
	struct str text = doc_norm(r->field);
	struct str w = str_sub(text, d->norm_begin, d->norm_end);
	char before = d->norm_begin > 0 ? text.p[d->norm_begin - 1] : ' ';

	if ((before == '$' || before == '@') && is_letter(w.p[0])) {
		add(t, token_hash((struct str){&before, 1}), i, clause);
		return;
	}
	if (r->tongue == TONGUE_AR)
		w = clitics_bare(w);
	/* two bytes a letter in Arabic */
	size_t wide = r->tongue == TONGUE_AR ? 2 : 1;
	uint32_t stem = hash_word(str_sub(w, 0, STEM_BYTES * wide));

	add(t, hash_on(stem, str_sub(w, STEM_BYTES * wide, w.n)), i, clause);
	if (r->tongue == TONGUE_ZH || t->n == 0)
		return;
	if (w.n > STEM_BYTES * wide)
		t->v[t->n - 1].stem = stem;
	if (w.n > (TAIL_BYTES + 1) * wide)
		t->v[t->n - 1].tail =
		    hash_word(str_sub(w, w.n - TAIL_BYTES * wide, w.n));
}

/* "did not fall" is no fall */
static void negate(struct tokens *t)
{
	struct token *last = &t->v[t->n - 1];

	last->hash = token_mix(last->hash, NEGATED);
	last->stem = last->tail = 0;
}

void tokens_make(struct tokens *t, const struct reading *r)
{
	const struct doc_field *f = r->field;
	struct str text = doc_norm(f);
	size_t end = r->sentence->first_word + r->sentence->n_words;
	size_t hit = 0, last = r->sentence->norm_begin;
	size_t negated = 0; /* words that are under a negation still */
	uint16_t clause = 0;

	t->n = 0;
	for (size_t i = r->sentence->first_word; i < end; i++) {
		size_t mention = SIZE_MAX, name_end = 0;
		bool negation = false;

		for (; hit < r->n_hits && r->hits[hit].word <= i; hit++) {
			const struct hit *h = &r->hits[hit];

			if (h->kind == CLASS_BREAK) {
				clause++;
				negated = 0;
			}
			negation |= h->kind == CLASS_NEGATION;
			if (h->kind == CLASS_ENTITY && h->word_end > i) {
				mention = h->ref;
				name_end = h->word_end;
			}
		}
		add_marks(t, text, last, f->words[i].norm_begin, i, &clause);
		if (mention != SIZE_MAX) {
			add(t, 0, i, clause);
			if (t->n > 0)
				t->v[t->n - 1].mention = mention;
			i = name_end - 1;
		} else if (is_digit(text.p[f->words[i].norm_begin])) {
			i = add_figure(t, f, i, end, clause);
		} else if (str_starts(
			       str_sub(text, f->words[i].norm_end, text.n),
			       STR("://"))) {
			i = skip_address(f, i, end);
		} else {
			add_word(t, r, i, clause);
			if (negated > 0 && !negation)
				negate(t);
			negated -= negated > 0;
		}
		if (negation)
			negated = NEGATED_WORDS;
		if (i >= end)
			break;
		last = f->words[i].norm_end;
	}
	add_marks(t, text, last, r->sentence->norm_end, end, &clause);
}
