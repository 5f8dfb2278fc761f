#include "parse/charset.h"

#include "fetch/base/utf8.h"
#include "parse/charset_prescan.h"
#include "parse/table.h"

#include <string.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

enum { LABEL_MAX_BYTES = 64, DETECT_BYTES = 65536, BROKEN_BYTES = 3 };

uint32_t charset_c1(uint32_t c)
{
	static const uint16_t map[32] = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E,
	    0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
	    0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
	    0x017E, 0x0178};

	return c >= 0x80 && c < 0xA0 ? map[c - 0x80] : c;
}

/* The converter of a label that documents use. WHATWG gives some
 * ("replacement") none; their text is read all the same. */
static UConverter *open_label(struct str label)
{
	char name[LABEL_MAX_BYTES];
	UErrorCode status = U_ZERO_ERROR;
	const struct table_row *r = table_find(table_charsets, label);
	struct str to = r && strcmp(r->value, "replacement") != 0
			    ? str_of(r->value)
			    : label;

	r = table_find(table_converters, to);
	if (r)
		to = str_of(r->value);
	if (!to.n || to.n >= sizeof name)
		return NULL;
	/* ICU passes over signs in a name: those are no labels */
	for (size_t i = 0; i < to.n; i++)
		if (strchr("\"'<>=()/\\;, \t\n", to.p[i]))
			return NULL;
	memcpy(name, to.p, to.n);
	name[to.n] = '\0';
	UConverter *c = ucnv_open(name, &status);

	return U_SUCCESS(status) ? c : NULL;
}

/* WHATWG's name where it has one */
static struct str name_of(struct str label)
{
	const struct table_row *r = table_find(table_charsets, label);

	return r ? str_of(r->value) : label;
}

static bool is_known(struct str label)
{
	/* ICU and its data are not touched for what most documents are */
	if (str_eq(name_of(label), STR("utf-8")))
		return true;
	UConverter *c = open_label(label);

	if (c)
		ucnv_close(c);
	return c != NULL;
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

static UConverter *detect(struct str bytes)
{
	uchardet_t d = uchardet_new();
	struct str part = str_sub(bytes, 0, DETECT_BYTES);
	UConverter *c = NULL;

	if (d && uchardet_handle_data(d, part.p, part.n) == 0) {
		uchardet_data_end(d);
		c = open_label(str_of(uchardet_get_charset(d)));
	}
	if (d)
		uchardet_delete(d);
	return c;
}

/* Behind the ASCII at s[i] without NUL, eight bytes at a time where it can. */
static size_t skip_ascii(struct str s, size_t i)
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

/* Is it UTF-8 but for some broken bytes? What was declared so may be more
 * broken than what nobody declared. */
static bool mostly_utf8(struct str s, bool said)
{
	size_t good = 0, bad = 0;

	for (size_t i = 0; (i = skip_ascii(s, i)) < s.n;) {
		size_t n = (s.p[i] & 0x80) == 0 ? 1 : utf8_length(s, i);

		if (n > 1)
			good++;
		bad += n == 0;
		i += n ? n : 1;
	}
	return said ? bad <= good + BROKEN_BYTES : bad == 0 || good > bad * 20;
}

void charset_clean(struct buf *to, struct str s)
{
	size_t from = 0, i = 0;

	while ((i = skip_ascii(s, i)) < s.n) {
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
		for (char *p = out; p < o; p++)
			if (*p)
				buf_char(to, *p);
	} while (status == U_BUFFER_OVERFLOW_ERROR && !to->over);
	ucnv_close(utf8);
}

/* the label that counts; behind a BOM bytes begin behind it */
static struct str told(struct str *bytes, struct str http_type, bool *by_bom)
{
	struct str label = bom(bytes);

	*by_bom = label.p != NULL;
	if (!label.p) {
		label = charset_of_type(http_type);
		if (!is_known(label))
			label = charset_prescan(*bytes, is_known);
	}
	return label.n ? label : (struct str){NULL, 0};
}

struct str charset_told(struct str bytes, struct str http_type)
{
	bool by_bom;

	return name_of(told(&bytes, http_type, &by_bom));
}

bool charset_is_clean(struct str bytes, struct str http_type)
{
	bool by_bom;
	struct str label = told(&bytes, http_type, &by_bom);

	if (by_bom || (label.p && !str_eq(name_of(label), STR("utf-8"))))
		return false;
	for (size_t i = 0; (i = skip_ascii(bytes, i)) < bytes.n;) {
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
	if (is_ascii(bytes))
		return STR("windows-1252"); /* what the web takes it for */
	if (mostly_utf8(bytes, false))
		return STR("utf-8");
	UConverter *c = detect(bytes);
	struct str name = STR("windows-1252");

	if (c) {
		UErrorCode status = U_ZERO_ERROR;
		const char *icu = ucnv_getName(c, &status);
		const char *mime = U_SUCCESS(status) ? ucnv_getStandardName(
							   icu, "MIME", &status)
						     : NULL;

		/* a name in the table outlives the converter */
		const struct table_row *r =
		    mime ? table_find(table_charsets, str_of(mime)) : NULL;

		if (r)
			name = str_of(r->value);
		ucnv_close(c);
	}
	return name;
}

int charset_to_utf8(
    struct buf *to, struct str bytes, struct str http_type, struct err *e)
{
	bool by_bom;
	UConverter *c = open_label(told(&bytes, http_type, &by_bom));
	UErrorCode status = U_ZERO_ERROR;
	bool utf8 = c && ucnv_getType(c) == UCNV_UTF8;

	/* a wrong declaration must not cost text: valid UTF-8 with non-ASCII in
	 * it is nothing else, and what is no UTF-8 is not taken as it */
	if (c && !by_bom && !utf8 && utf8_valid(bytes) &&
	    ucnv_getMinCharSize(c) == 1) {
		ucnv_close(c);
		c = NULL;
	} else if (utf8 && !by_bom && !mostly_utf8(bytes, true)) {
		ucnv_close(c);
		c = detect(bytes);
	} else if (!c && !mostly_utf8(bytes, false)) {
		c = detect(bytes);
		if (!c)
			c = ucnv_open("windows-1252", &status);
	}
	if (!c || ucnv_getType(c) == UCNV_UTF8)
		charset_clean(to, bytes);
	else
		convert(to, bytes, c);
	if (c)
		ucnv_close(c);
	if (to->over)
		return err_set(
		    e, EXIT_DATA, "the text is over %zu bytes", to->max);
	return 0;
}
