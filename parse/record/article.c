#include "parse/record/article.h"

#include "fetch/base/jsonw.h"
#include "parse/record/record.h"

#include <string.h>

static void write_list(
    struct jsonw *j, const char *key, const struct str *v, size_t n)
{
	if (n == 0)
		return;
	jsonw_array(j, key);
	for (size_t i = 0; i < n; i++)
		jsonw_text(j, NULL, v[i]);
	jsonw_array_end(j);
}

static void write_document(
    struct jsonw *j, const char *key, const struct document *d)
{
	jsonw_object(j, key);
	jsonw_text(j, "type", d->type);
	jsonw_text(j, "sequence", d->sequence);
	jsonw_text(j, "filename", d->filename);
	jsonw_text(j, "description", d->description);
	jsonw_object_end(j);
}

static void write_section(struct jsonw *j, const struct section *s)
{
	jsonw_object(j, NULL);
	jsonw_text(j, "item", s->item);
	jsonw_text(j, "title", s->title);
	jsonw_int(j, "begin", (long long)s->begin);
	jsonw_int(j, "end", (long long)s->end);
	if (s->open)
		jsonw_bool(j, "open", true);
	jsonw_object_end(j);
}

static void write_fact(struct jsonw *j, const struct fact *f)
{
	jsonw_object(j, NULL);
	jsonw_text(j, "concept", f->concept);
	jsonw_text(j, "value", f->value);
	jsonw_text(j, "unit", f->unit);
	jsonw_text(j, "start", f->start);
	jsonw_text(j, "end", f->end);
	jsonw_text(j, "instant", f->instant);
	jsonw_text(j, "decimals", f->decimals);
	if (f->dims.p)
		jsonw_raw(j, "dims", f->dims);
	jsonw_object_end(j);
}

static void write_removed(struct jsonw *j, const struct filing *f)
{
	if (!f->n_removed)
		return;
	jsonw_array(j, "removed");
	for (size_t i = 0; i < f->n_removed; i++) {
		jsonw_object(j, NULL);
		jsonw_text(j, "text", f->removed[i].text);
		jsonw_int(j, "times", (long long)f->removed[i].times);
		jsonw_object_end(j);
	}
	jsonw_array_end(j);
}

static void write_filing(struct jsonw *j, const struct filing *f)
{
	jsonw_object(j, "filing");
	jsonw_text(j, "cik", f->cik);
	jsonw_text(j, "company", f->company);
	write_list(j, "filers", f->filers, f->n_filers);
	jsonw_text(j, "form", f->form);
	jsonw_text(j, "accession", f->accession);
	jsonw_stamp(j, "accepted", f->accepted);
	jsonw_text(j, "filed", f->filed);
	jsonw_text(j, "period", f->period);
	jsonw_text(j, "amends", f->amends);
	jsonw_text(j, "amends_filed", f->amends_filed);
	jsonw_text(j, "amends_accession", f->amends_accession);
	write_list(j, "items", f->items, f->n_items);
	if (f->earnings)
		jsonw_bool(j, "earnings", true);
	if (f->n_documents) {
		jsonw_array(j, "documents");
		for (size_t i = 0; i < f->n_documents; i++)
			write_document(j, NULL, &f->documents[i]);
		jsonw_array_end(j);
	}
	if (f->n_sections) {
		jsonw_array(j, "sections");
		for (size_t i = 0; i < f->n_sections; i++)
			write_section(j, &f->sections[i]);
		jsonw_array_end(j);
	}
	write_removed(j, f);
	if (f->n_facts) {
		jsonw_array(j, "facts");
		for (size_t i = 0; i < f->n_facts; i++)
			write_fact(j, &f->facts[i]);
		jsonw_array_end(j);
	}
	jsonw_object_end(j);
}

static void write_raw(struct jsonw *j, const struct raw_place *r)
{
	if (!r->file.p && !r->record.p && !r->digest.p)
		return;
	jsonw_object(j, "raw");
	jsonw_text(j, "file", r->file);
	if (r->offset >= 0)
		jsonw_int(j, "offset", r->offset);
	jsonw_text(j, "record", r->record);
	jsonw_text(j, "digest", r->digest);
	jsonw_object_end(j);
}

static void write_given(struct jsonw *j, const struct article *a)
{
	if (a->n_given == 0)
		return;
	jsonw_array(j, "mentions");
	for (size_t i = 0; i < a->n_given; i++) {
		const struct given_mention *m = &a->given[i];

		jsonw_object(j, NULL);
		jsonw_text(j, "entity", m->entity);
		jsonw_text(
		    j, "field", m->in_title ? STR("title") : STR("text"));
		jsonw_int(j, "begin", (long long)m->begin);
		jsonw_int(j, "end", (long long)m->end);
		jsonw_object_end(j);
	}
	jsonw_array_end(j);
}

void article_write(struct buf *to, const struct article *a)
{
	struct jsonw j;

	jsonw_begin(&j, to);
	jsonw_object(&j, NULL);
	jsonw_int(&j, "v", RECORD_VERSION);
	jsonw_text(&j, "record", STR("article"));
	jsonw_text(&j, "id", a->id);
	jsonw_text(&j, "url", a->url);
	jsonw_text(&j, "canonical_url", a->canonical_url);
	jsonw_text(&j, "source", a->source);
	jsonw_text(&j, "feed", a->feed);
	jsonw_text(&j, "scope", a->scope);
	jsonw_text(&j, "kind", a->kind);
	jsonw_text(&j, "lang", a->lang);
	jsonw_text(&j, "title", a->title);
	write_list(&j, "authors", a->authors, a->n_authors);
	jsonw_text(&j, "summary", a->summary);
	jsonw_text(&j, "text", a->text);
	jsonw_stamp(&j, "published", a->published);
	jsonw_text(&j, "published_from", a->published_from);
	jsonw_text(&j, "published_precision", a->published_precision);
	jsonw_stamp(&j, "updated", a->updated);
	jsonw_stamp(&j, "fetched", a->fetched);
	jsonw_text(&j, "content", a->content);
	write_raw(&j, &a->raw);
	if (a->document.type.p)
		write_document(&j, "document", &a->document);
	if (a->filing)
		write_filing(&j, a->filing);
	write_given(&j, a);
	jsonw_object_end(&j);
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
