#include "parse/filing/items8k.h"

#include "parse/filing/tables.h"

struct str items8k_number(struct str title, struct str form, struct str filed)
{
	const struct table_row *t = table_items8k_new;

	if (filed.p && str_cmp(filed, STR("2004-08-23")) < 0)
		t = table_items8k_old;
	if (!str_starts_nocase(form, STR("8-K")))
		return title;
	for (; t->key; t++)
		if (str_starts_nocase(title, str_of(t->key)))
			return str_of(t->value);
	return title;
}
