#include "store/matching.h"

#include "fetch/base/utf8.h"
#include "parse/record/article.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

/* longest decomposition and folding of one character, in UTF-16 units; a note
 * in brackets, in characters */
enum { UNITS_MAX = 64, NOTE_MAX = 24 };
#define FOLDED_MAX_BYTES ((size_t)1 << 30)

/* letters of Arabic that are not decomposed to the one they count as */
static const struct {
	UChar32 from, to;
} letters[] = {
    {0x0671, 0x0627}, /* alef wasla */
    {0x0649, 0x064a}, /* alef maksura */
    {0x06cc, 0x064a}, /* Persian yeh */
    {0x0629, 0x0647}, /* teh marbuta */
    {0x06a9, 0x0643}, /* keheh */
    {0x06a4, 0x0641}, /* veh */
    {0x067e, 0x0628}, /* peh */
    {0x06af, 0x062c}, /* gaf */
};

struct folder {
	const UNormalizer2 *fold, *decompose;
	struct buf *to;
};

static void add_char(struct folder *f, UChar32 c)
{
	int32_t digit = u_charDigitValue(c);

	if (c == 0x0640 || !u_isalnum(c)) /* tatweel is a letter to Unicode */
		return;
	if (digit >= 0)
		c = '0' + digit;
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (letters[i].from == c)
			c = letters[i].to;
	buf_utf8(f->to, (uint32_t)c);
}

/* what ICU wrote is well-formed: a high surrogate has its low one */
static UChar32 next_unit(const UChar *s, int32_t *i, int32_t n)
{
	uint32_t c = s[(*i)++];

	if ((c & 0xfc00) == 0xd800 && *i < n)
		c = 0x10000 + ((c & 0x3ff) << 10) + (s[(*i)++] & 0x3ffU);
	return (UChar32)c;
}

/* Character by character: marks, which alone join with neighbours, are
 * dropped, so nothing is missed by it. */
static void fold_char(struct folder *f, UChar32 c)
{
	UChar in[2], once[UNITS_MAX], twice[UNITS_MAX];
	UErrorCode bad = U_ZERO_ERROR;
	int32_t n = 0;

	if (c < 0x80) {
		add_char(f, u_tolower(c));
		return;
	}
	if (c > 0xffff) {
		in[n++] = (UChar)(0xd7c0 + (c >> 10));
		in[n++] = (UChar)(0xdc00 | (c & 0x3ff));
	} else {
		in[n++] = (UChar)c;
	}
	n = unorm2_normalize(f->fold, in, n, once, UNITS_MAX, &bad);
	n = unorm2_normalize(f->decompose, once, n, twice, UNITS_MAX, &bad);
	if (U_FAILURE(bad)) {
		add_char(f, c);
		return;
	}
	for (int32_t i = 0; i < n;) {
		c = next_unit(twice, &i, n);
		add_char(f, c);
	}
}

static bool is_han(UChar32 c)
{
	UErrorCode bad = U_ZERO_ERROR;

	return c >= 0x2e80 && uscript_getScript(c, &bad) == USCRIPT_HAN;
}

/* Where a bracket that begins before `at` ends, behind it; `at` where it does
 * not soon. */
static size_t note_end(struct str s, size_t at)
{
	size_t i = at;

	for (int k = 0; k < NOTE_MAX && i < s.n; k++) {
		uint32_t c = utf8_next(s, &i);

		if (c == ')' || c == 0xff09)
			return i;
	}
	return at;
}

/* notes: without what stands in brackets behind a Han character */
static void fold(struct buf *to, struct str s, bool notes)
{
	UErrorCode bad = U_ZERO_ERROR;
	struct folder f = {.fold = unorm2_getNFKCCasefoldInstance(&bad),
	    .decompose = unorm2_getNFDInstance(&bad),
	    .to = to};
	UChar32 before = 0;

	if (U_FAILURE(bad))
		BUG("no tables of Unicode");
	for (size_t i = 0; i < s.n;) {
		UChar32 c = (UChar32)utf8_next(s, &i);

		if (notes && (c == '(' || c == 0xff08) && is_han(before))
			i = note_end(s, i);
		else
			fold_char(&f, c);
		before = c;
	}
}

int matching_init(struct matching *m, struct str alias, struct err *e)
{
	*m = (struct matching){0};
	buf_init(&m->alias, FOLDED_MAX_BYTES);
	buf_init(&m->text, FOLDED_MAX_BYTES);
	fold(&m->alias, alias, false);
	if (m->alias.n)
		return 0;
	return err_set(e, EXIT_USAGE,
	    "--matching needs a letter or a digit, not '%.*s'", STR_ARG(alias));
}

void matching_release(struct matching *m)
{
	buf_release(&m->alias);
	buf_release(&m->text);
	arena_release(&m->arena);
}

static bool holds(struct matching *m, struct str text)
{
	for (int notes = 0; notes < 2; notes++) {
		buf_clear(&m->text);
		fold(&m->text, text, notes == 1);
		struct str folded = buf_view(&m->text);

		/* what is too big to look through goes to the scorer */
		if (m->text.over ||
		    str_find(folded, buf_view(&m->alias), 0) < folded.n)
			return true;
	}
	return false;
}

int matching_holds(struct matching *m, struct str line, struct err *e)
{
	struct article a;

	arena_reset(&m->arena);
	if (article_read(line, &m->arena, &a, e) != 0)
		return -1;
	return holds(m, a.title) || holds(m, a.summary) || holds(m, a.text);
}
