#include "fetch/host_queues.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 256 };

void host_queues_release(struct host_queues *q)
{
	for (size_t i = 0; i < q->n_hosts; i++)
		for (struct job *j = q->hosts[i]->first, *next; j; j = next) {
			next = j->next;
			job_free(j);
		}
	free(q->slots);
	arena_release(&q->arena);
	*q = (struct host_queues){0};
}

static struct host **slot_of(const struct host_queues *q, struct str name)
{
	return &q->slots[str_hash(name) & (q->n_slots - 1)];
}

static void grow(struct host_queues *q)
{
	free(q->slots);
	q->n_slots = q->n_slots ? q->n_slots * 4 : FIRST_SLOTS;
	q->slots = mem_new(q->n_slots, sizeof *q->slots);
	for (size_t i = 0; i < q->n_hosts; i++) {
		struct host **slot = slot_of(q, q->hosts[i]->name);

		q->hosts[i]->next_alike = *slot;
		*slot = q->hosts[i];
	}
}

static struct host *find(struct host_queues *q, struct str name)
{
	if (q->n_hosts >= q->n_slots)
		grow(q);
	struct host **slot = slot_of(q, name);

	for (struct host *h = *slot; h; h = h->next_alike)
		if (str_eq(h->name, name))
			return h;
	struct host *h = arena_new(&q->arena, sizeof *h);

	h->name = arena_str(&q->arena, name);
	h->end = &h->first;
	h->not_before = INT64_MIN;
	h->next_alike = *slot;
	*slot = h;
	q->hosts = arena_more(
	    &q->arena, q->hosts, q->n_hosts, &q->hosts_cap, sizeof *q->hosts);
	q->hosts[q->n_hosts++] = h;
	return h;
}

void host_queues_add(struct host_queues *q, struct str host, struct job *j)
{
	struct host *h = find(q, host);

	j->host = h;
	j->next = NULL;
	*h->end = j;
	h->end = &j->next;
	q->waiting++;
}

static bool is_busy(const struct host *h)
{
	long most = h->first->parallel > 1 ? h->first->parallel : 1;

	return h->out >= most;
}

struct host *host_queues_ready(struct host_queues *q, int64_t now)
{
	for (size_t i = 0; i < q->n_hosts; i++) {
		size_t at = (q->turn + i) % q->n_hosts;
		struct host *h = q->hosts[at];

		if (h->first && !is_busy(h) && h->not_before <= now) {
			q->turn = at + 1;
			return h;
		}
	}
	return NULL;
}

struct job *host_queues_take(struct host_queues *q, struct host *h)
{
	struct job *j = h->first;

	h->first = j->next;
	if (!h->first)
		h->end = &h->first;
	j->next = NULL;
	h->out++;
	q->waiting--;
	return j;
}

struct job *host_queues_take_all(struct host_queues *q, struct host *h)
{
	struct job *all = h->first;

	for (const struct job *j = all; j; j = j->next)
		q->waiting--;
	h->first = NULL;
	h->end = &h->first;
	return all;
}

void host_queues_back(struct host *h, int64_t not_before)
{
	h->out--;
	if (not_before > h->not_before)
		h->not_before = not_before;
}

int64_t host_queues_wait(const struct host_queues *q, int64_t now, int64_t most)
{
	for (size_t i = 0; i < q->n_hosts; i++) {
		const struct host *h = q->hosts[i];

		if (!h->first || is_busy(h))
			continue;
		if (h->not_before <= now)
			return 0;
		if (h->not_before - now < most)
			most = h->not_before - now;
	}
	return most;
}
