#include "score/fold.h"

#include "fetch/base/utf8.h"

#include <string.h>

enum { DROP = FOLD_DROP, PINYIN_MAX_BYTES = 24 };

const uint16_t fold_arabic[256] = {
    [0x0c] = ',',
    [0x10] = DROP,
    [0x11] = DROP,
    [0x12] = DROP,
    [0x13] = DROP,
    [0x14] = DROP,
    [0x15] = DROP,
    [0x16] = DROP,
    [0x17] = DROP,
    [0x18] = DROP,
    [0x19] = DROP,
    [0x1a] = DROP,
    [0x1b] = ';',
    [0x1c] = DROP,
    [0x1f] = '?',
    [0x22] = 0x627,
    [0x23] = 0x627,
    [0x24] = 0x648,
    [0x25] = 0x627,
    [0x26] = 0x64a,
    [0x29] = 0x647,
    [0x40] = DROP,
    [0x49] = 0x64a,
    [0x4b] = DROP,
    [0x4c] = DROP,
    [0x4d] = DROP,
    [0x4e] = DROP,
    [0x4f] = DROP,
    [0x50] = DROP,
    [0x51] = DROP,
    [0x52] = DROP,
    [0x53] = DROP,
    [0x54] = DROP,
    [0x55] = DROP,
    [0x56] = DROP,
    [0x57] = DROP,
    [0x58] = DROP,
    [0x59] = DROP,
    [0x5a] = DROP,
    [0x5b] = DROP,
    [0x5c] = DROP,
    [0x5d] = DROP,
    [0x5e] = DROP,
    [0x5f] = DROP,
    [0x60] = '0',
    [0x61] = '1',
    [0x62] = '2',
    [0x63] = '3',
    [0x64] = '4',
    [0x65] = '5',
    [0x66] = '6',
    [0x67] = '7',
    [0x68] = '8',
    [0x69] = '9',
    [0x6a] = '%',
    [0x6b] = '.',
    [0x6c] = ',',
    [0x70] = DROP,
    [0x71] = 0x627,
    [0x72] = 0x627,
    [0x73] = 0x627,
    [0x7e] = 0x628, /* پ */
    [0xa4] = 0x641, /* ڤ */
    [0xa9] = 0x643, /* ک */
    [0xaa] = 0x643,
    [0xaf] = 0x62c, /* گ */
    [0xc0] = 0x647,
    [0xc1] = 0x647,
    [0xc2] = 0x647,
    [0xc3] = 0x647,
    [0xcc] = 0x64a, /* ی */
    [0xcd] = 0x64a,
    [0xd0] = 0x64a,
    [0xd4] = '.',
    [0xd5] = 0x647,
    [0xd6] = DROP,
    [0xd7] = DROP,
    [0xd8] = DROP,
    [0xd9] = DROP,
    [0xda] = DROP,
    [0xdb] = DROP,
    [0xdc] = DROP,
    [0xdf] = DROP,
    [0xe0] = DROP,
    [0xe1] = DROP,
    [0xe2] = DROP,
    [0xe3] = DROP,
    [0xe4] = DROP,
    [0xe7] = DROP,
    [0xe8] = DROP,
    [0xea] = DROP,
    [0xeb] = DROP,
    [0xec] = DROP,
    [0xed] = DROP,
    [0xf0] = '0',
    [0xf1] = '1',
    [0xf2] = '2',
    [0xf3] = '3',
    [0xf4] = '4',
    [0xf5] = '5',
    [0xf6] = '6',
    [0xf7] = '7',
    [0xf8] = '8',
    [0xf9] = '9',
};

/* U+FE80..U+FEF4, the presentation forms that printed pages hold: the letter
 * of each run of forms; already folded */
static const struct {
	uint16_t from, letter;
} forms[] = {{0xfe80, 0x621}, {0xfe81, 0x627}, {0xfe85, 0x648}, {0xfe87, 0x627},
    {0xfe89, 0x64a}, {0xfe8d, 0x627}, {0xfe8f, 0x628}, {0xfe93, 0x647},
    {0xfe95, 0x62a}, {0xfe99, 0x62b}, {0xfe9d, 0x62c}, {0xfea1, 0x62d},
    {0xfea5, 0x62e}, {0xfea9, 0x62f}, {0xfeab, 0x630}, {0xfead, 0x631},
    {0xfeaf, 0x632}, {0xfeb1, 0x633}, {0xfeb5, 0x634}, {0xfeb9, 0x635},
    {0xfebd, 0x636}, {0xfec1, 0x637}, {0xfec5, 0x638}, {0xfec9, 0x639},
    {0xfecd, 0x63a}, {0xfed1, 0x641}, {0xfed5, 0x642}, {0xfed9, 0x643},
    {0xfedd, 0x644}, {0xfee1, 0x645}, {0xfee5, 0x646}, {0xfee9, 0x647},
    {0xfeed, 0x648}, {0xfeef, 0x64a}, {0xfef1, 0x64a}, {0xfef5, 0}};

static size_t one(uint32_t to[FOLD_CHARS], uint32_t c)
{
	to[0] = c;
	return 1;
}

static size_t presentation(uint32_t c, uint32_t to[FOLD_CHARS])
{
	size_t i = 0;

	if (c >= 0xfef5) { /* lam with alef */
		to[0] = 0x644;
		to[1] = 0x627;
		return 2;
	}
	if (c < 0xfe80)
		return 0; /* marks on their own */
	while (forms[i + 1].from <= c)
		i++;
	return one(to, forms[i].letter);
}

/* letters with case outside ASCII */
static uint32_t lower(uint32_t c)
{
	if (c >= 0xc0 && c <= 0xde && c != 0xd7)
		return c + 0x20;
	if (c == 0x130)
		return 'i';
	if ((c >= 0x100 && c <= 0x137) || (c >= 0x14a && c <= 0x177))
		return c | 1;
	if (c == 0x178)
		return 0xff;
	if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e))
		return c + (c & 1);
	if ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f))
		return c + 0x20;
	if (c >= 0x400 && c <= 0x40f)
		return c + 0x50;
	return c;
}

static size_t general_punctuation(uint32_t c, uint32_t to[FOLD_CHARS])
{
	if (c <= 0x200a || c == 0x202f || c == 0x205f)
		return one(to, ' ');
	if ((c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f))
		return 0;
	if (c >= 0x2010 && c <= 0x2015)
		return one(to, '-');
	if (c == 0x2028 || c == 0x2029)
		return one(to, '\n');
	if ((c >= 0x2018 && c <= 0x201b) || c == 0x2032)
		return one(to, '\'');
	if ((c >= 0x201c && c <= 0x201f) || c == 0x2033)
		return one(to, '"');
	if (c == 0x2039 || c == 0x203a)
		return one(to, '"');
	if (c == 0x2027)
		return one(to, 0xb7);
	if (c == 0x2044)
		return one(to, '/');
	return one(to, c);
}

static size_t cjk_punctuation(uint32_t c, uint32_t to[FOLD_CHARS])
{
	switch (c) {
	case 0x3000:
		return one(to, ' ');
	case 0x300c:
	case 0x300d:
	case 0x300e:
	case 0x300f:
	case 0x301d:
	case 0x301e:
	case 0x301f:
		return one(to, '"');
	case 0x3010:
		return one(to, '[');
	case 0x3011:
		return one(to, ']');
	case 0x30fb:
		return one(to, 0xb7);
	default:
		return one(to, c);
	}
}

static size_t compatibility(uint32_t c, uint32_t to[FOLD_CHARS])
{
	if (c >= 0xff01 && c <= 0xff5e) {
		c -= 0xfee0;
		return one(to, c >= 'A' && c <= 'Z' ? c + 0x20 : c);
	}
	if (c >= 0xfe70 && c <= 0xfefc)
		return presentation(c, to);
	if (c == 0xfeff || (c >= 0xfe00 && c <= 0xfe0f))
		return 0;
	switch (c) {
	case 0xfb00: /* ff fi fl ffi ffl */
	case 0xfb01:
	case 0xfb02:
	case 0xfb03:
	case 0xfb04:
		to[0] = 'f';
		to[1] = c == 0xfb01 ? 'i' : c == 0xfb02 ? 'l' : 'f';
		to[2] = c == 0xfb03 ? 'i' : 'l';
		return c >= 0xfb03 ? 3 : 2;
	case 0xfb8e:
	case 0xfb8f:
	case 0xfb90:
	case 0xfb91:
		return one(to, 0x643);
	case 0xfbfc:
	case 0xfbfd:
	case 0xfbfe:
	case 0xfbff:
		return one(to, 0x64a);
	case 0xfe58:
	case 0xfe63:
		return one(to, '-');
	case 0xfe6a:
		return one(to, '%');
	case 0xffe0:
		return one(to, 0xa2);
	case 0xffe1:
		return one(to, 0xa3);
	case 0xffe5:
		return one(to, 0xa5);
	default:
		return one(to, c);
	}
}

size_t fold_char(uint32_t c, uint32_t to[FOLD_CHARS])
{
	if (c >= 0x600 && c <= 0x6ff) {
		uint32_t a = fold_arabic[c - 0x600];

		return a == DROP ? 0 : one(to, a ? a : c);
	}
	if (c < 0x250) {
		if (c == 0xa0 || c == 0x85)
			return one(to, ' ');
		if (c == 0xad)
			return 0;
		if (c == 0xab || c == 0xbb)
			return one(to, '"');
		if (c < 0xa0)
			return one(to, ' '); /* C1 controls */
		return one(to, lower(c));
	}
	if (c < 0x530)
		return c == 0x34f ? 0 : one(to, lower(c));
	if (c >= 0x2000 && c <= 0x206f)
		return general_punctuation(c, to);
	if (c == 0x2212)
		return one(to, '-');
	if (c == 0x2236)
		return one(to, ':');
	if (c >= 0x3000 && c <= 0x30ff)
		return cjk_punctuation(c, to);
	if (c >= 0xfb00 && c <= 0xffff)
		return compatibility(c, to);
	return one(to, c);
}

bool fold_is_mark(uint32_t c)
{
	return (c >= 0x64b && c <= 0x65f) || c == 0x670 ||
	       (c >= 0x610 && c <= 0x61a) || (c >= 0x6d6 && c <= 0x6ed) ||
	       c == 0xfe0f;
}

/* vowels with the marks of the four tones */
static bool is_toned(uint32_t c)
{
	static const uint16_t toned[] = {0xe0, 0xe1, 0xe8, 0xe9, 0xec, 0xed,
	    0xf2, 0xf3, 0xf9, 0xfa, 0x101, 0x113, 0x11b, 0x12b, 0x14d, 0x16b,
	    0x1ce, 0x1d0, 0x1d2, 0x1d4, 0x1d6, 0x1d8, 0x1da, 0x1dc};

	for (size_t i = 0; i < sizeof toned / sizeof *toned; i++)
		if (toned[i] == c)
			return true;
	return false;
}

size_t fold_pinyin(struct str s, size_t at)
{
	struct str note = str_sub(s, at, at + PINYIN_MAX_BYTES);
	size_t i = 0, letters = 0;
	bool toned = false;

	if (note.n == 0)
		return 0;
	uint32_t c = utf8_next(note, &i);

	if (c != '(' && c != 0xff08)
		return 0;
	while (i < note.n) {
		c = utf8_next(note, &i);
		if (c == ')' || c == 0xff09)
			return toned && letters <= 6 ? i : 0;
		if (is_toned(c))
			toned = true;
		else if (!(c >= 'a' && c <= 'z') && c != 0xfc)
			return 0;
		letters++;
	}
	return 0;
}
