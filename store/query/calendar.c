#include "store/query/calendar.h"

#include "fetch/base/buf.h"
#include "parse/record/lines.h"

#include <stdlib.h>
#include <string.h>

enum { CLOSED_MAX = 100000 };

static void close_day(struct calendar *c, int64_t day)
{
	if (c->n == c->cap) {
		c->cap = c->cap ? 2 * c->cap : 64;
		c->closed = mem_grow(c->closed, c->cap, sizeof *c->closed);
	}
	c->closed[c->n++] = day;
}

static int close_word(struct calendar *c, struct str word)
{
	static const char *const week[] = {
	    "mon", "tue", "wed", "thu", "fri", "sat", "sun"};
	int64_t t;

	for (size_t i = 0; i < 7; i++)
		if (str_eq_nocase(word, str_of(week[i]))) {
			c->closed_week[i] = true;
			return 0;
		}
	if (word.n != 10 || !stamp_parse(word, &t) || c->n >= CLOSED_MAX)
		return -1;
	close_day(c, t / STAMP_DAY - (t % STAMP_DAY < 0));
	return 0;
}

static int read_file(struct calendar *c, const char *path, struct err *e)
{
	struct lines *l = lines_open(path, e);
	enum lines_result r = LINES_ERROR;
	struct str line;

	if (!l)
		return -1;
	while ((r = lines_next(l, &line, e)) == LINES_LINE) {
		struct str word = str_trim(str_split(&line, '#'));

		if (word.n && close_word(c, word) != 0) {
			err_set(e, EXIT_DATA,
			    "'%s', line %lld: '%.*s' is no day (2025-12-25, "
			    "sat)",
			    path, lines_number(l), STR_ARG(word));
			break;
		}
	}
	lines_close(l);
	return r == LINES_END ? 0 : -1;
}

static int by_day(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

int calendar_read(struct calendar *c, const char *word, struct err *e)
{
	size_t open = 0;

	*c = (struct calendar){0};
	if (!word || strcmp(word, "all") == 0)
		return 0;
	c->some = true;
	if (strcmp(word, "weekdays") == 0)
		c->closed_week[5] = c->closed_week[6] = true;
	else if (read_file(c, word, e) != 0)
		return -1;
	for (size_t i = 0; i < 7; i++)
		open += !c->closed_week[i];
	if (open == 0)
		return err_set(
		    e, EXIT_USAGE, "'%s' closes every day of the week", word);
	if (c->n > 1)
		qsort(c->closed, c->n, sizeof *c->closed, by_day);
	return 0;
}

void calendar_release(struct calendar *c)
{
	free(c->closed);
	*c = (struct calendar){0};
}

bool calendar_open(const struct calendar *c, int64_t day)
{
	/* day 0 was a Thursday */
	int64_t week = (day + 3) % 7;

	if (!c->some)
		return true;
	if (c->closed_week[week < 0 ? week + 7 : week])
		return false;
	return !c->n ||
	       !bsearch(&day, c->closed, c->n, sizeof *c->closed, by_day);
}

int64_t calendar_next(const struct calendar *c, int64_t day)
{
	while (!calendar_open(c, day))
		day++;
	return day;
}

int64_t calendar_before(const struct calendar *c, int64_t day)
{
	do
		day--;
	while (!calendar_open(c, day));
	return day;
}
