#include "store/query/cmd.h"

#include "store/query/conflicts.h"
#include "store/query/footer.h"
#include "store/query/list_fields.h"

enum { TERMINAL_ROWS = 40 };

struct printing {
	struct sheet *sheet;
	const struct list_field *fields;
	size_t columns, limit;
	bool capped; /* by the terminal, not by --limit */
	struct list_line line;
	struct footer footer;
};

static int print_one(struct printing *p, const struct listed *l)
{
	struct cell cells[LIST_COLUMNS_MAX];

	if (p->limit && p->footer.rows >= p->limit) {
		p->footer.cut = p->capped;
		return 0;
	}
	arena_reset(&p->line.arena);
	p->line.l = l;
	for (size_t i = 0; i < p->columns; i++)
		cells[i] = p->fields[i].cell(&p->line);
	if (p->line.e->code)
		return -1;
	sheet_row(p->sheet, cells);
	p->footer.rows++;
	return 0;
}

static int print_all(struct printing *p, struct listing *l, struct err *e)
{
	int rc;

	while ((rc = listing_next(l, e)) == 1) {
		for (size_t i = 0; i < l->n; i++)
			if (print_one(p, &l->v[i]) != 0)
				return -1;
		if (sheet_failed(p->sheet) ||
		    (p->limit && p->footer.rows >= p->limit))
			return 0;
	}
	return rc;
}

static int answer(struct question *q, const struct ask *a, struct err *e)
{
	struct list_table t = list_fields_of(a->command);
	struct column columns[LIST_COLUMNS_MAX];
	struct printing p = {.fields = t.fields, .line = {.q = q, .e = e}};
	struct listing l;

	while (t.fields[p.columns].cell) {
		columns[p.columns] = t.fields[p.columns].column;
		p.columns++;
	}
	/* people get a screenful, programs everything */
	p.limit = a->limit >= 0                   ? q->limit
		  : q->out.terminal && !a->format ? (size_t)TERMINAL_ROWS
						  : 0;
	p.capped = a->limit < 0;
	docline_begin(&p.line.doc, q->reader, q->model);
	p.line.doc.may_lack = t.kind == OBS_FACT;
	p.sheet = sheet_open(columns, p.columns, &q->out);
	int rc = listing_open(&l, q, t.kind, a->limit >= 0 ? q->limit : 0, e);

	if (rc == 0)
		rc = print_all(&p, &l, e);
	p.footer.undated = l.undated;
	p.footer.others = l.others;
	p.footer.none_live = l.none_live;
	if (rc == 0)
		footer_write(q, &p.footer, p.sheet);
	if (sheet_close(p.sheet, e) != 0)
		rc = -1;
	listing_release(&l);
	docline_release(&p.line.doc);
	arena_release(&p.line.arena);
	if (rc != 0)
		return -1;
	return p.footer.rows ? EXIT_GOOD : EXIT_SOME;
}

int cmd_list(const struct ask *a, struct err *e)
{
	struct question q;
	int code = -1;

	if (question_open(&q, a, e) == 0)
		code = a->conflicts ? conflicts_print(&q, e) : answer(&q, a, e);
	question_close(&q);
	return code;
}
