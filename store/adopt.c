#include "store/adopt.h"

#include "store/db/bytes.h"
#include "store/db/read.h"

#include <string.h>

/* the last version of a document by any model, and by ours */
struct tally {
	bool some, ours;
	uint64_t doc;
	int64_t known;
	unsigned char last[DOC_DIGEST_BYTES], scored[DOC_DIGEST_BYTES];
};

static void end_doc(struct tally *t, struct adopt_counts *c)
{
	if (!t->some)
		return;
	c->docs++;
	c->covered +=
	    t->ours && memcmp(t->last, t->scored, DOC_DIGEST_BYTES) == 0;
}

static int count(
    struct reader *r, uint16_t model, struct adopt_counts *c, struct err *e)
{
	struct read_docs *docs = read_docs_begin(r, READ_ANY_MODEL, e);
	struct tally t = {0};
	struct doc_row row;
	int rc = -1;

	*c = (struct adopt_counts){0, 0};
	while (docs && (rc = read_docs_next(docs, &row, e)) == 1) {
		if (t.some && t.doc != row.doc) {
			end_doc(&t, c);
			t = (struct tally){0};
		}
		if (!t.some || row.known >= t.known) {
			t.known = row.known;
			memcpy(t.last, row.digest, DOC_DIGEST_BYTES);
		}
		t.some = true;
		t.doc = row.doc;
		if (row.model == model) {
			t.ours = true;
			memcpy(t.scored, row.digest, DOC_DIGEST_BYTES);
		}
	}
	end_doc(&t, c);
	read_docs_end(docs);
	return rc;
}

static int put(struct writer *w, void *user, struct err *e)
{
	const uint16_t *model = user;
	unsigned char key[10];

	bytes_put_be(key, (uint64_t)w->known, 8);
	bytes_put_be(key + 8, *model, 2);
	return write_put(
	    w, TABLE_MODEL, (struct str){(char *)key, sizeof key}, STR(""), e);
}

/* 1 to be adopted, 0 it is */
static int look(struct reader *r, struct str name, uint16_t *model,
    struct adopt_counts *counts, struct err *e)
{
	uint32_t id;
	uint16_t is = 0;
	int64_t since;
	int rc = read_id(r, NAME_MODEL, name, &id, e);

	if (rc == 0)
		return err_set(e, EXIT_USAGE,
		    "nothing is scored by a model '%.*s'", STR_ARG(name));
	if (rc < 0 || read_adopted(r, &is, &since, e) < 0)
		return -1;
	*model = (uint16_t)id;
	if (count(r, *model, counts, e) != 0)
		return -1;
	return is != *model;
}

int adopt_model(struct env *env, struct str name, int64_t now,
    struct adopt_counts *counts, struct err *e)
{
	struct reader *r = read_begin(env, STAMP_NONE, e);
	uint16_t model;
	struct writer w;
	int rc = r ? look(r, name, &model, counts, e) : -1;

	read_end(r);
	if (rc != 1)
		return rc;
	write_init(&w, env);
	rc = write_run(&w, now, put, &model, e);
	write_release(&w);
	return rc == 0 ? 1 : -1;
}
