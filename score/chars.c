#include "score/chars.h"

#include "fetch/base/utf8.h"

struct range {
	uint32_t from, to; /* both included */
	enum char_class kind;
};

/* Blocks of the Unicode Character Database, cut where letters of our
 * languages stand; the first that holds the character counts. */
static const struct range ranges[] = {
    {0x00a0, 0x00a0, CHAR_BLANK},
    {0x00aa, 0x00aa, CHAR_LATIN},
    {0x00b5, 0x00b5, CHAR_LATIN},
    {0x00ba, 0x00ba, CHAR_LATIN},
    {0x00c0, 0x00d6, CHAR_LATIN},
    {0x00d8, 0x00f6, CHAR_LATIN},
    {0x00f8, 0x02af, CHAR_LATIN},
    {0x0300, 0x036f, CHAR_LATIN},
    {0x0370, 0x03ff, CHAR_LATIN},
    {0x0400, 0x052f, CHAR_LATIN},
    {0x0531, 0x05f2, CHAR_LETTER},
    {0x0620, 0x065f, CHAR_ARABIC},
    {0x0660, 0x0669, CHAR_LATIN},
    {0x066e, 0x06d3, CHAR_ARABIC},
    {0x06d5, 0x06dc, CHAR_ARABIC},
    {0x06ee, 0x06ef, CHAR_ARABIC},
    {0x06f0, 0x06f9, CHAR_LATIN},
    {0x06fa, 0x06ff, CHAR_ARABIC},
    {0x0750, 0x077f, CHAR_ARABIC},
    {0x08a0, 0x08ff, CHAR_ARABIC},
    {0x0900, 0x1fff, CHAR_LETTER},
    {0x2000, 0x200a, CHAR_BLANK},
    {0x2028, 0x2029, CHAR_BLANK},
    {0x202f, 0x202f, CHAR_BLANK},
    {0x205f, 0x205f, CHAR_BLANK},
    {0x3000, 0x3000, CHAR_BLANK},
    {0x3005, 0x3007, CHAR_HAN},
    {0x3041, 0x30fa, CHAR_HAN},
    {0x30fc, 0x30ff, CHAR_HAN},
    {0x3100, 0x318f, CHAR_HAN},
    {0x31a0, 0x31ff, CHAR_HAN},
    {0x3400, 0x4dbf, CHAR_HAN},
    {0x4e00, 0x9fff, CHAR_HAN},
    {0xa000, 0xabff, CHAR_LETTER},
    {0xac00, 0xd7ff, CHAR_LETTER},
    {0xf900, 0xfaff, CHAR_HAN},
    {0xfb50, 0xfdff, CHAR_ARABIC},
    {0xfe70, 0xfefc, CHAR_ARABIC},
    {0xff10, 0xff19, CHAR_LATIN},
    {0xff21, 0xff3a, CHAR_LATIN},
    {0xff41, 0xff5a, CHAR_LATIN},
    {0xff66, 0xff9f, CHAR_HAN},
    {0x20000, 0x3ffff, CHAR_HAN},
};

bool char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool char_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

bool char_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

#define O CHAR_OTHER
#define B CHAR_BLANK
#define L CHAR_LATIN
const unsigned char char_ascii[128] = {
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    B,
    B,
    B,
    B,
    B,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    B,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    O,
    O,
    O,
    O,
    O,
    O,
    O,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    O,
    O,
    O,
    O,
    O,
    O,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    L,
    O,
    O,
    O,
    O,
    O,
};
#undef O
#undef B
#undef L

enum char_class char_class_of(uint32_t c)
{
	size_t low = 0, high = sizeof ranges / sizeof *ranges;

	if (c < 0x80)
		return (enum char_class)char_ascii[c];
	if (c >= 0x4e00 && c <= 0x9fff)
		return CHAR_HAN;
	if (c >= 0x620 && c <= 0x65f)
		return CHAR_ARABIC;
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (c > ranges[mid].to)
			low = mid + 1;
		else if (c < ranges[mid].from)
			high = mid;
		else
			return ranges[mid].kind;
	}
	return CHAR_OTHER;
}

enum char_class char_class_at(struct str s, size_t at)
{
	return at < s.n ? char_class_of(utf8_next(s, &at)) : CHAR_BLANK;
}

enum char_class char_class_before(struct str s, size_t at)
{
	return at > 0 ? char_class_of(utf8_prev(s, &at)) : CHAR_BLANK;
}
