#include "parse/record/article.h"

#include "fetch/base/json_write.h"
#include "parse/record/record.h"

#include <string.h>

static void write_list(
    struct json_out *j, const char *key, const struct str *v, size_t n)
{
	if (n == 0)
		return;
	json_array(j, key);
	for (size_t i = 0; i < n; i++)
		json_text(j, NULL, v[i]);
	json_array_end(j);
}

static void write_document(
    struct json_out *j, const char *key, const struct document *d)
{
	json_object(j, key);
	json_text(j, "type", d->type);
	json_text(j, "sequence", d->sequence);
	json_text(j, "filename", d->filename);
	json_text(j, "description", d->description);
	json_object_end(j);
}

static void write_section(struct json_out *j, const struct section *s)
{
	json_object(j, NULL);
	json_text(j, "item", s->item);
	json_text(j, "title", s->title);
	json_int(j, "begin", (long long)s->begin);
	json_int(j, "end", (long long)s->end);
	if (s->open)
		json_bool(j, "open", true);
	json_object_end(j);
}

static void write_fact(struct json_out *j, const struct fact *f)
{
	json_object(j, NULL);
	json_text(j, "concept", f->concept);
	json_text(j, "value", f->value);
	json_text(j, "unit", f->unit);
	json_text(j, "start", f->start);
	json_text(j, "end", f->end);
	json_text(j, "instant", f->instant);
	json_text(j, "decimals", f->decimals);
	if (f->dims.p)
		json_raw(j, "dims", f->dims);
	json_object_end(j);
}

static void write_filing(struct json_out *j, const struct filing *f)
{
	json_object(j, "filing");
	json_text(j, "cik", f->cik);
	json_text(j, "company", f->company);
	write_list(j, "filers", f->filers, f->n_filers);
	json_text(j, "form", f->form);
	json_text(j, "accession", f->accession);
	json_stamp(j, "accepted", f->accepted);
	json_text(j, "filed", f->filed);
	json_text(j, "period", f->period);
	json_text(j, "amends", f->amends);
	write_list(j, "items", f->items, f->n_items);
	if (f->n_documents) {
		json_array(j, "documents");
		for (size_t i = 0; i < f->n_documents; i++)
			write_document(j, NULL, &f->documents[i]);
		json_array_end(j);
	}
	if (f->n_sections) {
		json_array(j, "sections");
		for (size_t i = 0; i < f->n_sections; i++)
			write_section(j, &f->sections[i]);
		json_array_end(j);
	}
	if (f->n_facts) {
		json_array(j, "facts");
		for (size_t i = 0; i < f->n_facts; i++)
			write_fact(j, &f->facts[i]);
		json_array_end(j);
	}
	json_object_end(j);
}

static void write_raw(struct json_out *j, const struct raw_place *r)
{
	if (!r->file.p && !r->record.p && !r->digest.p)
		return;
	json_object(j, "raw");
	json_text(j, "file", r->file);
	if (r->offset >= 0)
		json_int(j, "offset", r->offset);
	json_text(j, "record", r->record);
	json_text(j, "digest", r->digest);
	json_object_end(j);
}

static void write_given(struct json_out *j, const struct article *a)
{
	if (a->n_given == 0)
		return;
	json_array(j, "mentions");
	for (size_t i = 0; i < a->n_given; i++) {
		const struct given_mention *m = &a->given[i];

		json_object(j, NULL);
		json_text(j, "entity", m->entity);
		json_text(j, "field", m->in_title ? STR("title") : STR("text"));
		json_int(j, "begin", (long long)m->begin);
		json_int(j, "end", (long long)m->end);
		json_object_end(j);
	}
	json_array_end(j);
}

void article_write(struct buf *to, const struct article *a)
{
	struct json_out j;

	json_begin(&j, to);
	json_object(&j, NULL);
	json_int(&j, "v", RECORD_VERSION);
	json_text(&j, "record", STR("article"));
	json_text(&j, "id", a->id);
	json_text(&j, "url", a->url);
	json_text(&j, "canonical_url", a->canonical_url);
	json_text(&j, "source", a->source);
	json_text(&j, "feed", a->feed);
	json_text(&j, "scope", a->scope);
	json_text(&j, "kind", a->kind);
	json_text(&j, "lang", a->lang);
	json_text(&j, "title", a->title);
	write_list(&j, "authors", a->authors, a->n_authors);
	json_text(&j, "summary", a->summary);
	json_text(&j, "text", a->text);
	json_stamp(&j, "published", a->published);
	json_text(&j, "published_from", a->published_from);
	json_text(&j, "published_precision", a->published_precision);
	json_stamp(&j, "updated", a->updated);
	json_stamp(&j, "fetched", a->fetched);
	json_text(&j, "content", a->content);
	write_raw(&j, &a->raw);
	if (a->document.type.p)
		write_document(&j, "document", &a->document);
	if (a->filing)
		write_filing(&j, a->filing);
	write_given(&j, a);
	json_object_end(&j);
}

int64_t article_event_time(const struct article *a)
{
	int64_t t = a->published;

	if (t == STAMP_NONE)
		return t;
	if (str_eq(a->published_precision, STR("day"))) {
		/* a published day ends where the next one begins */
		int64_t in_day = t % STAMP_DAY;

		if (in_day < 0)
			in_day += STAMP_DAY;
		t += STAMP_DAY - in_day - 1;
	}
	return a->fetched != STAMP_NONE && a->fetched < t ? a->fetched : t;
}
