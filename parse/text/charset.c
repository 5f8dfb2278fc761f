#include "parse/text/charset.h"

#include "fetch/base/utf8.h"
#include "parse/text/charset_guess.h"
#include "parse/text/charset_label.h"
#include "parse/text/charset_prescan.h"
#include "parse/text/table.h"

#include <string.h>

enum {
	BAD_FEW = 3,   /* characters that cannot be read, in any text */
	BAD_SHARE = 20 /* one in so many: it is another charset */
};

uint32_t charset_c1(uint32_t c)
{
	static const uint16_t map[32] = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E,
	    0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
	    0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
	    0x017E, 0x0178};

	return c >= 0x80 && c < 0xA0 ? map[c - 0x80] : c;
}

static struct str bom(struct str *bytes)
{
	static const struct {
		const char *mark;
		size_t n;
		const char *label;
	} marks[] = {
	    {"\xEF\xBB\xBF", 3, "utf-8"},
	    {"\xFE\xFF", 2, "utf-16be"},
	    {"\xFF\xFE", 2, "utf-16le"},
	};

	for (size_t i = 0; i < 3; i++) {
		struct str mark = {marks[i].mark, marks[i].n};

		if (!str_starts(*bytes, mark))
			continue;
		*bytes = str_sub(*bytes, mark.n, bytes->n);
		return str_of(marks[i].label);
	}
	return (struct str){NULL, 0};
}

void charset_clean(struct buf *to, struct str s)
{
	size_t from = 0, i = 0;

	while ((i = charset_skip_ascii(s, i)) < s.n) {
		size_t n = (s.p[i] & 0x80) == 0 ? 1 : utf8_length(s, i);

		/* U+0080 to U+009F mean nothing in a text but what windows-1252
		 * has there */
		bool c1 = n == 2 && s.p[i] == '\xC2' &&
			  (unsigned char)s.p[i + 1] < 0xA0;

		if (n && !c1 && s.p[i] != '\0') {
			i += n;
			continue;
		}
		buf_str(to, str_sub(s, from, i));
		if (c1)
			buf_utf8(to, charset_c1((unsigned char)s.p[i + 1]));
		else if (n == 0)
			buf_utf8(to, 0xFFFD);
		i += c1 ? 2 : 1;
		from = i;
	}
	buf_str(to, str_sub(s, from, i));
}

static void add_without_nul(struct buf *to, struct str s)
{
	while (s.n) {
		size_t n = str_find(s, (struct str){"", 1}, 0);

		buf_str(to, str_sub(s, 0, n));
		s = str_sub(s, n + 1, s.n);
	}
}

static void convert(struct buf *to, struct str s, UConverter *c)
{
	const char *at = s.p, *end = s.p + s.n;
	UErrorCode status = U_ZERO_ERROR;
	UConverter *utf8 = ucnv_open("utf-8", &status);
	UChar pivot[4096], *source = pivot, *target = pivot;
	bool first = true;

	if (U_FAILURE(status))
		return;
	do {
		char out[16384], *o = out;

		status = U_ZERO_ERROR;
		ucnv_convertEx(utf8, c, &o, out + sizeof out, &at, end, pivot,
		    &source, &target, pivot + 4096, first, true, &status);
		first = false;
		add_without_nul(to, (struct str){out, (size_t)(o - out)});
	} while (status == U_BUFFER_OVERFLOW_ERROR && !to->over);
	ucnv_close(utf8);
}

/* characters that could not be read */
static size_t count_bad(struct str utf8)
{
	size_t n = 0;

	for (size_t i = 0;
	     (i = str_find(utf8, STR("\xEF\xBF\xBD"), i)) < utf8.n; i += 3)
		n++;
	return n;
}

static bool is_broken(struct str utf8)
{
	size_t bad = count_bad(utf8), all = 0;

	if (bad <= BAD_FEW)
		return false;
	for (size_t i = 0; (i = charset_skip_ascii(utf8, i)) < utf8.n; i++)
		all += (utf8.p[i] & 0xC0) == 0xC0;
	return bad > all / BAD_SHARE;
}

/* what was declared cannot be read: as what it looks like, if that is better */
static void convert_again(struct buf *to, struct str s, struct str was)
{
	char name[CHARSET_LABEL_MAX_BYTES];
	struct str guess = charset_guess(s, name);
	UConverter *c = str_eq(guess, was) ? NULL : charset_label_open(guess);
	struct buf other;

	if (!c)
		return;
	buf_init(&other, to->max);
	convert(&other, s, c);
	ucnv_close(c);
	if (!other.over &&
	    count_bad(buf_view(&other)) < count_bad(buf_view(to)) / 2) {
		struct buf old = *to;

		*to = other;
		other = old;
	}
	buf_release(&other);
}

/* the label that counts; behind a BOM bytes begin behind it */
static struct str told(struct str *bytes, struct str http_type, bool *by_bom)
{
	struct str label = bom(bytes);

	*by_bom = label.p != NULL;
	if (!label.p) {
		label = charset_of_type(http_type);
		if (!charset_label_known(label))
			label = charset_prescan(*bytes, charset_label_known);
	}
	return label.n ? label : (struct str){NULL, 0};
}

struct str charset_told(struct str bytes, struct str http_type)
{
	bool by_bom;

	return charset_label_name(told(&bytes, http_type, &by_bom));
}

bool charset_is_clean(struct str bytes, struct str http_type)
{
	bool by_bom;
	struct str label = told(&bytes, http_type, &by_bom);

	if (by_bom ||
	    (label.p && !str_eq(charset_label_name(label), STR("utf-8"))))
		return false;
	for (size_t i = 0; (i = charset_skip_ascii(bytes, i)) < bytes.n;) {
		size_t n = utf8_length(bytes, i);
		bool c1 = n == 2 && bytes.p[i] == '\xC2' &&
			  (unsigned char)bytes.p[i + 1] < 0xA0;

		if (n < 2 || c1)
			return false;
		i += n;
	}
	return true;
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] & 0x80)
			return false;
	return true;
}

struct str charset_guessed(struct str bytes)
{
	char name[CHARSET_LABEL_MAX_BYTES];

	if (is_ascii(bytes))
		return STR("windows-1252"); /* what the web takes it for */
	if (charset_mostly_utf8(bytes, false))
		return STR("utf-8");
	/* a name in the table outlives ours */
	struct str found = charset_guess(bytes, name);
	const struct table_row *r = table_find(table_charsets, found);

	return r ? str_of(r->value) : STR("windows-1252");
}

/* What the text is to be read as. A wrong declaration must not cost text:
 * valid UTF-8 with other characters than ASCII in it is nothing else, what is
 * no UTF-8 is not taken as it, and no Western text looks like Arabic. */
static struct str believed(
    struct str bytes, struct str label, char name[CHARSET_LABEL_MAX_BYTES])
{
	struct str utf8 = STR("utf-8");

	label = charset_label_name(label);
	if (str_eq(label, utf8))
		return charset_mostly_utf8(bytes, true)
			   ? label
			   : charset_guess(bytes, name);
	/* ISO-2022 is ASCII with escapes */
	bool escapes = str_find(bytes, STR("\x1B$"), 0) < bytes.n;

	if (!label.n)
		return charset_mostly_utf8(bytes, false) && !escapes
			   ? utf8
			   : charset_guess(bytes, name);
	if (!str_starts(label, STR("utf-16")) && !escapes && utf8_valid(bytes))
		return utf8;
	if (str_eq(label, STR("windows-1252")) &&
	    !charset_may_be_western(bytes))
		return charset_guess(bytes, name);
	return label;
}

int charset_to_utf8(
    struct buf *to, struct str bytes, struct str http_type, struct err *e)
{
	bool by_bom;
	char name[CHARSET_LABEL_MAX_BYTES];
	struct str label = told(&bytes, http_type, &by_bom);

	if (!by_bom)
		label = believed(bytes, label, name);
	UConverter *c = str_eq(charset_label_name(label), STR("utf-8"))
			    ? NULL
			    : charset_label_open(label);

	if (c) {
		bool wide = ucnv_getMaxCharSize(c) > 1 && !by_bom;

		convert(to, bytes, c);
		ucnv_close(c);
		if (wide && is_broken(buf_view(to)))
			convert_again(to, bytes, label);
	} else {
		charset_clean(to, bytes);
	}
	if (to->over)
		return err_set(
		    e, EXIT_DATA, "the text is over %zu bytes", to->max);
	return 0;
}
