#include "fetch/base/nearest.h"

enum { WIDTH = NEAREST_WORD_MAX_BYTES + 1 };

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int least(int a, int b, int c)
{
	int m = a < b ? a : b;

	return m < c ? m : c;
}

int nearest_distance(struct str a, struct str b)
{
	int rows[3][WIDTH]; /* two back, one back, this one */
	int *back2 = rows[0], *back = rows[1], *now = rows[2];

	if (a.n >= WIDTH || b.n >= WIDTH)
		return WIDTH;
	for (size_t j = 0; j <= b.n; j++)
		back[j] = (int)j;
	for (size_t i = 1; i <= a.n; i++) {
		now[0] = (int)i;
		for (size_t j = 1; j <= b.n; j++) {
			char x = lower(a.p[i - 1]), y = lower(b.p[j - 1]);

			now[j] = least(back[j] + 1, now[j - 1] + 1,
			    back[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == lower(b.p[j - 2]) &&
			    y == lower(a.p[i - 2]) && back2[j - 2] + 1 < now[j])
				now[j] = back2[j - 2] + 1;
		}
		int *spare = back2;

		back2 = back;
		back = now;
		now = spare;
	}
	return back[b.n];
}

void nearest_begin(struct nearest *s, struct str word)
{
	*s = (struct nearest){.word = word};
}

void nearest_offer(struct nearest *s, struct str candidate)
{
	int limit = s->word.n < 6 ? 2 : (int)(s->word.n / 3) + 1;
	int d = nearest_distance(s->word, candidate);

	if (s->word.n >= 2 && candidate.n > s->word.n &&
	    str_starts_nocase(candidate, s->word))
		d = 1;
	if (d > limit || d >= (int)candidate.n)
		return;
	for (size_t i = 0; i < s->n; i++)
		if (str_eq(s->best[i], candidate))
			return;
	size_t at = s->n < NEAREST_MAX ? s->n++ : NEAREST_MAX;

	for (; at > 0; at--) {
		if (s->distance[at - 1] <= d)
			break;
		if (at < NEAREST_MAX) {
			s->best[at] = s->best[at - 1];
			s->distance[at] = s->distance[at - 1];
		}
	}
	if (at < NEAREST_MAX) {
		s->best[at] = candidate;
		s->distance[at] = d;
	}
}

void nearest_write(const struct nearest *s, struct buf *to)
{
	for (size_t i = 0; i < s->n; i++) {
		buf_puts(to, i == 0 ? "; nearest: " : ", ");
		buf_str(to, s->best[i]);
	}
}
