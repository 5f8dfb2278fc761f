#include "parse/record/article.h"

#include "fetch/base/buf.h"
#include "parse/record/json_text.h"
#include "parse/record/record.h"

#include <jansson.h>
#include <stdlib.h>

/* The reading of one line: where the first fault is kept. */
struct reading {
	struct arena *arena;
	struct err *e;
};

static int wrong(struct reading *r, const char *key, const char *what)
{
	return err_set(r->e, EXIT_DATA, "field '%s' %s", key, what);
}

static struct str copy_text(struct reading *r, const json_t *v)
{
	struct str s = {json_string_value(v), json_string_length(v)};

	return arena_str(r->arena, s);
}

static void text(
    struct reading *r, const json_t *o, const char *key, struct str *to)
{
	const json_t *v = json_object_get(o, key);

	if (!v || json_is_null(v))
		return;
	if (!json_is_string(v))
		wrong(r, key, "is no string");
	else
		*to = copy_text(r, v);
}

static void stamp(
    struct reading *r, const json_t *o, const char *key, int64_t *to)
{
	struct str s = {NULL, 0};

	*to = STAMP_NONE;
	text(r, o, key, &s);
	if (s.p && !stamp_parse(s, to))
		wrong(r, key, "is no ISO 8601 time");
}

static const json_t *array(
    struct reading *r, const json_t *o, const char *key, size_t *n)
{
	const json_t *v = json_object_get(o, key);

	*n = 0;
	if (!v || json_is_null(v))
		return NULL;
	if (!json_is_array(v)) {
		wrong(r, key, "is no array");
		return NULL;
	}
	*n = json_array_size(v);
	return v;
}

static struct str *list(
    struct reading *r, const json_t *o, const char *key, size_t *n)
{
	const json_t *v = array(r, o, key, n);
	struct str *to = *n ? arena_new(r->arena, *n * sizeof *to) : NULL;

	for (size_t i = 0; i < *n; i++) {
		const json_t *one = json_array_get(v, i);

		if (!json_is_string(one))
			wrong(r, key, "holds what is no string");
		else
			to[i] = copy_text(r, one);
	}
	return to;
}

static void size(
    struct reading *r, const json_t *o, const char *key, size_t *to)
{
	const json_t *v = json_object_get(o, key);

	if (!json_is_integer(v) || json_integer_value(v) < 0)
		wrong(r, key, "is no offset");
	else
		*to = (size_t)json_integer_value(v);
}

static void read_document(
    struct reading *r, const json_t *o, struct document *d)
{
	text(r, o, "type", &d->type);
	text(r, o, "sequence", &d->sequence);
	text(r, o, "filename", &d->filename);
	text(r, o, "description", &d->description);
}

static void read_fact(struct reading *r, const json_t *o, struct fact *f)
{
	text(r, o, "concept", &f->concept);
	text(r, o, "value", &f->value);
	text(r, o, "unit", &f->unit);
	text(r, o, "start", &f->start);
	text(r, o, "end", &f->end);
	text(r, o, "instant", &f->instant);
	text(r, o, "decimals", &f->decimals);
	const json_t *dims = json_object_get(o, "dims");

	if (json_is_object(dims)) {
		char *raw = json_dumps(dims, JSON_COMPACT);

		f->dims = arena_str(r->arena, str_of(raw));
		free(raw);
	}
}

static void read_section(struct reading *r, const json_t *o, struct section *s)
{
	text(r, o, "item", &s->item);
	text(r, o, "title", &s->title);
	size(r, o, "begin", &s->begin);
	size(r, o, "end", &s->end);
	s->open = json_is_true(json_object_get(o, "open"));
}

static void read_filing(struct reading *r, const json_t *o, struct article *a)
{
	struct filing *f = arena_new(r->arena, sizeof *f);
	const json_t *v;

	a->filing = f;
	text(r, o, "cik", &f->cik);
	text(r, o, "company", &f->company);
	text(r, o, "form", &f->form);
	text(r, o, "accession", &f->accession);
	stamp(r, o, "accepted", &f->accepted);
	text(r, o, "filed", &f->filed);
	text(r, o, "period", &f->period);
	text(r, o, "amends", &f->amends);
	f->filers = list(r, o, "filers", &f->n_filers);
	f->items = list(r, o, "items", &f->n_items);
	f->earnings = json_is_true(json_object_get(o, "earnings"));
	v = array(r, o, "documents", &f->n_documents);
	f->documents =
	    arena_new(r->arena, (f->n_documents + 1) * sizeof *f->documents);
	for (size_t i = 0; i < f->n_documents; i++)
		read_document(r, json_array_get(v, i), &f->documents[i]);
	v = array(r, o, "sections", &f->n_sections);
	f->sections =
	    arena_new(r->arena, (f->n_sections + 1) * sizeof *f->sections);
	for (size_t i = 0; i < f->n_sections; i++)
		read_section(r, json_array_get(v, i), &f->sections[i]);
	v = array(r, o, "facts", &f->n_facts);
	f->facts = arena_new(r->arena, (f->n_facts + 1) * sizeof *f->facts);
	for (size_t i = 0; i < f->n_facts; i++)
		read_fact(r, json_array_get(v, i), &f->facts[i]);
}

static void read_raw(struct reading *r, const json_t *o, struct raw_place *raw)
{
	const json_t *offset = json_object_get(o, "offset");

	text(r, o, "file", &raw->file);
	text(r, o, "record", &raw->record);
	text(r, o, "digest", &raw->digest);
	if (json_is_integer(offset))
		raw->offset = json_integer_value(offset);
}

static void read_given(struct reading *r, const json_t *o, struct article *a)
{
	const json_t *v = array(r, o, "mentions", &a->n_given);

	a->given = arena_new(r->arena, (a->n_given + 1) * sizeof *a->given);
	for (size_t i = 0; i < a->n_given; i++) {
		const json_t *one = json_array_get(v, i);
		struct given_mention *m = &a->given[i];
		struct str field = {NULL, 0};

		text(r, one, "entity", &m->entity);
		text(r, one, "field", &field);
		m->in_title = str_eq(field, STR("title"));
		size(r, one, "begin", &m->begin);
		size(r, one, "end", &m->end);
		struct str in = m->in_title ? a->title : a->text;

		if (!m->entity.p || m->begin >= m->end || m->end > in.n)
			wrong(
			    r, "mentions", "holds an offset outside its field");
	}
}

static void read_all(struct reading *r, const json_t *o, struct article *a)
{
	const json_t *part;

	text(r, o, "id", &a->id);
	text(r, o, "url", &a->url);
	text(r, o, "canonical_url", &a->canonical_url);
	text(r, o, "source", &a->source);
	text(r, o, "feed", &a->feed);
	text(r, o, "scope", &a->scope);
	text(r, o, "kind", &a->kind);
	text(r, o, "lang", &a->lang);
	text(r, o, "title", &a->title);
	a->authors = list(r, o, "authors", &a->n_authors);
	text(r, o, "summary", &a->summary);
	if (!json_is_true(json_object_get(o, "text")))
		text(r, o, "text", &a->text);
	stamp(r, o, "published", &a->published);
	text(r, o, "published_from", &a->published_from);
	text(r, o, "published_precision", &a->published_precision);
	stamp(r, o, "updated", &a->updated);
	stamp(r, o, "fetched", &a->fetched);
	text(r, o, "content", &a->content);
	if ((part = json_object_get(o, "raw")) != NULL)
		read_raw(r, part, &a->raw);
	if ((part = json_object_get(o, "document")) != NULL)
		read_document(r, part, &a->document);
	if ((part = json_object_get(o, "filing")) != NULL)
		read_filing(r, part, a);
	read_given(r, o, a);
	if (!a->id.n)
		wrong(r, "id", "is missing");
	if (!a->text.p)
		wrong(r, "text", "is missing");
}

/* The line without its text, `true` in the place of it, which is read apart
 * (json_text.h says why); an absent view where it has none. */
static struct str cut_text(struct str line, struct str text, struct buf *rest)
{
	size_t begin = (size_t)(text.p - line.p);

	buf_str(rest, str_sub(line, 0, begin));
	buf_puts(rest, "true");
	buf_str(rest, str_sub(line, begin + text.n, line.n));
	return buf_view(rest);
}

static json_t *load(
    struct str line, struct str text, json_error_t *why, struct err *e)
{
	struct buf rest;

	buf_init(&rest, line.n + sizeof "true");
	struct str small = text.p ? cut_text(line, text, &rest) : line;
	json_t *o = json_loadb(small.p, small.n, JSON_ALLOW_NUL, why);
	size_t at = o ? 0 : (size_t)why->position;

	if (text.p && at > (size_t)(text.p - line.p))
		at += line.n - small.n;
	buf_release(&rest);
	if (json_is_object(o))
		return o;
	err_set(e, EXIT_DATA, "no JSON object: %s (byte %zu)",
	    o ? "another value" : why->text, at);
	json_decref(o);
	return NULL;
}

int article_read(
    struct str line, struct arena *arena, struct article *a, struct err *e)
{
	struct reading r = {arena, e};
	struct err mine = {0};
	struct str text = record_member(line, STR("text"));
	json_error_t why;

	if (text.n < 2 || text.p[0] != '"')
		text = (struct str){NULL, 0};
	*a = (struct article){.raw = {.offset = -1}};
	json_t *o = load(line, text, &why, e);

	if (!o)
		return -1;
	r.e = &mine;
	if (text.p && json_text(text, arena, &a->text, &mine) != 0)
		err_context(&mine, "field 'text'");
	read_all(&r, o, a);
	json_decref(o);
	if (mine.code)
		return err_set(e, mine.code, "%s", mine.text);
	return 0;
}
