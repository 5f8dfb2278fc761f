#include "parse/table.h"

#include <stdlib.h>

const struct table_row *table_find(const struct table_row *t, struct str s)
{
	for (; t->key; t++)
		if (str_eq_nocase(s, str_of(t->key)))
			return t;
	return NULL;
}

long table_number(const char *s)
{
	return strtol(s, NULL, 10);
}
