#include "parse/filing/removed.h"

#include <stdlib.h>

static uint64_t without_figures(struct str s)
{
	uint64_t h = 1;

	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			h = (h ^ (unsigned char)s.p[i]) *
			    UINT64_C(0x9E3779B97F4A7C15);
	return h ? h : 1;
}

struct removed *removed_list(struct arena *a, const struct flow *f, size_t *n)
{
	size_t dropped = 0, cap = 16;

	for (size_t i = 0; i < f->n_lines; i++)
		dropped += (f->lines[i].flags & LINE_DROP) != 0;
	*n = 0;
	if (!dropped)
		return NULL;
	while (cap < dropped * 2)
		cap *= 2;
	/* places in the list + 1, by hash */
	struct slot {
		uint64_t hash;
		size_t at;
	} *slots = mem_new(cap, sizeof *slots);
	struct removed *v = NULL;
	size_t room = 0;

	for (size_t i = 0; i < f->n_lines; i++) {
		if (!(f->lines[i].flags & LINE_DROP))
			continue;
		struct str s = flow_line(f, i);
		uint64_t h = without_figures(s);
		size_t at = (size_t)(h >> 7) & (cap - 1);

		while (slots[at].hash && slots[at].hash != h)
			at = (at + 1) & (cap - 1);
		if (!slots[at].hash) {
			v = arena_more(a, v, *n, &room, sizeof *v);
			slots[at] = (struct slot){h, *n};
			v[(*n)++] = (struct removed){arena_str(a, s), 0};
		}
		v[slots[at].at].times++;
	}
	free(slots);
	return v;
}
