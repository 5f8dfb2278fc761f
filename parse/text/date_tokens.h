/*
 * The words, numbers and signs of a date's text, all digit sets alike.
 *
 * Keeps: the first DATE_TOKENS_MAX tokens; Chinese and Korean marks (年 月 日
 *   时 分 秒, 上午 下午, 년 월 일) are signs: Y M D h m s, a p.
 * Users: date.c, date_clock.c.
 */
#ifndef PARSE_TEXT_DATE_TOKENS_H
#define PARSE_TEXT_DATE_TOKENS_H

#include "fetch/base/str.h"

enum { DATE_TOKENS_MAX = 48 };

enum date_token_kind { NUMBER, WORD, SIGN };

struct date_token {
	enum date_token_kind kind;
	struct str word; /* compared without regard to ASCII case */
	long number;
	size_t digits;
	size_t at; /* where it begins */
	char sign;
};

struct date_tokens {
	struct date_token v[DATE_TOKENS_MAX];
	size_t n;
	bool korean;   /* its marks: so its clock is Seoul's */
	bool any_year; /* set by date.c: years are not bounded */
	int order;     /* set by date.c: enum date_order */
};

void date_tokens_read(struct str s, struct date_tokens *t);

bool date_is_sign(const struct date_tokens *t, size_t i, char c);
bool date_is_word(const struct date_tokens *t, size_t i, struct str word);
/* a number of so many digits; 0: one or two */
bool date_is_number(const struct date_tokens *t, size_t i, size_t digits);
/* behind commas, dots, slashes, dashes and bars at i */
size_t date_skip(const struct date_tokens *t, size_t i);

#endif
