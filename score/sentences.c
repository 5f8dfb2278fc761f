#include "score/sentences.h"

#include "fetch/base/utf8.h"
#include "score/chars.h"
#include "score/stops.h"
#include "score/table.h"

enum {
	KIND_NEVER = 1,
	KIND_NUMBER = 2,
	KIND_FINAL = 4,
	KIND_OPENER = 8,
	KIND_SAYS = 16
};

enum {
	WORD_MAX_BYTES = 48,
	/* how far behind a quote the verb of saying may stand */
	SAYS_MAX_BYTES = 72,
	SAYS_WORDS = 6
};

struct splitter {
	const struct sentence_rules *rules;
	struct str line;
	size_t base; /* of the line in the text */
	struct arena *arena;
	struct sentence_span *spans;
	size_t n, cap;
};

static int kind_of(struct str name)
{
	static const struct {
		const char *name;
		int kind;
	} kinds[] = {{"never", KIND_NEVER}, {"number", KIND_NUMBER},
	    {"final", KIND_FINAL}, {"opener", KIND_OPENER},
	    {"says", KIND_SAYS}};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq(name, str_of(kinds[i].name)))
			return kinds[i].kind;
	return 0;
}

static void add_word(
    struct sentence_rules *r, struct str word, int kind, size_t *cap)
{
	struct str own = arena_str(&r->arena, word);

	if (kind == KIND_SAYS && char_class_at(word, 0) == CHAR_HAN) {
		r->says = arena_more(
		    &r->arena, r->says, r->n_says, cap, sizeof *r->says);
		r->says[r->n_says++] = own;
		return;
	}
	size_t was = strindex_get(&r->words, word);

	if (was == STRINDEX_NONE)
		was = 0;
	strindex_put(&r->words, own, was | (size_t)kind);
}

int sentence_rules_read(
    struct sentence_rules *r, const char *path, struct err *e)
{
	static const char *const columns[] = {"kind", "word"};
	struct str cell[2];
	struct table t;
	size_t cap = 0;
	int rc = table_open(&t, path, columns, 2, e);

	*r = (struct sentence_rules){0};
	if (rc == 0)
		rc = table_next(&t, cell, e);
	for (; rc == 1; rc = table_next(&t, cell, e)) {
		int kind = kind_of(cell[0]);

		if (!kind)
			rc = table_wrong(&t, e, "unknown kind", cell[0]);
		else if (cell[1].n == 0 || cell[1].n > WORD_MAX_BYTES)
			rc = table_wrong(&t, e, "no word:", cell[1]);
		if (rc < 0)
			break;
		add_word(r, cell[1], kind, &cap);
	}
	table_close(&t);
	if (rc < 0)
		sentence_rules_release(r);
	return rc;
}

void sentence_rules_release(struct sentence_rules *r)
{
	strindex_release(&r->words);
	arena_release(&r->arena);
	*r = (struct sentence_rules){0};
}

static void add_span(struct splitter *k, size_t begin, size_t end)
{
	while (begin < end && char_class_at(k->line, begin) == CHAR_BLANK)
		(void)utf8_next(k->line, &begin);
	while (begin < end && char_class_before(k->line, end) == CHAR_BLANK)
		(void)utf8_prev(k->line, &end);
	if (begin == end)
		return;
	k->spans =
	    arena_more(k->arena, k->spans, k->n, &k->cap, sizeof *k->spans);
	k->spans[k->n++] = (struct sentence_span){
	    .begin = k->base + begin, .end = k->base + end};
}

/* the kinds of the word line[begin, end), whatever its case */
static int kinds_of(const struct splitter *k, size_t begin, size_t end)
{
	char low[WORD_MAX_BYTES];
	size_t n = end - begin;

	if (n == 0 || n > sizeof low)
		return 0;
	for (size_t i = 0; i < n; i++) {
		char c = k->line.p[begin + i];

		low[i] = char_is_upper(c) ? (char)(c + ('a' - 'A')) : c;
	}
	size_t found = strindex_get(&k->rules->words, (struct str){low, n});

	return found == STRINDEX_NONE ? 0 : (int)found;
}

static bool is_letter(enum char_class c)
{
	return c == CHAR_LATIN || c == CHAR_ARABIC || c == CHAR_LETTER;
}

/* begin of the run of letters, digits and inner points that ends at `end` */
static size_t word_begin(struct str s, size_t end)
{
	size_t at = end;

	while (at > 0 && end - at < WORD_MAX_BYTES) {
		size_t back = at;
		uint32_t c = utf8_prev(s, &back);

		if (!is_letter(char_class_of(c)) && c != '.')
			break;
		at = back;
	}
	while (at < end && s.p[at] == '.')
		at++;
	return at;
}

/* end of the word of letters that starts at `at` */
static size_t word_end(struct str s, size_t at)
{
	while (at < s.n && is_letter(char_class_at(s, at)))
		(void)utf8_next(s, &at);
	return at;
}

static size_t skip_blanks(struct str s, size_t at)
{
	while (at < s.n && char_class_at(s, at) == CHAR_BLANK)
		(void)utf8_next(s, &at);
	return at;
}

/* 「…。」他说。: the words behind the quote, up to the next stop or comma,
 * end with a verb of saying */
static bool han_says(const struct splitter *k, size_t at)
{
	struct str rest = str_sub(k->line, at, at + SAYS_MAX_BYTES);
	size_t end = 0;

	while (end < rest.n) {
		size_t next = end;
		uint32_t c = utf8_next(rest, &next);

		if (stops_is(c) || c == ',' || c == 0xff0c || c == 0xff1a ||
		    c == ':' || c == 0x3001)
			break;
		end = next;
	}
	if (end < rest.n &&
	    (rest.p[end] == ':' ||
		str_starts(str_sub(rest, end, rest.n), STR("\xef\xbc\x9a"))))
		return false; /* the verb announces the next quote */
	for (size_t i = 0; i < k->rules->n_says; i++)
		if (str_ends(str_sub(rest, 0, end), k->rules->says[i]))
			return true;
	return false;
}

/* "…?" Huang asked. «…؟» قال هوانغ: a verb of saying among the first words,
 * with no stop before it */
static bool word_says(const struct splitter *k, size_t at)
{
	for (int i = 0; i < SAYS_WORDS; i++) {
		size_t end = word_end(k->line, at);

		if (end == at)
			return false;
		if (kinds_of(k, at, end) & KIND_SAYS)
			return end >= k->line.n || k->line.p[end] != ':';
		at = skip_blanks(k->line, end);
	}
	return false;
}

/* behind a quote that closed at `at` its speaker is named */
static bool says_follows(const struct splitter *k, size_t at)
{
	size_t word = skip_blanks(k->line, at);

	if (word == at)
		return han_says(k, at);
	return word_says(k, word) || han_says(k, word);
}

/* may the point at line[at] end a sentence, by the word before it? */
static bool word_ends(const struct splitter *k, size_t at, size_t next)
{
	struct str s = k->line;
	size_t begin = word_begin(s, at);
	size_t word = skip_blanks(s, next);
	bool digit = word < s.n && char_is_digit(s.p[word]);
	int kinds = kinds_of(k, begin, at);
	size_t one = begin;

	if (begin == at)
		return true;
	if (kinds & KIND_NEVER || (kinds & KIND_NUMBER && digit))
		return false;
	(void)utf8_next(s, &one);
	bool single = one == at && !char_is_digit(s.p[begin]);
	bool initials = at - begin >= 3 && s.p[at - 2] == '.';

	if (kinds & KIND_FINAL || single || initials)
		return word >= s.n ||
		       kinds_of(k, word, word_end(s, word)) & KIND_OPENER;
	/* "1. Nvidia": the number of a list */
	if (begin == skip_blanks(s, 0) && at - begin <= 3) {
		size_t i = begin;

		while (i < at && char_is_digit(s.p[i]))
			i++;
		return i < at;
	}
	return true;
}

/* what stands before and behind the stop is one word: a decimal, a domain,
 * "U.S.". Where a blank was forgotten behind a word it ends one. */
static bool joined(const struct splitter *k, size_t at, size_t next)
{
	enum char_class before = char_class_before(k->line, at);
	enum char_class behind = char_class_at(k->line, next);

	if (behind == CHAR_HAN)
		return at > 0 && char_is_digit(k->line.p[at - 1]);
	if (before == CHAR_ARABIC && behind == CHAR_ARABIC)
		return at - word_begin(k->line, at) < 6; /* three letters */
	return behind != CHAR_BLANK;
}

/* Does a sentence end with the run of stops line[at, next), where closers end
 * at `after`? */
static bool ends_here(
    const struct splitter *k, size_t at, size_t next, size_t after)
{
	struct str s = k->line;
	size_t first = at;
	uint32_t c = utf8_next(s, &first);
	size_t word = skip_blanks(s, after);
	bool lower = word < s.n && char_is_lower(s.p[word]);
	bool point = (c == '.' || c == 0xff0e) && first == next;
	bool dots = c == 0x2026 || (c == '.' && !point);

	if (word >= s.n)
		return true;
	if (after > next) { /* closers */
		size_t last = after;
		uint32_t closer = utf8_prev(s, &last);

		if (closer == 0x300b) /* 《…？》 is a name */
			return false;
		if (stops_quote(closer) && says_follows(k, after))
			return false;
	}
	if (stops_full(c))
		return true;
	if (lower)
		return false;
	if (dots)
		return word > after && char_class_at(s, word) != CHAR_OTHER;
	if (point && after == next && joined(k, at, next))
		return false;
	if (!point && after == next && char_class_at(s, after) == CHAR_LATIN)
		return false; /* a query in an address */
	if (after > next && word == after &&
	    char_class_at(s, after) == CHAR_OTHER)
		return false; /* "Corp.)," */
	return !point || word_ends(k, at, after);
}

static void split_line(struct splitter *k)
{
	struct str s = k->line;
	size_t begin = 0, at = 0;

	while (at < s.n) {
		size_t next = at;

		at = stops_next(s, at);
		if (at == s.n)
			break;
		next = at;
		if (!stops_is(utf8_next(s, &next))) {
			at = next;
			continue;
		}
		size_t after = next;

		while (after < s.n && stops_is(utf8_next(s, &after)))
			next = after;
		after = next;
		for (size_t c = next;
		     c < s.n && stops_closer(utf8_next(s, &c));)
			after = c;
		if (ends_here(k, at, next, after)) {
			add_span(k, begin, after);
			begin = after;
		}
		at = after;
	}
	add_span(k, begin, s.n);
}

struct sentence_span *sentences_split(const struct sentence_rules *r,
    struct str text, struct arena *arena, size_t *n)
{
	struct splitter k = {.rules = r, .arena = arena};
	struct line_ends ends;
	size_t begin = 0, at, n_end;

	line_ends_begin(&ends, text);
	while (line_ends_next(&ends, &at, &n_end)) {
		k.line = str_sub(text, begin, at);
		k.base = begin;
		split_line(&k);
		begin = at + n_end;
	}
	k.line = str_sub(text, begin, text.n);
	k.base = begin;
	split_line(&k);
	*n = k.n;
	return k.spans;
}
