#include "parse/text/table.h"

#include <stdlib.h>

const struct table_row *table_find(const struct table_row *t, struct str s)
{
	for (; s.n && t->key; t++)
		/* most rows differ in their length or their first letter */
		if (s.n == t->n && ((s.p[0] ^ t->key[0]) & ~0x20) == 0 &&
		    str_eq_nocase(s, table_key(t)))
			return t;
	return NULL;
}

long table_number(const char *s)
{
	return strtol(s, NULL, 10);
}
