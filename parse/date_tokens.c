#include "parse/date_tokens.h"

#include "fetch/base/utf8.h"

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
	       (c >= 0x400 && c <= 0x45F) || (c >= 0x620 && c <= 0x64A);
}

size_t date_tokens(struct str s, struct date_token t[DATE_TOKENS_MAX])
{
	size_t n = 0, at = 0;

	while (at < s.n && n < DATE_TOKENS_MAX) {
		size_t begin = at;
		uint32_t c = ascii_digit(utf8_next(s, &at));
		struct date_token k = {.kind = SIGN, .at = begin};

		if (c >= '0' && c <= '9') {
			k.kind = NUMBER;
			k.number = (long)(c - '0');
			k.digits = 1;
			for (size_t next = at; next < s.n; at = next) {
				c = ascii_digit(utf8_next(s, &next));
				if (c < '0' || c > '9')
					break;
				if (k.number < 100000000)
					k.number =
					    k.number * 10 + (long)(c - '0');
				k.digits++;
			}
		} else if (is_letter(c)) {
			k.kind = WORD;
			for (size_t next = at;
			     next < s.n && is_letter(utf8_next(s, &next));
			     at = next)
				;
			k.word = str_sub(s, begin, at);
		} else if (c == 0x5E74 || c == 0x6708 || c == 0x65E5 ||
			   c == 0x53F7 || c == 0x65F6 || c == 0x5206 ||
			   c == 0x79D2 || c == 0x6642) {
			k.sign = c == 0x5E74                  ? 'Y'
				 : c == 0x6708                ? 'M'
				 : c == 0x65E5 || c == 0x53F7 ? 'D'
				 : c == 0x65F6 || c == 0x6642 ? 'h'
				 : c == 0x5206                ? 'm'
							      : 's';
		} else if (c < 0x80 && c > ' ') {
			k.sign = (char)c;
		} else if (c <= ' ' || c == 0xA0 || c == 0x3000 ||
			   (c >= 0x200B && c <= 0x200F) || c == 0x202F) {
			continue;
		} else {
			k.sign = '?';
		}
		t[n++] = k;
	}
	return n;
}
