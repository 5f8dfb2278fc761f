#include "parse/record/fact_line.h"

#include "fetch/base/jsonw.h"
#include "parse/record/record.h"

#include <jansson.h>
#include <stddef.h>

static const struct {
	const char *key;
	size_t offset;
} fields[] = {
    {"cik", offsetof(struct fact_line, cik)},
    {"accession", offsetof(struct fact_line, accession)},
    {"form", offsetof(struct fact_line, form)},
    {"filed", offsetof(struct fact_line, filed)},
    {"concept", offsetof(struct fact_line, concept)},
    {"value", offsetof(struct fact_line, value)},
    {"unit", offsetof(struct fact_line, unit)},
    {"start", offsetof(struct fact_line, start)},
    {"end", offsetof(struct fact_line, end)},
    {"instant", offsetof(struct fact_line, instant)},
};

void fact_line_write(struct buf *to, const struct fact_line *f)
{
	struct jsonw j;

	jsonw_begin(&j, to);
	jsonw_object(&j, NULL);
	jsonw_int(&j, "v", RECORD_VERSION);
	jsonw_text(&j, "record", STR("fact"));
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const void *field = (const char *)f + fields[i].offset;

		jsonw_text(&j, fields[i].key, *(const struct str *)field);
	}
	jsonw_object_end(&j);
}

int fact_line_read(
    struct str line, struct arena *a, struct fact_line *f, struct err *e)
{
	json_error_t why;
	json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &why);
	const char *wrong = NULL;

	*f = (struct fact_line){.cik = {NULL, 0}};
	if (!json_is_object(o)) {
		json_decref(o);
		return err_set(e, EXIT_DATA, "no JSON object");
	}
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const json_t *v = json_object_get(o, fields[i].key);
		void *field = (char *)f + fields[i].offset;
		struct str s = {json_string_value(v), json_string_length(v)};

		if (v && !json_is_string(v))
			wrong = fields[i].key;
		*(struct str *)field = arena_str(a, s);
	}
	json_decref(o);
	if (wrong)
		return err_set(e, EXIT_DATA, "field '%s' is no string", wrong);
	if (!f->concept.n || !f->value.n)
		return err_set(e, EXIT_DATA, "field '%s' is missing",
		    f->concept.n ? "value" : "concept");
	return 0;
}
