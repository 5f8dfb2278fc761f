#include "store/undump_fields.h"

#include "store/db/obs.h"

#include <string.h>

static void wrong(struct fields *f, const char *key, const char *what)
{
	err_set(f->e, EXIT_DATA, "field '%s' %s", key, what);
}

static struct str view(const json_t *v)
{
	return (struct str){json_string_value(v), json_string_length(v)};
}

static unsigned word(
    struct fields *f, const char *key, const json_t *v, enum schema_list l)
{
	struct str s = json_is_string(v) ? view(v) : STR("?");
	unsigned n = schema_value(l, s);

	if (n == 0 && s.n)
		wrong(f, key, "holds an unknown word");
	return n;
}

static int64_t number(struct fields *f, const char *key, const json_t *v,
    int64_t least, int64_t most)
{
	json_int_t n = json_integer_value(v);

	if (json_is_integer(v) && n >= least && n <= most)
		return n;
	wrong(f, key, "is no integer in its range");
	return least > 0 ? least : 0;
}

struct str fields_text(struct fields *f, const char *key)
{
	const json_t *v = json_object_get(f->o, key);

	if (v && !json_is_string(v))
		wrong(f, key, "is no string");
	return json_is_string(v) ? view(v) : (struct str){NULL, 0};
}

int64_t fields_stamp(struct fields *f, const char *key)
{
	struct str s = fields_text(f, key);
	int64_t t = STAMP_NONE;

	if (s.p && !stamp_parse(s, &t))
		wrong(f, key, "is no ISO 8601 time");
	return t;
}

uint64_t fields_hex(struct fields *f, const char *key)
{
	static const char digits[] = "0123456789abcdef";
	struct str s = fields_text(f, key);
	uint64_t v = 0;

	if (s.p && s.n != 16)
		wrong(f, key, "is not of 16 hex digits");
	for (size_t i = 0; i < s.n && i < 16; i++) {
		const char *at = memchr(digits, s.p[i], 16);

		if (!at) {
			wrong(f, key, "is not of 16 hex digits");
			return 0;
		}
		v = v << 4 | (uint64_t)(at - digits);
	}
	return v;
}

unsigned fields_word(struct fields *f, const char *key, enum schema_list l)
{
	const json_t *v = json_object_get(f->o, key);

	return v ? word(f, key, v, l) : 0;
}

int64_t fields_int(struct fields *f, const char *key, int64_t least,
    int64_t most, int64_t if_absent)
{
	const json_t *v = json_object_get(f->o, key);

	return v ? number(f, key, v, least, most) : if_absent;
}

static const json_t *next(struct fields *f)
{
	return json_array_get(f->o, f->at++);
}

int64_t fields_next_int(struct fields *f, int64_t least, int64_t most)
{
	return number(f, "items", next(f), least, most);
}

int32_t fields_next_real(struct fields *f)
{
	const json_t *v = next(f);

	if (json_is_null(v))
		return OBS_NONE;
	return (int32_t)number(f, "items", v, INT32_MIN + 1, INT32_MAX);
}

struct str fields_next_text(struct fields *f)
{
	const json_t *v = next(f);

	if (json_is_string(v))
		return view(v);
	wrong(f, "items", "holds what is no string");
	return STR("");
}

unsigned fields_next_word(struct fields *f, enum schema_list l)
{
	return word(f, "items", next(f), l);
}

bool fields_next_bool(struct fields *f)
{
	const json_t *v = next(f);

	if (!json_is_boolean(v))
		wrong(f, "items", "holds what is no boolean");
	return json_is_true(v);
}

struct decimal fields_next_decimal(struct fields *f)
{
	struct decimal d = {0, 0};

	if (!decimal_read(fields_next_text(f), &d))
		wrong(f, "items", "holds what is no decimal number");
	return d;
}

void fields_end(struct fields *f)
{
	if (f->at != json_array_size(f->o))
		wrong(f, "items", "holds an item of a wrong size");
}
