#include "store/query/footer.h"

#include "fetch/base/log.h"

#include <stdio.h>

static void add(struct buf *b, size_t n, const char *what)
{
	if (n)
		buf_printf(b, " · %zu %s", n, what);
}

static void for_people(
    const struct question *q, const struct footer *f, struct sheet *s)
{
	char text[ZONE_TEXT_BYTES];
	struct buf b;

	buf_init(&b, 4096);
	if (f->cut)
		sheet_note(s, STR("… and older rows: --limit 0 shows all"));
	if (f->rows == 0 && q->committed)
		buf_puts(&b, "nothing found · ");
	if (!q->committed)
		buf_puts(&b, "the store is empty");
	else
		buf_printf(&b, "as known at %s",
		    zone_format(q->zone, q->committed, text));
	if (q->has_model)
		buf_printf(&b, " · model %.*s", STR_ARG(q->model_name));
	else if (q->committed)
		buf_puts(&b, " · no model is adopted yet");
	if (f->none_live)
		buf_puts(&b, " · all origins: no live rows");
	else
		add(&b, f->others, "of other origins (--origin)");
	add(&b, f->undated, "undated");
	add(&b, f->vague, "known to the day alone");
	sheet_note(s, buf_view(&b));
	buf_release(&b);
}

void footer_write(
    const struct question *q, const struct footer *f, struct sheet *s)
{
	char numbers[4][24], text[ZONE_TEXT_BYTES];
	const size_t v[4] = {f->rows, f->undated, f->vague, f->others};
	struct buf model;

	if (q->out.format == SHEET_TABLE || q->out.format == SHEET_SPARK) {
		for_people(q, f, s);
		return;
	}
	for (size_t i = 0; i < 4; i++)
		(void)snprintf(numbers[i], sizeof numbers[i], "%zu", v[i]);
	buf_init(&model, 512);
	buf_str(&model, q->model_name);
	/* what other origins there are is told even where they count */
	log_event(LOG_INFO, "answer", "watermark",
	    q->committed ? zone_format(q->zone, q->committed, text) : "none",
	    "model", q->has_model ? buf_text(&model) : "none", "rows",
	    numbers[0], "undated", numbers[1], "to-the-day", numbers[2],
	    "other-origins", numbers[3], "origins",
	    f->none_live                ? "all (no live rows)"
	    : q->selection.origins == 0 ? "all"
					: "selected",
	    NULL);
	buf_release(&model);
}
