#include "fetch/robots_sites.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 256 };

void robots_sites_drop_jobs(struct robots_sites *s)
{
	for (size_t i = 0; i < s->n; i++)
		for (struct job *j = robots_sites_unpark(s, s->all[i]), *next;
		     j; j = next) {
			next = j->next;
			job_free(j);
		}
}

void robots_sites_release(struct robots_sites *s)
{
	robots_sites_drop_jobs(s);
	for (size_t i = 0; i < s->n; i++)
		robots_release(&s->all[i]->rules);
	free(s->slots);
	arena_release(&s->arena);
	*s = (struct robots_sites){0};
}

static void grow(struct robots_sites *s)
{
	free(s->slots);
	s->n_slots = s->n_slots ? s->n_slots * 4 : FIRST_SLOTS;
	s->slots = mem_new(s->n_slots, sizeof(struct robots_site *));
	for (size_t i = 0; i < s->n; i++) {
		struct robots_site *site = s->all[i];
		struct robots_site **slot =
		    &s->slots[str_hash(site->origin) & (s->n_slots - 1)];

		site->next_alike = *slot;
		*slot = site;
	}
}

struct robots_site *robots_sites_find(struct robots_sites *s, struct str origin)
{
	if (s->n >= s->n_slots)
		grow(s);
	struct robots_site **slot =
	    &s->slots[str_hash(origin) & (s->n_slots - 1)];

	for (struct robots_site *site = *slot; site; site = site->next_alike)
		if (str_eq(site->origin, origin))
			return site;
	struct robots_site *site = arena_new(&s->arena, sizeof *site);

	site->origin = arena_str(&s->arena, origin);
	site->end = &site->first;
	site->next_alike = *slot;
	*slot = site;
	s->all = arena_more(
	    &s->arena, s->all, s->n, &s->cap, sizeof(struct robots_site *));
	s->all[s->n++] = site;
	return site;
}

void robots_sites_park(
    struct robots_sites *s, struct robots_site *site, struct job *j)
{
	j->next = NULL;
	*site->end = j;
	site->end = &j->next;
	s->waiting++;
}

struct job *robots_sites_unpark(
    struct robots_sites *s, struct robots_site *site)
{
	struct job *all = site->first;

	for (const struct job *j = all; j; j = j->next)
		s->waiting--;
	site->first = NULL;
	site->end = &site->first;
	return all;
}
