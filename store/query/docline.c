#include "store/query/docline.h"

#include "parse/record/record.h"

#include <jansson.h>

void docline_begin(struct docline *d, struct reader *r, uint16_t model)
{
	*d = (struct docline){.reader = r, .model = model};
	buf_init(&d->line, DOC_LINE_MAX_BYTES);
}

void docline_release(struct docline *d)
{
	buf_release(&d->line);
	arena_release(&d->arena);
}

struct str docline_member(struct docline *d, const char *key)
{
	struct str raw = record_member(buf_view(&d->line), str_of(key));
	struct str text = {NULL, 0};
	json_error_t why;

	if (!raw.p)
		return text;
	json_t *v =
	    json_loadb(raw.p, raw.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, &why);

	if (json_is_string(v))
		text = arena_str(&d->arena,
		    (struct str){json_string_value(v), json_string_length(v)});
	json_decref(v);
	return text;
}

int docline_read(struct docline *d, uint64_t doc, int64_t known, struct err *e)
{
	if (d->some && d->doc == doc)
		return d->found;
	arena_reset(&d->arena);
	d->some = true;
	d->doc = doc;
	d->title = d->url = d->text = (struct str){NULL, 0};
	d->found = read_doc(d->reader, doc, d->model, &d->row, e);
	/* the version that states a row is there, or a newer one */
	if (!d->may_lack &&
	    (d->found == 0 || (d->found == 1 && d->row.known < known)))
		d->found = err_set(e, EXIT_DATA,
		    "the article %016llx of a row is lost",
		    (unsigned long long)doc);
	if (d->found != 1)
		return d->found;
	if (d->row.flags & DOC_PRUNED) {
		d->found = 0;
		return 0;
	}
	if (doc_line(&d->row, &d->line, e) != 0) {
		d->found = -1;
		return -1;
	}
	d->title = docline_member(d, "title");
	d->url = docline_member(d, "url");
	return 1;
}

struct str docline_field(struct docline *d, enum text_field field)
{
	if (d->found != 1)
		return (struct str){NULL, 0};
	if (field == FIELD_TITLE)
		return d->title;
	if (!d->text.p)
		d->text = docline_member(d, "text");
	return d->text;
}
