/*
 * Looking names up, and the inside of a reader.
 *
 * Users: store/db, and the writer.
 */
#ifndef STORE_DB_NAMES_H
#define STORE_DB_NAMES_H

#include "store/db/env.h"

struct reader {
	struct env *env;
	MDB_txn *txn;
	int64_t watermark, as_of;
	struct leaf_map map;
	bool whole[TABLES]; /* checked: no row is lost */
};

enum { NAMES_KEY_BYTES = 17, NAMES_ID_BYTES = 5 };

void names_key(
    unsigned char to[NAMES_KEY_BYTES], enum name_class c, struct str text);
void names_id_key(
    unsigned char to[NAMES_ID_BYTES], enum name_class c, uint32_t id);

/* 1 found, 0 not, -1 error */
int names_find(struct env *env, MDB_txn *txn, enum name_class c,
    struct str text, uint32_t *id, struct err *e);
int names_text(struct env *env, MDB_txn *txn, enum name_class c, uint32_t id,
    struct str *text, struct err *e);

#endif
