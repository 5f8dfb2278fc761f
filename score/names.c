#include "score/names.h"

#include "score/chars.h"
#include "score/table.h"

enum {
	KIND_GIVEN = 1,
	KIND_HONORIFIC = 2,
	KIND_LEAD = 4,
	KIND_PRODUCT = 8,
	KIND_VERB = 16
};

/* headlines: so many words of four letters, of which so many of ten begin with
 * a capital */
enum {
	TITLE_WORDS_MIN = 4,
	TITLE_WORDS_MAX = 64, /* looked at */
	TITLE_LETTERS = 4,
	TITLE_TENTHS = 7
};

static size_t kind_of(struct str name)
{
	static const char *const kinds[] = {
	    "given", "honorific", "lead", "product", "verb"};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq(name, str_of(kinds[i])))
			return (size_t)1 << i;
	return 0;
}

int names_read(struct names *n, const char *path, struct err *e)
{
	static const char *const columns[] = {"kind", "word"};
	struct str cell[2];
	struct table t;
	int rc = table_open(&t, path, columns, 2, e);

	*n = (struct names){0};
	if (rc == 0)
		rc = table_next(&t, cell, e);
	while (rc == 1) {
		size_t kind = kind_of(cell[0]);
		size_t was = strindex_get(&n->words, cell[1]);

		if (!kind || cell[1].n == 0) {
			rc = table_wrong(&t, e,
			    kind ? "no word for kind" : "unknown kind",
			    cell[0]);
			break;
		}
		if (was == STRINDEX_NONE)
			strindex_put(
			    &n->words, arena_str(&n->arena, cell[1]), kind);
		else
			strindex_put(&n->words, arena_str(&n->arena, cell[1]),
			    was | kind);
		rc = table_next(&t, cell, e);
	}
	table_close(&t);
	if (rc < 0)
		names_release(n);
	return rc;
}

void names_release(struct names *n)
{
	strindex_release(&n->words);
	arena_release(&n->arena);
}

static size_t kinds_of(const struct names *n, struct str word)
{
	size_t kinds = strindex_get(&n->words, word);

	return kinds == STRINDEX_NONE ? 0 : kinds;
}

bool names_apply(struct str cased)
{
	bool lower = false;

	if (cased.n < 3 || !char_is_upper(cased.p[0]))
		return false;
	for (size_t i = 0; i < cased.n; i++) {
		if (!char_is_upper(cased.p[i]) && !char_is_lower(cased.p[i]))
			return false;
		lower |= char_is_lower(cased.p[i]);
	}
	return lower;
}

static bool is_letter(char c)
{
	return char_is_lower(c) || (unsigned char)c >= 0x80;
}

/* the word of letters that ends one space before `at`; empty where there is
 * none. *initial: it is one letter with a point. */
static struct str word_before(
    struct str norm, size_t least, size_t at, bool *initial)
{
	*initial = false;
	if (at < least + 2 || norm.p[at - 1] != ' ')
		return STR("");
	size_t end = at - 1, begin = end;

	if (norm.p[end - 1] == '.' && end >= least + 2 &&
	    char_is_lower(norm.p[end - 2]) &&
	    (end == least + 2 || norm.p[end - 3] == ' ')) {
		*initial = true;
		return str_sub(norm, end - 2, end - 1);
	}
	if (norm.p[end - 1] == '.') /* "Mr." */
		begin = --end;
	while (begin > least && is_letter(norm.p[begin - 1]))
		begin--;
	return str_sub(norm, begin, end);
}

static struct str word_behind(struct str norm, size_t at, size_t most)
{
	if (at + 1 >= most || norm.p[at] != ' ')
		return STR("");
	size_t begin = at + 1, end = begin;

	while (end < most && is_letter(norm.p[end]))
		end++;
	return str_sub(norm, begin, end);
}

/* the first letter a capital, another one small: "CEO" is not */
static bool is_capitalised(const struct norm *n, struct str word)
{
	size_t at = (size_t)(word.p - n->text.p);

	return word.n >= 2 && char_is_upper(n->cased[at]) &&
	       !char_is_upper(n->cased[at + 1]);
}

static bool is_title_case(
    const struct doc_field *f, const struct doc_sentence *s)
{
	size_t words = 0, capital = 0;

	for (size_t i = 0; i < s->n_words && i < TITLE_WORDS_MAX; i++) {
		const struct doc_word *w = &f->words[s->first_word + i];

		if (w->norm_end - w->norm_begin < TITLE_LETTERS)
			continue;
		words++;
		capital += char_is_upper(f->norm.cased[w->norm_begin]);
	}
	return words >= TITLE_WORDS_MIN && 10 * capital >= TITLE_TENTHS * words;
}

/* a capitalised word that belongs to no name of ours and opens no sentence */
static bool is_stranger(const struct names *n, const struct names_place *p,
    struct str word, const struct doc_sentence *s)
{
	const struct doc_field *f = p->field;
	size_t at = word.n ? (size_t)(word.p - f->norm.text.p) : 0;

	return word.n && is_capitalised(&f->norm, word) &&
	       at != f->words[s->first_word].norm_begin &&
	       !(kinds_of(n, word) & KIND_LEAD) && !p->is_ours(p->user, at);
}

bool names_other(const struct names *n, const struct names_place *p)
{
	const struct doc_field *f = p->field;
	const struct doc_sentence *s =
	    doc_sentence_at(f, f->norm.map[p->begin]);
	bool initial;
	struct str before =
	    word_before(f->norm.text, s->norm_begin, p->begin, &initial);
	struct str behind = word_behind(f->norm.text, p->end, s->norm_end);
	size_t kinds = kinds_of(n, before);
	bool ours = before.n &&
		    p->is_ours(p->user, (size_t)(before.p - f->norm.text.p));

	if (kinds & KIND_HONORIFIC)
		return !p->person;
	if (!p->person && kinds_of(n, behind) & KIND_PRODUCT)
		return false;
	if (initial && !ours)
		return true;
	if (kinds & KIND_GIVEN && !ours && is_capitalised(&f->norm, before))
		return true;
	if (!p->person && kinds_of(n, behind) & KIND_VERB)
		return true;
	if (is_title_case(f, s))
		return false;
	/* Claude Monet: a product that bears a first name */
	bool given =
	    kinds_of(n, str_sub(f->norm.text, p->begin, p->end)) & KIND_GIVEN;

	return is_stranger(n, p, before, s) ||
	       ((p->person || given) && is_stranger(n, p, behind, s));
}
