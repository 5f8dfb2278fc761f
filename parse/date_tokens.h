/*
 * A date's text as tokens: numbers, words, signs; digits of all scripts, and
 * 年 月 日 时 分 秒 as the signs Y M D h m s.
 * Users: date.c.
 */
#ifndef PARSE_DATE_TOKENS_H
#define PARSE_DATE_TOKENS_H

#include "fetch/base/str.h"

enum { DATE_TOKENS_MAX = 24 };

enum date_token_kind { NUMBER, WORD, SIGN };

struct date_token {
	enum date_token_kind kind;
	struct str word; /* lower-case ASCII folding is done when compared */
	long number;
	size_t digits;
	size_t at; /* where it begins */
	char sign;
};

size_t date_tokens(struct str s, struct date_token t[DATE_TOKENS_MAX]);

#endif
