/*
 * The origins met in a run: what their robots.txt says, and the jobs that wait
 * to hear it.
 *
 * Owns: the rules, and the jobs that wait.
 * Users: fetcher.h, ask_robots.c.
 */
#ifndef FETCH_ROBOTS_SITES_H
#define FETCH_ROBOTS_SITES_H

#include "fetch/job.h"
#include "fetch/robots.h"

enum robots_known {
	ROBOTS_UNKNOWN,
	ROBOTS_ASKED,
	ROBOTS_RULES,      /* judge by the rules */
	ROBOTS_UNREACHABLE /* nothing may be asked */
};

struct robots_site {
	struct str origin;
	enum robots_known known;
	struct str why; /* unreachable; NUL-ended */
	struct robots rules;
	struct job *first, **end; /* waiting */
	struct robots_site *next_alike;
};

struct robots_sites {
	struct arena arena;
	struct robots_site **slots;
	struct robots_site **all;
	size_t n, cap, n_slots;
	size_t waiting; /* jobs */
};

/* `struct robots_sites s = {0};` */
void robots_sites_release(struct robots_sites *s);
/* the site of that origin, made where it is new */
struct robots_site *robots_sites_find(
    struct robots_sites *s, struct str origin);
void robots_sites_park(
    struct robots_sites *s, struct robots_site *site, struct job *j);
/* the jobs that waited, first come first */
struct job *robots_sites_unpark(
    struct robots_sites *s, struct robots_site *site);
/* free all jobs that wait */
void robots_sites_drop_jobs(struct robots_sites *s);

#endif
