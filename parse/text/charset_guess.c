#include "parse/text/charset_guess.h"

#include "fetch/base/utf8.h"

#include <string.h>
#include <uchardet/uchardet.h>

enum {
	DETECT_BYTES = 65536,
	BROKEN_BYTES = 3,
	FEW_BYTES = 20, /* beyond ASCII: too few to tell */
	RARE_SHARE = 20 /* one in so many, in a text that needs them */
};

/* eight bytes at a time where it can */
size_t charset_skip_ascii(struct str s, size_t i)
{
	const uint64_t high = 0x8080808080808080, one = 0x0101010101010101;

	for (uint64_t w; i + sizeof w <= s.n; i += sizeof w) {
		memcpy(&w, s.p + i, sizeof w);
		if ((w | (w - one)) & high)
			break;
	}
	while (i < s.n && s.p[i] && !(s.p[i] & 0x80))
		i++;
	return i;
}

bool charset_mostly_utf8(struct str s, bool declared)
{
	size_t good = 0, bad = 0;

	for (size_t i = 0; (i = charset_skip_ascii(s, i)) < s.n;) {
		size_t n = (s.p[i] & 0x80) == 0 ? 1 : utf8_length(s, i);

		if (n > 1)
			good++;
		bad += n == 0;
		i += n ? n : 1;
	}
	return declared ? bad <= good + BROKEN_BYTES
			: bad == 0 || good > bad * 20;
}

struct beyond {
	size_t all, pairs; /* bytes beyond ASCII; those behind another one */
};

static struct beyond beyond_ascii(struct str s)
{
	struct beyond b = {0};

	for (size_t i = 0; (i = charset_skip_ascii(s, i)) < s.n; i++)
		if (s.p[i]) {
			b.all++;
			b.pairs += i > 0 && (s.p[i - 1] & 0x80);
		}
	return b;
}

bool charset_may_be_western(struct str s)
{
	struct beyond b = beyond_ascii(str_sub(s, 0, DETECT_BYTES));

	return b.all < FEW_BYTES || b.pairs < b.all / 2;
}

/* Charsets that hardly any page was ever in: a text that was has a letter of
 * them in every third word, not here and there. */
static bool is_rare(struct str name)
{
	static const char *const names[] = {"iso-8859-3", "iso-8859-4",
	    "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-16", NULL};

	for (const char *const *n = names; *n; n++)
		if (str_eq(name, str_of(*n)))
			return true;
	return false;
}

struct str charset_guess(struct str bytes, char name[CHARSET_LABEL_MAX_BYTES])
{
	uchardet_t d = uchardet_new();
	struct str part = str_sub(bytes, 0, DETECT_BYTES);
	struct str told = {NULL, 0};

	if (d && uchardet_handle_data(d, part.p, part.n) == 0) {
		uchardet_data_end(d);
		told = charset_label_name(str_of(uchardet_get_charset(d)));
	}
	if (told.n && told.n < CHARSET_LABEL_MAX_BYTES) {
		memcpy(name, told.p, told.n);
		told.p = name;
	} else {
		told.n = 0;
	}
	if (d)
		uchardet_delete(d);
	if (!told.n || !charset_label_known(told) ||
	    (is_rare(told) && beyond_ascii(part).all < part.n / RARE_SHARE))
		return STR("windows-1252");
	return told;
}
