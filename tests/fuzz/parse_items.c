/* Clean text and items of a form's document: sections part the text. The
 * first byte chooses the form. */
#include "parse/filing/reading.h"
#include "parse/filing/sections.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void check_lines(const struct flow *f)
{
	for (size_t i = 0; i < f->n_lines; i++) {
		struct str s = flow_line(f, i);

		if (!s.n || memchr(s.p, '\n', s.n) || s.p[0] == ' ' ||
		    s.p[s.n - 1] == ' ')
			abort();
	}
}

static void check_sections(const struct filing *f, size_t n)
{
	for (size_t i = 0; i < f->n_sections; i++) {
		const struct section *s = &f->sections[i];

		if (s->begin >= s->end || s->end > n)
			abort();
		if (i + 1 < f->n_sections && (s->end != s[1].begin || s->open))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const forms[] = {"10-K", "10-Q", "20-F", "8-K"};
	struct filing f = {.n_sections = 0};
	struct arena a = {0};
	struct reading r;
	struct err e = {0};
	struct str body = {(const char *)data, size};

	if (!size)
		return 0;
	reading_init(&r, &a);
	if (reading_do(&r, str_sub(body, 1, body.n), &e) == 0) {
		check_lines(&r.flow);
		sections_find(
		    &f, &a, &r.flow, str_of(forms[data[0] % 4]), false);
		check_sections(&f, r.flow.text.n);
	} else if (e.code != EXIT_DATA) {
		abort();
	}
	reading_free(&r);
	arena_release(&a);
	return 0;
}
