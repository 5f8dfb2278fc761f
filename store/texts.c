#include "store/texts.h"

#include <stdlib.h>
#include <string.h>

enum { AT_ONCE = 256 };

struct walk {
	struct texts *t;
	int64_t as_of;
	uint64_t next; /* document to go on from */
	bool end;
	struct buf lines[AT_ONCE];
	size_t n;
};

static bool wanted(const struct texts *t, const struct doc_row *row)
{
	if (t->since != STAMP_NONE && row->time < t->since)
		return false;
	return t->until == STAMP_NONE || row->time < t->until;
}

/* the last version of one document, and that by the model that is wanted */
struct last {
	bool some, ours;
	struct doc_row any, mine;
};

/* one of them goes into the list */
static int add(struct walk *w, const struct last *l, struct err *e)
{
	const struct doc_row *last = w->t->model ? &l->mine : &l->any;
	int64_t when;

	if (!wanted(w->t, &l->any))
		return 0;
	if (w->t->model && (!l->ours || memcmp(l->mine.digest, l->any.digest,
					    DOC_DIGEST_BYTES) != 0)) {
		w->t->other++;
		return 0;
	}
	if (doc_pruned(last, &when)) {
		w->t->pruned++;
		return 0;
	}
	buf_clear(&w->lines[w->n]);
	return doc_line(last, &w->lines[w->n++], e);
}

/* fill the list within one transaction */
static int gather(struct walk *w, struct reader *r, struct err *e)
{
	struct read_docs *docs = read_docs_begin(r, READ_ANY_MODEL, e);
	struct doc_row row;
	struct last last = {0};
	int rc = docs ? read_docs_seek(docs, w->next, e) : -1;

	if (rc == 0)
		rc = 1;
	while (rc == 1 && (rc = read_docs_next(docs, &row, e)) == 1) {
		if (last.some && row.doc != last.any.doc) {
			if (add(w, &last, e) != 0)
				rc = -1;
			last.some = last.ours = false;
		}
		if (rc == 1 && w->n == AT_ONCE) {
			w->next = row.doc;
			break;
		}
		if (!last.some || row.known >= last.any.known)
			last.any = row;
		last.some = true;
		if (row.model == w->t->model) {
			last.mine = row;
			last.ours = true;
		}
	}
	if (rc == 0) {
		w->end = true;
		rc = last.some ? add(w, &last, e) : 0;
	}
	read_docs_end(docs);
	return rc < 0 ? -1 : 0;
}

static int some_lines(struct env *env, struct walk *w, struct err *e)
{
	struct reader *r = read_begin(env, w->as_of, e);
	int rc = r ? gather(w, r, e) : -1;

	if (r)
		w->as_of = read_as_of(r);
	read_end(r);
	for (size_t i = 0; i < w->n && rc == 0; i++) {
		rc = w->t->write(w->t->user, buf_view(&w->lines[i]), e);
		w->t->written += rc == 0;
	}
	w->n = 0;
	return rc;
}

int texts_write(struct env *env, struct texts *t, struct err *e)
{
	struct walk *w = mem_new(1, sizeof *w);
	int rc = 0;

	w->t = t;
	w->as_of = STAMP_NONE;
	for (size_t i = 0; i < AT_ONCE; i++)
		buf_init(&w->lines[i], DOC_LINE_MAX_BYTES);
	while (rc == 0 && !w->end)
		rc = some_lines(env, w, e);
	for (size_t i = 0; i < AT_ONCE; i++)
		buf_release(&w->lines[i]);
	free(w);
	return rc;
}
