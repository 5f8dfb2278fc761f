#include "store/query/doc_clock.h"

#include "fetch/base/buf.h"

#include <stdlib.h>

/* doc is a digest already: its low bits are as good as any */
static struct doc_clock_slot *slot_of(const struct doc_clock *c, uint64_t doc)
{
	size_t i = (size_t)doc & (c->cap - 1);

	while (c->slots[i].known != STAMP_NONE && c->slots[i].doc != doc)
		i = (i + 1) & (c->cap - 1);
	return &c->slots[i];
}

static void grow(struct doc_clock *c)
{
	struct doc_clock old = *c;

	c->cap = old.cap ? 2 * old.cap : 1024;
	c->slots = mem_new(c->cap, sizeof *c->slots);
	for (size_t i = 0; i < c->cap; i++)
		c->slots[i].known = STAMP_NONE;
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].known != STAMP_NONE)
			*slot_of(c, old.slots[i].doc) = old.slots[i];
	free(old.slots);
}

static void add(struct doc_clock *c, const struct obs_row *row)
{
	if (2 * c->n >= c->cap)
		grow(c);
	struct doc_clock_slot *s = slot_of(c, row->key.doc);

	c->n += s->known == STAMP_NONE;
	if (s->known == STAMP_NONE || row->key.known < s->known)
		*s = (struct doc_clock_slot){
		    row->key.doc, row->key.known, row->seen};
}

static int read_articles(struct doc_clock *c, uint32_t series, struct reader *r,
    int64_t from, int64_t to, struct err *e)
{
	struct read_versions *it = read_versions_begin(r, series, from, to, e);
	struct obs_row row;
	int rc = -1;

	while (it && (rc = read_versions_next(it, &row, e)) == 1)
		add(c, &row);
	read_versions_end(it);
	return rc;
}

int doc_clock_read(struct doc_clock *c, const struct catalog *catalog,
    struct reader *r, int64_t from, int64_t to, struct err *e)
{
	int rc = 0;

	*c = (struct doc_clock){0};
	for (size_t i = 0; i < catalog->n && rc == 0; i++) {
		uint32_t id = catalog->v[i].id;

		if (catalog->v[i].kind != OBS_ARTICLE)
			continue;
		/* undated ones come first */
		if (from != STAMP_NONE)
			rc = read_articles(
			    c, id, r, STAMP_NONE, STAMP_NONE + 1, e);
		if (rc == 0)
			rc = read_articles(c, id, r, from, to, e);
	}
	return rc;
}

void doc_clock_release(struct doc_clock *c)
{
	free(c->slots);
	*c = (struct doc_clock){0};
}

const struct doc_clock_slot *doc_clock_of(
    const struct doc_clock *c, uint64_t doc)
{
	const struct doc_clock_slot *s = c->cap ? slot_of(c, doc) : NULL;

	return s && s->known != STAMP_NONE ? s : NULL;
}
