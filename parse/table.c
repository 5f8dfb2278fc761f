#include "parse/table.h"

#include <stdlib.h>

const struct table_row *table_find(const struct table_row *t, struct str s)
{
	for (; t->key && s.n; t++)
		if (s.n == t->n && ((*t->key ^ *s.p) & ~0x20) == 0 &&
		    str_eq_nocase(s, table_key(t)))
			return t;
	return NULL;
}

long table_number(const char *s)
{
	return strtol(s, NULL, 10);
}
