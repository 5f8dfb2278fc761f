/* Filings in any wrapper: what is told must be whole, whatever comes in. */
#include "parse/filing/filing.h"

#include <libxml/parser.h>
#include <stdint.h>
#include <stdlib.h>

static int take(void *user, struct article *a, struct err *e)
{
	const struct filing *f = a->filing;

	(void)user;
	(void)e;
	if (!a->text.n || !a->kind.n)
		abort();
	for (size_t i = 0; i < f->n_sections; i++) {
		const struct section *s = &f->sections[i];

		if (s->begin >= s->end || s->end > a->text.n ||
		    (i + 1 < f->n_sections && s->end != s[1].begin))
			abort();
	}
	for (size_t i = 0; i < f->n_facts; i++)
		if (!f->facts[i].value.n || !f->facts[i].concept.n)
			abort();
	return 0;
}

static int line(void *user, struct str s, struct err *e)
{
	(void)user;
	(void)s;
	(void)e;
	return 0;
}

static int refused(void *user, struct str document, const struct err *why)
{
	(void)user;
	(void)document;
	return why->code ? 0 : -1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct filing_sink sink = {NULL, take, line, refused};
	const struct filing_source in = {
	    .bytes = {(const char *)data, size}, .name = STR("fuzz")};
	struct arena a = {0};
	struct err e = {0};
	enum filing_kind kind = filing_sniff(in.bytes);

	if (filing_read(&in, kind ? kind : FILING_SUBMISSION, &a, &sink, &e) !=
		0 &&
	    e.code != EXIT_DATA)
		abort();
	arena_release(&a);
	return 0;
}
