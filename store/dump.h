/*
 * The store as text: JSON Lines, names instead of ids.
 *
 *   {"record":"dump","v":1,"schema":1,"known":true}
 *   {"record":"model","name",…}        adoptions, in order
 *   {"record":"feed","url",…}          first good polls, by URL
 *   {"record":"doc","doc","model",…}   versions, by (doc, model name, known)
 *   {"record":"story",…}, and behind each its {"record":"story-text",…}
 *       {"record":"story-joined",…} {"record":"member",…}
 *   {"record":"canon",…}
 *   {"record":"obs","series",…}        by (series name, time, doc, model
 *                                      name, known)
 *   {"record":"end","rows":N,"crc32c":"…","watermark":"…"}
 *
 * Keeps: equal content gives equal bytes; loading a dump and dumping gives it
 *   again. Reals are integers, in millionths; docs and stories 16 hex digits;
 *   0, "" and unknown are left out. crc32c is over all lines before the end.
 *   Without `known` that clock is left out, and with it what depends on it: a
 *   story is named after its member of least (time, doc), the index of
 *   stories and novelty are not there, and articles do not say where their raw
 * bytes are (the run that fetched them named the file). Two stores that learnt
 * the same in other batches then compare equal; such a dump cannot be loaded.
 * Fails: EXIT_DATA (a damaged store), what `write` fails with. Users: store/.
 */
#ifndef STORE_DUMP_H
#define STORE_DUMP_H

#include "fetch/base/jsonw.h"
#include "store/db/read.h"

/* What a dump holds is as in schema 1: the rollup, which came with 2, is made
 * of it. So an older version can load it, too. */
enum { DUMP_VERSION = 1, DUMP_SCHEMA = 1 };

/* line with its newline */
typedef int dump_write(void *user, struct str line, struct err *e);

struct dump_story;

struct dump {
	struct reader *r;
	bool known; /* print that clock */
	dump_write *write;
	void *user;
	struct buf line;
	struct jsonw j;
	uint64_t rows;
	uint32_t crc;
	struct dump_story *stories; /* without known: their names */
	size_t n_stories;
};

int dump_store(
    struct reader *r, bool known, dump_write *write, void *user, struct err *e);

/* ---- for dump_….c ---- */

/* begin a record; end it and write it */
void dump_begin(struct dump *d, const char *record);
int dump_end(struct dump *d, struct err *e);
void dump_hex(struct dump *d, const char *key, uint64_t v);
void dump_known(struct dump *d, int64_t known);
/* the name behind an id; nothing for id 0 */
int dump_name(struct dump *d, const char *key, enum name_class c, uint32_t id,
    struct err *e);
/* a word of the lists; nothing for 0 */
void dump_word(struct dump *d, const char *key, enum schema_list l, unsigned v);
uint64_t dump_story_name(const struct dump *d, uint64_t story);

/* Names of a class with their ids, in order of the names; the caller frees
 * v; the texts borrow from the store. */
struct dump_names {
	struct dump_named {
		struct str text;
		uint32_t id;
	} * v;
	size_t n, cap;
};
int dump_names(
    struct dump *d, enum name_class c, struct dump_names *to, struct err *e);

/* One row of obs or doc. */
struct dump_row {
	struct str key, value;
	struct str series; /* obs */
	struct str model;  /* absent: none */
	int64_t known;
};
typedef int dump_one(struct dump *d, const struct dump_row *row, struct err *e);

/* bytes of a key, of the part that makes an identity, and before the model,
 * which `known` follows */
struct dump_shape {
	size_t key, group, model;
};

/* All rows, or those of one series; within an identity by name of model. */
int dump_each(struct dump *d, enum schema_table t,
    const struct dump_named *series, struct dump_shape shape, dump_one *one,
    struct err *e);

int dump_obs(struct dump *d, struct err *e);
int dump_docs(struct dump *d, struct err *e);
/* models, feeds, story, canon */
int dump_small(struct dump *d, enum schema_table t, struct err *e);
/* work out d->stories */
int dump_stories(struct dump *d, struct err *e);

#endif
