/*
 * The fields of one record of a dump; a record is outside bytes.
 *
 * Owns: nothing; views borrow from the JSON object.
 * Keeps: the first fault is kept in e; getters go on with a neutral value.
 * Fails: EXIT_DATA with the field named.
 * Users: store/undump….c.
 */
#ifndef STORE_UNDUMP_FIELDS_H
#define STORE_UNDUMP_FIELDS_H

#include "fetch/base/err.h"
#include "fetch/base/stamp.h"
#include "store/db/decimal.h"
#include "store/db/schema.h"

#include <jansson.h>

struct fields {
	const json_t *o; /* an object, or an array whose items are `at` */
	size_t at;
	struct err *e;
};

/* by key */
struct str fields_text(struct fields *f, const char *key); /* absent: none */
int64_t fields_stamp(struct fields *f, const char *key); /* STAMP_NONE: none */
uint64_t fields_hex(struct fields *f, const char *key); /* 16 digits; 0: none */
unsigned fields_word(struct fields *f, const char *key, enum schema_list l);
int64_t fields_int(struct fields *f, const char *key, int64_t least,
    int64_t most, int64_t if_absent);

/* the next item of an array */
int64_t fields_next_int(struct fields *f, int64_t least, int64_t most);
int32_t fields_next_real(struct fields *f); /* null: OBS_NONE */
struct str fields_next_text(struct fields *f);
unsigned fields_next_word(struct fields *f, enum schema_list l); /* "": 0 */
bool fields_next_bool(struct fields *f);
struct decimal fields_next_decimal(struct fields *f);
/* nothing is left over */
void fields_end(struct fields *f);

#endif
