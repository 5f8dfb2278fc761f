#include "store/query/sheet_inside.h"

#include "fetch/base/jsonw.h"
#include "store/query/plain.h"

enum { DIGITS = 6 };

/* numbers and stamps alike in CSV and TSV */
static void bare(struct sheet *s, const struct cell *c)
{
	char text[ZONE_TEXT_BYTES];
	struct jsonw w;

	if (c->kind == CELL_COUNT) {
		jsonw_begin(&w, &s->out);
		jsonw_int(&w, NULL, c->number);
	} else if (c->kind == CELL_FLAG) {
		buf_puts(&s->out, c->number ? "true" : "false");
	} else if (c->kind == CELL_STAMP) {
		buf_puts(&s->out, zone_format(s->o.zone, c->number, text));
	} else if (c->kind == CELL_REAL) {
		/* as JSON writes it: equal text in every format */
		jsonw_begin(&w, &s->out);
		jsonw_real(&w, NULL, c->real, DIGITS);
	}
}

void sheet_lines_head(struct sheet *s, char between)
{
	for (size_t i = 0; i < s->n; i++) {
		if (i)
			buf_char(&s->out, between);
		buf_puts(&s->out, s->columns[i].name);
	}
	buf_char(&s->out, '\n');
}

void sheet_csv_row(struct sheet *s, const struct cell *cells)
{
	for (size_t i = 0; i < s->n; i++) {
		if (i)
			buf_char(&s->out, ',');
		if (cells[i].kind == CELL_TEXT)
			plain_csv(&s->out, cells[i].text, s->o.terminal);
		else
			bare(s, &cells[i]);
	}
	buf_char(&s->out, '\n');
}

void sheet_tsv_row(struct sheet *s, const struct cell *cells)
{
	for (size_t i = 0; i < s->n; i++) {
		if (i)
			buf_char(&s->out, '\t');
		if (cells[i].kind == CELL_TEXT)
			plain_tsv(&s->out, cells[i].text, s->o.terminal);
		else
			bare(s, &cells[i]);
	}
	buf_char(&s->out, '\n');
}

static void json_cell(
    struct sheet *s, struct jsonw *w, const char *key, const struct cell *c)
{
	char text[ZONE_TEXT_BYTES];
	struct buf safe;

	switch (c->kind) {
	case CELL_NULL:
		jsonw_null(w, key);
		break;
	case CELL_TEXT:
		if (!s->o.terminal) {
			jsonw_text(w, key, c->text);
			break;
		}
		buf_init(&safe, 8 * c->text.n + 1);
		plain_write(&safe, c->text);
		jsonw_text(w, key, buf_view(&safe));
		buf_release(&safe);
		break;
	case CELL_COUNT:
		jsonw_int(w, key, c->number);
		break;
	case CELL_REAL:
		jsonw_real(w, key, c->real, DIGITS);
		break;
	case CELL_STAMP:
		jsonw_text(
		    w, key, str_of(zone_format(s->o.zone, c->number, text)));
		break;
	case CELL_FLAG:
		jsonw_bool(w, key, c->number != 0);
		break;
	}
}

void sheet_json_row(struct sheet *s, const struct cell *cells)
{
	struct jsonw w;

	jsonw_begin(&w, &s->out);
	jsonw_object(&w, NULL);
	for (size_t i = 0; i < s->n; i++)
		json_cell(s, &w, s->columns[i].name, &cells[i]);
	jsonw_object_end(&w);
	buf_char(&s->out, '\n');
}
