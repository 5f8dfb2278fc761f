/* a line through the whole scorer, with the shipped tables */
#include "score/scorer.h"

#include "parse/record/record.h"
#include "score/explain.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct model *the_model(void)
{
	static struct model model; /* kept: opening it for each input would
				    * take longer than all else */
	static bool open;
	struct err e = {0};

	if (!open && model_open(&model, "score/data", NULL, 0, &e) != 0) {
		(void)fprintf(stderr, "%s\n", e.text);
		abort();
	}
	open = true;
	return &model;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str line = {(const char *)data, size}, kind;
	struct err e = {0};
	struct scorer s;
	struct buf out;
	long version;

	scorer_make(&s, the_model(), 0);
	buf_init(&out, 64U << 20);
	enum scorer_result r = scorer_line(&s, line, STR("in:1"), &out, &e);

	err_clear(&e);
	if (r == SCORER_SCORED) {
		struct arena a = {0};
		struct score back;
		struct str json = record_member(buf_view(&out), STR("score"));

		if (score_read(json, &a, &back, &e) != 0)
			abort();
		buf_clear(&out);
		explain_write(&out, &s, true);
		arena_release(&a);
	} else if (record_peek(buf_view(&out), &kind, &version, &e) != 0) {
		abort();
	}
	buf_release(&out);
	scorer_release(&s);
	return 0;
}
