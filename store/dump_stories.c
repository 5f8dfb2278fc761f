#include "store/db/names.h"
#include "store/dump.h"
#include "store/story.h"

#include <stdlib.h>

struct dump_story {
	uint64_t story;
	int64_t time;
	uint64_t doc;
};

static int by_story(const void *a, const void *b)
{
	const struct dump_story *x = a, *y = b;

	if (x->story != y->story)
		return x->story < y->story ? -1 : 1;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->doc > y->doc) - (x->doc < y->doc);
}

int dump_stories(struct dump *d, struct err *e)
{
	struct read_docs *docs = read_docs_begin(d->r, READ_ANY_MODEL, e);
	struct doc_row row;
	size_t cap = 0;
	int rc = -1;

	while (docs && (rc = read_docs_next(docs, &row, e)) == 1) {
		if (d->n_stories == cap) {
			cap = cap ? 2 * cap : 1024;
			d->stories =
			    mem_grow(d->stories, cap, sizeof *d->stories);
		}
		d->stories[d->n_stories++] = (struct dump_story){
		    row.story, story_clock(row.time, row.seen), row.doc};
	}
	read_docs_end(docs);
	if (d->n_stories)
		qsort(d->stories, d->n_stories, sizeof *d->stories, by_story);
	return rc;
}

uint64_t dump_story_name(const struct dump *d, uint64_t story)
{
	size_t low = 0, high = d->n_stories;

	while (low < high) { /* the first of them is the least member */
		size_t mid = low + (high - low) / 2;

		if (d->stories[mid].story < story)
			low = mid + 1;
		else
			high = mid;
	}
	return low < d->n_stories && d->stories[low].story == story
		   ? d->stories[low].doc
		   : story;
}
