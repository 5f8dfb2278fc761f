#include "parse/text/charset_label.h"

#include "parse/text/table.h"

#include <string.h>

struct str charset_label_name(struct str label)
{
	const struct table_row *r = table_find(table_charsets, label);

	return r ? str_of(r->value) : label;
}

/* WHATWG gives some labels ("replacement") no converter; their text is read
 * all the same. */
UConverter *charset_label_open(struct str label)
{
	char name[CHARSET_LABEL_MAX_BYTES];
	UErrorCode status = U_ZERO_ERROR;
	struct str to = charset_label_name(label);

	if (str_eq(to, STR("replacement")))
		to = label;
	const struct table_row *r = table_find(table_converters, to);

	if (r)
		to = str_of(r->value);
	if (!to.n || to.n >= sizeof name)
		return NULL;
	/* ICU passes over signs in a name: those are no labels */
	for (size_t i = 0; i < to.n; i++)
		if (strchr("\"'<>=()/\\;, \t\n", to.p[i]))
			return NULL;
	memcpy(name, to.p, to.n);
	name[to.n] = '\0';
	UConverter *c = ucnv_open(name, &status);

	return U_SUCCESS(status) ? c : NULL;
}

bool charset_label_known(struct str label)
{
	if (str_eq(charset_label_name(label), STR("utf-8")))
		return true;
	UConverter *c = charset_label_open(label);

	if (c)
		ucnv_close(c);
	return c != NULL;
}
