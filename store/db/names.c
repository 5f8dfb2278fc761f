#include "store/db/names.h"

#include "fetch/base/digest.h"
#include "store/db/bytes.h"

#include <string.h>

void names_key(
    unsigned char to[NAMES_KEY_BYTES], enum name_class c, struct str text)
{
	unsigned char d[DIGEST_BYTES];

	/* a name may be longer than a key of LMDB */
	digest_sha256(text, d);
	to[0] = (unsigned char)c;
	memcpy(to + 1, d, NAMES_KEY_BYTES - 1);
}

void names_id_key(
    unsigned char to[NAMES_ID_BYTES], enum name_class c, uint32_t id)
{
	to[0] = (unsigned char)c;
	bytes_put_be(to + 1, id, 4);
}

int names_find(struct env *env, MDB_txn *txn, enum name_class c,
    struct str text, uint32_t *id, struct err *e)
{
	unsigned char key[NAMES_KEY_BYTES];
	struct str v;

	names_key(key, c, text);
	int rc = env_get(env, txn, TABLE_NAME,
	    (struct str){(const char *)key, sizeof key}, &v, e);

	if (rc == 1)
		*id = (uint32_t)bytes_get_le((const unsigned char *)v.p, 4);
	return rc;
}

int names_text(struct env *env, MDB_txn *txn, enum name_class c, uint32_t id,
    struct str *text, struct err *e)
{
	unsigned char key[NAMES_ID_BYTES];

	names_id_key(key, c, id);
	return env_get(env, txn, TABLE_TEXT,
	    (struct str){(const char *)key, sizeof key}, text, e);
}
