#include "parse/text/date_tokens.h"

#include "fetch/base/utf8.h"

#include <string.h>

static uint32_t ascii_digit(uint32_t c)
{
	if (c >= 0x660 && c <= 0x669)
		return c - 0x660 + '0';
	if (c >= 0x6F0 && c <= 0x6F9)
		return c - 0x6F0 + '0';
	if (c >= 0xFF10 && c <= 0xFF19)
		return c - 0xFF10 + '0';
	return c;
}

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= 0xC0 && c <= 0x17F && c != 0xD7 && c != 0xF7) ||
	       (c >= 0x386 && c <= 0x3CE) || (c >= 0x400 && c <= 0x45F) ||
	       (c >= 0x620 && c <= 0x64A);
}

static bool is_white(uint32_t c)
{
	return c <= ' ' || c == 0xA0 || c == 0x3000 || c == 0x202F ||
	       (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

/* the marks of Chinese, Japanese and Korean dates; next: what follows */
static char mark_of(uint32_t c, uint32_t next)
{
	switch (c) {
	case 0x5E74: /* 年 */
	case 0xB144: /* 년 */
		return 'Y';
	case 0x6708: /* 月 */
	case 0xC6D4: /* 월 */
		return 'M';
	case 0x65E5: /* 日 */
	case 0x53F7: /* 号 */
	case 0x865F: /* 號 */
	case 0xC77C: /* 일 */
		return 'D';
	case 0x65F6: /* 时 */
	case 0x6642: /* 時 */
	case 0x70B9: /* 点 */
	case 0x9EDE: /* 點 */
		return 'h';
	case 0x5206: /* 分 */
		return 'm';
	case 0x79D2: /* 秒 */
		return 's';
	case 0x4E0A: /* 上午 */
		return next == 0x5348 ? 'a' : '?';
	case 0x4E0B: /* 下午 */
		return next == 0x5348 ? 'p' : '?';
	case 0xC624: /* 오전, 오후 */
		return next == 0xC804 ? 'a' : next == 0xD6C4 ? 'p' : '?';
	case 0xFF1A:
		return ':';
	case 0xFF0C:
	case 0x60C:
	case 0x3001:
		return ',';
	case 0x2013:
	case 0x2014:
	case 0x2212:
		return '-';
	default:
		return c < 0x80 ? (char)c : '?';
	}
}

static size_t read_number(struct str s, size_t at, struct date_token *k)
{
	k->kind = NUMBER;
	for (size_t next = at; next < s.n; at = next) {
		uint32_t c = ascii_digit(utf8_next(s, &next));

		if (c < '0' || c > '9')
			break;
		if (k->digits < 15)
			k->number = k->number * 10 + (long)(c - '0');
		k->digits++;
	}
	return at;
}

void date_tokens_read(struct str s, struct date_tokens *t)
{
	size_t at = 0;

	t->n = 0;
	t->korean = t->any_year = false;
	t->order = 0;
	while (at < s.n && t->n < DATE_TOKENS_MAX) {
		size_t begin = at;
		uint32_t c = ascii_digit(utf8_next(s, &at));
		struct date_token k = {.kind = SIGN, .at = begin};

		if (is_white(c))
			continue;
		if (c >= '0' && c <= '9') {
			at = read_number(s, begin, &k);
		} else if (is_letter(c)) {
			k.kind = WORD;
			for (size_t next = at;
			     next < s.n && is_letter(utf8_next(s, &next));
			     at = next)
				;
			k.word = str_sub(s, begin, at);
		} else {
			size_t behind = at;
			uint32_t next = at < s.n ? utf8_next(s, &behind) : 0;

			k.sign = mark_of(c, next);
			t->korean |=
			    c >= 0xAC00 && c <= 0xD7A3 && k.sign != '?';
			if (k.sign == 'a' || k.sign == 'p')
				at = behind;
		}
		t->v[t->n++] = k;
	}
}

bool date_is_sign(const struct date_tokens *t, size_t i, char c)
{
	return i < t->n && t->v[i].kind == SIGN && t->v[i].sign == c;
}

bool date_is_word(const struct date_tokens *t, size_t i, struct str word)
{
	return i < t->n && t->v[i].kind == WORD &&
	       str_eq_nocase(t->v[i].word, word);
}

bool date_is_number(const struct date_tokens *t, size_t i, size_t digits)
{
	return i < t->n && t->v[i].kind == NUMBER &&
	       (digits ? t->v[i].digits == digits : t->v[i].digits <= 2);
}

size_t date_skip(const struct date_tokens *t, size_t i)
{
	while (i < t->n && t->v[i].kind == SIGN && t->v[i].sign &&
	       strchr(",./-|", t->v[i].sign))
		i++;
	return i;
}
