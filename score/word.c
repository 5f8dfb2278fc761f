#include "score/word.h"

#include "fetch/base/utf8.h"
#include "score/chars.h"

/* Arabic letters in UTF-8 */
#define WAW "\xd9\x88"
#define FEH "\xd9\x81"
#define BEH "\xd8\xa8"
#define KAF "\xd9\x83"
#define LAM "\xd9\x84"
#define SEEN "\xd8\xb3"
#define ALEF "\xd8\xa7"

enum { LETTER_BYTES = 2, CLITICS_MAX_BYTES = 4 * LETTER_BYTES };

/* take one of the letters from the front */
static bool take(struct str *s, struct str letters)
{
	if (s->n < LETTER_BYTES)
		return false;
	for (size_t i = 0; i < letters.n; i += LETTER_BYTES)
		if (str_eq(str_sub(*s, 0, LETTER_BYTES),
			str_sub(letters, i, i + LETTER_BYTES))) {
			*s = str_sub(*s, LETTER_BYTES, s->n);
			return true;
		}
	return false;
}

static bool are_clitics(struct str s)
{
	(void)take(&s, STR(WAW FEH));
	if (s.n == 0 || str_eq(s, STR(ALEF LAM)) || str_eq(s, STR(LAM LAM)))
		return true;
	return take(&s, STR(BEH KAF LAM SEEN)) &&
	       (s.n == 0 || str_eq(s, STR(ALEF LAM)));
}

static bool begins(struct str norm, size_t begin)
{
	enum char_class own = char_class_at(norm, begin);
	size_t at = begin;

	if (own == CHAR_HAN || own == CHAR_OTHER ||
	    char_class_before(norm, begin) != own)
		return true;
	if (own != CHAR_ARABIC)
		return false;
	while (at > 0 && begin - at <= CLITICS_MAX_BYTES &&
	       char_class_before(norm, at) == CHAR_ARABIC)
		(void)utf8_prev(norm, &at);
	return begin - at <= CLITICS_MAX_BYTES &&
	       are_clitics(str_sub(norm, at, begin));
}

static bool ends(struct str norm, size_t end)
{
	enum char_class own = char_class_before(norm, end);

	if (own == CHAR_HAN || own == CHAR_OTHER)
		return true;
	if (char_class_at(norm, end) == own)
		return false;
	return !(norm.n - end >= 2 && norm.p[end] == '.' &&
		 char_is_digit(norm.p[end - 1]) &&
		 char_is_digit(norm.p[end + 1]));
}

bool word_stands(struct str norm, size_t begin, size_t end)
{
	return begin < end && begins(norm, begin) && ends(norm, end);
}

size_t word_find(struct str norm, struct str word, size_t from)
{
	size_t at = str_find(norm, word, from);

	while (at < norm.n && !word_stands(norm, at, at + word.n))
		at = str_find(norm, word, at + 1);
	return at;
}

/* thirds of a word that the character adds when it is passed; `before` is the
 * class of the one passed before it */
static int thirds(enum char_class c, enum char_class before)
{
	if (c == CHAR_HAN)
		return 1;
	if (c == CHAR_BLANK || c == CHAR_OTHER)
		return 0;
	return c == before ? 0 : 3;
}

void word_window(struct str norm, size_t least, size_t most, int words,
    size_t *begin, size_t *end)
{
	enum char_class last = CHAR_OTHER;
	int room = 3 * words;

	while (*begin > least) {
		size_t at = *begin;
		enum char_class c = char_class_of(utf8_prev(norm, &at));

		room -= thirds(c, last);
		if (room < 0 || at < least)
			break;
		*begin = at;
		last = c;
	}
	last = CHAR_OTHER;
	room = 3 * words;
	while (*end < most) {
		size_t at = *end;
		enum char_class c = char_class_of(utf8_next(norm, &at));

		room -= thirds(c, last);
		if (room < 0 || at > most)
			break;
		*end = at;
		last = c;
	}
}
