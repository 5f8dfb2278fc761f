#include "score/doc.h"

#include "fetch/base/utf8.h"
#include "score/chars.h"
#include "score/wordhash.h"

/* the class of the character at s[*at], which is moved behind it; s is valid
 * UTF-8 */
static enum char_class next_class(struct str s, size_t *at)
{
	unsigned char lead = (unsigned char)s.p[*at];

	if (lead < 0x80) {
		++*at;
		return (enum char_class)char_ascii[lead];
	}
	if (lead >= 0xe5 && lead <= 0xe9) { /* U+5000..U+9FFF */
		*at += 3;
		return CHAR_HAN;
	}
	if (lead == 0xd8 || lead == 0xd9) { /* U+0600..U+067F */
		uint32_t c =
		    (lead & 3U) << 6 | ((unsigned char)s.p[*at + 1] & 0x3fU);

		*at += 2;
		return char_class_of(0x600 + c);
	}
	return char_class_of(utf8_next(s, at));
}

struct words {
	struct doc_field *field;
	struct arena *arena;
	size_t cap;
};

static void add_word(struct words *w, size_t begin, size_t end)
{
	struct doc_field *f = w->field;

	if (f->n_words == w->cap)
		f->words = arena_more(
		    w->arena, f->words, f->n_words, &w->cap, sizeof *f->words);
	f->words[f->n_words++] =
	    (struct doc_word){.norm_begin = (uint32_t)begin,
		.norm_end = (uint32_t)end,
		.hash = wordhash(f->norm.text, begin, end)};
}

/* behind the letters that begin at `at`, and the class of what stands there */
static size_t letters_end(struct str s, size_t at, enum char_class *next)
{
	for (;;) {
		while (at < s.n && (unsigned char)s.p[at] < 0x80 &&
		       char_ascii[(unsigned char)s.p[at]] == CHAR_LATIN)
			at++;
		size_t behind = at;

		*next = at < s.n ? next_class(s, &behind) : CHAR_BLANK;
		if (*next != CHAR_LATIN && *next != CHAR_ARABIC &&
		    *next != CHAR_LETTER)
			return at;
		at = behind;
	}
}

/* "بـ5", "و17": bytes of the Arabic particles that are joined to a figure, 0
 * where there are none */
static size_t before_digit(struct str word)
{
	static const char *const particles[] = {"و", "ف", "ب", "ل", "ك"};
	size_t n = 0;

	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
		if (n < 4 &&
		    str_starts(str_sub(word, n, word.n), str_of(particles[i])))
			n += 2;
	return n > 0 && n < word.n && word.p[n] >= '0' && word.p[n] <= '9' ? n
									   : 0;
}

/* words of the normalised sentence, added to the field's */
static void add_words(struct words *w, struct doc_sentence *s)
{
	struct str text = str_sub(w->field->norm.text, 0, s->norm_end);
	size_t at = s->norm_begin;

	s->first_word = w->field->n_words;
	while (at < text.n) {
		enum char_class next;
		size_t end = letters_end(text, at, &next);

		if (end > at) {
			size_t joined = before_digit(str_sub(text, at, end));

			if (joined > 0)
				add_word(w, at, at + joined);
			add_word(w, at + joined, end);
		}
		at = end;
		if (at == text.n)
			break;
		(void)next_class(text, &at);
		if (next == CHAR_HAN)
			add_word(w, end, at);
	}
	s->n_words = w->field->n_words - s->first_word;
}

static void build_field(struct doc_field *f, struct str text,
    const struct sentence_rules *rules, struct arena *arena)
{
	struct words w = {.field = f, .arena = arena};
	size_t n;
	size_t at = 0; /* in the normalised text: both go forward together */

	f->text = text.p ? text : STR("");
	norm_make(&f->norm, f->text, arena);
	struct sentence_span *spans =
	    sentences_split(rules, f->text, arena, &n);

	f->sentences = n ? arena_new(arena, n * sizeof *f->sentences) : NULL;
	f->n_sentences = n;
	for (size_t i = 0; i < n; i++) {
		struct doc_sentence *s = &f->sentences[i];

		s->begin = spans[i].begin;
		s->end = spans[i].end;
		at = norm_behind(&f->norm, at, s->begin);
		s->norm_begin = at;
		at = norm_behind(&f->norm, at, s->end);
		s->norm_end = at;
		add_words(&w, s);
	}
}

void doc_build_plain(struct doc_field *f, struct str text, struct arena *arena)
{
	struct words w = {.field = f, .arena = arena};

	*f = (struct doc_field){.text = text, .n_sentences = 1};
	norm_make(&f->norm, text, arena);
	f->sentences = arena_new(arena, sizeof *f->sentences);
	f->sentences->end = text.n;
	f->sentences->norm_end = f->norm.text.n;
	add_words(&w, f->sentences);
}

void doc_build(struct doc *d, const struct article *a,
    const struct sentence_rules *rules, struct arena *arena)
{
	*d = (struct doc){.lang = a->lang};
	build_field(&d->field[DOC_TITLE], a->title, rules, arena);
	build_field(&d->field[DOC_TEXT], a->text, rules, arena);
	for (size_t i = 0; i < DOC_FIELDS; i++) {
		struct doc_field *f = &d->field[i];

		f->first_sentence = d->n_sentences;
		d->n_sentences += f->n_sentences;
		d->n_words += f->n_words;
	}
}

const struct doc_sentence *doc_sentence_at(const struct doc_field *f, size_t at)
{
	size_t low = 0, high = f->n_sentences;

	/* the first sentence that begins behind `at` */
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (f->sentences[mid].begin <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return &f->sentences[low ? low - 1 : 0];
}

struct str doc_surface(const struct doc *d, const struct doc_mention *m)
{
	return str_sub(d->field[m->field].text, m->begin, m->end);
}
